use app::obligation::{self, Balance, UnitBalance};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::words::Track;

use super::list::Asked;
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, paths, texts};

/// How many disclosures each track had, unit by unit, and where one dries up.
#[derive(Template)]
#[template(path = "obligation/balance.html")]
struct Page {
    f: Frame,
    o: &'static texts::Obligation,
    view: Balance,
}

impl Page {
    fn indent(&self, unit: &UnitBalance) -> String {
        "　".repeat(unit.depth)
    }

    /// The name of a column, which a phone shows beside each figure.
    fn column(&self, track: &Track, year: i16) -> String {
        format!("{} {year}", (self.f.t.common.track)(*track))
    }

    /// Both years of a track.
    fn figures(&self, unit: &UnitBalance) -> [(Track, u32, u32); 2] {
        [Track::Party, Track::Government].map(|track| (track, unit.before.of(track), unit.now.of(track)))
    }

    /// What is said of a unit whose tracks are out of balance.
    fn warning(&self, unit: &UnitBalance) -> Option<&'static str> {
        unit.dries_up.map(|track| match track {
            Track::Party => self.o.balance_party,
            Track::Government => self.o.balance_government,
        })
    }

    /// Whether there was nothing in the year before, so that nobody can tell.
    fn is_new(&self, unit: &UnitBalance) -> bool {
        Track::ALL.iter().all(|track| unit.before.of(*track) == 0)
    }

    fn warnings(&self) -> Vec<(&str, &'static str)> {
        let units = self.view.units.iter();
        units
            .filter_map(|unit| Some((unit.name.as_str(), self.warning(unit)?)))
            .collect()
    }

    fn until(&self) -> String {
        fill(self.o.balance_until, &[&self.view.until.to_string()])
    }

    fn address(&self, year: i16) -> String {
        paths::balance(&self.view.unit, year)
    }

    fn below(&self) -> String {
        paths::obligations_below(&self.view.unit, self.view.year)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let year = asked.year(&site)?;
    let view = obligation::balance(&site.app, signed.person.id, paths::id(&unit)?, year).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&Page {
        o: &f.t.obligation,
        view,
        f,
    })
}
