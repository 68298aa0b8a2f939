use domain::ids::{MatterId, PersonId, UnitId};
use domain::refusal::RequestRefusal;
use domain::text::readable;
use domain::words::Followed;

use super::store;
use crate::reader::Reader;
use crate::{App, Error, Result, organisation};

/// So many things one person can follow; who wants more follows the unit.
const MOST: usize = 300;
/// No entry has a longer key.
const LONGEST_KEY: usize = 60;

/// Something that somebody follows, with its name as they may see it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// What it is.
    pub what: Followed,
    /// Its id, or the key of the entry.
    pub about: String,
    /// Its name; an entry's is in the rulebook.
    pub name: Option<String>,
    /// The number of what was withdrawn last of a matter whose name is not to be read any more.
    pub withdrawn: Option<String>,
}

/// Somebody wants to hear of what is disclosed there. What they may not see, they cannot follow.
pub async fn follow(app: &App, person: PersonId, (what, about): (Followed, &str)) -> Result<()> {
    name(app, person, (what, about)).await?;
    let mut tx = app.db().write().await?;
    if store::followings(&mut tx, person, i64::MAX).await?.len() < MOST {
        store::follow(&mut tx, person, (what, about), app.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Somebody does not want to hear of it any more.
pub async fn unfollow(app: &App, person: PersonId, (what, about): (Followed, &str)) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::unfollow(&mut tx, person, (what, about)).await?;
    Ok(tx.commit().await?)
}

/// Whether somebody follows something.
pub async fn follows(app: &App, person: PersonId, (what, about): (Followed, &str)) -> Result<bool> {
    let mut tx = app.view().await?;
    store::follows(&mut tx, person, (what, about)).await
}

/// What somebody follows, the newest first. What they may not see any more has no name.
pub async fn followings(app: &App, person: PersonId) -> Result<Vec<Following>> {
    let mut tx = app.view().await?;
    let rows = store::followings(&mut tx, person, i64::MAX).await?;
    drop(tx);
    let mut followings = Vec::with_capacity(rows.len());
    for (what, about) in rows {
        let Some(what) = Followed::from_code(&what) else {
            continue;
        };
        let (name, withdrawn) = match name(app, person, (what, &about)).await {
            Ok(known) => known,
            Err(Error::Failed(cause)) => return Err(Error::Failed(cause)),
            Err(_) => (None, None),
        };
        followings.push(Following {
            what,
            about,
            name,
            withdrawn,
        });
    }
    Ok(followings)
}

/// The name of something that somebody may see, or the number that stands for it.
async fn name(
    app: &App,
    person: PersonId,
    (what, about): (Followed, &str),
) -> Result<(Option<String>, Option<String>)> {
    let unknown = |_| Error::NotFound;
    match what {
        Followed::Matter => {
            let id: MatterId = about.parse().map_err(unknown)?;
            let matter = Reader::open(app, Some(person)).await?.matter(id).await?;
            let matter = matter.ok_or(Error::NotFound)?;
            let stones = matter
                .stages
                .iter()
                .rev()
                .filter_map(|stage| stage.tombstone.as_ref());
            let last = stones.map(|stone| stone.number.clone()).next();
            Ok((matter.title.clone(), last.filter(|_| matter.title.is_none())))
        }
        Followed::Unit => {
            let id: UnitId = about.parse().map_err(unknown)?;
            let mut tx = app.view().await?;
            let unit = organisation::store::unit(&mut tx, id).await?;
            Ok((Some(unit.ok_or(Error::NotFound)?.name), None))
        }
        Followed::Entry if about.is_empty() || LONGEST_KEY < about.len() || !readable(about) => {
            Err(RequestRefusal::Filter.into())
        }
        Followed::Entry => Ok((None, None)),
    }
}
