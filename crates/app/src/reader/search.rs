use std::collections::BTreeSet;

use domain::ids::{ContentId, DisclosureId};
use domain::search;
use uuid::Uuid;

use super::list::{Cursor, Listed};
use super::{Filter, Reader, store};
use crate::{Error, Result, content};

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
        let terms: BTreeSet<i64> = words.iter().flat_map(|word| search::terms(word)).collect();
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
            let last = candidates.len() <= most;
            for (seq, id) in candidates {
                if hits.items.len() == most {
                    hits.next = hits.items.last().map(|found| found.listed.id);
                    return Ok(hits);
                }
                before = seq;
                hits.items.extend(self.found(id, &words, filter).await?);
            }
            if last {
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
        let place = store::place(&mut self.tx, (id, self.now), &self.tokens).await?;
        place.ok_or_else(|| Error::Invalid("翻页位置无法识别，请从第一页重新开始。".into()))
    }

    /// The newest disclosures of the viewer's that hold all terms, whichever token leads to them.
    async fn candidates(
        &mut self,
        terms: &BTreeSet<i64>,
        before: i64,
        most: usize,
    ) -> Result<Vec<(i64, Uuid)>> {
        let mut found = BTreeSet::new();
        let wanted = i64::try_from(most).unwrap_or(i64::MAX);
        for token in self.tokens.clone() {
            let Some(number) = store::token_number(&mut self.tx, &token).await? else {
                continue;
            };
            let Some(chosen) = self.rarest(number, terms).await? else {
                continue;
            };
            let place = (self.now, before);
            found.extend(store::holding(&mut self.tx, (number, &token), chosen, place, wanted).await?);
        }
        Ok(found.into_iter().rev().take(most).collect())
    }

    /// The four terms that leave the least to look at; nothing when one of the terms is nowhere.
    async fn rarest(&mut self, token: i64, terms: &BTreeSet<i64>) -> Result<Option<[i64; 4]>> {
        let mut counted = Vec::with_capacity(terms.len());
        for term in terms {
            let count = store::frequency(&mut self.tx, token, *term).await?;
            if count == 0 {
                return Ok(None);
            }
            counted.push((count, *term));
        }
        counted.sort_unstable();
        let mut chosen = counted.iter().map(|(_, term)| *term).cycle();
        let mut next = || chosen.next().unwrap_or_default();
        Ok(Some([next(), next(), next(), next()]))
    }

    /// A candidate, when its text really holds every word: pairs alone may stand apart from each other.
    async fn found(&mut self, id: Uuid, words: &[String], filter: &Filter) -> Result<Option<Found>> {
        let Some(from) = store::first_seen(&mut self.tx, id, &self.tokens).await? else {
            return Ok(None);
        };
        let Some(listed) = self.listed(&[Cursor { from, id }]).await?.pop() else {
            return Ok(None);
        };
        if !filter.takes(&listed) {
            return Ok(None);
        }
        let Some(card) = store::card(&mut self.tx, listed.id).await? else {
            return Ok(None);
        };
        let proposal = content::store::proposal(&mut self.tx, ContentId(card.content)).await?;
        let text = [proposal.title.as_str(), &listed.number, &proposal.body].join("\n");
        let folded = search::folded(&text);
        if !words.iter().all(|word| folded.contains(word)) {
            return Ok(None);
        }
        let excerpt = excerpt(&proposal.body, words);
        Ok(Some(Found { listed, excerpt }))
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
    let characters: Vec<char> = body
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let places: Vec<(usize, char)> = characters
        .iter()
        .enumerate()
        .filter_map(|(place, c)| Some((place, search::fold(*c)?)))
        .collect();
    let folded: String = places.iter().map(|(_, c)| *c).collect();
    let start = words
        .iter()
        .find_map(|word| folded.find(word.as_str()))
        .map_or(0, |byte| {
            folded.get(..byte).map_or(0, |head| head.chars().count())
        });
    let start = places
        .get(start)
        .map_or(0, |(place, _)| *place)
        .saturating_sub(BEFORE);
    characters.iter().skip(start).take(LENGTH).collect()
}
