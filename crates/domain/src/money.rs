//! Amounts of money in whole yuan, as people write them and as pages show them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::refusal::MoneyRefusal as Refusal;

const TEN_THOUSAND: i64 = 10_000;
/// A hundred thousand million: more than any matter costs, so whatever is larger is a slip of the pen.
const LARGEST: i64 = 100_000_000_000;

/// An amount in whole yuan (元), never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yuan(pub i64);

/// `800000`, `800,000 元`, `80万`, `12.5 万元`.
impl FromStr for Yuan {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let digits: String = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && !matches!(sign, ',' | '，'))
            .collect();
        let digits = digits.strip_suffix('元').unwrap_or(&digits);
        let yuan = match digits.strip_suffix('万') {
            Some(digits) => ten_thousands(digits),
            None => whole(digits),
        };
        match yuan.ok_or(Refusal::Unreadable)? {
            yuan if LARGEST < yuan => Err(Refusal::TooLarge),
            yuan => Ok(Self(yuan)),
        }
    }
}

fn whole(digits: &str) -> Option<i64> {
    let plain = !digits.is_empty() && digits.bytes().all(|sign| sign.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Tens of thousands with up to four decimals, which is exact to the yuan.
fn ten_thousands(digits: &str) -> Option<i64> {
    let (before, after) = digits.split_once('.').unwrap_or((digits, "0"));
    if 4 < after.len() {
        return None;
    }
    let rest = whole(&format!("{after:0<4}"))?;
    whole(before)?.checked_mul(TEN_THOUSAND)?.checked_add(rest)
}

/// `80 万元`, `1234 元`.
impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 != 0 && self.0 % TEN_THOUSAND == 0 {
            write!(f, "{} 万元", self.0 / TEN_THOUSAND)
        } else {
            write!(f, "{} 元", self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (text, yuan) in [
            ("800000", 800_000),
            ("800,000 元", 800_000),
            ("80万", 800_000),
            (" 12.5 万元 ", 125_000),
            ("0.0001万", 1),
            ("0", 0),
        ] {
            assert_eq!(text.parse(), Ok(Yuan(yuan)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_not_guessed() {
        for text in [
            "",
            "万",
            "-5",
            "12.5",
            "1.23456万",
            "八十万",
            "1e6",
            "99999999999999999999",
            "8 0万万",
        ] {
            assert_eq!(text.parse::<Yuan>(), Err(Refusal::Unreadable), "{text}");
        }
        assert_eq!("100000000001".parse::<Yuan>(), Err(Refusal::TooLarge));
    }

    #[test]
    fn round_amounts_are_shown_in_ten_thousands() {
        assert_eq!(Yuan(800_000).to_string(), "80 万元");
        assert_eq!(Yuan(812_345).to_string(), "812345 元");
        assert_eq!(Yuan(0).to_string(), "0 元");
    }
}
