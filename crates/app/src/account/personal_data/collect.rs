use db::Tx;
use domain::ids::PersonId;
use domain::time::Timestamp;

use super::{Cell, Part, PersonalData, store};
use crate::account::{passkey, second_factor};
use crate::{App, Error, Result, account, journal, organisation, outbox, telling};

type Rows = Vec<Vec<Cell>>;

/// Every part, in its order.
pub(super) async fn everything(app: &App, person: PersonId) -> Result<PersonalData> {
    // by the read door: what they may not see any more has no name
    let followings = telling::followings(app, person).await?;
    let mut tx = app.view().await?;
    let mut parts = Vec::with_capacity(Part::ALL.len());
    for part in Part::ALL {
        let rows = match part {
            Part::Followings => followings.iter().map(following).collect(),
            _ => rows(&mut tx, person, part).await?,
        };
        parts.push((part, rows));
    }
    Ok(PersonalData { at: app.now(), parts })
}

async fn rows(tx: &mut Tx, person: PersonId, part: Part) -> Result<Rows> {
    match part {
        Part::Person => roster(tx, person).await,
        Part::Holdings => store::holdings(tx, person).await,
        Part::StandIns => store::stand_ins(tx, person).await,
        Part::Groups => store::groups(tx, person).await,
        Part::Kept => store::kept(tx, person).await,
        Part::Account => standing(tx, person).await,
        Part::Sessions => store::sessions(tx, person).await,
        Part::Browsers => store::browsers(tx, person).await,
        Part::Tokens => store::tokens(tx, person).await,
        Part::Passkeys => passkeys(tx, person).await,
        Part::Resets => store::resets(tx, person).await,
        Part::Wishes => store::wishes(tx, person).await,
        Part::Messages => store::messages(tx, person).await,
        Part::Letters => store::letters(tx, person).await,
        Part::Autosaves => store::autosaves(tx, person).await,
        Part::Recorded => store::recorded(tx, person).await,
        Part::Deeds => Ok(journal::deeds_of(tx, person)
            .await?
            .into_iter()
            .map(deed)
            .collect()),
        Part::Followings => Ok(Rows::new()),
    }
}

async fn roster(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let person = organisation::store::person(tx, person)
        .await?
        .ok_or(Error::NotFound)?;
    let unit = organisation::store::unit(tx, person.unit).await?;
    Ok(vec![vec![
        Cell::Text(person.code),
        Cell::Text(person.name),
        unit.map_or(Cell::Empty, |unit| Cell::Text(unit.name)),
        Cell::Yes(person.member),
        Cell::Yes(person.active),
    ]])
}

async fn standing(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let at = |at: Option<Timestamp>| at.map_or(Cell::Empty, Cell::At);
    let address = outbox::address_of(tx, person).await?;
    let (seen, before) = store::visit(tx, person).await?;
    Ok(vec![vec![
        Cell::Yes(account::store::password(tx, person).await?.is_some()),
        at(second_factor::store::since(tx, person).await?),
        Cell::Number(second_factor::store::recovery_left(tx, person).await?),
        at(store::calendar_address(tx, person).await?),
        address
            .as_ref()
            .map_or(Cell::Empty, |it| Cell::Text(it.address.clone())),
        address.map_or(Cell::Empty, |it| Cell::Yes(it.confirmed)),
        at(seen),
        at(before),
    ]])
}

async fn passkeys(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let views = passkey::store::views(tx, person).await?;
    let row = |view: passkey::PasskeyView| {
        vec![
            Cell::Text(view.name),
            Cell::At(view.since),
            view.used_at.map_or(Cell::Empty, Cell::At),
            Cell::Yes(view.may_be_copied),
        ]
    };
    Ok(views.into_iter().map(row).collect())
}

fn following(followed: &telling::Following) -> Vec<Cell> {
    vec![
        Cell::Followed(followed.what),
        Cell::Text(followed.about.clone()),
        followed.name.clone().map_or(Cell::Empty, Cell::Text),
    ]
}

fn deed(deed: journal::Deed) -> Vec<Cell> {
    let about: Vec<_> = deed
        .about
        .iter()
        .map(|(what, id)| format!("{what}={id}"))
        .collect();
    vec![
        Cell::Number(deed.seq),
        Cell::At(deed.at),
        Cell::Kind(deed.kind),
        Cell::Text(about.join(" ")),
    ]
}
