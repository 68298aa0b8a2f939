use app::plan::{PlanView, Signed};
use domain::audience::{Share, Token};
use domain::ids::{DisclosureId, PlanId};
use domain::plan::State;
use domain::proposal as rules;
use domain::words::{ReviewKind, Stage, Way};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::api::wire::{Moment, Named, OpenMatter, Text};

/// What a plan proposes, as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Proposal {
    title: Text,
    #[serde(default)]
    body: Text,
    #[serde(default)]
    basis: Text,
    document_day: Option<Date>,
    audience: Vec<Line>,
    release_at: Option<Moment>,
    #[serde(default)]
    ways: Vec<Way>,
    #[serde(default)]
    elements: Vec<Text>,
    display_until: Option<Date>,
    change: Option<Change>,
}

/// What a correction changes, and why fewer people see it than saw the version before.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    why: String,
    #[serde(default)]
    narrower: String,
}

/// A line of an audience; without a moment it holds from the release.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    token: Token,
    from: Option<Moment>,
}

impl From<Proposal> for rules::Proposal {
    fn from(proposal: Proposal) -> Self {
        let share = |line: Line| Share {
            token: line.token,
            from: line.from.map(|Moment(from)| from),
        };
        Self {
            title: proposal.title.0,
            body: proposal.body.0,
            basis: proposal.basis.0,
            document_day: proposal.document_day,
            audience: proposal.audience.into_iter().map(share).collect(),
            release_at: proposal.release_at.map(|Moment(at)| at),
            ways: proposal.ways,
            elements: proposal
                .elements
                .into_iter()
                .map(|Text(element)| element)
                .collect(),
            display_until: proposal.display_until,
            change: proposal.change.map(|change| rules::ChangeNote {
                why: change.why,
                narrower: change.narrower,
            }),
            attachments: Vec::new(),
            credits: Vec::new(),
        }
    }
}

/// What a plan proposes, as it stands.
#[derive(Serialize)]
struct Proposed {
    title: String,
    body: String,
    basis: String,
    document_day: Option<Date>,
    audience: Vec<Line>,
    release_at: Option<Moment>,
    ways: Vec<Way>,
    elements: Vec<String>,
    display_until: Option<Date>,
    change: Option<Change>,
}

impl From<rules::Proposal> for Proposed {
    fn from(proposal: rules::Proposal) -> Self {
        let line = |share: Share| Line {
            token: share.token,
            from: share.from.map(Moment),
        };
        Self {
            title: proposal.title,
            body: proposal.body,
            basis: proposal.basis,
            document_day: proposal.document_day,
            audience: proposal.audience.into_iter().map(line).collect(),
            release_at: proposal.release_at.map(Moment),
            ways: proposal.ways,
            elements: proposal.elements,
            display_until: proposal.display_until,
            change: proposal.change.map(|change| Change {
                why: change.why,
                narrower: change.narrower,
            }),
        }
    }
}

/// A plan as those who take part in its procedure see it.
#[derive(Serialize)]
pub(in crate::api) struct Plan {
    id: PlanId,
    matter: OpenMatter,
    unit: Named,
    stage: Stage,
    state: &'static str,
    release_at: Option<Moment>,
    edition: i64,
    proposal: Proposed,
    drafter: String,
    opinions: Vec<Opinion>,
    words: Option<String>,
    obstacles: Vec<String>,
    may: May,
    disclosure: Option<DisclosureId>,
}

#[derive(Serialize)]
struct Opinion {
    edition: i64,
    kind: ReviewKind,
    name: String,
    at: Moment,
    agrees: bool,
    words: String,
    stands: bool,
}

#[derive(Serialize)]
struct May {
    edit: bool,
    submit: bool,
    review: Vec<ReviewKind>,
    approve: bool,
    approve_refusal: Option<String>,
    send_back: bool,
}

impl From<Signed> for Opinion {
    fn from(signed: Signed) -> Self {
        let given = signed.given;
        Self {
            edition: given.edition,
            kind: given.kind,
            name: signed.name,
            at: Moment(given.at),
            agrees: given.agrees,
            words: given.words,
            stands: signed.stands,
        }
    }
}

impl From<PlanView> for Plan {
    fn from(view: PlanView) -> Self {
        let release_at = match view.state {
            State::Approved { release_at, .. } => Some(Moment(release_at)),
            State::Draft | State::InReview | State::Returned | State::Released => None,
        };
        Self {
            id: view.id,
            unit: Named {
                id: view.matter.unit,
                name: view.unit_name,
            },
            matter: view.matter.into(),
            stage: view.stage,
            state: view.state.code(),
            release_at,
            edition: view.edition,
            proposal: view.proposal.into(),
            drafter: view.drafter,
            opinions: view.opinions.into_iter().map(Opinion::from).collect(),
            words: view.words,
            obstacles: view.obstacles.iter().map(ToString::to_string).collect(),
            may: May {
                edit: view.may.edit,
                submit: view.may.submit,
                review: view.may.review,
                approve: view.may.approve.is_ok(),
                approve_refusal: view.may.approve.err().map(|refusal| refusal.to_string()),
                send_back: view.may.send_back,
            },
            disclosure: view.disclosure,
        }
    }
}
