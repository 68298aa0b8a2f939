//! Who of the three administrators (三员) may do what. The platform itself, when nobody is signed in (the command
//! line), may do it too.

use std::collections::HashSet;

use db::Tx;
use domain::ids::{PersonId, PostId};
use domain::refusal::OrganisationRefusal as Refusal;
use domain::words::Duty;

use super::people::actor_in;
use super::{Changes, store};
use crate::{App, Change, Error, Result};

/// Whoever knows the roster: who is to be invited, who holds which post.
pub(super) const ROSTER: &[Duty] = &[Duty::Administer, Duty::Secure];

/// Only the system administrator.
pub(crate) async fn administrator(change: &mut Change<'_>) -> Result<()> {
    officer(change, &[Duty::Administer]).await
}

/// Only whoever has one of these duties.
pub(crate) async fn officer(change: &mut Change<'_>, duties: &[Duty]) -> Result<()> {
    officer_in(change.app, &mut change.tx, change.by, duties).await
}

/// The same for a reading.
pub(crate) async fn officer_in(app: &App, tx: &mut Tx, by: Option<PersonId>, duties: &[Duty]) -> Result<()> {
    let Some(person) = by else { return Ok(()) };
    let actor = actor_in(tx, person, app.today()).await?;
    if duties.iter().any(|duty| actor.has(*duty)) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Who administers is settled by the security administrator, everything else by the system administrator: neither
/// makes themselves, or a friend, the other.
pub(super) async fn settler(app: &App, tx: &mut Tx, by: Option<PersonId>, changes: &Changes) -> Result<()> {
    let Some(person) = by else { return Ok(()) };
    let actor = actor_in(tx, person, app.today()).await?;
    let (offices, others) = parts(tx, changes).await?;
    if actor.has(Duty::Administer) && offices {
        return Err(Refusal::ForTheSecurityAdministrator.into());
    }
    if actor.has(Duty::Secure) && others {
        return Err(Refusal::ForTheSystemAdministrator.into());
    }
    officer_in(app, tx, by, ROSTER).await
}

/// Whether changes are about who administers, and whether they are about anything else.
async fn parts(tx: &mut Tx, changes: &Changes) -> Result<(bool, bool)> {
    let stored = store::posts(tx).await?;
    let known = stored.iter().chain(&changes.posts);
    let offices: HashSet<PostId> = known
        .filter(|post| post.administers())
        .map(|post| post.id)
        .collect();
    let posts = changes.posts.iter().map(|post| post.id);
    let held = changes.holdings.iter().map(|holding| holding.post);
    let (inside, outside): (Vec<_>, Vec<_>) = posts.chain(held).partition(|post| offices.contains(post));
    let rest = changes.units.len()
        + changes.persons.len()
        + changes.groups.len()
        + changes.joined.len()
        + changes.left.len();
    Ok((!inside.is_empty(), !outside.is_empty() || 0 < rest))
}
