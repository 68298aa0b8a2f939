//! Every statement about what became of a disclosure, or why there is none: newer versions, withdrawal, notices that
//! something is withheld. Each one names the tokens it asks for, or is asked for those who could see the disclosure.

use db::Tx;
use domain::ids::{DisclosureId, MatterId, UnitId, WithdrawalId};
use domain::time::Timestamp;
use domain::words::Stage;
use uuid::Uuid;

use super::{End, Moments};
use crate::{Result, withdrawal};

/// The newest version to which one of the tokens leads by now, of those that are newer than this one.
pub(super) async fn newer(
    tx: &mut Tx,
    (id, now): (Uuid, Timestamp),
    tokens: &[String],
) -> Result<Option<DisclosureId>> {
    let found = tx
        .query(
            "select newer.id from disclosure old
             join disclosure newer on newer.matter = old.matter and newer.stage = old.stage
                 and old.version < newer.version
             where old.id = $1 and exists (select 1 from audience where audience.disclosure = newer.id
                 and audience.visible_from <= $2 and audience.token in ($3...))
             order by newer.version desc limit 1",
        )
        .bind(id)
        .bind(now.0)
        .bind_list(tokens)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(id,)| DisclosureId(id)))
}

/// The versions of a stage to which one of the tokens leads by now, the newest first.
pub(super) async fn versions(
    tx: &mut Tx,
    (matter, stage, now): (MatterId, Stage, Timestamp),
    tokens: &[String],
) -> Result<Vec<DisclosureId>> {
    let rows = tx
        .query(
            "select id from disclosure where matter = $1 and stage = $2
                 and exists (select 1 from audience where audience.disclosure = disclosure.id
                 and audience.visible_from <= $3 and audience.token in ($4...))
             order by version desc",
        )
        .bind(matter.0)
        .bind(stage.code())
        .bind(now.0)
        .bind_list(tokens)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| DisclosureId(id)).collect())
}

/// Since when one of the tokens leads to a disclosure, when it still does on lists.
pub(super) async fn listed_since(
    tx: &mut Tx,
    (id, moments): (DisclosureId, Moments),
    tokens: &[String],
) -> Result<Option<Timestamp>> {
    let found = tx
        .query(
            "select min(visible_from) from audience where disclosure = $1 and visible_from <= $2
                 and (listed_until is null or $3 < listed_until or (corrected and $2 < listed_until))
                 and token in ($4...)",
        )
        .bind(id.0)
        .bind(moments.begun.0)
        .bind(moments.over.0)
        .bind_list(tokens)
        .first::<(Option<i64>,)>()
        .await?;
    Ok(found.and_then(|(from,)| from).map(Timestamp))
}

/// How a disclosure was withdrawn; for those who could see it.
pub(super) async fn withdrawal(tx: &mut Tx, id: WithdrawalId) -> Result<Option<End>> {
    let found = tx
        .query(
            "select withdrawal.ground, withdrawal.words, withdrawal.answered_at, unit.name
             from withdrawal join unit on unit.id = withdrawal.answered_for where withdrawal.id = $1",
        )
        .bind(id.0)
        .first::<(String, String, i64, String)>()
        .await?;
    let Some((ground, words, at, by)) = found else {
        return Ok(None);
    };
    Ok(Some(End::Withdrawn {
        ground: withdrawal::store::ground(&ground)?,
        words,
        at: Timestamp(at),
        by,
        erased: withdrawal::store::erased_at(tx, id).await?,
    }))
}

db::record! {
    /// What readers learn of a notice.
    pub(super) struct WithheldRow {
        pub(super) number: String,
        pub(super) track: String,
        pub(super) entry: String,
        pub(super) ground: String,
        pub(super) answered_at: i64,
        pub(super) reassess_on: String,
    }
}

/// The notices of a unit that hold and to which one of the tokens leads, the newest first.
pub(super) async fn withheld(tx: &mut Tx, unit: UnitId, tokens: &[String]) -> Result<Vec<WithheldRow>> {
    Ok(tx
        .query(
            "select number, track, entry, ground, answered_at, reassess_on from withholding
             where unit = $1 and state = 'in_force' and token in ($2...) order by answered_at desc, number",
        )
        .bind(unit.0)
        .bind_list(tokens)
        .all()
        .await?)
}

db::record! {
    /// A disclosure as the source of another.
    pub(super) struct CreditRow {
        pub(super) id: Uuid,
        pub(super) title: String,
        pub(super) unit: Uuid,
        pub(super) unit_name: String,
    }
}

/// Those of some disclosures that are not over by a moment; asked for what the viewer may read.
pub(super) async fn credits(
    tx: &mut Tx,
    over: Timestamp,
    readable: impl IntoIterator<Item = DisclosureId>,
) -> Result<Vec<CreditRow>> {
    Ok(tx
        .query(
            "select disclosure.id, disclosure.title, disclosure.unit, unit.name
             from disclosure join unit on unit.id = disclosure.unit
             where disclosure.withdrawal is null
                 and (disclosure.shown_until is null or $1 < disclosure.shown_until)
                 and disclosure.id in ($2...)",
        )
        .bind(over.0)
        .bind_list(readable.into_iter().map(|id| id.0))
        .all()
        .await?)
}

/// What some disclosures credit, whoever may read it; the reader asks for each source whether the viewer may.
pub(super) async fn credited(tx: &mut Tx, by: &[DisclosureId]) -> Result<Vec<(DisclosureId, DisclosureId)>> {
    let rows = tx
        .query(
            "select disclosure, source from credit where disclosure in ($1...) order by disclosure, source",
        )
        .bind_list(by.iter().map(|id| id.0))
        .all::<(Uuid, Uuid)>()
        .await?;
    let pair = |(id, source)| (DisclosureId(id), DisclosureId(source));
    Ok(rows.into_iter().map(pair).collect())
}
