//! Urgent releases: before the review is through, confirmed by somebody else afterwards.

use app::Error;
use app::plan;
use app::reader::{Filter, Reader};
use app::urgency;
use domain::audience::Token;
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::refusal::{PlanRefusal, UrgentRefusal as Refusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Ground, ReviewKind, Scope, Track};
use testkit::{TestApp, World, on_both_engines, proposal};

const REASON: &str = "汛情紧急，群众须立即知晓转移安排。";

/// A plan under an entry that the unit itself approves, with its secrecy review and no other.
async fn half_reviewed(world: &World<'_>, track: Track) -> PlanId {
    let fits = |entry: &Entry| {
        entry.authority == Authority::Unit
            && entry.members_first_days.is_none()
            && entry.review.contains(&ReviewKind::Check)
            && entry.after.is_empty()
            && entry.three_major.is_none()
    };
    let entry = world.entry(track, fits).await;
    let matter = world.matter(track, &entry, "示例转移安置").await;
    let token = match entry.narrowest {
        Scope::Public => Token::Public,
        _ => Token::Unit(world.cast.first),
    };
    let text = proposal(&entry, "示例转移安置公告", &[token]);
    let plan = world.submitted(matter, entry.stages[0].stage, text).await;
    let agree = (true, "");
    plan::review(
        &world.t.app,
        world.cast.bao,
        (plan, 1),
        ReviewKind::Secrecy,
        agree,
    )
    .await
    .unwrap();
    plan
}

