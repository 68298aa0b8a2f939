use domain::ids::{PersonId, UnitId, WithholdingId};
use domain::obligation::About;
use domain::time::Timestamp;
use domain::withholding::Standing;
use domain::words::{Scope, Track, WithholdingGround};
use jiff::civil::Date;

use super::{entries, notice};
use crate::organisation::{self, actor_in};
use crate::{App, Result, matter};

/// A notice as those see it who see what its unit owes.
#[derive(Clone, Debug)]
pub struct View {
    /// Its id.
    pub id: WithholdingId,
    /// Whose.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// Of which track.
    pub track: Track,
    /// The key of its entry.
    pub entry: String,
    /// The name of its entry, as far as the catalogue knows it.
    pub entry_name: Option<String>,
    /// What it withholds, stages with what their matter is called.
    pub about: Vec<(About, Option<matter::Name>)>,
    /// On which ground.
    pub ground: WithholdingGround,
    /// How that was found.
    pub note: String,
    /// The day of its re-assessment.
    pub reassess_on: Date,
    /// The number that readers see, once it was confirmed.
    pub number: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// Who filed it.
    pub asked: Given,
    /// Who confirmed or declined it.
    pub answered: Option<Given>,
    /// Who ended it.
    pub ended: Option<Given>,
    /// The notice whose place it takes.
    pub renews: Option<WithholdingId>,
    /// How wide the circle is that learns of it; nobody outside the procedure when nothing.
    pub scope: Option<Scope>,
    /// Whether this person may confirm or decline it.
    pub may_answer: bool,
    /// Whether this person may end it.
    pub may_end: bool,
    /// Whether this person may file that it goes on.
    pub may_renew: bool,
}

/// Who did something to a notice, when, and what they wrote.
#[derive(Clone, Debug)]
pub struct Given {
    /// Whose name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// In words, if any.
    pub words: Option<String>,
}

/// A notice.
pub async fn show(app: &App, person: PersonId, id: WithholdingId) -> Result<View> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let (notice, row) = notice(app, &mut tx, (id, &actor)).await?;
    let unit = organisation::store::unit(&mut tx, notice.unit).await?;
    let place = (notice.unit, notice.track, notice.entry.as_str());
    let entry = entries(app, &mut tx, place, &notice.about).await?;
    let entry = entry.into_iter().next().flatten();
    let mut about = Vec::new();
    let hidden = matter::Hidden::of(&mut tx, &[notice.unit]).await?;
    for one in &notice.about {
        let found = match one {
            About::Stage(matter, _) => matter::store::matter(&mut tx, *matter).await?,
            About::Period { .. } | About::Standing => None,
        };
        about.push((*one, found.map(|found| hidden.name(found.id, found.title))));
    }
    Ok(View {
        id,
        unit: notice.unit,
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        track: notice.track,
        entry_name: entry.map(|entry| entry.name),
        about,
        ground: row.ground()?,
        reassess_on: row.reassess_on()?,
        number: row.number.clone(),
        standing: notice.standing,
        asked: Given {
            by: organisation::store::person_name(&mut tx, notice.asked_by).await?,
            at: Timestamp(row.asked_at),
            words: None,
        },
        answered: given(&mut tx, (row.answered_by, row.answered_at, &row.answer)).await?,
        ended: given(&mut tx, (row.ended_by, row.ended_at, &row.end_words)).await?,
        renews: row.renews.map(WithholdingId),
        scope: notice.token().map(domain::audience::Token::scope),
        may_answer: notice.may_answer(&actor).is_ok(),
        may_end: notice.may_end(&actor).is_ok(),
        may_renew: notice.may_renew(&actor).is_ok(),
        note: row.note,
        entry: notice.entry,
    })
}

async fn given(
    tx: &mut db::Tx,
    (by, at, words): (Option<uuid::Uuid>, Option<i64>, &Option<String>),
) -> Result<Option<Given>> {
    let (Some(by), Some(at)) = (by, at) else {
        return Ok(None);
    };
    Ok(Some(Given {
        by: organisation::store::person_name(tx, PersonId(by)).await?,
        at: Timestamp(at),
        words: words.clone(),
    }))
}
