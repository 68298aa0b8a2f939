use ::ledger::policy::Policy;
use app::ledger::{self, State as Standing, WitnessState};
use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::ledger::{Cause, Keys, Objection};

use super::PREFIX;
use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, texts};

/// How the ledger stands.
#[derive(Template)]
#[template(path = "ledger/show.html")]
struct Page {
    f: Frame,
    l: &'static texts::Ledger,
    state: Standing,
    begun: Option<Begun>,
    /// Whether the files of the log are served here.
    is_served: bool,
}

/// What there is to say once it began.
struct Begun {
    keys: Keys,
    policy: Policy,
}

impl Page {
    /// The witnesses of the policy, in its order, each with what it did last.
    fn witnesses(&self) -> Vec<WitnessState> {
        let policy = self.begun.iter().flat_map(|begun| begun.policy.witnesses());
        let of = |name: String| {
            let known = self.state.witnesses.iter().find(|witness| witness.name == name);
            known.cloned().unwrap_or(WitnessState {
                name,
                seen: None,
                trouble: None,
            })
        };
        policy
            .map(|witness| of(String::from_utf8_lossy(&witness.name).into_owned()))
            .collect()
    }

    fn confirmed(&self) -> String {
        self.state.confirmed.map_or_else(
            || self.l.confirmed_none.to_owned(),
            |(size, at)| fill(self.l.confirmed, &[&self.f.minute(&at), &size.to_string()]),
        )
    }

    fn cause(&self, cause: &Cause) -> &'static str {
        match cause {
            Cause::Disk => self.l.cause_disk,
            Cause::Files => self.l.cause_files,
            Cause::SetBack => self.l.cause_set_back,
            Cause::OtherHistory => self.l.cause_other_history,
            Cause::Signer => self.l.cause_signer,
            Cause::Other => self.l.cause_other,
        }
    }

    fn objection(&self, objection: &Objection) -> &'static str {
        match objection {
            Objection::Silent => self.l.objection_silent,
            Objection::OtherHistory => self.l.objection_other_history,
            Objection::Ahead => self.l.objection_ahead,
            Objection::Refused => self.l.objection_refused,
            Objection::Other => self.l.objection_other,
        }
    }

    /// What the last audit found, in a word, and with its time.
    fn audit(&self) -> (String, Option<String>) {
        let Some((at, size, faults)) = self.state.audit else {
            return (self.l.audit_none.to_owned(), None);
        };
        let more = fill(self.l.audit_hint, &[&self.f.minute(&at), &size.to_string()]);
        if faults == 0 {
            return (self.l.audit_clean.to_owned(), Some(more));
        }
        let words = fill(self.l.audit_faults, &[&faults.to_string()]);
        (words, Some([more.as_str(), self.l.audit_told].concat()))
    }

    fn checkpoint_address(&self) -> String {
        format!("{PREFIX}checkpoint")
    }
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "ledger");
    let state = ledger::state(&site.app).await?;
    let policy = ledger::policy(&site.app).await?;
    page(&Page {
        l: &f.t.ledger,
        begun: state
            .keys
            .clone()
            .zip(policy)
            .map(|(keys, policy)| Begun { keys, policy }),
        is_served: ledger::is_served(&site.app),
        state,
        f,
    })
}

/// Whom this unit believes, for programs.
pub(super) async fn policy(State(site): State<Site>) -> Result<Response> {
    let policy = ledger::policy(&site.app).await?.ok_or(app::Error::NotFound)?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], policy.to_bytes()).into_response())
}
