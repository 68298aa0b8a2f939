//! Files that go with a text: attached at the desk, handed out to whoever may see what they belong to.

mod desk;
mod hand;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::attachment::{Attachment, LARGEST};
use domain::proposal::Proposal;

use crate::Site;
use crate::texts::Texts;

/// What a form with the largest file comes to.
pub(crate) const LARGEST_FORM: usize = LARGEST + 64 * 1024;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route(
            "/desk/plans/{id}/attachments",
            get(desk::show)
                .post(desk::create)
                .layer(DefaultBodyLimit::max(LARGEST_FORM)),
        )
        .route("/desk/plans/{id}/attachments/{number}", get(hand::of_plan))
        .route(
            "/desk/plans/{id}/attachments/{number}/removal",
            post(desk::remove),
        )
        .route("/desk/plans/{id}/attachments/{number}/reason", post(desk::excuse))
        .route("/disclosures/{id}/attachments/{number}", get(hand::of_disclosure))
}

/// A file as a page shows it.
pub(crate) struct File {
    pub(crate) number: usize,
    pub(crate) name: String,
    /// Where it is handed out.
    pub(crate) address: String,
    /// Where its drafter acts on it: by its number alone, whatever its name ends with.
    deeds: String,
    pub(crate) size: String,
    /// Personal data in it, in words.
    pub(crate) findings: Vec<String>,
    pub(crate) reason: Option<String>,
    /// Whether nobody has looked at all of it.
    pub(crate) has_pictures: bool,
}

impl File {
    /// The files of a proposal, handed out below an address.
    pub(crate) fn all(t: &Texts, proposal: &Proposal, below: &str) -> Vec<Self> {
        let numbered = proposal.attachments.iter().zip(1..);
        numbered
            .map(|(attachment, number)| Self::of(t, attachment, number, below))
            .collect()
    }

    fn of(t: &Texts, attachment: &Attachment, number: usize, below: &str) -> Self {
        Self {
            number,
            name: attachment.name.clone(),
            address: format!("{below}/attachments/{number}.{}", attachment.kind.ending()),
            deeds: format!("{below}/attachments/{number}"),
            size: size(attachment.size),
            findings: attachment
                .findings
                .iter()
                .map(|finding| t.finding(finding))
                .collect(),
            reason: attachment.reason.clone(),
            has_pictures: attachment.has_pictures,
        }
    }
}

/// 1.4 MB, 380 KB: rounded up, so that nothing is nothing.
fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    if bytes < MB {
        return format!("{} KB", bytes.div_ceil(KB));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MB);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
