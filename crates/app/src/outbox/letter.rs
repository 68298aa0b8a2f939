use domain::ids::PersonId;
use domain::organisation::Person;
use domain::time::Timestamp;
use domain::words::{Pace, Topic};
use uuid::Uuid;

use super::store::Row;
use super::words::{self, Words, fill};
use super::{MailAddress, Outgoing, address, key, store, wish};
use crate::telling::{self, Message, Subject};
use crate::{App, Result, organisation};

const DAY_SECONDS: i64 = 86_400;

/// A mail, packed for one person at the moment it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Letter {
    /// By which server.
    pub server: Outgoing,
    /// The same for every try, so that a server that got it twice can tell.
    pub message_id: String,
    /// To which address.
    pub to: String,
    /// What stands above it.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The address that ends mails like this one with one click (RFC 8058).
    pub stop: Option<String>,
}

/// Whom a letter is for, and what all letters share.
struct Desk {
    server: Outgoing,
    person: Person,
    to: MailAddress,
    words: &'static Words,
    key: Vec<u8>,
    parcel: Uuid,
}

/// Somebody's letter; nothing when there is nothing to say to them any more.
pub(super) async fn message(app: &App, server: Outgoing, row: &Row) -> Result<Option<Letter>> {
    let Some(desk) = desk(app, server, row, true).await? else {
        return Ok(None);
    };
    let mut tx = app.view().await?;
    let rows = telling::store::unread_at(&mut tx, desk.person.id, row.about).await?;
    let shown = telling::shown(app, &mut tx, desk.person.id, rows).await?;
    let Some(message) = shown.first() else {
        return Ok(None);
    };
    let topic = message.occasion.topic();
    if wish::pace(&mut tx, desk.person.id, topic).await? == Pace::Never {
        return Ok(None);
    }
    let subject = [
        desk.words.occasion(message.occasion),
        desk.words.between,
        &message.title,
    ]
    .concat();
    let text = desk.item(message);
    desk.letter(subject, text, Some(topic)).map(Some)
}

/// Somebody's letter with all of a day's messages; nothing when there are none.
pub(super) async fn digest(app: &App, server: Outgoing, row: &Row) -> Result<Option<Letter>> {
    let Some(desk) = desk(app, server, row, true).await? else {
        return Ok(None);
    };
    let mut tx = app.view().await?;
    let until = Timestamp(row.about);
    let day = (until.plus_seconds(-DAY_SECONDS), until);
    let rows = telling::store::unread_of(&mut tx, desk.person.id, day).await?;
    let shown = telling::shown(app, &mut tx, desk.person.id, rows).await?;
    let (mut sections, mut count, mut last) = (Vec::new(), 0, None);
    for topic in Topic::ALL {
        if wish::pace(&mut tx, desk.person.id, *topic).await? != Pace::Daily {
            continue;
        }
        let about = |message: &&Message| message.occasion.topic() == *topic;
        let items: Vec<_> = shown.iter().filter(about).map(|it| desk.item(it)).collect();
        if !items.is_empty() {
            count += items.len();
            last = Some(*topic);
            sections.push(format!("{}\n\n{}", desk.words.topic(*topic), items.join("\n\n")));
        }
    }
    if count == 0 {
        return Ok(None);
    }
    let subject = fill(desk.words.digest, &[&count.to_string()]);
    desk.letter(subject, sections.join("\n\n"), last).map(Some)
}

/// The letter with the code that shows that an address is somebody's.
pub(super) async fn code(app: &App, server: Outgoing, row: &Row) -> Result<Option<Letter>> {
    let Some(desk) = desk(app, server, row, false).await? else {
        return Ok(None);
    };
    // another address was asked for meanwhile
    if desk.to.asked_at != Timestamp(row.about) {
        return Ok(None);
    }
    let code = address::code(&desk.key, desk.person.id, &desk.to)?;
    let (subject, text) = (
        fill(desk.words.code, &[&code]),
        fill(desk.words.code_text, &[&code]),
    );
    desk.letter(subject, text, None).map(Some)
}

async fn desk(app: &App, server: Outgoing, row: &Row, confirmed: bool) -> Result<Option<Desk>> {
    let id = PersonId(row.recipient);
    let key = key::key(app).await?;
    let mut tx = app.view().await?;
    let person = organisation::store::person(&mut tx, id).await?;
    let address = store::address(&mut tx, id).await?;
    let (Some(person), Some(to)) = (person.filter(|person| person.active), address) else {
        return Ok(None);
    };
    Ok((to.confirmed == confirmed).then(|| Desk {
        server,
        person,
        words: words::of(to.language),
        to,
        key,
        parcel: row.id,
    }))
}

impl Desk {
    /// One message: what it is about, and where it is read.
    fn item(&self, message: &Message) -> String {
        let words = self.words;
        let address = match message.subject {
            Subject::Plan(id) => format!("{}/desk/plans/{id}", self.server.site),
            Subject::Disclosure(id) => format!("{}/disclosures/{id}", self.server.site),
            Subject::Withdrawal(id) => format!("{}/desk/plans/{id}/withdrawal", self.server.site),
            Subject::Excuse(id) => format!("{}/desk/excuses/{id}", self.server.site),
            Subject::Catalogue(id) => format!("{}/desk/catalogues/{id}", self.server.site),
            Subject::Likeness(unit) => format!("{}/likeness?unit={unit}&state=closed", self.server.site),
            Subject::Desk => format!("{}/desk", self.server.site),
        };
        let stage = message.stage.map(|stage| format!(" · {}", words.stage(stage)));
        format!(
            "{}{}{}\n{}{}\n{address}",
            words.occasion(message.occasion),
            words.between,
            message.title,
            message.unit_name,
            stage.unwrap_or_default(),
        )
    }

    fn letter(self, subject: String, text: String, topic: Option<Topic>) -> Result<Letter> {
        let site = &self.server.site;
        let mut lines = vec![fill(self.words.greeting, &[&self.person.name]), text];
        let stop = match topic {
            None => None,
            Some(topic) => {
                let token = wish::stop_token(&self.key, self.person.id, topic)?;
                let stop = format!("{site}/news/stop/{token}");
                lines.push(format!(
                    "--\n{}{stop}\n{}{site}/account/news",
                    self.words.stop, self.words.settings
                ));
                Some(stop)
            }
        };
        Ok(Letter {
            message_id: message_id(self.parcel, &self.server.sender),
            to: self.to.address,
            subject: subject.replace(char::is_control, " "),
            text: lines.join("\n\n"),
            stop,
            server: self.server,
        })
    }
}

fn message_id(id: Uuid, sender: &str) -> String {
    let host = sender.split_once('@').map_or("gongkai", |(_, host)| host);
    format!("<{id}@{host}>")
}
