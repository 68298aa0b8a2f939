use app::plan;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PlanId;
use serde::Deserialize;

use super::outlook::Outlook;
use crate::asked::Query;
use crate::desk::id;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

#[derive(Deserialize)]
pub(super) struct Whose {
    #[serde(default)]
    person: String,
}

#[derive(Template)]
#[template(path = "plan/view_as.html")]
struct Page {
    f: Frame,
    w: &'static texts::Desk,
    plan: PlanId,
    code: String,
    /// Whose eyes, once they are found.
    banner: Option<String>,
    sentence: String,
    /// What they would see, if anything.
    outlook: Option<Outlook>,
}

impl Page {
    fn back(&self) -> String {
        paths::desk_plan(&self.plan)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(Whose { person }): Query<Whose>,
) -> Result<Response> {
    let id = id(&text)?;
    let view = plan::show(&site.app, signed.person.id, id).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    let w = &f.t.desk;
    let code = person.trim();
    let mut outlook = None;
    let mut banner = None;
    let sentence = match plan::view_as(&site.app, signed.person.id, id, code).await? {
        None => fill(w.view_as_unknown, &[code]),
        Some((name, share)) => {
            banner = Some(fill(w.view_as_banner, &[&name, code]));
            match share {
                None => fill(w.view_as_never, &[&name, code]),
                Some(share) => {
                    outlook = Some(Outlook::of(&site, &f, &view.proposal).await?);
                    match share.from {
                        None => fill(w.view_as_now, &[&name, code]),
                        Some(from) => fill(w.view_as_from, &[&name, code, &f.minute(&from)]),
                    }
                }
            }
        }
    };
    page(&Page {
        f,
        w,
        plan: id,
        code: code.to_owned(),
        banner,
        sentence,
        outlook,
    })
}
