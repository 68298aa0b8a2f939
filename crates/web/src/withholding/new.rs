use app::obligation::{self, Key, Owed};
use app::withholding;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;
use domain::obligation::{About, State as Standing};
use domain::words::Scope;

use super::Typed;
use crate::asked::Query;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::obligation::{Named, about, standing};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// Filing that obligations of one entry are not disclosed.
#[derive(Template)]
#[template(path = "withholding/new.html")]
struct Page {
    f: Frame,
    w: &'static texts::Withholding,
    unit: UnitId,
    name: String,
    key: Key,
    entry_name: String,
    /// Who learns of it; no reader when nothing.
    scope: Option<Scope>,
    choices: Vec<Choice>,
    stages: bool,
    typed: Typed,
    refused: Option<String>,
}

/// An obligation that can go into the notice.
struct Choice {
    about: String,
    name: String,
    standing: String,
    class: &'static str,
    chosen: bool,
}

impl Page {
    async fn load(
        site: &Site,
        signed: &SignedIn,
        (unit, key): (UnitId, Key),
        chosen: &[About],
    ) -> Result<Self> {
        let (view, first) = obligation::one(&site.app, signed.person.id, unit, &key).await?;
        if !view.may_withhold {
            return Err(app::Error::NotFound.into());
        }
        let f = Frame::of(site, &signed.visitor, "desk");
        let rules = app::rulebook::in_force(&site.app, unit, key.track).await?;
        let entry = rules.as_ref().and_then(|rules| rules.rules.entry(&key.entry));
        let entry_name = first.obligation.rule.name.clone();
        let same =
            |owed: &&Owed| owed.obligation.rule.track == key.track && owed.obligation.rule.entry == key.entry;
        let all = std::iter::once(&first).chain(view.owed.iter().filter(same));
        let choices: Vec<_> = all
            .filter(|owed| is_open(owed))
            .map(|owed| choice(&f, owed, chosen))
            .collect();
        Ok(Self {
            w: &f.t.withholding,
            scope: entry
                .map(|entry| entry.narrowest)
                .filter(|scope| Scope::Group < *scope),
            stages: matches!(key.about, About::Stage(..)),
            name: view.name.clone(),
            f,
            unit,
            key,
            entry_name,
            choices,
            typed: Typed::default(),
            refused: None,
        })
    }

    fn address(&self) -> String {
        paths::withholdings(&self.unit)
    }

    fn back(&self) -> String {
        paths::obligations(&self.unit)
    }
}

fn is_open(owed: &Owed) -> bool {
    let obligation = &owed.obligation;
    obligation.withheld.is_none()
        && !matches!(obligation.state, Standing::Fulfilled { .. } | Standing::Excused)
}

fn choice(f: &Frame, owed: &Owed, chosen: &[About]) -> Choice {
    Choice {
        about: owed.obligation.about.to_string(),
        name: about(f.t, owed),
        standing: standing(f.t, &owed.obligation),
        class: match owed.obligation.state {
            Standing::Overdue { .. } => "late",
            Standing::DueSoon => "soon",
            _ => "",
        },
        chosen: chosen.contains(&owed.obligation.about),
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    Query(named): Query<Named>,
) -> Result<Response> {
    let key = named.key()?;
    let chosen = [key.about];
    page(&Page::load(&site, &signed, (paths::id(&unit)?, key), &chosen).await?)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let named = Named {
        track: sent.one("track").to_owned(),
        entry: sent.one("entry").to_owned(),
        about: sent.one("first").to_owned(),
    };
    let (unit, key, typed) = (paths::id(&unit)?, named.key()?, Typed::of(&sent));
    let about: std::result::Result<Vec<About>, _> =
        sent.all("about").iter().map(|text| text.parse()).collect();
    let mut about = about.map_err(|_| app::Error::NotFound)?;
    about.sort();
    about.dedup();
    let what = (key.track, key.entry.as_str(), about.as_slice());
    match withholding::file(&site.app, signed.person.id, unit, what, &typed.words()).await {
        Ok(id) => {
            let address = paths::done(&paths::withholding(&id), "filed");
            Ok(Redirect::to(&address).into_response())
        }
        Err(app::Error::Withholding(refusal)) => {
            let mut form = Page::load(&site, &signed, (unit, key), &about).await?;
            form.refused = Some(signed.texts().say(&refusal));
            form.typed = typed;
            Ok((error::withholding(&refusal), page(&form)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
