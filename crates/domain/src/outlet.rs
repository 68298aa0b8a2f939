//! A way out of the house that carries more than everybody may read: one administrator asks for it, and the security
//! administrator, who is somebody else, confirms before it takes effect.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::decision::Outlet;
use crate::ids::PersonId;
use crate::refusal::TellingRefusal as Refusal;
use crate::words::Crowd;

/// A way out was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutletRequest {
    /// Its id.
    pub id: Uuid,
    /// What was asked for.
    pub outlet: Outlet,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutletSettlement {
    /// Of which.
    pub id: Uuid,
    /// Whether it was confirmed; declined otherwise.
    pub confirmed: bool,
}

impl Outlet {
    /// Whether a second person has to confirm it: a mail server reads every letter, and members read more than anybody.
    /// Closing a way out takes one.
    #[must_use]
    pub fn needs_two(&self) -> bool {
        self.host.is_some() && self.crowd != Some(Crowd::Everybody)
    }
}

/// Confirms or declines what somebody asked for. Whoever asked may decline, which takes it back.
pub fn settle(
    (id, asked_by): (Uuid, PersonId),
    by: PersonId,
    confirmed: bool,
) -> Result<OutletSettlement, Refusal> {
    if confirmed && by == asked_by {
        return Err(Refusal::SecondPerson);
    }
    Ok(OutletSettlement { id, confirmed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(host: Option<&str>, crowd: Option<Crowd>) -> Outlet {
        Outlet {
            webhook: crowd.map(|_| Uuid::nil()),
            unit: None,
            host: host.map(str::to_owned),
            crowd,
        }
    }

    #[test]
    fn what_carries_more_than_everybody_may_read_takes_two_and_closing_takes_one() {
        let host = Some("mail.example");
        assert!(outlet(host, None).needs_two());
        assert!(outlet(host, Some(Crowd::Members)).needs_two());
        assert!(!outlet(host, Some(Crowd::Everybody)).needs_two());
        assert!(!outlet(None, None).needs_two() && !outlet(None, Some(Crowd::Members)).needs_two());
    }

    #[test]
    fn whoever_asked_does_not_confirm_but_takes_it_back() {
        let [guan, an] = [1, 2].map(|number| PersonId(Uuid::from_u128(number)));
        let asked = (Uuid::nil(), guan);
        assert_eq!(settle(asked, guan, true), Err(Refusal::SecondPerson));
        assert!(settle(asked, guan, false).is_ok());
        assert!(settle(asked, an, true).is_ok());
    }
}
