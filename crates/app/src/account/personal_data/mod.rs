//! Everything that the platform holds about one person (个人信息导出), for that person alone. It speaks of plans and
//! disclosures by their ids: what they say is read where it may be read.

mod collect;
mod pack;
mod store;

use domain::decision::{Decision, PersonalDataExport};
use domain::ids::PersonId;
use domain::time::Timestamp;
use domain::words::{Duty, Followed, Occasion, Pace, Parcel, Posted, Stage, Topic};

pub use pack::{Sheet, pack};

use super::owner::owner;
use super::store as accounts;
use crate::{App, Result};

/// The parts of what is held about somebody; each is a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The entry on the roster.
    Person,
    /// Posts, now and before.
    Holdings,
    /// Standing in, for them or by them.
    StandIns,
    /// Groups.
    Groups,
    /// What they may still read as people of a unit that ended.
    Kept,
    /// How the account stands.
    Account,
    /// Where they are signed in.
    Sessions,
    /// Browsers that are known again.
    Browsers,
    /// Tokens for the API.
    Tokens,
    /// Passkeys.
    Passkeys,
    /// Resets of the account.
    Resets,
    /// How soon they want mails.
    Wishes,
    /// What they follow.
    Followings,
    /// What they were told, and whether they looked.
    Messages,
    /// Mails to them.
    Letters,
    /// What they typed and have not saved yet.
    Autosaves,
    /// What their programs recorded.
    Recorded,
    /// What they did, by the journal.
    Deeds,
}

impl Part {
    /// All, in the order of the file.
    pub const ALL: [Self; 18] = [
        Self::Person,
        Self::Holdings,
        Self::StandIns,
        Self::Groups,
        Self::Kept,
        Self::Account,
        Self::Sessions,
        Self::Browsers,
        Self::Tokens,
        Self::Passkeys,
        Self::Resets,
        Self::Wishes,
        Self::Followings,
        Self::Messages,
        Self::Letters,
        Self::Autosaves,
        Self::Recorded,
        Self::Deeds,
    ];

    /// Its name for programs, and the names of its columns.
    #[must_use]
    pub fn codes(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Person => ("person", &["code", "name", "unit", "member", "active"]),
            Self::Holdings => ("holdings", &["post", "unit", "from", "until"]),
            Self::StandIns => (
                "stand_ins",
                &[
                    "post", "holder", "deputy", "duties", "from", "until", "reason", "ended_at",
                ],
            ),
            Self::Groups => ("groups", &["group", "unit"]),
            Self::Kept => ("kept", &["scope", "unit"]),
            Self::Account => (
                "account",
                &[
                    "password",
                    "second_factor_since",
                    "recovery_codes_left",
                    "calendar_address_since",
                    "mail_address",
                    "mail_confirmed",
                    "seen_at",
                    "seen_before",
                ],
            ),
            Self::Sessions => ("sessions", &["device", "begun_at", "seen_at"]),
            Self::Browsers => ("browsers", &["seen_at"]),
            Self::Tokens => ("tokens", &["label", "issued_at", "revoked_at"]),
            Self::Passkeys => ("passkeys", &["name", "since", "used_at", "may_be_copied"]),
            Self::Resets => (
                "resets",
                &["asked_at", "second_factor", "settled_at", "confirmed"],
            ),
            Self::Wishes => ("wishes", &["topic", "pace"]),
            Self::Followings => ("followings", &["what", "about", "name"]),
            Self::Messages => ("messages", &["told_at", "occasion", "unread", "about"]),
            Self::Letters => ("letters", &["due_at", "parcel", "state", "done_at"]),
            Self::Autosaves => ("autosaves", &["at", "matter", "stage", "characters"]),
            Self::Recorded => ("recorded", &["at", "kind", "key", "about"]),
            Self::Deeds => ("deeds", &["seq", "at", "kind", "about"]),
        }
    }
}

/// One value, which a page says in its language and a program reads by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// There is none.
    Empty,
    /// As it is.
    Text(String),
    /// A moment.
    At(Timestamp),
    /// A number.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// Duties.
    Duties(Vec<Duty>),
    /// A topic of mails.
    Topic(Topic),
    /// How soon.
    Pace(Pace),
    /// What can be followed.
    Followed(Followed),
    /// Why somebody is told.
    Occasion(Occasion),
    /// A stage.
    Stage(Stage),
    /// What was to be sent.
    Parcel(Parcel),
    /// What became of it.
    Posted(Posted),
    /// A kind of decision, as the journal calls it.
    Kind(String),
}

/// What is held about somebody, part by part.
#[derive(Clone, Debug)]
pub struct PersonalData {
    /// When it was looked up.
    pub at: Timestamp,
    /// Each part with its rows.
    pub parts: Vec<(Part, Vec<Vec<Cell>>)>,
}

/// Takes along everything that is held about oneself. The password shows that it is its owner who does; that it was
/// done is in the journal.
pub async fn export(app: &App, by: PersonId, password: &str) -> Result<PersonalData> {
    let account = owner(app, by, password).await?;
    app.change(Some(by), async |change| {
        let taken = PersonalDataExport { person: by };
        change.record(Decision::PersonalDataExported(taken)).await?;
        accounts::forget_attempts(&mut change.tx, &account).await
    })
    .await?;
    collect::everything(app, by).await
}
