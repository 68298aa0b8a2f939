use app::plan;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PlanId;

use super::Deed;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::plan::Outlook;
use crate::session::SignedIn;
use crate::{Result, Site, paths, texts};

/// So many plans can be looked at side by side.
const MOST: usize = 50;

/// The chosen plans with what will happen to each, before anything does.
#[derive(Template)]
#[template(path = "together/choose.html")]
struct Page {
    f: Frame,
    g: &'static texts::Together,
    deed: Deed,
    plans: Vec<Chosen>,
}

/// A plan that was chosen, as whoever decides looks at it.
struct Chosen {
    id: PlanId,
    edition: i64,
    unit_name: String,
    stage: domain::words::Stage,
    entry: String,
    outlook: Outlook,
    obstacles: Vec<String>,
}

impl Page {
    fn approves(&self) -> bool {
        self.deed == Deed::Approve
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(deed): Path<String>,
    asked: Fields,
) -> Result<Response> {
    let deed = Deed::of(&deed)?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    let mut plans = Vec::new();
    for id in asked.all("plan").iter().take(MOST) {
        let Ok(id) = id.parse::<PlanId>() else {
            continue;
        };
        let view = match plan::show(&site.app, signed.person.id, id).await {
            Ok(view) => view,
            Err(app::Error::NotFound) => continue,
            Err(other) => return Err(other.into()),
        };
        let waits = match deed {
            Deed::Approve => view.may.approve.is_ok(),
            Deed::Endorse => view.may.endorse,
        };
        if !waits {
            continue;
        }
        plans.push(Chosen {
            id,
            edition: view.edition,
            stage: view.stage,
            entry: format!("{}　{}", view.entry.key, view.entry.name),
            outlook: Outlook::of(&site, &f, &view.proposal).await?,
            obstacles: view.obstacles.iter().map(|obstacle| f.t.say(obstacle)).collect(),
            unit_name: view.unit_name,
        });
    }
    page(&Page {
        g: &f.t.together,
        deed,
        plans,
        f,
    })
}

impl Chosen {
    fn address(&self) -> String {
        paths::desk_plan(&self.id)
    }
}
