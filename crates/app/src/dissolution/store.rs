use db::Tx;
use domain::audience::Token;
use domain::dissolution::Dissolution;
use domain::ids::{PersonId, UnitId};
use domain::time::Timestamp;
use uuid::Uuid;

use crate::{Result, organisation, release};

/// The end itself: what the people keep, before they go, and what passes with the matters.
pub(crate) async fn save(tx: &mut Tx, dissolution: &Dissolution, at: Timestamp) -> Result<()> {
    let (unit, successor) = (dissolution.unit, dissolution.successor);
    tx.query("insert into dissolution (unit, successor, reason, at) values ($1, $2, $3, $4)")
        .bind(unit.0)
        .bind(successor.0)
        .bind(&dissolution.reason)
        .bind(at.0)
        .execute()
        .await?;
    tx.query("update kept set at_unit = $2 where at_unit = $1")
        .bind(unit.0)
        .bind(successor.0)
        .execute()
        .await?;
    for token in [Token::Unit(unit), Token::Subtree(unit)] {
        tx.query("insert into kept (person, token, at_unit) select id, $2, $3 from person where unit = $1")
            .bind(unit.0)
            .bind(token.to_string())
            .bind(successor.0)
            .execute()
            .await?;
    }
    keep_below(tx, unit).await?;
    keep_above(tx, (unit, successor)).await?;
    tx.query("update matter set unit = $2 where unit = $1")
        .bind(unit.0)
        .bind(successor.0)
        .execute()
        .await?;
    tx.query("update plan set unit = $2 where unit = $1")
        .bind(unit.0)
        .bind(successor.0)
        .execute()
        .await?;
    Ok(())
}

/// The units below hang elsewhere afterwards; their people stay where they are.
async fn keep_below(tx: &mut Tx, unit: UnitId) -> Result<()> {
    tx.query(
        "with recursive below (id) as (
             select id from unit where superior = $1
             union all
             select unit.id from unit join below on unit.superior = below.id
         )
         insert into kept (person, token, at_unit)
         select person.id, $2, person.unit from person join below on below.id = person.unit",
    )
    .bind(unit.0)
    .bind(Token::Subtree(unit).to_string())
    .execute()
    .await?;
    Ok(())
}

/// What the units above showed to all below them until now, the people of this line keep where the successor does not
/// belong to those units: each such disclosure is shown to the subtree that ended, too. What comes later is not.
async fn keep_above(tx: &mut Tx, (unit, successor): (UnitId, UnitId)) -> Result<()> {
    let mut lost = organisation::store::line(tx, unit).await?;
    let now = organisation::store::line(tx, successor).await?;
    lost.retain(|above| *above != unit && !now.contains(above));
    if lost.is_empty() {
        return Ok(());
    }
    let lost: Vec<_> = lost
        .into_iter()
        .map(|above| Token::Subtree(above).to_string())
        .collect();
    let own = Token::Subtree(unit);
    tx.query(
        "insert into audience (disclosure, token, visible_from, track, unit, entry, stage, alone, listed_until,
             corrected, kept)
         select disclosure, $1, visible_from, track, unit, entry, stage, false, listed_until, corrected, true
         from audience where token in ($2...) order by visible_from
         on conflict (disclosure, token) do nothing",
    )
    .bind(own.to_string())
    .bind_list(lost.clone())
    .execute()
    .await?;
    tx.query(
        "update audience set alone = false where disclosure in
             (select disclosure from audience where token = $1)",
    )
    .bind(own.to_string())
    .execute()
    .await?;
    let number = release::store::token_number(tx, own).await?;
    tx.query(
        "insert into search_term (token, term, disclosure_seq)
         select distinct cast($1 as bigint), term, disclosure_seq from search_term
         where token in (select id from search_token where token in ($2...))
         on conflict (token, term, disclosure_seq) do nothing",
    )
    .bind(number)
    .bind_list(lost)
    .execute()
    .await?;
    Ok(())
}

/// Who answers for a unit today: itself, or, where it ended, the unit that took its place.
pub(crate) async fn answers_for(tx: &mut Tx, unit: UnitId) -> Result<UnitId> {
    let ended = all(tx).await?;
    let mut answers = unit;
    // a successor may have ended since
    for _ in 0..=ended.len() {
        let next = ended.iter().find(|(unit, ..)| *unit == answers);
        match next {
            Some((_, successor, _)) => answers = *successor,
            None => break,
        }
    }
    Ok(answers)
}

/// What somebody keeps of units that ended, as long as they stay where they were taken.
pub(crate) async fn kept(tx: &mut Tx, person: PersonId) -> Result<Vec<Token>> {
    let rows = tx
        .query(
            "select kept.token from kept join person on person.id = kept.person
             where kept.person = $1 and person.unit = kept.at_unit order by kept.token",
        )
        .bind(person.0)
        .all::<(String,)>()
        .await?;
    let wrong = |_| db::Error::Inconsistent {
        table: "kept",
        column: "token",
    };
    Ok(rows
        .into_iter()
        .map(|(token,)| token.parse().map_err(wrong))
        .collect::<db::Result<_>>()?)
}

/// The units that ended, each with its successor and the reason.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<(UnitId, UnitId, String)>> {
    let rows = tx
        .query("select unit, successor, reason from dissolution order by unit")
        .all::<(Uuid, Uuid, String)>()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(unit, successor, reason)| (UnitId(unit), UnitId(successor), reason))
        .collect())
}

/// How many matters a unit has, and how many plans that are not released yet.
pub(crate) async fn passing(tx: &mut Tx, unit: UnitId) -> Result<(i64, i64)> {
    let found = tx
        .query(
            "select (select count(*) from matter where unit = $1),
                 (select count(*) from plan where unit = $1 and not state = 'released')",
        )
        .bind(unit.0)
        .first()
        .await?;
    Ok(found.unwrap_or((0, 0)))
}
