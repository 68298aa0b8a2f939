//! The reference: naive, from the model alone, sharing no code with the platform's own predicate.

use domain::ids::{PersonId, UnitId};
use domain::time::Timestamp;

use super::model::{Model, Released, Whom};

/// Whether a viewer may see a disclosure at a moment.
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
