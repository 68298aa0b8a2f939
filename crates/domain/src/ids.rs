//! Names of things: one type per noun, so that a unit's id cannot be taken for a person's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A node of the organisation tree.
    UnitId;
    /// Somebody with an account.
    PersonId;
    /// A seat in a unit.
    PostId;
    /// A person's time on a post.
    HoldingId;
    /// A named group of persons.
    GroupId;
    /// A duty that somebody does in the place of its holder, for some days.
    DelegationId;
    /// One version of a rulebook.
    RulebookId;
    /// A version of a catalogue on its way into force.
    CatalogueId;
    /// One thing that is prepared, decided and carried out.
    MatterId;
    /// The proposal to disclose one stage of a matter.
    PlanId;
    /// What was released for one stage.
    DisclosureId;
    /// What a unit asked to be excused from.
    ExcuseId;
    /// One working-day calendar.
    CalendarId;
    /// A request to withdraw what was released.
    WithdrawalId;
    /// A notice that something is not disclosed.
    WithholdingId;
    /// A text beside the journal.
    ContentId;
}
