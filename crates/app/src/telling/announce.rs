use domain::ids::{DisclosureId, PersonId, RulebookId, UnitId};
use domain::time::Timestamp;
use domain::words::{Occasion, Told as ToldBy};
use uuid::Uuid;

use super::store::{self, Telling, Told};
use crate::reader::{self, Reader};
use crate::{App, Result, outbox, rulebook};

/// So many people in one transaction, so that nobody's release waits for it.
const PORTION: usize = 200;
/// Messages older than this are gone.
const KEPT_DAYS: i64 = 90;

/// Tells the next portion of people of a release, and says whether there was one. Who may not see the disclosure yet
/// is told when they may; who may not any more is not told.
pub async fn announce(app: &App) -> Result<bool> {
    let mut tx = app.view().await?;
    let Some(telling) = store::due_telling(&mut tx, app.now()).await? else {
        return Ok(false);
    };
    let people = people(app, &mut tx, &telling).await?;
    drop(tx);
    let mut entitled = Vec::new();
    for person in &people {
        if may_see(app, *person, DisclosureId(telling.disclosure)).await? {
            entitled.push(*person);
        }
    }
    write(app, &telling, (&people, &entitled)).await?;
    Ok(true)
}

async fn people(app: &App, tx: &mut db::Tx, telling: &Telling) -> Result<Vec<PersonId>> {
    let Some((matter, unit, entry, rules)) = store::origin(tx, telling.disclosure).await? else {
        return Ok(Vec::new());
    };
    let rules = rulebook::of_in(app, tx, RulebookId(rules)).await?;
    let tells = rules.entry(&entry).map(|entry| entry.tells);
    let portion = (telling.after_person, i64::try_from(PORTION).unwrap_or(i64::MAX));
    if tells == Some(ToldBy::Everybody) {
        store::everybody(tx, portion).await
    } else {
        store::followers(tx, (matter, unit, &entry), portion).await
    }
}

async fn may_see(app: &App, person: PersonId, id: DisclosureId) -> Result<bool> {
    let mut reader = Reader::open(app, Some(person)).await?;
    Ok(!reader.some(&[id]).await?.is_empty())
}

async fn write(app: &App, telling: &Telling, (people, entitled): (&[PersonId], &[PersonId])) -> Result<()> {
    let mut tx = app.db().write().await?;
    let word = Told {
        occasion: Occasion::Disclosed,
        about: telling.disclosure,
    };
    if telling.after_person.is_nil()
        && let Some((_, unit, ..)) = store::origin(&mut tx, telling.disclosure).await?
    {
        let disclosed = (DisclosureId(telling.disclosure), telling.seq);
        outbox::announce(app, &mut tx, disclosed, UnitId(unit)).await?;
    }
    let mut told = 0;
    for person in entitled {
        told += store::tell(&mut tx, app, (telling.seq, *person), word).await?;
    }
    if 0 < told {
        store::beat(&mut tx).await?;
    }
    match people.last() {
        Some(last) if people.len() == PORTION => {
            store::go_on(&mut tx, telling, (Timestamp(telling.due_at), last.0)).await?;
        }
        // everybody was asked; others may begin to see it later
        _ => {
            let (id, asked) = (DisclosureId(telling.disclosure), Timestamp(telling.due_at));
            match reader::store::next_opening(&mut tx, id, asked).await? {
                Some(next) => store::go_on(&mut tx, telling, (next, Uuid::nil())).await?,
                None => store::end_telling(&mut tx, telling).await?,
            }
            store::forget(&mut tx, app.now().plus_days(-KEPT_DAYS)).await?;
        }
    }
    Ok(tx.commit().await?)
}
