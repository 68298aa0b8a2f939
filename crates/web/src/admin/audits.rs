use app::audit::{self, Run};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::words::Duty;

use super::offices;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, texts};

/// So many audits are listed.
const MOST: i64 = 50;

/// The audits that ran by themselves.
#[derive(Template)]
#[template(path = "admin/audits.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    l: &'static texts::Ledger,
    runs: Vec<Run>,
}

impl Page {
    fn found(&self, run: &Run) -> String {
        match run.faults {
            0 => self.l.audit_clean.to_owned(),
            faults => fill(self.l.audit_faults, &[&faults.to_string()]),
        }
    }
}

pub(super) async fn show(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    offices(&signed, &[Duty::Audit])?;
    page(&Page {
        f: Frame::of(&site, &signed.visitor, "admin"),
        w: &signed.texts().admin,
        l: &signed.texts().ledger,
        runs: audit::runs(&site.app, Some(signed.person.id), MOST).await?,
    })
}
