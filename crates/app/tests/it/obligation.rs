//! What a unit owes, and being excused from it.

use app::matter::Name;
use app::obligation::{self, Key};
use app::{Error, rulebook};
use domain::audience::Token;
use domain::ids::PersonId;
use domain::obligation::{About, State};
use domain::refusal::{ObligationRefusal, RequestRefusal};
use domain::rulebook::Entry;
use domain::words::{Ground, Rhythm, Scope, Stage, Track};
use jiff::civil::date;
use testkit::{TestApp, World, on_both_engines, proposal, with_2027};

const NOT_FOUND: &str = "没有找到，或者您无权查看。";

/// What the first branch owes for March: the first monthly entry of the Party catalogue.
async fn march(world: &World<'_>) -> Key {
    let monthly = world
        .entry(Track::Party, |entry| entry.rhythm == Rhythm::Monthly)
        .await;
    Key {
        track: Track::Party,
        entry: monthly.key,
        about: About::Period {
            from: date(2026, 3, 1),
            to: date(2026, 3, 31),
        },
    }
}

async fn state(world: &World<'_>, key: &Key) -> State {
    let (app, cast) = (&world.t.app, &world.cast);
    let (_, owed) = obligation::one(app, cast.mara, cast.first, key).await.unwrap();
    owed.obligation.state
}

async fn sees(world: &World<'_>, person: PersonId) -> bool {
    let seen = obligation::year(&world.t.app, person, world.cast.first, 2026).await;
    match seen {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.to_string(), NOT_FOUND);
            false
        }
    }
}

async fn clean(t: &TestApp) {
    let findings = app::audit::run(&t.app, |_, _| {}).await.unwrap();
    assert!(findings.is_clean(), "{findings:#?}");
}

