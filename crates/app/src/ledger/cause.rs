use super::Trouble;

/// Why the log does not go on, as everybody may know it. The particulars are in the log of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The disk does not take or give the files.
    Disk,
    /// A published file is missing or is not what was signed.
    Files,
    /// The database ends before what was signed.
    SetBack,
    /// What was published is another history than the database's.
    OtherHistory,
    /// The signer did not sign.
    Signer,
    /// Something else.
    Other,
}

impl Cause {
    const ALL: [Self; 6] = [
        Self::Disk,
        Self::Files,
        Self::SetBack,
        Self::OtherHistory,
        Self::Signer,
        Self::Other,
    ];

    /// The word as it is stored.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Disk => "disk",
            Self::Files => "files",
            Self::SetBack => "set_back",
            Self::OtherHistory => "other_history",
            Self::Signer => "signer",
            Self::Other => "other",
        }
    }

    pub(super) fn from_code(code: &str) -> Self {
        let known = Self::ALL.into_iter().find(|cause| cause.code() == code);
        known.unwrap_or(Self::Other)
    }
}

impl From<&Trouble> for Cause {
    fn from(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Disk(_) => Self::Disk,
            Trouble::File { .. } | Trouble::Unproven => Self::Files,
            Trouble::SetBack { .. } => Self::SetBack,
            Trouble::OtherHistory | Trouble::Gap { .. } => Self::OtherHistory,
            Trouble::Signer(_) => Self::Signer,
            Trouble::App(_) | Trouble::PassedOn | Trouble::Full => Self::Other,
        }
    }
}
