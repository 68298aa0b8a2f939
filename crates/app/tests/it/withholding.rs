//! Notices that something is not disclosed: two persons, a closed ground, a day to look again.

use app::Error;
use app::obligation::{self, Key};
use app::reader::Reader;
use app::withholding::{self, View};
use domain::audience::Token;
use domain::ids::{PersonId, UnitId, WithholdingId};
use domain::obligation::{About, State};
use domain::refusal::{PlanRefusal, WithholdingRefusal as Refusal};
use domain::rulebook::Entry;
use domain::withholding::{Standing, Words};
use domain::words::{Authority, Rhythm, Scope, Track, WithholdingGround};
use jiff::civil::{Date, date};
use testkit::{TestApp, World, on_both_engines, proposal};

const TITLE: &str = "示例选址方案";
const DAY: Date = date(2026, 5, 1);

fn words(note: &str, day: Date) -> Words {
    Words {
        ground: Some(WithholdingGround::WorkSecret),
        note: note.into(),
        reassess_on: Some(day),
    }
}

fn month(month: i8) -> About {
    let first = date(2026, month, 1);
    About::Period {
        from: first,
        to: first.last_of_month(),
    }
}

async fn monthly(world: &World<'_>) -> String {
    let fits = |entry: &Entry| entry.rhythm == Rhythm::Monthly && entry.authority == Authority::Unit;
    world.entry(Track::Party, fits).await.key
}

/// An entry whose stages a matter owes, with this audience in any case.
async fn staged(world: &World<'_>, (track, narrowest): (Track, Scope)) -> Entry {
    let fits = |entry: &Entry| {
        entry.rhythm == Rhythm::PerStage
            && entry.narrowest == narrowest
            && entry.authority == Authority::Unit
            && entry.three_major.is_none()
    };
    world.entry(track, fits).await
}

async fn file(world: &World<'_>, by: PersonId, entry: &str, about: &[About]) -> app::Result<WithholdingId> {
    let what = (Track::Party, entry, about);
    withholding::file(
        &world.t.app,
        by,
        world.cast.first,
        what,
        &words("经保密审查认定。", DAY),
    )
    .await
}

async fn state(world: &World<'_>, entry: &str, about: About) -> State {
    let key = Key {
        track: Track::Party,
        entry: entry.into(),
        about,
    };
    let (_, owed) = obligation::one(&world.t.app, world.cast.mara, world.cast.first, &key)
        .await
        .unwrap();
    owed.obligation.state
}