on_both_engines! {
    async fn a_month_is_owed_from_the_day_the_rules_came_and_a_release_fulfils_it(t: TestApp) {
        let world = World::new(t).await;
        let key = march(&world).await;
        assert_eq!(state(&world, &key).await, State::Due);
        let view = obligation::year(&t.app, world.cast.mara, world.cast.first, 2026).await.unwrap();
        let of_entry = view.owed.iter().filter(|owed| owed.obligation.rule.entry == key.entry);
        // enacted in March: January and February are not owed
        assert_eq!(of_entry.count(), 10);

        let entry = world.entry(Track::Party, |entry| entry.key == key.entry).await;
        let matter = world.matter(Track::Party, &entry, "三月示例").await;
        let stage = entry.stages[0].stage;
        let text = proposal(&entry, "三月示例公示", &[Token::Members]);
        let disclosure = world.released(matter, stage, text).await;
        assert_eq!(
            state(&world, &key).await,
            State::Fulfilled { by: disclosure, on: date(2026, 3, 2), late: 0 }
        );
        let view = obligation::year(&t.app, world.cast.mara, world.cast.first, 2026).await.unwrap();
        assert!(view.readable.contains(&disclosure));
    }

    async fn who_works_there_or_answers_for_it_sees_it_and_nobody_else_learns_that_it_is_there(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        for person in [cast.mara, cast.bao, cast.pi, cast.shu] {
            assert!(sees(&world, person).await);
        }
        for person in [cast.yi, cast.er, cast.qun, cast.guan] {
            assert!(!sees(&world, person).await);
            let overview = obligation::overview(&t.app, person, cast.organ, 2026).await;
            assert!(matches!(overview, Err(Error::NotFound)));
        }
    }

    async fn the_superior_consents_and_the_task_is_excused(t: TestApp) {
        let world = World::new(t).await;
        let (cast, app) = (world.cast, &t.app);
        let key = march(&world).await;
        let stranger = obligation::ask(app, cast.er, cast.first, &key, "无").await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        let id = obligation::ask(app, cast.mara, cast.first, &key, "本月没有发生").await.unwrap();
        let twice = obligation::ask(app, cast.mara, cast.first, &key, "再次申请").await;
        assert!(matches!(twice, Err(Error::Obligation(ObligationRefusal::Asked))));
        assert_eq!(state(&world, &key).await, State::Due);
        assert_eq!(obligation::questions(app, cast.shu).await.unwrap().len(), 1);
        assert!(obligation::questions(app, cast.pi).await.unwrap().is_empty());

        let own = obligation::rule(app, cast.pi, id, (true, "同意")).await;
        assert!(matches!(own, Err(Error::Obligation(ObligationRefusal::DutyMissing(_)))));
        let stranger = obligation::rule(app, cast.er, id, (true, "同意")).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        obligation::rule(app, cast.shu, id, (true, "情况属实，同意")).await.unwrap();
        assert_eq!(state(&world, &key).await, State::Excused);
        assert!(obligation::questions(app, cast.shu).await.unwrap().is_empty());
        let shown = obligation::show(app, cast.mara, id).await.unwrap();
        assert_eq!(shown.excuse.ruling.unwrap().words, "情况属实，同意");
        let again = obligation::rule(app, cast.shu, id, (false, "改")).await;
        assert!(matches!(again, Err(Error::Obligation(ObligationRefusal::Ruled))));
        clean(t).await;
    }

    async fn what_was_declined_stays_due_and_can_be_asked_again(t: TestApp) {
        let world = World::new(t).await;
        let (cast, app) = (world.cast, &t.app);
        let key = march(&world).await;
        let id = obligation::ask(app, cast.mara, cast.first, &key, "忙").await.unwrap();
        obligation::rule(app, cast.shu, id, (false, "理由不充分，请按期公开")).await.unwrap();
        assert_eq!(state(&world, &key).await, State::Due);
        assert!(obligation::ask(app, cast.mara, cast.first, &key, "本月确实没有").await.is_ok());
        clean(t).await;
    }

    async fn the_drafter_is_told_what_is_due_soon_and_overdue_and_the_superior_counts_it(t: TestApp) {
        let world = World::new(t).await;
        let (cast, app) = (world.cast, &t.app);
        let standing = |entry: &domain::rulebook::Entry| entry.rhythm == Rhythm::Standing;
        let key = world.entry(Track::Party, standing).await.key;
        t.wait_days(30);
        let waiting = obligation::pressing(app, cast.mara).await.unwrap();
        assert!(waiting.iter().any(|one| one.owed.obligation.rule.entry == key));
        assert!(waiting.iter().all(|one| one.owed.obligation.state.is_pressing()));
        assert!(waiting.iter().any(|one| matches!(one.owed.obligation.state, State::Overdue { .. })));
        assert!(obligation::pressing(app, cast.pi).await.unwrap().is_empty());

        let overview = obligation::overview(app, cast.shu, cast.organ, 2026).await.unwrap();
        let names: Vec<_> = overview.units.iter().map(|unit| (unit.name.as_str(), unit.depth)).collect();
        assert_eq!(names, [("示例机关党委", 0), ("示例第一支部", 1), ("示例第二支部", 1)]);
        let first = overview.units[1].counts;
        let view = obligation::year(app, cast.mara, cast.first, 2026).await.unwrap();
        let overdue = view.owed.iter().filter(|owed| matches!(owed.obligation.state, State::Overdue { .. }));
        assert_eq!(usize::try_from(first.overdue).unwrap(), overdue.count());
        assert_eq!(overview.all.overdue, 3 * first.overdue);
    }

    async fn a_stage_of_a_matter_is_owed_with_its_title(t: TestApp) {
        let world = World::new(t).await;
        let entry = world.entry(Track::Party, |entry| entry.rhythm == Rhythm::PerStage).await;
        let matter = world.matter(Track::Party, &entry, "示例实施方案").await;
        let view = obligation::year(&t.app, world.cast.pi, world.cast.first, 2026).await.unwrap();
        let stages: Vec<_> = view.owed.iter().filter_map(|owed| match owed.obligation.about {
            About::Stage(of, stage) if of == matter => Some((stage, owed.matter.clone())),
            _ => None,
        }).collect();
        assert_eq!(stages, [(Stage::Before, Some(Name::Title("示例实施方案".to_owned())))]);
    }

    async fn what_was_withdrawn_because_of_its_title_is_owed_under_its_number_and_fulfils_nothing(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let fits = |entry: &Entry| {
            entry.rhythm == Rhythm::PerStage && entry.after.is_empty() && entry.narrowest <= Scope::Members
        };
        let entry = world.entry(Track::Party, fits).await;
        let matter = world.matter(Track::Party, &entry, "示例困难家庭名单").await;
        let stage = entry.stages[0].stage;
        let plan = world.reviewed(matter, stage, proposal(&entry, "示例公示", &[Token::Members])).await;
        world.approved(plan, 1).await;
        let stands = async || {
            let view = obligation::year(app, cast.pi, cast.first, 2026).await.unwrap();
            let about = About::Stage(matter, stage);
            view.owed.into_iter().find(|owed| owed.obligation.about == about).unwrap()
        };
        assert!(matches!(stands().await.obligation.state, State::Fulfilled { .. }));
        let number = app::archive::register(app, cast.mara, cast.first, 2026).await.unwrap().entries[0].number.clone();
        let ground = (Some(Ground::PersonalData), "误列了个人情况。");
        app::withdrawal::ask(app, cast.mara, plan, ground).await.unwrap();
        app::withdrawal::confirm(app, world.approver(plan).await, plan).await.unwrap();
        let owed = stands().await;
        assert!(!matches!(owed.obligation.state, State::Fulfilled { .. }), "what was withdrawn fulfils nothing");
        assert_eq!(owed.matter, Some(Name::Hidden(number.clone())));
        let dated = obligation::dated(app, cast.mara).await.unwrap();
        assert!(dated.iter().all(|one| one.owed.matter != Some(Name::Title("示例困难家庭名单".into()))));
        let register = app::archive::register(app, cast.mara, cast.first, 2026).await.unwrap();
        assert_eq!(register.open, [Name::Hidden(number)]);
    }

    async fn the_balance_counts_each_stage_once_by_track_beside_the_same_days_of_the_year_before(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let first = crate::after::shown(&world, &[Token::Public]).await;
        let text = crate::after::begun(&world, first.plan).await;
        world.released_again(first.plan, &text).await;
        let gone = crate::after::shown(&world, &[Token::Public]).await;
        app::withdrawal::ask(app, cast.mara, gone.plan, (Some(Ground::Wrong), "内容有误。")).await.unwrap();
        app::withdrawal::confirm(app, cast.pi, gone.plan).await.unwrap();
        let of = async |year| {
            let balance = obligation::balance(app, cast.shu, cast.organ, year).await.unwrap();
            let first = balance.units.iter().find(|unit| unit.unit == cast.first).unwrap();
            let pair = |figures: domain::balance::Figures| (figures.party, figures.government);
            (pair(first.before), pair(first.now), balance.until)
        };
        assert_eq!(of(2026).await, ((0, 0), (1, 0), date(2026, 3, 2)));
        assert_eq!(of(2025).await, ((0, 0), (0, 0), date(2025, 12, 31)));
        t.wait_days(365);
        assert_eq!(of(2027).await, ((1, 0), (0, 0), date(2027, 3, 2)));
        t.wait_days(-2);
        assert_eq!(of(2027).await.0, (0, 0), "the same days of the year before");
        let stranger = obligation::balance(app, cast.er, cast.organ, 2026).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
    }

    async fn a_newer_calendar_makes_the_unknown_days_known(t: TestApp) {
        let world = World::new(t).await;
        let (cast, app) = (world.cast, &t.app);
        let key = Key {
            about: About::Period { from: date(2026, 12, 1), to: date(2026, 12, 31) },
            ..march(&world).await
        };
        let due = async || {
            let (_, owed) = obligation::one(app, cast.mara, cast.first, &key).await.unwrap();
            owed.obligation.clock.unwrap().due
        };
        assert_eq!(due().await.unwrap_err().year, 2027);
        let by_hand = rulebook::import_calendar(app, Some(cast.mara), ("c.toml", &with_2027())).await;
        assert!(matches!(by_hand, Err(Error::Forbidden)));
        rulebook::import_calendar(app, Some(cast.guan), ("c.toml", &with_2027())).await.unwrap();
        assert_eq!(due().await, Ok(date(2027, 1, 15)));

        let shipped = include_str!("../../../../rulebooks/calendar-cn.toml");
        let older = rulebook::import_calendar(app, Some(cast.guan), ("c.toml", shipped)).await;
        assert!(matches!(older, Err(Error::Invalid(RequestRefusal::CalendarForgets { year: 2027 }))));
        let same = rulebook::import_calendar(app, Some(cast.guan), ("c.toml", &with_2027())).await;
        assert!(matches!(same, Err(Error::Invalid(RequestRefusal::CalendarKnown))));
        let broken = rulebook::import_calendar(app, Some(cast.guan), ("c.toml", "title = 1")).await;
        assert!(matches!(broken, Err(Error::Rulebook(_))));
        clean(t).await;
    }
}
