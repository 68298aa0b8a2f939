use keepers::witness::Failure;

/// Why a witness did not confirm, as everybody may know it. The particulars, which name addresses of the house, are in
/// the log of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    /// It did not answer.
    Silent,
    /// It has seen another history.
    OtherHistory,
    /// It has seen more lines.
    Ahead,
    /// It did not want to.
    Refused,
    /// Something else.
    Other,
}

impl Objection {
    const ALL: [Self; 5] = [
        Self::Silent,
        Self::OtherHistory,
        Self::Ahead,
        Self::Refused,
        Self::Other,
    ];

    /// The word as it is stored.
    pub(in crate::ledger) fn code(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::OtherHistory => "other_history",
            Self::Ahead => "ahead",
            Self::Refused => "refused",
            Self::Other => "other",
        }
    }

    pub(in crate::ledger) fn from_code(code: &str) -> Self {
        let known = Self::ALL.into_iter().find(|objection| objection.code() == code);
        known.unwrap_or(Self::Other)
    }
}

impl From<&Failure> for Objection {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::Silent(_) => Self::Silent,
            Failure::Fork(_) => Self::OtherHistory,
            Failure::Ahead(_) => Self::Ahead,
            Failure::Refused(_) => Self::Refused,
            _ => Self::Other,
        }
    }
}
