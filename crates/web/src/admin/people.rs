use app::organisation::{self, PersonLine, UnitLine};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::ids::UnitId;
use jiff::civil::Date;
use serde::Deserialize;

use super::{ROSTER, offices};
use crate::asked::Query;
use crate::desk::id;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, texts};

#[derive(Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    unit: String,
}

#[derive(Template)]
#[template(path = "admin/people.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    units: Vec<UnitLine>,
    unit: UnitId,
    people: Vec<PersonLine>,
    today: Date,
}

impl Page {
    fn posts(&self, line: &PersonLine) -> String {
        let held = line
            .posts
            .iter()
            .filter(|(_, from, until)| *from <= self.today && until.is_none_or(|until| self.today <= until));
        let titles: Vec<_> = held.map(|(title, ..)| title.as_str()).collect();
        if titles.is_empty() {
            self.w.no_post.to_owned()
        } else {
            titles.join(self.f.t.common.comma)
        }
    }

    fn indent(&self, line: &UnitLine) -> String {
        "\u{2003}".repeat(line.depth)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    offices(&signed, ROSTER)?;
    let units = organisation::directory(&site.app).await?;
    let unit = if wanted.unit.is_empty() {
        signed.person.unit
    } else {
        id(&wanted.unit)?
    };
    page(&Page {
        f: Frame::of(&site, &signed.visitor, "admin"),
        w: &signed.texts().admin,
        people: organisation::people(&site.app, signed.person.id, unit).await?,
        units,
        unit,
        today: site.app.today(),
    })
}