fn refused<T: std::fmt::Debug>(outcome: app::Result<T>) -> Refusal {
    match outcome {
        Err(Error::Urgent(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Whether the list and the page mark a disclosure as urgent, which a reader sees.
async fn marked(t: &TestApp, by: PersonId, id: DisclosureId) -> bool {
    let mut reader = Reader::open(&t.app, Some(by)).await.unwrap();
    let listed = reader.list(&Filter::default(), None, 10).await.unwrap().items;
    let listed = listed
        .iter()
        .find(|one| one.id == id)
        .expect("it is on the list")
        .urgent;
    let page = reader.disclosure(id).await.unwrap().unwrap().urgent;
    assert_eq!(listed, page);
    page
}

async fn waits(t: &TestApp, by: PersonId) -> Vec<bool> {
    let lines = urgency::waiting(&t.app, by).await.unwrap();
    lines.iter().map(|line| line.may_confirm).collect()
}

async fn clean(t: &TestApp) {
    let findings = app::audit::run(&t.app, |_, _| {}).await.unwrap();
    assert!(findings.is_clean(), "{findings:#?}");
}

on_both_engines! {
    async fn it_comes_before_the_check_and_is_marked_until_somebody_else_confirms(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let plan = half_reviewed(&world, Track::Government).await;
        let drafter = refused(urgency::release(app, cast.mara, (plan, 1), REASON).await);
        assert!(matches!(drafter, Refusal::Plan(PlanRefusal::DutyMissing(_))));
        let reviewer = refused(urgency::release(app, cast.bao, (plan, 1), REASON).await);
        assert!(matches!(reviewer, Refusal::Plan(PlanRefusal::DutyMissing(_))));
        assert!(matches!(urgency::release(app, cast.er, (plan, 1), REASON).await, Err(Error::NotFound)));
        assert_eq!(refused(urgency::release(app, cast.pi, (plan, 1), " ").await), Refusal::ReasonMissing);
        assert_eq!(plan::show(app, cast.pi, plan).await.unwrap().may.urgent, Some(24));
        let id = urgency::release(app, cast.pi, (plan, 1), REASON).await.unwrap();
        assert!(marked(t, cast.yi, id).await);
        assert_eq!(waits(t, cast.pi).await, [false], "who released it sees that it waits");
        for by in [cast.shen, cast.shu] {
            assert_eq!(waits(t, by).await, [true]);
        }
        for by in [cast.mara, cast.bao, cast.yi, cast.er, cast.guan] {
            assert!(waits(t, by).await.is_empty());
        }
        assert_eq!(refused(urgency::confirm(app, cast.pi, (plan, 1), "").await), Refusal::OwnRelease);
        let drafter = refused(urgency::confirm(app, cast.mara, (plan, 1), "").await);
        assert!(matches!(drafter, Refusal::Plan(PlanRefusal::DutyMissing(_))));
        assert!(matches!(urgency::confirm(app, cast.er, (plan, 1), "").await, Err(Error::NotFound)));
        assert!(marked(t, cast.yi, id).await);

        assert!(plan::show(app, cast.shu, plan).await.unwrap().may.confirm_urgent);
        urgency::confirm(app, cast.shu, (plan, 1), "情况属实。").await.unwrap();
        assert!(!marked(t, cast.yi, id).await);
        assert!(waits(t, cast.pi).await.is_empty());
        assert!(matches!(plan::show(app, cast.shu, plan).await, Err(Error::NotFound)), "as before");
        assert_eq!(refused(urgency::confirm(app, cast.shen, (plan, 1), "").await), Refusal::NothingToConfirm);
        let urgency = plan::show(app, cast.mara, plan).await.unwrap().urgency.unwrap();
        assert_eq!(urgency.confirmed.unwrap().2, "情况属实。");
        clean(t).await;
    }

    async fn the_secrecy_review_and_the_gate_are_never_passed_over(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let fits = |entry: &Entry| {
            entry.authority == Authority::Unit && entry.after.is_empty() && entry.three_major.is_none()
        };
        let entry = world.entry(Track::Government, fits).await;
        let matter = world.matter(Track::Government, &entry, "示例事项").await;
        let mut text = proposal(&entry, "示例公告", &[Token::Public]);
        text.body = "联系人手机 13800001234".into();
        let plan = world.submitted(matter, entry.stages[0].stage, text).await;
        let early = refused(urgency::release(app, cast.pi, (plan, 1), REASON).await);
        assert_eq!(early, Refusal::Plan(PlanRefusal::ReviewMissing(ReviewKind::Secrecy)));
        plan::review(app, cast.bao, (plan, 1), ReviewKind::Secrecy, (true, "")).await.unwrap();
        let gate = refused(urgency::release(app, cast.pi, (plan, 1), REASON).await);
        assert!(matches!(gate, Refusal::Plan(PlanRefusal::NotAdmitted(_))), "{gate:?}");
        clean(t).await;
    }

    async fn rules_that_do_not_allow_it_say_why_and_nothing_is_urgent_when_all_is_there(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let plan = half_reviewed(&world, Track::Party).await;
        let no = refused(urgency::release(app, cast.pi, (plan, 1), REASON).await);
        assert!(matches!(&no, Refusal::NotAllowed(Some(why)) if no.to_string().contains(why.as_str())), "{no:?}");
        assert_eq!(plan::show(app, cast.pi, plan).await.unwrap().may.urgent, None);
        let plan = half_reviewed(&world, Track::Government).await;
        let entry = plan::show(app, cast.mara, plan).await.unwrap().entry;
        for kind in entry.review.into_iter().filter(|kind| *kind != ReviewKind::Secrecy) {
            plan::review(app, world.reviewer(kind), (plan, 1), kind, (true, "")).await.unwrap();
        }
        let no = refused(urgency::release(app, cast.pi, (plan, 1), REASON).await);
        assert_eq!(no, Refusal::NothingMissing);
        clean(t).await;
    }

    async fn a_second_urgent_release_does_not_put_off_the_confirmation_of_the_first(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let plan = half_reviewed(&world, Track::Government).await;
        urgency::release(app, cast.pi, (plan, 1), REASON).await.unwrap();
        app::correction::begin(app, cast.mara, plan, "时间有误，予以更正。").await.unwrap();
        let seen = plan::show(app, cast.mara, plan).await.unwrap();
        let mut text = seen.proposal;
        text.body = "时间改为上午九时。".into();
        let edition = plan::edit(app, cast.mara, plan, seen.edition, &text).await.unwrap();
        plan::submit(app, cast.mara, plan, edition).await.unwrap();
        plan::review(app, cast.bao, (plan, edition), ReviewKind::Secrecy, (true, "")).await.unwrap();
        let again = refused(urgency::release(app, cast.pi, (plan, edition), REASON).await);
        assert_eq!(again, Refusal::EarlierUnconfirmed);
        let stale = refused(urgency::confirm(app, cast.shu, (plan, edition), "").await);
        assert!(matches!(stale, Refusal::Plan(PlanRefusal::Stale { .. })), "{stale:?}");
        urgency::confirm(app, cast.shu, (plan, 1), "属实。").await.unwrap();
        clean(t).await;
    }

    async fn what_is_overdue_stays_on_the_desks_until_it_is_confirmed_or_withdrawn(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let plan = half_reviewed(&world, Track::Government).await;
        urgency::release(app, cast.pi, (plan, 1), REASON).await.unwrap();
        t.wait_days(2);
        for by in [cast.pi, cast.shu] {
            let lines = urgency::waiting(app, by).await.unwrap();
            assert!(lines[0].confirm_by < app.now());
        }
        assert!(plan::show(app, cast.mara, plan).await.unwrap().urgency.unwrap().overdue);
        let ground = (Some(Ground::NotForDisclosure), "逾期未确认，应当撤回。");
        app::withdrawal::ask(app, cast.mara, plan, ground).await.unwrap();
        app::withdrawal::confirm(app, cast.pi, plan).await.unwrap();
        for by in [cast.pi, cast.shu] {
            assert!(waits(t, by).await.is_empty());
        }
        assert_eq!(refused(urgency::confirm(app, cast.shen, (plan, 1), "").await), Refusal::NothingToConfirm);
        clean(t).await;
    }
}
