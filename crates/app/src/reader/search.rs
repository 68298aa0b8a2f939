use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::ids::DisclosureId;
use domain::proposal::Proposal;
use domain::refusal::RequestRefusal;
use domain::search;

use super::list::Listed;
use super::terms::{self, Candidate};
use super::{Filter, Reader};
use crate::{Result, content};

/// Candidates looked at before a page with something on it is handed out, though it may not be full.
const MOST_LOOKED_AT: usize = 400;

/// A page of what was found.
#[derive(Clone, Debug)]
pub struct Hits {
    /// What was found, newest first.
    pub items: Vec<Found>,
    /// After which of them the next page begins, when there may be more. It is named and not counted, since the
    /// gaps between counted places would tell how much lies hidden there.
    pub next: Option<DisclosureId>,
}

/// A disclosure that holds the words.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Found {
    /// The disclosure.
    pub listed: Listed,
    /// The place in its text where the first word stands, with what surrounds it.
    pub excerpt: String,
    /// The attachment that the place is in, when it is not in the text itself.
    pub attachment: Option<String>,
}

/// The terms that lead through one token's part of the index.
enum Leading {
    /// One of the terms is nowhere.
    Nothing,
    /// There is only one.
    One(i64),
    /// The four that leave the least to look at.
    Four([i64; 4]),
}

impl Reader {
    /// What the viewer may see that holds all the words, newest first. The order owes nothing to how often
    /// words stand in texts that the viewer cannot see.
    pub async fn search(
        &mut self,
        query: &str,
        filter: &Filter,
        before: Option<DisclosureId>,
        most: usize,
    ) -> Result<Hits> {
        let words = search::words(query);
        let terms = search::asked(query);
        let mut hits = Hits {
            items: Vec::new(),
            next: None,
        };
        if terms.is_empty() {
            return Ok(hits);
        }
        let most = most.clamp(1, super::list::MOST);
        let mut before = self.place(before).await?;
        let mut looked_at = 0;
        // a page without anything on it would have no place to go on from
        while hits.items.is_empty() || looked_at < MOST_LOOKED_AT {
            let candidates = self.candidates(&terms, before, most + 1).await?;
            looked_at += candidates.len();
            let Some(last) = candidates.last() else {
                return Ok(hits);
            };
            before = last.seq;
            let is_end = candidates.len() <= most;
            hits.items.extend(self.found(&candidates, &words, filter).await?);
            if most < hits.items.len() {
                hits.items.truncate(most);
                break;
            }
            if is_end {
                return Ok(hits);
            }
        }
        hits.next = hits.items.last().map(|found| found.listed.id);
        Ok(hits)
    }

    /// Where a disclosure stands among all; for those who may see it. What is hidden and what is not there are the
    /// same to everybody else.
    async fn place(&mut self, before: Option<DisclosureId>) -> Result<i64> {
        let Some(id) = before else { return Ok(i64::MAX) };
        let place = terms::place(&mut self.tx, (id, self.now), &self.tokens).await?;
        place.ok_or_else(|| RequestRefusal::Cursor.into())
    }

    /// The newest disclosures of the viewer's that hold all terms, whichever token leads to them.
    async fn candidates(
        &mut self,
        terms: &BTreeSet<i64>,
        before: i64,
        most: usize,
    ) -> Result<Vec<Candidate>> {
        let mut found: BTreeMap<i64, Candidate> = BTreeMap::new();
        let wanted = i64::try_from(most).unwrap_or(i64::MAX);
        for (token, number) in terms::token_numbers(&mut self.tx, &self.tokens).await? {
            let place = (self.moments(), before);
            let hits = match self.rarest(number, terms).await? {
                Leading::Nothing => continue,
                Leading::One(term) => {
                    terms::holding_one(&mut self.tx, (number, &token), term, place, wanted).await?
                }
                Leading::Four(chosen) => {
                    terms::holding(&mut self.tx, (number, &token), chosen, place, wanted).await?
                }
            };
            for hit in hits {
                let known = found.entry(hit.seq).or_insert(hit);
                known.from = known.from.min(hit.from);
            }
        }
        Ok(found.into_values().rev().take(most).collect())
    }

    /// The four terms that leave the least to look at; nothing when one of the terms is nowhere.
    async fn rarest(&mut self, token: i64, terms: &BTreeSet<i64>) -> Result<Leading> {
        if let [term] = terms.iter().copied().collect::<Vec<_>>().as_slice() {
            return Ok(Leading::One(*term));
        }
        let mut counted = Vec::with_capacity(terms.len());
        for term in terms {
            let count = terms::frequency(&mut self.tx, token, *term).await?;
            if count == 0 {
                return Ok(Leading::Nothing);
            }
            counted.push((count, *term));
        }
        counted.sort_unstable();
        let mut chosen = counted.iter().map(|(_, term)| *term).cycle();
        let mut next = || chosen.next().unwrap_or_default();
        Ok(Leading::Four([next(), next(), next(), next()]))
    }

    /// Those candidates whose texts really hold every word: pairs alone may stand apart from each other.
    async fn found(
        &mut self,
        candidates: &[Candidate],
        words: &[String],
        filter: &Filter,
    ) -> Result<Vec<Found>> {
        let mut places = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let place = candidate.place();
            if !(candidate.corrected && self.sees_newer(place).await?) {
                places.push(place);
            }
        }
        let listed = self.listed(&places).await?;
        let ids = places.iter().map(|place| place.id).collect();
        let mut texts: HashMap<_, _> = terms::texts(&mut self.tx, ids).await?.into_iter().collect();
        let mut found = Vec::with_capacity(listed.len());
        for listed in listed.into_iter().filter(|listed| filter.takes(listed)) {
            let bytes = texts.remove(&listed.id.0).unwrap_or_default();
            let wrong = db::Error::Inconsistent {
                table: "content",
                column: "bytes",
            };
            let proposal = Proposal::from_bytes(&bytes).ok_or(wrong)?;
            let attached = content::store::attached(&mut self.tx, &proposal).await?;
            let has = |text: &str, word: &String| search::position(text, word).is_some();
            let within = |(name, text): &(String, String), word: &String| has(name, word) || has(text, word);
            let own = |word: &String| {
                let texts = [&proposal.body, &listed.title, &listed.number];
                texts.iter().any(|text| has(text, word))
            };
            if !words
                .iter()
                .all(|word| own(word) || attached.iter().any(|file| within(file, word)))
            {
                continue;
            }
            let file = match words.iter().any(own) {
                true => None,
                false => attached
                    .iter()
                    .find(|file| words.iter().any(|word| within(file, word))),
            };
            let text = file.map_or(&proposal.body, |(_, text)| text);
            found.push(Found {
                excerpt: excerpt(text, words),
                attachment: file.map(|(name, _)| name.clone()),
                listed,
            });
        }
        Ok(found)
    }
}

impl Filter {
    fn takes(&self, listed: &Listed) -> bool {
        self.track.is_none_or(|track| track == listed.track)
            && self.unit.is_none_or(|unit| unit == listed.unit)
            && self.entry.as_ref().is_none_or(|entry| *entry == listed.entry)
            && self.stage.is_none_or(|stage| stage == listed.stage)
    }
}

/// Some eighty characters around the first word that stands in a text.
fn excerpt(body: &str, words: &[String]) -> String {
    const BEFORE: usize = 24;
    const LENGTH: usize = 80;
    let place = words
        .iter()
        .find_map(|word| search::position(body, word))
        .unwrap_or(0);
    let around = body.chars().skip(place.saturating_sub(BEFORE)).take(LENGTH);
    around
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect()
}
