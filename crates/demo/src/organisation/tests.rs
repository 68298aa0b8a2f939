use super::*;
use std::collections::HashSet;

fn depth(units: &[DemoUnit], mut at: usize) -> usize {
    let mut depth = 1;
    while let Some(superior) = units[at].superior {
        assert!(superior < at, "a superior comes before its subordinates");
        at = superior;
        depth += 1;
    }
    depth
}

#[test]
fn the_tree_is_valid_at_every_size() {
    for (size, deepest) in [
        (1, 2),
        (2, 2),
        (3, 2),
        (5, 3),
        (12, 3),
        (60, 3),
        (500, 4),
        (10_000, 5),
    ] {
        let units = Organisation::new(3, size, 0).units();
        assert_eq!(units.len(), usize::try_from(size.max(2)).unwrap());
        assert_eq!(units.iter().filter(|unit| unit.superior.is_none()).count(), 1);
        assert_eq!(
            (0..units.len()).map(|at| depth(&units, at)).max(),
            Some(deepest),
            "{size} units"
        );
        let codes: HashSet<_> = units.iter().map(|unit| &unit.code).collect();
        assert_eq!(codes.len(), units.len(), "codes of {size} units differ");
        let names: HashSet<_> = units.iter().map(|unit| &unit.name).collect();
        assert_eq!(names.len(), units.len(), "names of {size} units differ");
    }
}

#[test]
fn kinds_follow_the_level() {
    let units = Organisation::new(3, 60, 0).units();
    assert_eq!(units[0].name, "云岭机关党委（示例）");
    assert_eq!(units[0].kind, UnitKind::Committee);
    assert_eq!(
        units
            .iter()
            .filter(|unit| unit.kind == UnitKind::Discipline)
            .count(),
        1
    );
    for unit in units.iter().filter(|unit| unit.kind == UnitKind::Branch) {
        assert_eq!(units[unit.superior.unwrap()].kind, UnitKind::GeneralBranch);
    }
    for (at, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.kind == UnitKind::Department)
    {
        assert_eq!(depth(&units, at), 2, "{}", unit.name);
    }
}

#[test]
fn as_many_members_as_asked_for_and_a_few_others() {
    let organisation = Organisation::new(9, 30, 2_300);
    let members = (0..organisation.persons())
        .filter(|index| organisation.person(*index).member)
        .count();
    assert_eq!((members, organisation.persons()), (2_300, 2_500));
}

#[test]
fn every_person_stands_in_a_unit_and_every_leaf_has_some() {
    let organisation = Organisation::new(9, 30, 2_300);
    let mut crowd = vec![0; organisation.units().len()];
    for index in 0..organisation.persons() {
        crowd[organisation.person(index).unit] += 1;
    }
    assert!(
        organisation.leaves.iter().all(|leaf| crowd[*leaf] > 20),
        "{crowd:?}"
    );
}

#[test]
fn posts_are_held_by_different_members_of_their_own_unit() {
    let organisation = Organisation::new(4, 40, 10);
    let mut holders = HashSet::new();
    for post in organisation.posts() {
        let holder = organisation.person(post.holder);
        assert!(holder.member && holder.unit == post.unit, "{}", post.code);
        assert!(holders.insert(post.holder), "nobody holds two posts");
    }
}

#[test]
fn every_publishing_unit_has_every_duty_of_the_route() {
    let organisation = Organisation::new(4, 40, 10);
    let route = [
        Duty::Draft,
        Duty::Secrecy,
        Duty::Check,
        Duty::Legal,
        Duty::Discipline,
        Duty::Approve,
    ];
    for unit in 0..40 {
        let duties: HashSet<_> = organisation
            .posts()
            .filter(|post| post.unit == unit)
            .flat_map(|post| post.duties)
            .collect();
        assert_eq!(
            unit < 39,
            route.iter().all(|duty| duties.contains(duty)),
            "unit {unit}"
        );
        for office in [Duty::Administer, Duty::Secure, Duty::Audit] {
            assert_eq!(unit == 0, duties.contains(&office));
        }
        assert_eq!(unit == 39, duties.contains(&Duty::Supervise));
    }
}

#[test]
fn the_same_seed_gives_the_same_people_and_another_seed_others() {
    let people = |seed| {
        let organisation = Organisation::new(seed, 20, 500);
        (0..100)
            .map(|index| organisation.person(index).name)
            .collect::<Vec<_>>()
    };
    assert_eq!(people(1), people(1));
    assert_ne!(people(1), people(2));
    assert_ne!(
        Organisation::new(1, 20, 0).units(),
        Organisation::new(2, 20, 0).units()
    );
}

#[test]
fn the_largest_size_needs_no_list_of_its_people() {
    let organisation = Organisation::new(1, 10_000, 1_000_000);
    let last = organisation.person(organisation.persons() - 1);
    assert_eq!(organisation.persons(), 1_086_956);
    assert_eq!(last.code, "P1086956");
    assert_eq!(organisation.posts().count(), 9_999 * 5 + 5);
}
