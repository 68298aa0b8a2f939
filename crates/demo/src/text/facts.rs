//! What stays the same through a matter's stages: its subject, its sums, the people it names.

use super::theme::Theme;
use super::{About, topic};
use crate::chance::Chance;
use crate::organisation::name;

/// One line of a budget, in fen.
pub(super) struct Part {
    pub(super) item: &'static str,
    pub(super) planned: u64,
    pub(super) spent: u64,
}

pub(super) struct Facts {
    pub(super) theme: Theme,
    pub(super) topic: String,
    pub(super) place: String,
    pub(super) parts: Vec<Part>,
    /// Names with the branch they belong to.
    pub(super) people: Vec<(String, String)>,
    pub(super) voters: u32,
    pub(super) opinions: u32,
    pub(super) accepted: u32,
    pub(super) extension: u32,
    pub(super) room: u32,
    /// How many days before the text the meeting was.
    pub(super) met: u32,
}

impl Facts {
    pub(super) fn of(seed: u64, about: About<'_>) -> Self {
        let mut chance = Chance::of(seed, 0);
        let theme = Theme::of(about.entry_name, about.category);
        let place = name::place(7, u64::from(chance.below(1_369)));
        let topic = topic::make(theme, &place, &mut chance);
        let opinions = chance.between(3, 26);
        Self {
            theme,
            topic,
            place,
            parts: parts(theme, &mut chance),
            people: people(&mut chance),
            voters: chance.between(7, 45),
            opinions,
            accepted: chance.between(1, opinions),
            extension: chance.between(8001, 8999),
            met: chance.between(2, 9),
            room: chance.between(1, 5) * 100 + chance.between(1, 28),
        }
    }

    pub(super) fn planned(&self) -> u64 {
        self.parts.iter().map(|part| part.planned).sum()
    }

    pub(super) fn spent(&self) -> u64 {
        self.parts.iter().map(|part| part.spent).sum()
    }
}

fn parts(theme: Theme, chance: &mut Chance) -> Vec<Part> {
    let items = topic::items(theme);
    let from = usize::try_from(chance.below(100)).unwrap_or(0);
    let many = usize::try_from(chance.between(4, 7)).unwrap_or(4);
    let chosen = items.iter().cycle().skip(from).take(many.min(items.len()));
    chosen
        .map(|item| {
            let planned = u64::from(chance.between(12, 900)) * 10_000 + u64::from(chance.below(200)) * 50;
            let saved = planned * u64::from(chance.below(13)) / 100;
            Part {
                item,
                planned,
                spent: planned - saved,
            }
        })
        .collect()
}

fn people(chance: &mut Chance) -> Vec<(String, String)> {
    let seed = chance.next();
    let many = u64::from(chance.between(4, 12));
    let branch = |index: u64| {
        let number = seed.rotate_left(u32::try_from(index * 5).unwrap_or(0)) % 9 + 1;
        format!(
            "{}第{}党支部",
            name::place(seed, index / 3),
            name::numeral(number)
        )
    };
    (0..many)
        .map(|index| (name::person(seed, index), branch(index)))
        .collect()
}

/// `1,234.56` from 123456 fen: all arithmetic on money is in whole fen.
pub(super) fn yuan(fen: u64) -> String {
    let digits = (fen / 100).to_string();
    let mut text = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(&format!(".{:02}", fen % 100));
    text
}

#[cfg(test)]
mod tests {
    use super::yuan;

    #[test]
    fn money_is_written_with_separators_and_two_decimals() {
        assert_eq!(
            [5, 123_456, 100_000_000].map(yuan),
            ["0.05", "1,234.56", "1,000,000.00"]
        );
    }
}
