use super::*;
use jiff::civil::date;
use std::collections::HashMap;

const LAST: Date = date(2026, 11, 20);

fn released(matters: &[DemoMatter]) -> usize {
    matters
        .iter()
        .flat_map(|matter| &matter.stages)
        .filter(|stage| stage.outcome == Outcome::Released)
        .count()
}

#[test]
fn exactly_as_many_stages_are_released_as_asked_for() {
    for disclosures in [0, 1, 2, 7, 100, 5_000] {
        let matters: Vec<_> = plan(1, 30, disclosures, LAST).collect();
        assert_eq!(released(&matters), usize::try_from(disclosures).unwrap());
    }
}

#[test]
fn the_year_runs_from_january_to_its_last_day() {
    let matters: Vec<_> = plan(1, 30, 3_000, LAST).collect();
    assert_eq!(matters[0].opened_on, date(2026, 1, 5));
    for matter in &matters {
        let mut before = matter.opened_on;
        assert!(before >= date(2026, 1, 5) && before < LAST);
        for stage in &matter.stages {
            assert!(stage.on >= before, "stages come one after the other");
            assert_eq!(stage.on > LAST, stage.outcome == Outcome::Scheduled, "{stage:?}");
            before = stage.on;
        }
    }
}

#[test]
fn only_the_last_stage_of_a_matter_waits_and_most_matters_are_finished() {
    let matters: Vec<_> = plan(2, 30, 3_000, LAST).collect();
    for matter in &matters {
        let (_, earlier) = matter.stages.split_last().unwrap();
        assert!(earlier.iter().all(|stage| stage.outcome == Outcome::Released));
    }
    let finished = matters
        .iter()
        .filter(|matter| released(std::slice::from_ref(matter)) == 3)
        .count();
    assert!(
        finished * 10 > matters.len() * 6,
        "{finished} of {}",
        matters.len()
    );
}

#[test]
fn even_the_smallest_year_shows_every_waiting_state() {
    let matters: Vec<_> = plan(3, 3, 5, LAST).collect();
    for outcome in WAITING {
        let stages = matters.iter().flat_map(|matter| &matter.stages);
        assert!(
            stages.filter(|stage| stage.outcome == outcome).count() >= 2,
            "{outcome:?}"
        );
    }
}

#[test]
fn scopes_are_spread_as_promised_and_every_unit_has_matters() {
    let matters: Vec<_> = plan(4, 50, 30_000, LAST).collect();
    let mut scopes: HashMap<Scope, usize> = HashMap::new();
    let mut units = [0; 50];
    for matter in &matters {
        *scopes.entry(matter.scope).or_default() += 1;
        units[matter.unit] += 1;
    }
    let shares = [
        (Scope::Public, 45),
        (Scope::Members, 25),
        (Scope::Subtree, 15),
        (Scope::Unit, 10),
        (Scope::Group, 3),
        (Scope::Person, 2),
    ];
    for (scope, share) in shares {
        let off = (scopes[&scope] * 100).abs_diff(matters.len() * share);
        assert!(
            off < matters.len() * 2,
            "{scope:?}: {} of {}",
            scopes[&scope],
            matters.len()
        );
    }
    assert!(units.iter().all(|matters| *matters > 100), "{units:?}");
}

#[test]
fn entries_may_owe_fewer_stages() {
    let party = vec![vec![Stage::Result], vec![Stage::Decision, Stage::Result]];
    let year = plan(5, 10, 500, LAST).owing(party.clone(), vec![vec![Stage::Before]]);
    let matters: Vec<_> = year.collect();
    assert_eq!(released(&matters), 500);
    for matter in &matters {
        let owed = if matter.track == Track::Party {
            &party[matter.entry_index][..]
        } else {
            &[Stage::Before]
        };
        let got: Vec<_> = matter.stages.iter().map(|stage| stage.stage).collect();
        assert_eq!(got, owed[..got.len()]);
    }
}

#[test]
fn the_same_seed_gives_the_same_year_and_another_seed_another() {
    let year = |seed| plan(seed, 10, 200, LAST).collect::<Vec<_>>();
    assert_eq!(year(6), year(6));
    assert_ne!(year(6), year(7));
}
