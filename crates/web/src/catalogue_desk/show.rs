use app::catalogue::{self, Shown, StepLine};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::CatalogueId;
use domain::rulebook::Entry;
use domain::words::{CatalogueDeed as Deed, CatalogueState as State_};

use crate::asked::Query;
use crate::catalogue::Comparison;
use crate::desk::{Done, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// A version with everything that can be done with it.
#[derive(Template)]
#[template(path = "catalogue_desk/show.html")]
pub(super) struct Page {
    f: Frame,
    w: &'static texts::Catalogue,
    v: Shown,
    done: Option<&'static str>,
    /// A step that was refused, with what was typed.
    pub(super) refused: Option<Refused>,
}

/// A step that did not happen.
pub(super) struct Refused {
    /// Which.
    pub(super) step: String,
    /// What was typed.
    pub(super) words: String,
    /// Why not.
    pub(super) sentence: String,
}

/// The one step forward that this person may take.
struct Forward {
    step: &'static str,
    button: &'static str,
    effects: Vec<String>,
    /// Whether something may be said with it.
    speaks: bool,
    /// Whether nothing stands in the way.
    clear: bool,
}

impl Page {
    pub(super) async fn load(site: &Site, signed: &SignedIn, text: &str, done: &str) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let w = &f.t.catalogue;
        Ok(Self {
            v: catalogue::show(&site.app, signed.person.id, id(text)?).await?,
            done: w.done(done),
            refused: None,
            w,
            f,
        })
    }

    fn address(&self) -> String {
        paths::desk_catalogue(&self.v.version.id)
    }

    fn public(&self) -> String {
        paths::catalogue(&self.v.version.unit, self.v.version.track)
    }

    fn title(&self) -> String {
        let track = (self.f.t.common.track)(self.v.version.track);
        fill(self.w.of, &[&self.v.unit_name, track])
    }

    /// What is to be solved first: the word, the sentence, whether it is a gap.
    fn obstacles(&self) -> Vec<(&'static str, String)> {
        let gaps = self.v.obstacles.gaps.iter();
        let gaps = gaps.map(|key| (self.w.obstacle_gap, fill(self.w.gap, &[key])));
        let looser = self.v.obstacles.looser.iter();
        gaps.chain(looser.map(|found| (self.w.obstacle_loose, self.f.t.say(found))))
            .collect()
    }

    /// Obstacles matter to those who can do something about them, until it is accepted.
    fn shows_obstacles(&self) -> bool {
        self.v.version.state != State_::Accepted
    }

    fn forward(&self) -> Option<Forward> {
        let (w, may, superior) = (self.w, self.v.may, self.v.superior_name.as_str());
        let day = self.v.day.to_string();
        let one = |step, button, effects, speaks| {
            let clear = step == "check" || self.obstacles().is_empty();
            Some(Forward {
                step,
                button,
                effects,
                speaks,
                clear,
            })
        };
        if may.edit {
            one("submission", w.submit_do, vec![w.effect_submit.to_owned()], false)
        } else if may.check {
            one("check", w.check_do, vec![fill(w.effect_check, &[superior])], true)
        } else if may.file {
            one("filing", w.file_do, vec![fill(w.effect_file, &[superior])], true)
        } else if may.accept {
            let (follow, own) = self.v.reach;
            let reach = fill(w.effect_follow, &[&follow.to_string(), &own.to_string()]);
            let effects = vec![fill(w.effect_accept, &[&day]), reach];
            one("acceptance", w.accept_do, effects, true)
        } else {
            None
        }
    }

    /// For whom it waits, for everybody who cannot do the next step.
    fn waits(&self) -> Option<String> {
        let w = self.w;
        match self.v.version.state {
            _ if self.forward().is_some() => None,
            State_::InCheck => Some(w.waits_check.to_owned()),
            State_::Checked => Some(w.waits_file.to_owned()),
            State_::Filed => Some(fill(w.waits_accept, &[&self.v.superior_name])),
            State_::Accepted => Some(w.accepted.to_owned()),
            State_::Draft | State_::Returned => None,
        }
    }

    fn typed(&self, step: &str) -> &str {
        let refused = self.refused.as_ref().filter(|refused| refused.step == step);
        refused.map_or("", |refused| refused.words.as_str())
    }

    fn headings(&self) -> Vec<(&str, Vec<&Entry>)> {
        let rules = &self.v.rules;
        let under = |key: &str| {
            rules
                .entries
                .iter()
                .filter(|entry| entry.category == *key)
                .collect()
        };
        let headings = rules.categories.iter();
        headings
            .map(|heading| (heading.name.as_str(), under(&heading.key)))
            .collect()
    }

    /// An entry in a line: its audience, stages and deadline.
    fn brief(&self, entry: &Entry) -> Vec<String> {
        let t = self.f.t;
        let stages: Vec<_> = entry
            .stages
            .iter()
            .map(|rule| (t.common.stage)(rule.stage))
            .collect();
        let deadline = entry.deadline.as_ref().map(|deadline| deadline.words.clone());
        let scope = t.desk.scope(entry.widest).to_owned();
        [
            scope,
            stages.join(self.w.and),
            t.desk.rhythm(entry.rhythm).to_owned(),
        ]
        .into_iter()
        .chain(deadline)
        .collect()
    }

    fn entry(&self, entry: &Entry) -> String {
        paths::desk_catalogue_entry(&self.v.version.id, &entry.key)
    }

    fn is_loose(&self, entry: &Entry) -> bool {
        self.v.looser(&entry.key).next().is_some() || self.v.obstacles.gaps.contains(&entry.key)
    }

    fn class(&self, line: &StepLine) -> &'static str {
        match line.done.deed {
            Deed::Returned => "back",
            _ => "done",
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    mut signed: SignedIn,
    Path(text): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let catalogue: CatalogueId = id(&text)?;
    signed.visitor.has_come_to(&site, catalogue.0).await?;
    page(&Page::load(&site, &signed, &text, &done).await?)
}

/// The version against what it would replace.
pub(super) async fn difference(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let f = Frame::of(&site, &signed.visitor, "desk");
    let w = &f.t.catalogue;
    let shown = catalogue::show(&site.app, signed.person.id, id(&text)?).await?;
    let (older_id, older) = shown.replaces.as_ref().ok_or(app::Error::NotFound)?;
    let older_name = catalogue::version(&site.app, *older_id).await?.unit_name;
    let number = |version: u32| version.to_string();
    let names = (
        fill(w.version_of, &[&older_name, &number(older.version)]),
        fill(
            w.draft_of,
            &[
                &shown.unit_name,
                &number(shown.rules.version),
                &shown.version.edition.to_string(),
            ],
        ),
    );
    page(&Comparison::new(f, names, (older, &shown.rules)))
}
