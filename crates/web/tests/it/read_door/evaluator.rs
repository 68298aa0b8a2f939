//! The reference: naive, from the model alone, sharing no code with the platform's own predicate.

use domain::ids::{PersonId, UnitId};
use domain::time::Timestamp;

use super::model::{Model, Released, Whom};

/// Whether a viewer may read the text of a disclosure at a moment.
pub(super) fn reads(model: &Model, viewer: Option<PersonId>, released: &Released, now: Timestamp) -> bool {
    released.withdrawn.is_none() && sees(model, viewer, released, now)
}

/// Whether it is the newest version of those whose audience includes the viewer; lists show this one only.
pub(super) fn is_newest(
    model: &Model,
    viewer: Option<PersonId>,
    released: &Released,
    now: Timestamp,
) -> bool {
    let versions = model.released.iter().filter(|one| one.matter == released.matter);
    let newest = versions.rev().find(|one| sees(model, viewer, one, now));
    newest.is_some_and(|newest| newest.id == released.id)
}

/// Whether a disclosure's audience includes a viewer at a moment, whatever became of the text.
pub(super) fn sees(model: &Model, viewer: Option<PersonId>, released: &Released, now: Timestamp) -> bool {
    released
        .audience
        .iter()
        .any(|(whom, from)| *from <= now && includes(model, *whom, viewer))
}

fn includes(model: &Model, whom: Whom, viewer: Option<PersonId>) -> bool {
    if whom == Whom::Everybody {
        return true;
    }
    let Some(id) = viewer else { return false };
    let person = &model.persons[&id];
    person.active
        && match whom {
            Whom::Everybody => true,
            Whom::Members => person.member,
            Whom::PeopleOf(unit) => person.unit == unit,
            Whom::PeopleUnder(unit) => is_under(model, person.unit, unit),
            Whom::Group => model.group.contains(&id),
            Whom::Only(only) => only == id,
        }
}

fn is_under(model: &Model, unit: UnitId, top: UnitId) -> bool {
    unit == top || model.units[&unit].is_some_and(|superior| is_under(model, superior, top))
}
