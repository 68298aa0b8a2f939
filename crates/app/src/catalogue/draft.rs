use domain::catalogue::Version;
use domain::decision::Decision;
use domain::ids::{CatalogueId, PersonId, UnitId};
use domain::refusal::CatalogueRefusal as Refusal;
use domain::rulebook::Rulebook;
use domain::words::Track;

use super::{load, store};
use crate::{App, Change, Error, Result, rulebook};

/// What a version is begun from.
#[derive(Clone, Debug)]
pub enum Base {
    /// What holds for the unit now, its own or from above.
    InForce,
    /// One of the catalogues that the program is shipped with.
    Starter(String),
    /// A file of somebody's.
    File(String),
}

/// Begins a version of a unit's catalogue.
pub async fn draft(
    app: &App,
    by: PersonId,
    (unit, track): (UnitId, Track),
    base: Base,
) -> Result<CatalogueId> {
    let given = match &base {
        Base::InForce => None,
        Base::Starter(name) => {
            let found = rulebook::STARTERS.iter().find(|(known, _)| known == name);
            let (name, text) = found.ok_or(Refusal::NoBase)?;
            Some(Rulebook::parse(name, text)?)
        }
        Base::File(text) => Some(Rulebook::parse("catalogue.toml", text)?),
    };
    app.change(Some(by), async |change| {
        let rules = match &given {
            Some(rules) => rules.clone(),
            None => {
                let held = rulebook::in_force_in(app, &mut change.tx, unit, track).await?;
                Rulebook::clone(&held.ok_or(Refusal::NoBase)?.rules)
            }
        };
        begin(change, (unit, track), rules).await
    })
    .await
}

/// Records the first edition of a version.
pub(super) async fn begin(
    change: &mut Change<'_>,
    (unit, track): (UnitId, Track),
    mut rules: Rulebook,
) -> Result<CatalogueId> {
    let actor = change.actor().await?;
    if rules.track != track {
        return Err(Refusal::OtherTrack.into());
    }
    number(change, unit, &mut rules).await?;
    rules.in_force_from = rules.in_force_from.max(change.now.day(change.app.zone()));
    let under_way = store::under_way(&mut change.tx, unit).await?;
    let under_way = under_way.iter().any(|version| version.track == track);
    let id = CatalogueId(change.app.new_id());
    let sealed = change.seal(rules.to_toml().as_bytes()).await?;
    let draft = Version::draft((id, unit, track), sealed, under_way, &actor)?;
    change.record(Decision::Catalogue(draft)).await?;
    Ok(id)
}

/// Writes a new edition of a version. The rules are read strictly once more; code, version and track stay.
pub async fn edit(app: &App, by: PersonId, (id, seen): (CatalogueId, i64), rules: Rulebook) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, id).await?;
        if !loaded.version.may_see(&actor) {
            return Err(Error::NotFound);
        }
        if rules.track != loaded.version.track {
            return Err(Refusal::OtherTrack.into());
        }
        let text = Rulebook {
            code: loaded.rules.code,
            version: loaded.rules.version,
            ..rules.clone()
        }
        .to_toml();
        Rulebook::parse("catalogue.toml", &text)?;
        let sealed = change.seal(text.as_bytes()).await?;
        let draft = loaded.version.edit(seen, sealed, &actor)?;
        change.record(Decision::Catalogue(draft)).await
    })
    .await
}

/// A version goes on counting where the unit's last one of its track stopped, under the same code.
async fn number(change: &mut Change<'_>, unit: UnitId, rules: &mut Rulebook) -> Result<()> {
    let own = rulebook::store::own(&mut change.tx, unit, rules.track).await?;
    if let Some(last) = own.first() {
        rules.code.clone_from(&last.code);
    }
    let taken = rulebook::store::versions(&mut change.tx, unit, &rules.code).await?;
    let last = taken.into_iter().max().unwrap_or(0);
    rules.version = u32::try_from(last.saturating_add(1)).unwrap_or(u32::MAX);
    Ok(())
}
