//! Second factors and resets: what the journal keeps of them, and who may ask for and confirm a reset.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::content::{Commitment, Sealed};
use crate::ids::PersonId;
use crate::refusal::AccountRefusal as Refusal;

/// A second factor taken up, or another in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// Whose.
    pub person: PersonId,
    /// The secret that the person's authenticator holds too; it lies beside the journal.
    pub sealed: Sealed,
    /// SHA-256 of each recovery code, which nobody but the person knows.
    pub recovery: Vec<Commitment>,
}

/// A recovery code, used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryUse {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub hash: Commitment,
}

/// A second factor given up, or taken away with a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorEnd {
    /// Whose.
    pub person: PersonId,
}

/// A passkey that somebody took up, or another name for it. Nothing in it is a secret: the key only checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Its id here.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What its authenticator calls it, in base64url.
    pub credential: String,
    /// Its public key (COSE), in base64url.
    pub key: String,
    /// Whether its owner's devices may copy it.
    pub may_be_copied: bool,
    /// What its owner calls it.
    pub name: String,
}

/// A passkey given up, or taken away with a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyRemoval {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
}

/// Somebody took along what the platform holds about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalDataExport {
    /// Who, about themselves.
    pub person: PersonId,
}

/// Somebody's account is to be opened anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetRequest {
    /// Its id.
    pub id: Uuid,
    /// Whose account.
    pub person: PersonId,
    /// Whether the second factor is taken away too, because it is lost.
    pub second_factor: bool,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetSettlement {
    /// Of which.
    pub id: Uuid,
    /// Whether it was confirmed; declined otherwise.
    pub confirmed: bool,
}

/// A reset as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reset {
    /// What was asked for.
    pub request: ResetRequest,
    /// Who asked.
    pub asked_by: Option<PersonId>,
    /// Whether it is settled.
    pub settled: bool,
}

/// What the rule for asking looks at.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// Who asks.
    pub by: PersonId,
    /// Whether the person has a password at all.
    pub has_password: bool,
    /// Whether a reset of theirs waits already.
    pub waits: bool,
}

impl ResetRequest {
    /// Whether this may be asked for: not for oneself, and not where a first sign-in link does.
    pub fn ask(self, asking: Asking) -> Result<Self, Refusal> {
        if asking.by == self.person {
            return Err(Refusal::OwnReset);
        }
        if !asking.has_password {
            return Err(Refusal::PasswordMissing);
        }
        if asking.waits {
            return Err(Refusal::ResetWaits);
        }
        Ok(self)
    }
}

impl Reset {
    /// Confirms or declines. A second person confirms, and nobody for themselves; whoever asked may decline, which
    /// takes it back.
    pub fn settle(&self, by: PersonId, confirmed: bool) -> Result<ResetSettlement, Refusal> {
        if self.settled {
            return Err(Refusal::ResetSettled);
        }
        if confirmed && by == self.request.person {
            return Err(Refusal::OwnReset);
        }
        if confirmed && self.asked_by == Some(by) {
            return Err(Refusal::SecondPerson);
        }
        let id = self.request.id;
        Ok(ResetSettlement { id, confirmed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn request() -> ResetRequest {
        ResetRequest {
            id: Uuid::nil(),
            person: person(1),
            second_factor: false,
        }
    }

    fn asking(by: u128) -> Asking {
        Asking {
            by: person(by),
            has_password: true,
            waits: false,
        }
    }

    #[test]
    fn a_reset_is_asked_for_by_another_and_once() {
        assert!(request().ask(asking(2)).is_ok());
        assert_eq!(request().ask(asking(1)), Err(Refusal::OwnReset));
        let without = Asking {
            has_password: false,
            ..asking(2)
        };
        assert_eq!(request().ask(without), Err(Refusal::PasswordMissing));
        let again = Asking {
            waits: true,
            ..asking(2)
        };
        assert_eq!(request().ask(again), Err(Refusal::ResetWaits));
    }

    #[test]
    fn a_reset_takes_two_and_neither_is_the_person_themselves() {
        let reset = Reset {
            request: request(),
            asked_by: Some(person(2)),
            settled: false,
        };
        assert!(reset.settle(person(3), true).is_ok());
        assert_eq!(reset.settle(person(2), true), Err(Refusal::SecondPerson));
        assert_eq!(reset.settle(person(1), true), Err(Refusal::OwnReset));
        assert!(reset.settle(person(2), false).is_ok(), "taken back");
        let settled = Reset {
            settled: true,
            ..reset
        };
        assert_eq!(settled.settle(person(3), true), Err(Refusal::ResetSettled));
        assert_eq!(settled.settle(person(3), false), Err(Refusal::ResetSettled));
    }
}
