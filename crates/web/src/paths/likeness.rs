use domain::ids::{DisclosureId, PlanId};

/// What texts have in common.
pub const LIKENESS: &str = "/likeness";

/// The list of it, narrowed down.
#[must_use]
pub fn likeness(filter: &app::likeness::Filter, after: Option<app::likeness::Cursor>) -> String {
    let unit = filter.unit.map(|unit| unit.to_string());
    let after = after.map(|place| place.to_string());
    let values = [
        ("unit", unit.as_deref()),
        ("kind", filter.kind.map(domain::likeness::Kind::code)),
        ("state", filter.standing.map(domain::likeness::Standing::code)),
        ("after", after.as_deref()),
    ];
    let pairs: Vec<_> = values
        .iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", (*value)?)))
        .collect();
    if pairs.is_empty() {
        LIKENESS.to_owned()
    } else {
        format!("{LIKENESS}?{}", pairs.join("&"))
    }
}

/// A disclosure beside another one that it is alike to.
#[must_use]
pub fn likeness_pair(disclosure: &DisclosureId, source: &DisclosureId) -> String {
    format!("{LIKENESS}/{disclosure}/{source}")
}

/// A text that several units share, by one of the disclosures that have it.
#[must_use]
pub fn likeness_cluster(text: &DisclosureId) -> String {
    format!("{LIKENESS}/clusters/{text}")
}

/// The draft of a plan beside what it is alike to.
#[must_use]
pub fn draft_likeness(plan: &PlanId, source: &DisclosureId) -> String {
    format!("/desk/plans/{plan}/likeness/{source}")
}
