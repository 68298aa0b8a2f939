use db::Tx;
use domain::ids::{DisclosureId, PersonId, UnitId};
use domain::time::Timestamp;
use domain::words::{Pace, Parcel, Topic};
use jiff::ToSpan;

use super::key::{hex, key, same, sign};
use super::outlet;
use super::store::{self, Sending};
use crate::{App, Error, Result, organisation};

/// At what hour the day's mail is packed.
const HOUR: i64 = 8;
/// So much later it leaves, so that what was told in the last second is in it.
const LATER_SECONDS: i64 = 120;

/// How soon somebody wants mails, topic by topic.
pub async fn paces(app: &App, person: PersonId) -> Result<Vec<(Topic, Pace)>> {
    let mut tx = app.view().await?;
    let mut paces = Vec::new();
    for topic in Topic::ALL {
        paces.push((*topic, pace(&mut tx, person, *topic).await?));
    }
    Ok(paces)
}

pub(super) async fn pace(tx: &mut Tx, person: PersonId, topic: Topic) -> Result<Pace> {
    let said = store::pace(tx, person, topic).await?;
    Ok(said.unwrap_or(topic.usual_pace()))
}

/// Somebody says how soon they want mails about a topic.
pub async fn set_pace(app: &App, person: PersonId, topic: Topic, pace: Pace) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::save_pace(&mut tx, person, topic, pace).await?;
    Ok(tx.commit().await?)
}

/// What ends mails about a topic, for whoever holds it: it stands in each of them.
pub(super) fn stop_token(key: &[u8], person: PersonId, topic: Topic) -> Result<String> {
    let signature = sign(key, &["stop", &person.to_string(), topic.code()])?;
    Ok(format!("{person}.{}.{}", topic.code(), hex(&signature)))
}

/// About which topic a link would end the mails.
pub async fn stopping(app: &App, token: &str) -> Result<Topic> {
    Ok(read_token(app, token).await?.1)
}

/// Ends the mails about a topic for the person whose link this is. They need not sign in.
pub async fn stop(app: &App, token: &str) -> Result<Topic> {
    let (person, topic) = read_token(app, token).await?;
    set_pace(app, person, topic, Pace::Never).await?;
    Ok(topic)
}

async fn read_token(app: &App, token: &str) -> Result<(PersonId, Topic)> {
    let mut parts = token.split('.');
    let person = parts.next().and_then(|person| person.parse().ok());
    let topic = parts.next().and_then(Topic::from_code);
    let (Some(person), Some(topic)) = (person, topic) else {
        return Err(Error::NotFound);
    };
    if same(token, &stop_token(&key(app).await?, person, topic)?) {
        Ok((person, topic))
    } else {
        Err(Error::NotFound)
    }
}

/// Puts in what somebody wants by mail of what they were just told.
pub(crate) async fn prepare(
    app: &App,
    tx: &mut Tx,
    (person, seq): (PersonId, i64),
    topic: Topic,
) -> Result<()> {
    let address = store::address(tx, person).await?;
    if !address.is_some_and(|address| address.confirmed) {
        return Ok(());
    }
    let now = app.now();
    let (parcel, about, due) = match pace(tx, person, topic).await? {
        Pace::Never => return Ok(()),
        Pace::AtOnce => (Parcel::Message, seq, now),
        Pace::Daily => {
            let hour = next_hour(app, now);
            (Parcel::Digest, hour.0, hour.plus_seconds(LATER_SECONDS))
        }
    };
    let sending = Sending {
        parcel,
        recipient: person.0,
        about,
        disclosure: None,
    };
    store::put(tx, app.new_id(), &sending, due).await
}

/// Puts in an announcement for each webhook of a unit and of the units above it.
pub(crate) async fn announce(
    app: &App,
    tx: &mut Tx,
    (disclosure, seq): (DisclosureId, i64),
    unit: UnitId,
) -> Result<()> {
    for unit in organisation::store::line(tx, unit).await? {
        for webhook in outlet::store::of_unit(tx, unit).await? {
            let sending = Sending {
                parcel: Parcel::Announcement,
                recipient: webhook,
                about: seq,
                disclosure: Some(disclosure.0),
            };
            store::put(tx, app.new_id(), &sending, app.now()).await?;
        }
    }
    Ok(())
}

/// The next moment at which a day's mail is packed.
fn next_hour(app: &App, now: Timestamp) -> Timestamp {
    let on = |day| Timestamp::start_of(day, app.zone()).plus_seconds(HOUR * 3600);
    let today = now.day(app.zone());
    let hour = on(today);
    if now < hour {
        hour
    } else {
        today.checked_add(1.day()).map_or(Timestamp::END, on)
    }
}
