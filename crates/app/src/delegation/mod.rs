//! Standing in: a duty done by somebody else for some days, marked as such on everything they sign.

pub(crate) mod store;

use domain::decision::Decision;
use domain::delegation::{Delegation, Facts};
use domain::ids::{DelegationId, PersonId, PostId};
use domain::refusal::OrganisationRefusal;
use domain::words::Duty;
use jiff::civil::Date;

use crate::{App, Change, Error, Result, organisation, post};

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The post.
    pub post: PostId,
    /// Who holds it.
    pub holder: PersonId,
    /// The code of whoever is to stand in.
    pub deputy: String,
    /// For which duties.
    pub duties: Vec<Duty>,
    /// The first and the last day.
    pub days: (Date, Date),
    /// Whether the holder is away.
    pub away: bool,
    /// Why.
    pub reason: String,
}

/// Lets somebody stand in for the holder of a post.
pub async fn delegate(app: &App, by: PersonId, asked: &Asked) -> Result<DelegationId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let today = change.now.day(app.zone());
        let found = post::store::post(&mut change.tx, asked.post)
            .await?
            .ok_or(Error::NotFound)?;
        if !actor.works_in(found.unit) {
            return Err(Error::NotFound);
        }
        let holders = post::store::holders(&mut change.tx, found.id, today).await?;
        let deputy = known(change, &asked.deputy).await?;
        let elsewhere = organisation::actor_in(&mut change.tx, deputy.id, today).await?;
        let facts = Facts {
            holds: holders.contains(&asked.holder),
            belongs: deputy.unit == found.unit || elsewhere.seats.iter().any(|seat| seat.unit == found.unit),
            administers: elsewhere.seats.iter().any(|seat| seat.duty.administers()),
            post: &found,
            deputy: &deputy,
            today,
        };
        let id = DelegationId(app.new_id());
        let delegation = Delegation {
            id,
            post: found.id,
            holder: asked.holder,
            deputy: deputy.id,
            duties: asked.duties.clone(),
            from: asked.days.0,
            until: asked.days.1,
            away: asked.away,
            reason: asked.reason.clone(),
        };
        let delegation = delegation.judge(&facts, &actor)?;
        change.record(Decision::Delegation(delegation)).await?;
        Ok(id)
    })
    .await
}

/// Ends a delegation before its last day. Says of which post it was.
pub async fn end(app: &App, by: PersonId, id: DelegationId) -> Result<PostId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let delegation = store::open(&mut change.tx, id).await?.ok_or(Error::NotFound)?;
        let found = post::store::post(&mut change.tx, delegation.post)
            .await?
            .ok_or(Error::NotFound)?;
        if !actor.works_in(found.unit) && !actor.has(Duty::Administer) {
            return Err(Error::NotFound);
        }
        let end = delegation.end(&found, &actor)?;
        change.record(Decision::DelegationEnd(end)).await?;
        Ok(found.id)
    })
    .await
}

/// Somebody by a code that was typed.
pub(crate) async fn known(change: &mut Change<'_>, code: &str) -> Result<domain::organisation::Person> {
    let code = domain::text::name(code);
    let found = organisation::store::person_by_code(&mut change.tx, &code).await?;
    let unknown = || OrganisationRefusal::Unknown {
        what: "人员编码",
        code: code.clone(),
    };
    Ok(found.ok_or_else(unknown)?)
}