fn refused<T: std::fmt::Debug>(outcome: app::Result<T>) -> Refusal {
    match outcome {
        Err(Error::Withholding(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn seen(t: &TestApp, by: Option<PersonId>, unit: UnitId) -> Vec<String> {
    let mut reader = Reader::open(&t.app, by).await.unwrap();
    let seen = reader.withheld(unit).await.unwrap();
    seen.iter().map(|one| format!("{one:?}")).collect()
}

async fn shown(world: &World<'_>, id: WithholdingId) -> View {
    withholding::show(&world.t.app, world.cast.mara, id)
        .await
        .unwrap()
}

async fn clean(t: &TestApp) {
    let findings = app::audit::run(&t.app, |_, _| {}).await.unwrap();
    assert!(findings.is_clean(), "{findings:#?}");
}

on_both_engines! {
    async fn what_two_persons_withhold_is_not_owed_until_it_ends(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let entry = monthly(&world).await;
        let (march, april, may) = (month(3), month(4), month(5));
        let stranger = file(&world, cast.er, &entry, &[march]).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        let approver = refused(file(&world, cast.pi, &entry, &[march]).await);
        assert!(matches!(approver, Refusal::Plan(PlanRefusal::DutyMissing(_))));
        assert_eq!(refused(file(&world, cast.mara, &entry, &[]).await), Refusal::NothingChosen);
        let id = file(&world, cast.mara, &entry, &[march, april]).await.unwrap();
        assert_eq!(refused(file(&world, cast.bao, &entry, &[april, may]).await), Refusal::FiledAlready);
        assert_eq!(state(&world, &entry, march).await, State::Due, "one person alone changes nothing");

        assert!(withholding::waiting(app, cast.mara).await.unwrap().answering.is_empty());
        let waiting = withholding::waiting(app, cast.pi).await.unwrap();
        assert_eq!(waiting.answering.iter().map(|line| line.id).collect::<Vec<_>>(), [id]);
        let own = refused(withholding::confirm(app, cast.mara, id).await);
        assert!(matches!(own, Refusal::Plan(PlanRefusal::DutyMissing(_))));
        assert!(matches!(withholding::confirm(app, cast.er, id).await, Err(Error::NotFound)));
        withholding::confirm(app, cast.pi, id).await.unwrap();
        assert_eq!(refused(withholding::confirm(app, cast.pi, id).await), Refusal::NothingAsked);
        for about in [march, april] {
            assert_eq!(state(&world, &entry, about).await, State::Excused);
        }
        assert_eq!(state(&world, &entry, may).await, State::Due);
        assert_eq!(refused(file(&world, cast.mara, &entry, &[march]).await), Refusal::FiledAlready);

        assert_eq!(refused(withholding::end(app, cast.pi, id, " ").await), Refusal::WordsMissing);
        withholding::end(app, cast.pi, id, "情况变化，可以公开。").await.unwrap();
        assert_eq!(state(&world, &entry, march).await, State::Due);
        assert_eq!(shown(&world, id).await.standing, Standing::Ended);
        assert!(file(&world, cast.mara, &entry, &[march]).await.is_ok(), "it can be filed anew");
        clean(t).await;
    }

    async fn a_declined_notice_changes_nothing(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let entry = monthly(&world).await;
        let id = file(&world, cast.bao, &entry, &[month(3)]).await.unwrap();
        withholding::decline(app, cast.pi, id, "不符合所列理由。").await.unwrap();
        assert_eq!(state(&world, &entry, month(3)).await, State::Due);
        let view = shown(&world, id).await;
        assert_eq!((view.standing, view.number), (Standing::Declined, None));
        assert_eq!(view.answered.unwrap().words.as_deref(), Some("不符合所列理由。"));
        clean(t).await;
    }

    async fn who_would_have_seen_it_learns_the_ground_and_nobody_learns_what_it_is(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let everybody = [cast.yi, cast.er, cast.qun, cast.shu, cast.mara].map(Some);
        let everybody = || everybody.into_iter().chain([None]);
        let of_the_unit = [cast.yi, cast.qun, cast.mara].map(Some);
        for (track, narrowest, readers) in [
            (Track::Party, Scope::Unit, of_the_unit.to_vec()),
            (Track::Government, Scope::Public, everybody().collect()),
        ] {
            let entry = staged(&world, (track, narrowest)).await;
            let matter = world.matter(track, &entry, TITLE).await;
            let about = [About::Stage(matter, entry.stages[0].stage)];
            let what = (track, entry.key.as_str(), about.as_slice());
            let words = words("经保密审查认定。", DAY);
            let id = withholding::file(app, cast.mara, cast.first, what, &words).await.unwrap();
            for by in everybody() {
                assert!(seen(t, by, cast.first).await.is_empty(), "before it is confirmed");
            }
            withholding::confirm(app, cast.pi, id).await.unwrap();
            for by in everybody() {
                let seen = seen(t, by, cast.first).await;
                let expected = usize::from(readers.contains(&by));
                assert_eq!(seen.len(), expected, "{narrowest:?} {by:?}");
                assert!(seen.iter().all(|one| one.contains("WorkSecret") && !one.contains(TITLE)));
                assert!(seen.iter().all(|one| !one.contains("经保密审查认定") && !one.contains(&matter.to_string())));
            }
            assert!(matches!(withholding::show(app, cast.yi, id).await, Err(Error::NotFound)));
            withholding::end(app, cast.pi, id, "可以公开了。").await.unwrap();
            for by in everybody() {
                assert!(seen(t, by, cast.first).await.is_empty(), "after it ended");
            }
        }
        clean(t).await;
    }

    async fn a_withheld_stage_is_not_sent_to_review_and_one_under_way_is_not_withheld(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let entry = staged(&world, (Track::Party, Scope::Unit)).await;
        let stage = entry.stages[0].stage;
        let matter = world.matter(Track::Party, &entry, TITLE).await;
        let about = [About::Stage(matter, stage)];
        let plan = world.drafted(matter, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        let id = file(&world, cast.mara, &entry.key, &about).await.unwrap();
        app::plan::submit(app, cast.mara, plan, 1).await.unwrap();
        assert_eq!(refused(withholding::confirm(app, cast.pi, id).await), Refusal::Planned);
        withholding::decline(app, cast.pi, id, "已经送审。").await.unwrap();
        assert_eq!(refused(file(&world, cast.mara, &entry.key, &about).await), Refusal::Planned);
        app::plan::send_back(app, cast.pi, (plan, 1), "先认定是否可以公开。").await.unwrap();
        let id = file(&world, cast.mara, &entry.key, &about).await.unwrap();
        withholding::confirm(app, cast.pi, id).await.unwrap();
        let changed = proposal(&entry, "示例公示（二稿）", &[Token::Unit(cast.first)]);
        let edition = app::plan::edit(app, cast.mara, plan, 1, &changed).await.unwrap();
        let no = app::plan::submit(app, cast.mara, plan, edition).await;
        assert!(matches!(no, Err(Error::Refused(PlanRefusal::StageWithheld(of))) if of == stage), "{no:?}");
        withholding::end(app, cast.pi, id, "可以公开了。").await.unwrap();
        app::plan::submit(app, cast.mara, plan, edition).await.unwrap();
        clean(t).await;
    }

    async fn a_notice_is_looked_at_again_by_its_day_and_goes_on_by_two_persons(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let entry = monthly(&world).await;
        let id = file(&world, cast.mara, &entry, &[month(4)]).await.unwrap();
        withholding::confirm(app, cast.pi, id).await.unwrap();
        let again = async |by| {
            let waiting = withholding::waiting(app, by).await.unwrap();
            waiting.reassessing.into_iter().map(|line| line.id).collect::<Vec<_>>()
        };
        assert_eq!(again(cast.mara).await, []);
        t.wait_days(30);
        for by in [cast.mara, cast.bao, cast.pi] {
            assert_eq!(again(by).await, [id], "thirty days before");
        }
        for by in [cast.ji, cast.yi, cast.shu] {
            assert_eq!(again(by).await, []);
        }
        t.wait_days(60);
        assert_eq!(again(cast.mara).await, [id], "overdue, and it still holds");
        let day = date(2026, 12, 1);
        let reveals = withholding::renew(app, cast.mara, id, &words("手机 13800001234", day)).await;
        assert!(matches!(refused(reveals), Refusal::Plan(PlanRefusal::WordsUnfit(_))));
        let newer = withholding::renew(app, cast.mara, id, &words("重新评估，理由仍在。", day)).await.unwrap();
        assert_eq!(again(cast.mara).await, [], "it waits for its answer");
        let twice = withholding::renew(app, cast.bao, id, &words("再次申报。", day)).await;
        assert_eq!(refused(twice), Refusal::FiledAlready);
        assert_eq!(seen(t, Some(cast.yi), cast.first).await.len(), 1);
        withholding::confirm(app, cast.pi, newer).await.unwrap();
        assert_eq!(shown(&world, id).await.standing, Standing::Renewed);
        let view = shown(&world, newer).await;
        assert_eq!((view.standing, view.renews, view.reassess_on), (Standing::InForce, Some(id), day));
        assert_eq!(state(&world, &entry, month(4)).await, State::Excused);
        assert_eq!(seen(t, Some(cast.yi), cast.first).await.len(), 1, "one, not two");
        clean(t).await;
    }
}
