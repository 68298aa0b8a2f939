//! Every address that a page links to, in one place.

mod likeness;
mod practice;

use app::reader::Filter;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use domain::ids::{
    CatalogueId, DisclosureId, ExcuseId, MatterId, PlanId, PostId, RulebookId, UnitId, WithholdingId,
};

pub use likeness::{LIKENESS, draft_likeness, likeness, likeness_cluster, likeness_pair};
pub use practice::{PRACTICES, disclosure_practice, practices, take_over};

/// Signing in, and where to go then.
#[must_use]
pub fn sign_in(back: &str) -> String {
    if back == "/" {
        "/sign-in".to_owned()
    } else {
        format!("/sign-in?back={}", escaped(back))
    }
}

/// Signing in at the identity provider, and where to go then.
#[must_use]
pub fn sign_in_elsewhere(back: &str) -> String {
    format!("/sign-in/provider?back={}", escaped(back))
}

/// The second step of signing in, and where to go then.
#[must_use]
pub fn second_step(back: &str) -> String {
    format!("/sign-in/code?back={}", escaped(back))
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

/// The receipt of a disclosure.
#[must_use]
pub fn receipt(id: &DisclosureId) -> String {
    format!("{}/receipt", disclosure(id))
}

/// How the ledger stands.
pub const LEDGER: &str = "/ledger";
/// The page that verifies receipts.
pub const VERIFY: &str = "/ledger/verify";
/// Whom this unit believes, as a file.
pub const POLICY: &str = "/ledger/policy";

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

/// Where several plans are approved together.
pub const APPROVE_TOGETHER: &str = "/desk/together/approval";
/// Where several plans are reported up together.
pub const ENDORSE_TOGETHER: &str = "/desk/together/endorsement";

/// Beginning a correction of what a plan released.
#[must_use]
pub fn correction(id: &PlanId) -> String {
    format!("/desk/plans/{id}/correction")
}

/// Withdrawing what a plan released.
#[must_use]
pub fn withdrawal(id: &PlanId) -> String {
    format!("/desk/plans/{id}/withdrawal")
}

/// The approval form of a plan, for paper.
#[must_use]
pub fn form(id: &PlanId) -> String {
    format!("/desk/plans/{id}/form")
}

/// The register of a unit's year, or what is below it.
#[must_use]
pub fn register(unit: &UnitId, year: i16, below: &str) -> String {
    format!("/desk/register{below}?unit={unit}&year={year}")
}

/// What differs between a version and an older one.
#[must_use]
pub fn difference(new: &DisclosureId, old: &DisclosureId) -> String {
    format!("/disclosures/{new}/difference?from={old}")
}

/// Where this platform was reached, for links that work elsewhere; nothing when the request does not say. A host
/// is taken only when it looks like one.
pub(crate) fn base(headers: &HeaderMap) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let scheme = match headers
        .get("x-forwarded-proto")
        .map(axum::http::HeaderValue::as_bytes)
    {
        Some(b"https") => "https",
        _ => "http",
    };
    host.filter(|host| host.bytes().all(plain))
        .map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

/// The card of a public disclosure for other sites.
#[must_use]
pub fn card(id: &DisclosureId) -> String {
    format!("{}/card", disclosure(id))
}

/// The same for the notice board, as a PDF.
#[must_use]
pub fn notice(id: &DisclosureId) -> String {
    format!("{}/notice.pdf", disclosure(id))
}

/// Its notice period for calendar programs.
#[must_use]
pub fn notice_period(id: &DisclosureId) -> String {
    format!("{}/notice.ics", disclosure(id))
}

/// A post, for those who work in its unit.
#[must_use]
pub fn post(id: &PostId) -> String {
    format!("/desk/posts/{id}")
}

/// The files of a plan.
#[must_use]
pub fn plan_attachments(id: &PlanId) -> String {
    format!("/desk/plans/{id}/attachments")
}

/// The sources that a plan credits.
#[must_use]
pub fn plan_credits(id: &PlanId) -> String {
    format!("/desk/plans/{id}/credits")
}

/// What somebody typed or followed as an id. What is no id is as unknown as an id that nothing has.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, app::Error> {
    text.parse().map_err(|_| app::Error::NotFound)
}

/// A list with its filters, and whatever else its address carries.
#[must_use]
pub fn filtered<'m>(
    path: &str,
    filter: &Filter,
    more: impl IntoIterator<Item = (&'m str, &'m str)>,
) -> String {
    let unit = filter.unit.map(|unit| unit.to_string());
    let filters = [
        ("track", filter.track.map(domain::words::Track::code)),
        ("stage", filter.stage.map(domain::words::Stage::code)),
        ("unit", unit.as_deref()),
        ("entry", filter.entry.as_deref()),
    ];
    let filters = filters
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let pair = |(name, value): (&str, &str)| format!("{name}={}", escaped(value));
    let pairs: Vec<_> = filters.map(pair).chain(more.into_iter().map(pair)).collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

/// A text as a value in a query (RFC 3986: everything but the unreserved characters is escaped).
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte))
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Registering a matter; the unit is chosen there when there are several.
#[must_use]
pub fn new_matter(unit: &UnitId, track: domain::words::Track) -> String {
    format!("/desk/matters/new?unit={unit}&track={}", track.code())
}

