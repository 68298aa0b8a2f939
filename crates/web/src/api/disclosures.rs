use app::reader::{self, Because, Credit, Filter, Reader, Sign};
use axum::Json;
use axum::extract::State;
use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId, RulebookId, UnitId};
use domain::words::{ReviewKind, Stage, Track, Way};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Result;
use super::asked::{Id, Parameters, limit};
use super::caller::Caller;
use super::wire::{Moment, Named, Page, Seen, Text};
use crate::Site;

/// Which disclosures are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    track: Option<Track>,
    unit: Option<UnitId>,
    entry: Option<Text>,
    stage: Option<Stage>,
    limit: Option<usize>,
    after: Option<String>,
}

/// A disclosure on a list.
#[derive(Serialize)]
pub(super) struct Listed {
    id: DisclosureId,
    number: String,
    title: String,
    matter: MatterId,
    stage: Stage,
    track: Track,
    entry: String,
    unit: Named,
    released_at: Moment,
    seen_from: Moment,
}

impl From<reader::Listed> for Listed {
    fn from(listed: reader::Listed) -> Self {
        Self {
            id: listed.id,
            number: listed.number,
            title: listed.title,
            matter: listed.matter,
            stage: listed.stage,
            track: listed.track,
            entry: listed.entry,
            unit: Named {
                id: listed.unit,
                name: listed.unit_name,
            },
            released_at: Moment(listed.released_at),
            seen_from: Moment(listed.seen_from),
        }
    }
}

pub(super) async fn list(
    State(site): State<Site>,
    Caller(person): Caller,
    Parameters(wanted): Parameters<Wanted>,
) -> Result<Json<Page<Listed>>> {
    let most = limit(wanted.limit)?;
    let after = wanted.after.as_deref().map(str::parse).transpose()?;
    let (track, unit, stage) = (wanted.track, wanted.unit, wanted.stage);
    let filter = Filter {
        track,
        unit,
        stage,
        entry: wanted.entry.map(|Text(entry)| entry),
    };
    let mut reader = Reader::open(&site.app, person).await?;
    let page = reader.list(&filter, after, most).await?;
    let items = page.items.into_iter().map(Listed::from).collect();
    Ok(Json(Page {
        items,
        next: page.next.map(|next| next.to_string()),
    }))
}

/// A disclosure with its card.
#[derive(Serialize)]
pub(super) struct Disclosure {
    id: DisclosureId,
    number: String,
    title: String,
    body: String,
    basis: String,
    document_day: Option<Date>,
    ways: Vec<Way>,
    elements: Vec<String>,
    credits: Vec<Source>,
    matter: MatterId,
    matter_title: String,
    stage: Stage,
    track: Track,
    entry: String,
    rulebook: RulebookId,
    unit: Named,
    commitment: String,
    released_at: Moment,
    audience: Vec<Seen>,
    because: Vec<Reason>,
    drafter: String,
    reviews: Vec<Review>,
    approver: String,
}

/// Why the caller can see it.
#[derive(Serialize)]
struct Reason {
    token: Token,
    name: Option<String>,
    from: Moment,
}

/// A disclosure that a text credits.
#[derive(Serialize)]
struct Source {
    id: DisclosureId,
    title: String,
    unit: Named,
}

impl From<Credit> for Source {
    fn from(credit: Credit) -> Self {
        Self {
            id: credit.id,
            title: credit.title,
            unit: Named {
                id: credit.unit,
                name: credit.unit_name,
            },
        }
    }
}

#[derive(Serialize)]
struct Review {
    kind: ReviewKind,
    name: String,
    at: Moment,
}

impl Disclosure {
    /// With the credits that the caller may read.
    fn of(found: reader::Disclosure, credits: Vec<Credit>) -> Self {
        let reason = |because: Because| Reason {
            token: match because.token {
                Token::NonMembers => Token::Public,
                token => token,
            },
            name: because.name,
            from: Moment(because.from),
        };
        let review = |sign: Sign| Review {
            kind: sign.kind,
            name: sign.name,
            at: Moment(sign.at),
        };
        let seen = |(token, from): (Token, _)| Seen {
            scope: token.scope(),
            from: Moment(from),
        };
        Self {
            id: found.id,
            number: found.number,
            title: found.proposal.title,
            body: found.proposal.body,
            basis: found.proposal.basis,
            document_day: found.proposal.document_day,
            ways: found.proposal.ways,
            elements: found.proposal.elements,
            credits: credits.into_iter().map(Source::from).collect(),
            matter: found.matter,
            matter_title: found.matter_title,
            stage: found.stage,
            track: found.track,
            entry: found.entry,
            rulebook: found.rulebook,
            unit: Named {
                id: found.unit,
                name: found.unit_name,
            },
            commitment: found.commitment.to_string(),
            released_at: Moment(found.released_at),
            audience: found.audience.into_iter().map(seen).collect(),
            because: found.because.into_iter().map(reason).collect(),
            drafter: found.drafter,
            reviews: found.signs.into_iter().map(review).collect(),
            approver: found.approver,
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    Caller(person): Caller,
    Id(id): Id<DisclosureId>,
) -> Result<Json<Disclosure>> {
    let mut reader = Reader::open(&site.app, person).await?;
    let found = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
    let credits = reader.credits(&found.proposal.credits).await?;
    Ok(Json(Disclosure::of(found, credits)))
}
