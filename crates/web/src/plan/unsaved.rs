use app::autosave;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::difference::{Piece, difference};
use domain::ids::{MatterId, PlanId};
use domain::time::Timestamp;
use domain::words::Stage;
use serde::Deserialize;

use super::draft::Draft;
use super::editor::Editor;
use crate::asked::Query;
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// Of a passage that is in both texts so much is shown at each end.
const AROUND: usize = 24;

/// What an address says of the page to be shown.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    pub(super) stage: String,
    #[serde(default)]
    pub(super) done: String,
    /// Whether to go on with what was kept.
    #[serde(default)]
    pub(super) unsaved: String,
    /// What to begin a new text with.
    #[serde(default)]
    pub(super) start: String,
}

impl Which {
    pub(super) fn stage(&self) -> Result<Stage> {
        Ok(Stage::from_code(&self.stage).ok_or(app::Error::NotFound)?)
    }
}

/// What somebody typed earlier and did not save.
pub(super) struct Unsaved {
    /// When, in words.
    pub(super) at: String,
    /// How it differs from the text that is stored.
    pub(super) pieces: Vec<Piece>,
    /// Whether it stands in the form now.
    pub(super) taken: bool,
}

impl Editor {
    /// Looks for what was kept, and for others who are writing here.
    pub(super) async fn recall(&mut self, site: &Site, signed: &SignedIn, takes: bool) -> Result<()> {
        let place = (self.about.matter, self.about.stage);
        for other in autosave::others(&site.app, signed.person.id, place).await? {
            let since = clock(self, site, other.since);
            self.others
                .push(fill(self.f.t.writing.other, &[&other.name, &since]));
        }
        let Some(kept) = autosave::kept(&site.app, signed.person.id, place).await? else {
            return Ok(());
        };
        // what an older program kept and this one cannot read is no loss that a person could mend
        let Ok(draft) = serde_json::from_str::<Draft>(&kept.form) else {
            return Ok(());
        };
        if draft.says_the_same(&self.draft) {
            return Ok(());
        }
        self.unsaved = Some(Unsaved {
            at: clock(self, site, kept.at),
            pieces: shortened(difference(&self.draft.body, &draft.body)),
            taken: takes,
        });
        if takes {
            self.draft = Draft {
                once: std::mem::take(&mut self.draft.once),
                ..draft
            };
        }
        Ok(())
    }

    /// Where the page keeps what is typed; nowhere as long as it is not decided about what was kept before.
    pub(super) fn keeps_at(&self) -> Option<String> {
        let undecided = self.unsaved.as_ref().is_some_and(|unsaved| !unsaved.taken);
        (!undecided).then(|| paths::unsaved(&self.about.matter, self.about.stage))
    }

    /// Where what was kept is thrown away.
    pub(super) fn removal(&self) -> String {
        paths::unsaved_removal(&self.about.matter, self.about.stage)
    }

    /// The same page with what was kept in its form.
    pub(super) fn takes_at(&self) -> String {
        match &self.plan {
            Some(plan) => format!("{}?unsaved=1", paths::desk_plan(&plan.id)),
            None => format!(
                "{}&unsaved=1",
                paths::new_plan(&self.about.matter, self.about.stage)
            ),
        }
    }
}

/// A difference with long passages that are in both texts cut to their ends.
pub(super) fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.into_iter().map(cut).collect()
}

fn cut(piece: Piece) -> Piece {
    let Piece::Same(text) = &piece else {
        return piece;
    };
    let signs: Vec<char> = text.chars().collect();
    let ends = (
        signs.get(..AROUND),
        signs.get(signs.len().saturating_sub(AROUND)..),
    );
    match ends {
        (Some(first), Some(last)) if 3 * AROUND < signs.len() => Piece::Same(format!(
            "{} … {}",
            String::from_iter(first),
            String::from_iter(last)
        )),
        _ => piece,
    }
}

/// The time of day, and the day too when it is not today's.
fn clock(editor: &Editor, site: &Site, at: Timestamp) -> String {
    let minute = editor.f.minute(&at);
    let today = editor.f.day(&site.app.now());
    match minute.strip_prefix(&today) {
        Some(time) => time.trim().to_owned(),
        None => minute,
    }
}

/// Keeps what is typed, and answers with a sentence.
pub(super) async fn keep(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
    sent: Fields,
) -> Result<Response> {
    let place = (id::<MatterId>(&text)?, which.stage()?);
    let draft = Draft::sent(&sent);
    let form = serde_json::to_string(&draft).map_err(app::Error::failed)?;
    let at = autosave::keep(&site.app, signed.person.id, place, (draft.edition, &form)).await?;
    let time = site
        .app
        .zone()
        .to_datetime(at.instant())
        .strftime("%H:%M")
        .to_string();
    Ok(fill(signed.texts().writing.kept, &[&time]).into_response())
}

/// Throws away what was kept, and shows the page again that offered it.
pub(super) async fn remove(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
    sent: Fields,
) -> Result<Response> {
    let (matter, stage) = (id::<MatterId>(&text)?, which.stage()?);
    autosave::forget(&site.app, signed.person.id, (matter, stage)).await?;
    let plan = sent.one("plan").parse::<PlanId>();
    let address = plan.map_or_else(
        |_| paths::new_plan(&matter, stage),
        |plan| paths::desk_plan(&plan),
    );
    Ok(Redirect::to(&address).into_response())
}
