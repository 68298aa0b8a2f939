//! The reference: naive, from the model alone, sharing no code with the platform's own predicate.

use domain::ids::PersonId;
use domain::time::Timestamp;

use super::model::{Model, Released, Whom};

/// Whether a viewer may read the text of a disclosure at a moment.
pub(super) fn reads(model: &Model, viewer: Option<PersonId>, released: &Released, now: Timestamp) -> bool {
    let shown = released.until.is_none_or(|until| now < until);
    sees(model, viewer, released, now) && released.withdrawn.is_none() && shown
}

/// Whether it is the newest version that the viewer is entitled to.
pub(super) fn is_newest(
    model: &Model,
    viewer: Option<PersonId>,
    released: &Released,
    now: Timestamp,
) -> bool {
    let later = model
        .released
        .iter()
        .skip_while(|one| one.id != released.id)
        .skip(1);
    !later
        .filter(|one| one.matter == released.matter)
        .any(|one| sees(model, viewer, one, now))
}

/// Whether a disclosure's audience includes a viewer at a moment, whatever became of the text.
pub(super) fn sees(model: &Model, viewer: Option<PersonId>, released: &Released, now: Timestamp) -> bool {
    for (whom, from) in &released.audience {
        if now < *from {
            continue;
        }
        if *whom == Whom::Everybody {
            return true;
        }
        let Some((id, person)) = viewer.and_then(|id| Some((id, model.persons.get(&id)?))) else {
            continue;
        };
        if !person.active {
            continue;
        }
        let included = match whom {
            Whom::Everybody => true,
            Whom::Members => person.member,
            Whom::PeopleOf(unit) => person.unit == *unit,
            Whom::PeopleUnder(unit) => {
                // climb from the person's unit to the root and look whether the unit is met
                let mut here = Some(person.unit);
                let mut met = false;
                while let Some(place) = here {
                    met = met || place == *unit;
                    here = model.units[&place].superior;
                }
                met
            }
            Whom::Group(group) => model.groups[group].contains(&id),
            Whom::Only(only) => *only == id,
        };
        if included {
            return true;
        }
    }
    false
}
