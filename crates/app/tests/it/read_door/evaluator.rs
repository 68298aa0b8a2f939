//! The reference: naive, from the model alone, sharing no code with the platform's own predicate.

use domain::ids::PersonId;
use domain::time::Timestamp;

use super::model::{Model, Released, Whom};

/// Whether a viewer may see a disclosure at a moment.
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
