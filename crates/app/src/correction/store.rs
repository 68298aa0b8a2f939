use db::Tx;
use domain::audience::Token;
use domain::correction::Corrected;
use domain::ids::{DisclosureId, MatterId};
use domain::time::Timestamp;
use domain::words::Stage;
use uuid::Uuid;

use crate::{Result, audience};

db::record! {
    struct Line {
        disclosure: Uuid,
        token: String,
        listed_until: Option<i64>,
    }
}

/// The newest version of what was released for a stage.
pub(crate) async fn newest(tx: &mut Tx, (matter, stage): (MatterId, Stage)) -> Result<Option<DisclosureId>> {
    let found = tx
        .query("select id from disclosure where matter = $1 and stage = $2 order by version desc limit 1")
        .bind(matter.0)
        .bind(stage.code())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(id,)| DisclosureId(id)))
}

/// A version as the rules see it when it is to be corrected.
pub(crate) async fn corrected(tx: &mut Tx, disclosure: DisclosureId) -> Result<Corrected> {
    let rows = tx
        .query("select token, visible_from from audience where disclosure = $1 and not kept order by visible_from, token")
        .bind(disclosure.0)
        .all::<(String, i64)>()
        .await?;
    Ok(Corrected {
        disclosure,
        audience: rows.iter().map(audience::share).collect::<Result<_>>()?,
    })
}

/// The new version takes the place of those before it: whoever is sure to see it finds the old ones on no list any
/// more. Whoever may or may not see it is marked, so that the reader asks.
pub(crate) async fn take_the_place(
    tx: &mut Tx,
    (matter, stage, version): (Uuid, &str, i64),
    audience: &[(Token, Timestamp)],
    (at, shown_until): (Timestamp, Option<Timestamp>),
) -> Result<()> {
    tx.query(
        "update disclosure set corrected_at = $4
         where matter = $1 and stage = $2 and version < $3 and corrected_at is null",
    )
    .bind(matter)
    .bind(stage)
    .bind(version)
    .bind(at.0)
    .execute()
    .await?;
    if let Some(until) = shown_until {
        tx.query(
            "update disclosure set shown_until = $4
             where matter = $1 and stage = $2 and version < $3 and (shown_until is null or $4 < shown_until)",
        )
        .bind(matter)
        .bind(stage)
        .bind(version)
        .bind(until.0)
        .execute()
        .await?;
    }
    let lines = tx
        .query(
            "select audience.disclosure, audience.token, audience.listed_until
             from audience join disclosure on disclosure.id = audience.disclosure
             where disclosure.matter = $1 and disclosure.stage = $2 and disclosure.version < $3",
        )
        .bind(matter)
        .bind(stage)
        .bind(version)
        .all::<Line>()
        .await?;
    for line in lines {
        let before = line.listed_until.map(Timestamp);
        let until = before
            .into_iter()
            .chain(surely_seen(audience, &line.token))
            .chain(shown_until)
            .min();
        tx.query(
            "update audience set listed_until = $3, corrected = true where disclosure = $1 and token = $2",
        )
        .bind(line.disclosure)
        .bind(line.token)
        .bind(until.map(|until| until.0))
        .execute()
        .await?;
    }
    Ok(())
}

/// From when everybody of a token is sure to see a disclosure with this audience.
fn surely_seen(audience: &[(Token, Timestamp)], token: &str) -> Option<Timestamp> {
    let from = |wanted: Token| {
        let lines = audience.iter().filter(|(known, _)| *known == wanted);
        lines.map(|(_, from)| *from).min()
    };
    let named = audience.iter().filter(|(known, _)| known.to_string() == token);
    let named = named.map(|(_, from)| *from).min();
    // the members and everybody but the members are everybody
    let halves = from(Token::Members).zip(from(Token::NonMembers));
    let everybody = from(Token::Public)
        .into_iter()
        .chain(halves.map(|(one, other)| one.max(other)))
        .min();
    named.into_iter().chain(everybody).min()
}
