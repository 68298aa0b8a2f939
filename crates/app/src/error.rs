use domain::refusal::{
    AccountRefusal, ArchiveRefusal, AttachmentRefusal, CatalogueRefusal, CreditRefusal, LikenessRefusal,
    ObligationRefusal, OrganisationRefusal, PlanRefusal, PracticeRefusal, ProcedureRefusal, RequestRefusal,
    TellingRefusal, UrgentRefusal, WithdrawalRefusal, WithholdingRefusal,
};
use domain::rulebook::Faults;

/// What a deed answers with.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a deed did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or the asker may not know that it is.
    #[error("没有找到，或者您无权查看。")]
    NotFound,
    /// The asker is known, sees the thing, and may not do this.
    #[error("您没有办理这一步的职责。")]
    Forbidden,
    /// A rule of the procedure says no.
    #[error(transparent)]
    Refused(#[from] PlanRefusal),
    /// A rule about what is owed says no.
    #[error(transparent)]
    Obligation(#[from] ObligationRefusal),
    /// A rule of the archive says no.
    #[error(transparent)]
    Archive(#[from] ArchiveRefusal),
    /// A rule of withdrawal says no.
    #[error(transparent)]
    Withdrawal(#[from] WithdrawalRefusal),
    /// A rule of urgent releases says no.
    #[error(transparent)]
    Urgent(#[from] UrgentRefusal),
    /// A rule of non-disclosure says no.
    #[error(transparent)]
    Withholding(#[from] WithholdingRefusal),
    /// A rule about likenesses says no.
    #[error(transparent)]
    Likeness(#[from] LikenessRefusal),
    /// A rule of the organisation says no.
    #[error(transparent)]
    Organisation(#[from] OrganisationRefusal),
    /// A rule about catalogues says no.
    #[error(transparent)]
    Catalogue(#[from] CatalogueRefusal),
    /// A post, a duty or a unit does not pass to somebody else.
    #[error(transparent)]
    Procedure(#[from] ProcedureRefusal),
    /// A rulebook is not in order.
    #[error("{0}")]
    Rulebook(Faults),
    /// An account is not opened or changed.
    #[error(transparent)]
    Account(#[from] AccountRefusal),
    /// What was sent cannot be used.
    #[error(transparent)]
    Invalid(#[from] RequestRefusal),
    /// Nobody can be told that way.
    #[error(transparent)]
    Telling(#[from] TellingRefusal),
    /// A file cannot be attached as it is.
    #[error(transparent)]
    Attachment(#[from] AttachmentRefusal),
    /// A source is not credited.
    #[error(transparent)]
    Credit(#[from] CreditRefusal),
    /// The shelf of practices stays as it is.
    #[error(transparent)]
    Practice(#[from] PracticeRefusal),
    /// Too many tries.
    #[error("尝试次数过多，请在 {minutes} 分钟后再试。")]
    TooOften {
        /// Minutes to wait.
        minutes: i64,
    },
    /// It failed; the cause is for the log, not for the asker.
    #[error("系统暂时无法完成，请稍后再试。")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A failure with its cause.
    pub fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(cause.into())
    }

    pub(crate) fn wants_another_try(&self) -> bool {
        match self {
            Self::Failed(cause) => cause.downcast_ref().is_some_and(db::Error::wants_another_try),
            _ => false,
        }
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        Self::failed(error)
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Self {
        Self::Rulebook(faults)
    }
}
