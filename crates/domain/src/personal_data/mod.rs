//! Personal data that must not be released by mistake: found wherever it stands, shown only with its middle hidden,
//! and hidden in a text by one deed. Numbers that only look alike (document numbers, amounts, hotlines) are left alone.

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod address;
mod codes;
mod numbers;
mod reading;

use reading::Reading;

/// What a place looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 身份证号
    ResidentId,
    /// 手机号
    Mobile,
    /// 固定电话
    Landline,
    /// 银行卡号
    BankCard,
    /// 住址
    Address,
    /// 护照号
    Passport,
    /// 车牌号
    Plate,
    /// 社保号
    SocialSecurity,
    /// 电子邮箱
    Email,
}

impl Kind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ResidentId => "身份证号",
            Self::Mobile => "手机号",
            Self::Landline => "固定电话",
            Self::BankCard => "银行卡号",
            Self::Address => "住址",
            Self::Passport => "护照号",
            Self::Plate => "车牌号",
            Self::SocialSecurity => "社保号",
            Self::Email => "电子邮箱",
        }
    }
}

/// A suspicious place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: Kind,
    /// The place with its middle hidden, fit to be shown, logged and released.
    pub masked: String,
    /// Where it stands, in bytes; this is what the masked form may replace.
    pub place: Range<usize>,
}

/// Every suspicious place in a text, in their order, none over another. Full-width forms, invisible characters, and
/// spaces, dots or hyphens between groups of digits do not hide one.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let reading = Reading::of(text);
    let mut found = numbers::find(&reading);
    found.extend(codes::find(&reading));
    found.extend(address::find(&reading));
    found.sort_by_key(|found| (found.place.start, usize::MAX - found.place.end));
    let mut end = 0;
    found.retain(|found| {
        let apart = end <= found.place.start;
        if apart {
            end = found.place.end;
        }
        apart
    });
    found
}

/// The text with every suspicious place masked. Nothing is found in it any more.
#[must_use]
pub fn mask(text: &str) -> String {
    // what was hidden by a neighbour shows in the second round
    const ROUNDS: usize = 4;
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let found = find(&text);
        if found.is_empty() {
            break;
        }
        for place in found.into_iter().rev() {
            text.replace_range(place.place, &place.masked);
        }
    }
    text
}

/// What stands for a hidden character. The narrow star is a sign of Markdown: two masks in one paragraph would have made
/// what is between them bold, and the stars be gone.
const STAR: char = '＊';

/// What stands for what is hidden to the end, however long it was.
const STARS: &str = "＊＊＊";

/// So many characters at both ends stay, each one between becomes a star.
fn starred(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let hidden = head..length.saturating_sub(tail).max(head);
    text.chars()
        .enumerate()
        .map(
            |(place, character)| {
                if hidden.contains(&place) { STAR } else { character }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests;