/// The same with the entry chosen.
#[must_use]
pub fn new_matter_of(unit: &UnitId, track: domain::words::Track, entry: &str) -> String {
    format!("{}&entry={}", new_matter(unit, track), escaped(entry))
}

/// Beginning the plan of a stage.
#[must_use]
pub fn new_plan(matter: &MatterId, stage: domain::words::Stage) -> String {
    format!("/desk/matters/{matter}/plans/new?stage={}", stage.code())
}

/// Where what is typed into the plan of a stage is kept until it is saved.
#[must_use]
pub fn unsaved(matter: &MatterId, stage: domain::words::Stage) -> String {
    format!("/desk/matters/{matter}/unsaved?stage={}", stage.code())
}

/// Where that is thrown away.
#[must_use]
pub fn unsaved_removal(matter: &MatterId, stage: domain::words::Stage) -> String {
    format!("/desk/matters/{matter}/unsaved/removal?stage={}", stage.code())
}

/// Where a Word document is sent that the plan of a stage begins with.
#[must_use]
pub fn manuscript(matter: &MatterId, stage: domain::words::Stage) -> String {
    format!(
        "/desk/matters/{matter}/plans/new/manuscript?stage={}",
        stage.code()
    )
}

/// The same page with the notice that a deed was done.
#[must_use]
pub fn done(address: &str, code: &str) -> String {
    format!("{address}?done={code}")
}

/// A unit's catalogue in force.
#[must_use]
pub fn catalogue(unit: &UnitId, track: domain::words::Track) -> String {
    format!("/units/{unit}/catalogue/{}", track.code())
}

/// A version of a catalogue as a file.
#[must_use]
pub fn catalogue_file(id: &RulebookId) -> String {
    format!("/catalogues/{id}/catalogue.toml")
}

/// Two versions of a catalogue held against each other.
#[must_use]
pub fn catalogue_difference(older: &RulebookId, newer: &RulebookId) -> String {
    format!("/catalogues/{older}/difference/{newer}")
}

/// Beginning a version of a unit's catalogue.
#[must_use]
pub fn new_catalogue(unit: &UnitId, track: domain::words::Track) -> String {
    format!("/desk/catalogues/new?unit={unit}&track={}", track.code())
}

/// A version of a catalogue on the desk of those who work on it.
#[must_use]
pub fn desk_catalogue(id: &CatalogueId) -> String {
    format!("/desk/catalogues/{id}")
}

/// An entry of a version on the desk.
#[must_use]
pub fn desk_catalogue_entry(id: &CatalogueId, key: &str) -> String {
    format!("/desk/catalogues/{id}/entries/{key}")
}

/// What a unit owes this year.
#[must_use]
pub fn obligations(unit: &UnitId) -> String {
    format!("/desk/obligations/{unit}")
}

/// What a unit owes in a year, of one kind of state or of all.
#[must_use]
pub fn obligations_of(unit: &UnitId, year: i16, state: &str) -> String {
    format!("/desk/obligations/{unit}?year={year}&state={state}")
}

/// The balance of the two tracks in a unit and those below it in a year.
#[must_use]
pub fn balance(unit: &UnitId, year: i16) -> String {
    format!("/desk/obligations/{unit}/balance?year={year}")
}

/// How a unit and those below it stand in a year.
#[must_use]
pub fn obligations_below(unit: &UnitId, year: i16) -> String {
    format!("/desk/obligations/{unit}/below?year={year}")
}

/// Where a unit's requests to be excused are sent.
#[must_use]
pub fn excuses(unit: &UnitId) -> String {
    format!("/desk/obligations/{unit}/excuses")
}

/// Asking to be excused from one obligation.
#[must_use]
pub fn new_excuse(unit: &UnitId, key: &app::obligation::Key) -> String {
    let (entry, about) = (escaped(&key.entry), escaped(&key.about.to_string()));
    format!(
        "/desk/obligations/{unit}/excuses/new?track={}&entry={entry}&about={about}",
        key.track.code()
    )
}

/// A request to be excused.
#[must_use]
pub fn excuse(id: &ExcuseId) -> String {
    format!("/desk/excuses/{id}")
}

/// Where its answer is sent.
#[must_use]
pub fn ruling(id: &ExcuseId) -> String {
    format!("/desk/excuses/{id}/ruling")
}

/// Where a unit's notices of non-disclosure are sent.
#[must_use]
pub fn withholdings(unit: &UnitId) -> String {
    format!("/desk/obligations/{unit}/withholdings")
}

/// Filing that an obligation is not disclosed.
#[must_use]
pub fn new_withholding(unit: &UnitId, key: &app::obligation::Key) -> String {
    let (entry, about) = (escaped(&key.entry), escaped(&key.about.to_string()));
    format!(
        "/desk/obligations/{unit}/withholdings/new?track={}&entry={entry}&about={about}",
        key.track.code()
    )
}

/// A notice of non-disclosure.
#[must_use]
pub fn withholding(id: &WithholdingId) -> String {
    format!("/desk/withholdings/{id}")
}

/// What a unit withholds, for readers.
#[must_use]
pub fn withheld(unit: &UnitId) -> String {
    format!("/units/{unit}/withheld")
}

/// What calendar programs read.
#[must_use]
pub fn calendar(token: &str) -> String {
    format!("/calendar/{token}.ics")
}
