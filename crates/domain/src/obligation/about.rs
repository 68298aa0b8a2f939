use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ids::MatterId;
use crate::words::Stage;

/// What a disclosure is owed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A month, a quarter, a half year or a year.
    Period {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// Always.
    Standing,
    /// A stage of a matter.
    Stage(MatterId, Stage),
}

/// `2026-03-01/2026-03-31`, `standing`, `0197…/result`.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period { from, to } => write!(f, "{from}/{to}"),
            Self::Standing => f.write_str("standing"),
            Self::Stage(matter, stage) => write!(f, "{matter}/{}", stage.code()),
        }
    }
}

/// The text is about nothing.
#[derive(Debug, thiserror::Error)]
#[error("“{0}”不是应公开任务")]
pub struct NothingOwed(String);

impl FromStr for About {
    type Err = NothingOwed;

    fn from_str(text: &str) -> Result<Self, NothingOwed> {
        if text == "standing" {
            return Ok(Self::Standing);
        }
        let read = || {
            let (left, right) = text.split_once('/')?;
            if let Some(stage) = Stage::from_code(right) {
                return Some(Self::Stage(left.parse().ok()?, stage));
            }
            Some(Self::Period {
                from: left.parse().ok()?,
                to: right.parse().ok()?,
            })
        };
        read().ok_or_else(|| NothingOwed(text.to_owned()))
    }
}

impl Serialize for About {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for About {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
