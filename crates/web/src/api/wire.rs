//! The shapes that several answers share. They are the API's own, so that the rules can change without it.

use domain::ids::{MatterId, RulebookId, UnitId};
use domain::matter::Matter;
use domain::time::Timestamp;
use domain::words::{Scope, Track};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant as RFC 3339 writes it; sent in UTC, taken with any offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment(pub(super) Timestamp);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.instant())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let instant = text.parse::<jiff::Timestamp>().map_err(de::Error::custom)?;
        Ok(Self(Timestamp(instant.as_microsecond())))
    }
}

/// A text that people write. Control characters have no place in it, and one of the databases cannot hold NUL.
#[derive(Debug, Default)]
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if text.contains(strange) {
            Err(de::Error::custom("文字中有控制字符"))
        } else {
            Ok(Self(text))
        }
    }
}

/// A page of a list.
#[derive(Serialize)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) next: Option<String>,
}

/// A unit, where another thing names it.
#[derive(Serialize)]
pub(super) struct Named {
    pub(super) id: UnitId,
    pub(super) name: String,
}

/// A line of a disclosure's audience, with its moment: how wide it is, not which group or whom it names.
#[derive(Serialize)]
pub(super) struct Seen {
    pub(super) scope: Scope,
    pub(super) from: Moment,
}

/// A matter, as those who work on it see it.
#[derive(Serialize)]
pub(super) struct OpenMatter {
    id: MatterId,
    title: String,
    track: Track,
    rulebook: RulebookId,
    entry: String,
    unit: UnitId,
    opened_at: Moment,
}

impl From<Matter> for OpenMatter {
    fn from(matter: Matter) -> Self {
        Self {
            id: matter.id,
            title: matter.title,
            track: matter.track,
            rulebook: matter.rulebook,
            entry: matter.entry,
            unit: matter.unit,
            opened_at: Moment(matter.at),
        }
    }
}
