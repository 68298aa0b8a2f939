use app::obligation::{self, Owed, UnitYear};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::UnitId;
use domain::obligation::State as Standing;
use domain::refusal::RequestRefusal;
use serde::Deserialize;

use super::row::Row;
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    pub(super) year: Option<i16>,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) done: String,
}

/// Nobody can say what a catalogue will ask for later than next year.
const AHEAD: i16 = 1;
/// No unit disclosed anything here earlier.
const FIRST: i16 = 2000;

impl Asked {
    /// Which year is asked for: this one, unless another one is named of which something can be said.
    pub(super) fn year(&self, site: &Site) -> Result<i16> {
        let this = site.app.today().year();
        match self.year {
            None => Ok(this),
            Some(year) if (FIRST..=this.saturating_add(AHEAD)).contains(&year) => Ok(year),
            Some(_) => Err(app::Error::from(RequestRefusal::Address).into()),
        }
    }
}

/// What a unit owes in a year, month by month.
#[derive(Template)]
#[template(path = "obligation/list.html")]
struct Page {
    f: Frame,
    o: &'static texts::Obligation,
    unit: UnitId,
    name: String,
    year: i16,
    state: &'static str,
    /// Each kind of state with how many stand so.
    tabs: Vec<(&'static str, usize)>,
    total: usize,
    months: Vec<(String, Vec<Row>)>,
    has_subordinates: bool,
    done: Option<&'static str>,
}

impl Page {
    fn address(&self, year: i16, state: &str) -> String {
        paths::obligations_of(&self.unit, year, state)
    }

    /// Whether something can be said of the year after.
    fn goes_on(&self) -> bool {
        self.year < self.f.today.year().saturating_add(AHEAD)
    }

    fn below(&self) -> String {
        paths::obligations_below(&self.unit, self.year)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let year = asked.year(&site)?;
    let view = obligation::year(&site.app, signed.person.id, paths::id(&unit)?, year).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    let o = &f.t.obligation;
    let state = Standing::CODES
        .iter()
        .copied()
        .find(|code| *code == asked.state)
        .unwrap_or("");
    let count = |code: &str| {
        let standing = view.owed.iter();
        standing
            .filter(|owed| owed.obligation.state.code() == code)
            .count()
    };
    page(&Page {
        unit: view.unit,
        name: view.name.clone(),
        year,
        state,
        tabs: Standing::CODES.iter().map(|code| (*code, count(code))).collect(),
        total: view.owed.len(),
        months: months(&f, &view, state),
        has_subordinates: view.has_subordinates,
        done: o.done(&asked.done),
        o,
        f,
    })
}

/// The rows under the month of their last day.
fn months(f: &Frame, view: &UnitYear, state: &str) -> Vec<(String, Vec<Row>)> {
    let mut months: Vec<(String, Vec<Row>)> = Vec::new();
    let fits = |owed: &&Owed| state.is_empty() || owed.obligation.state.code() == state;
    for owed in view.owed.iter().filter(fits) {
        let heading = heading(f, owed);
        let row = Row::of(f.t, view, owed);
        match months.iter_mut().find(|(name, _)| *name == heading) {
            Some((_, rows)) => rows.push(row),
            None => months.push((heading, vec![row])),
        }
    }
    months
}

fn heading(f: &Frame, owed: &Owed) -> String {
    let o = &f.t.obligation;
    match owed.obligation.clock.map(|clock| clock.due) {
        Some(Ok(due)) => {
            let (year, month) = (due.year().to_string(), format!("{:02}", due.month()));
            fill(o.due_in, &[&fill(o.month, &[&year, &month])])
        }
        Some(Err(_)) => o.due_unknown.to_owned(),
        None => o.due_never.to_owned(),
    }
}
