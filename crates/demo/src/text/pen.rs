//! Writes templates: `{word}` becomes a fact or a phrase from the bank of that name, which may hold words again.

use super::facts::{Facts, yuan};
use super::{About, bank};
use crate::chance::Chance;
use bank::Bank;
use domain::words::{Stage, Track};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) struct Pen<'a> {
    pub(super) about: About<'a>,
    pub(super) facts: Facts,
    pub(super) chance: Chance,
    out: String,
    written: usize,
    used: Vec<&'static str>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(seed: u64, about: About<'a>) -> Self {
        let stage = match about.stage {
            Stage::Before => 1,
            Stage::Decision => 2,
            Stage::Result => 3,
        };
        let chance = Chance::of(seed, stage);
        let out = String::with_capacity(4_096);
        Self {
            about,
            facts: Facts::of(seed, about),
            chance,
            out,
            written: 0,
            used: Vec::new(),
        }
    }

    /// What was written since the last time.
    pub(super) fn take(&mut self) -> String {
        self.written = 0;
        std::mem::take(&mut self.out)
    }

    /// How many characters were written since the last [`Self::take`].
    pub(super) fn written(&self) -> usize {
        self.written
    }

    /// Text that holds no words to fill in, or whose braces are somebody else's.
    pub(super) fn plain(&mut self, text: &str) {
        self.written += text.chars().count();
        self.out.push_str(text);
    }

    pub(super) fn write(&mut self, template: &str) {
        let mut rest = template;
        while let Some((before, (word, after))) = rest
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            self.plain(before);
            self.word(word);
            rest = after;
        }
        self.plain(rest);
    }

    /// A sentence that this text does not have yet, as long as there is one.
    pub(super) fn sentence(&mut self, sentences: &[&'static str]) {
        let start = usize::try_from(self.chance.below(64)).unwrap_or(0) % sentences.len().max(1);
        let in_turn = sentences.iter().cycle().skip(start).take(sentences.len());
        let fresh = in_turn.copied().find(|sentence| self.is_fresh(sentence));
        let chosen = fresh.unwrap_or_else(|| {
            // All said once: a second round before anything comes a third time.
            self.used.retain(|used| !sentences.contains(used));
            self.chance.pick(sentences)
        });
        self.used.push(chosen);
        self.write(chosen);
    }

    /// A sentence from one of the banks, from a used-up one only when all are.
    pub(super) fn sentence_from(&mut self, banks: &[Bank]) {
        let fresh = |bank: &&Bank| bank.iter().any(|sentence| self.is_fresh(sentence));
        let left: Vec<Bank> = banks.iter().filter(fresh).copied().collect();
        let choices = if left.is_empty() { banks } else { &left };
        let at = self.chance.below(u32::try_from(choices.len()).unwrap_or(1));
        let bank = usize::try_from(at)
            .ok()
            .and_then(|at| choices.get(at))
            .copied()
            .unwrap_or_default();
        self.sentence(bank);
    }

    fn is_fresh(&self, sentence: &'static str) -> bool {
        !self.used.contains(&sentence)
    }

    fn word(&mut self, word: &str) {
        match word {
            "unit" => self.plain(self.about.unit_name),
            "entry" => self.plain(self.about.entry_name),
            "category" => self.plain(self.about.category),
            _ => match self.fact(word) {
                Some(text) => self.plain(&text),
                None => {
                    let phrase = self
                        .chance
                        .pick(bank::phrases(word, &self.about, self.facts.theme));
                    self.write(phrase);
                }
            },
        }
    }

    fn fact(&mut self, word: &str) -> Option<String> {
        let facts = &self.facts;
        Some(match word {
            "topic" => facts.topic.clone(),
            "place" => facts.place.clone(),
            "planned" => yuan(facts.planned()),
            "spent" => yuan(facts.spent()),
            "left" => yuan(facts.planned() - facts.spent()),
            "people" => facts.people.len().to_string(),
            "voters" => facts.voters.to_string(),
            "opinions" => facts.opinions.to_string(),
            "accepted" => facts.accepted.to_string(),
            "ext" => facts.extension.to_string(),
            "room" => facts.room.to_string(),
            "audience" => match self.about.track {
                Track::Party => "各党支部、全体党员".to_owned(),
                Track::Government => "各科室、广大干部群众".to_owned(),
            },
            "year" => self.about.day.year().to_string(),
            "day" => day(self.about.day),
            "met" => day(self.about.day.saturating_sub(i64::from(facts.met).days())),
            "past" => day(self.away(-40, -10)),
            "soon" => day(self.away(8, 60)),
            "until" => day(self.about.day.saturating_add(6.days())),
            "n" => self.chance.between(3, 48).to_string(),
            "few" => self.chance.between(2, 9).to_string(),
            "share" => self.chance.between(82, 99).to_string(),
            _ => return None,
        })
    }

    fn away(&mut self, low: i32, high: i32) -> Date {
        let width = u32::try_from(high - low).unwrap_or(0);
        let days = i64::from(low) + i64::from(self.chance.below(width + 1));
        self.about.day.saturating_add(days.days())
    }
}

pub(super) fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
