//! Every address that a page links to, in one place.

use domain::ids::{DisclosureId, MatterId, PlanId, UnitId};

/// Signing in, and where to go then.
#[must_use]
pub fn sign_in(back: &str) -> String {
    if back == "/" { "/sign-in".to_owned() } else { format!("/sign-in?back={}", escaped(back)) }
}

/// A first sign-in link.
#[must_use]
pub fn welcome(token: &str) -> String {
    format!("/welcome/{token}")
}

/// A disclosure's page.
#[must_use]
pub fn disclosure(id: &DisclosureId) -> String {
    format!("/disclosures/{id}")
}

/// A matter's page.
#[must_use]
pub fn matter(id: &MatterId) -> String {
    format!("/matters/{id}")
}

/// A unit's page.
#[must_use]
pub fn unit(id: &UnitId) -> String {
    format!("/units/{id}")
}

/// A matter on the desk of those who work on it.
#[must_use]
pub fn desk_matter(id: &MatterId) -> String {
    format!("/desk/matters/{id}")
}

/// A plan on the desk of those who work on it.
#[must_use]
pub fn desk_plan(id: &PlanId) -> String {
    format!("/desk/plans/{id}")
}

/// A text as a value in a query (RFC 3986: everything but the unreserved characters is escaped).
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}
