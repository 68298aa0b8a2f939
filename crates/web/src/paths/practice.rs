use app::reader::Filter;
use domain::ids::DisclosureId;
use domain::words::Track;

use super::{disclosure, escaped, filtered};

/// The shelf of practices.
pub const PRACTICES: &str = "/practices";

/// The shelf of a track after a place, for somebody who looks for the stage of a matter.
#[must_use]
pub fn practices(track: Option<Track>, after: &str, into: &str) -> String {
    let filter = Filter {
        track,
        ..Filter::default()
    };
    let more = [("after", after), ("into", into)];
    filtered(
        PRACTICES,
        &filter,
        more.into_iter().filter(|(_, value)| !value.is_empty()),
    )
}

/// Taking a practice over, perhaps for the stage of a matter.
#[must_use]
pub fn take_over(id: &DisclosureId, into: &str) -> String {
    let address = format!("{PRACTICES}/{id}/takeover");
    if into.is_empty() {
        address
    } else {
        format!("{address}?into={}", escaped(into))
    }
}

/// Recommending a disclosure to other units.
#[must_use]
pub fn disclosure_practice(id: &DisclosureId) -> String {
    format!("{}/practice", disclosure(id))
}
