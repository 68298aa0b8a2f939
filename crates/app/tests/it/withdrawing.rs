//! A request for a withdrawal: who answers it, where it waits, and how it ends.

use app::plan::Hand;
use app::withdrawal::{self, End};
use app::{Error, delegation, organisation, plan};
use domain::audience::Token;
use domain::ids::{PersonId, PlanId, UnitId};
use domain::organisation::Unit;
use domain::refusal::WithdrawalRefusal;
use domain::words::{Duty, Ground, UnitKind};
use testkit::{TestApp, World, on_both_engines};

use crate::after::{begun, clean, listed, shown};
use crate::procedure;

const WHY: (Option<Ground>, &str) = (Some(Ground::Wrong), "内容有误。");

async fn waiting(t: &TestApp, person: PersonId) -> Vec<PlanId> {
    let waiting = withdrawal::waiting(&t.app, person).await.unwrap();
    waiting.iter().map(|one| one.plan).collect()
}

/// A unit without anybody between the branch and the root.
async fn two_levels(world: &World<'_>) {
    let cast = world.cast;
    let unit = |id, code: &str, superior| Unit {
        id,
        code: code.into(),
        name: format!("示例单位{code}"),
        kind: UnitKind::Branch,
        superior: Some(superior),
    };
    let between = UnitId(world.t.app.new_id());
    let changes = organisation::Changes {
        units: vec![
            unit(between, "001-09", cast.organ),
            unit(cast.first, "001-01", between),
        ],
        ..Default::default()
    };
    organisation::settle(&world.t.app, None, &changes).await.unwrap();
}

on_both_engines! {
    async fn what_the_only_approver_asks_goes_up_to_the_next_unit_above_that_has_one(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        two_levels(&world).await;
        let first = shown(&world, &[Token::Unit(cast.first)]).await;
        assert!(withdrawal::show(&t.app, cast.shu, first.plan).await.is_err(), "no request, nothing to see above");
        withdrawal::ask(&t.app, cast.pi, first.plan, WHY).await.unwrap();
        assert_eq!(waiting(t, cast.pi).await, [], "not for whoever asked");
        assert_eq!(waiting(t, cast.shu).await, [first.plan], "two levels up");
        let view = withdrawal::show(&t.app, cast.shu, first.plan).await.unwrap();
        assert!(view.may_answer && !view.opens_plan);
        let waits = view.waits.unwrap();
        assert_eq!((waits.unit_name.as_str(), waits.went_up), ("示例机关党委", true));
        assert!(view.body.is_some_and(|body| body.contains("支部委员会")), "one reads what one withdraws");
        let own = withdrawal::confirm(&t.app, cast.pi, first.plan).await;
        assert!(matches!(own, Err(Error::Withdrawal(WithdrawalRefusal::OwnRequest))));
        withdrawal::confirm(&t.app, cast.shu, first.plan).await.unwrap();
        assert_eq!(listed(t, Some(cast.yi)).await, []);
        let view = withdrawal::show(&t.app, cast.shu, first.plan).await.unwrap();
        assert!(view.withdrawn && view.waits.is_none(), "whoever answered sees what became of it");
        assert!(withdrawal::show(&t.app, cast.guan, first.plan).await.is_err());
        clean(t).await;
    }

    async fn another_approver_of_the_unit_answers_before_anybody_above(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        withdrawal::ask(&t.app, cast.mara, first.plan, WHY).await.unwrap();
        assert_eq!((waiting(t, cast.pi).await, waiting(t, cast.shu).await), (vec![first.plan], vec![]));
        assert!(matches!(withdrawal::confirm(&t.app, cast.shu, first.plan).await, Err(Error::NotFound)));
        testkit::appoint(t, &cast, cast.shen, Duty::Approve).await;
        withdrawal::take_back(&t.app, cast.mara, first.plan).await.unwrap();
        t.wait_seconds(60);
        withdrawal::ask(&t.app, cast.pi, first.plan, WHY).await.unwrap();
        assert_eq!((waiting(t, cast.shen).await, waiting(t, cast.shu).await), (vec![first.plan], vec![]));
    }

    async fn whoever_asked_takes_the_request_back_and_nobody_else_does(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        withdrawal::ask(&t.app, cast.pi, first.plan, WHY).await.unwrap();
        let other = withdrawal::take_back(&t.app, cast.mara, first.plan).await;
        assert!(matches!(other, Err(Error::Withdrawal(WithdrawalRefusal::NotYours))));
        withdrawal::take_back(&t.app, cast.pi, first.plan).await.unwrap();
        assert_eq!(waiting(t, cast.shu).await, []);
        let view = withdrawal::show(&t.app, cast.mara, first.plan).await.unwrap();
        assert_eq!(view.asked.unwrap().ended.unwrap().how, End::TakenBack);
        assert!(view.may_ask, "it can be asked again");
        let again = withdrawal::take_back(&t.app, cast.pi, first.plan).await;
        assert!(matches!(again, Err(Error::Withdrawal(WithdrawalRefusal::NothingAsked))));
        assert_eq!(listed(t, None).await, [first.id]);
        clean(t).await;
    }

    async fn a_deputys_request_and_answer_say_in_whose_place(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        for (holder, deputy, duty) in [(cast.mara, cast.yi, Duty::Draft), (cast.pi, cast.bao, Duty::Approve)] {
            let asked = procedure::asked(&world, holder, deputy, &[duty]).await;
            delegation::delegate(&t.app, holder, &asked).await.unwrap();
        }
        withdrawal::ask(&t.app, cast.yi, first.plan, WHY).await.unwrap();
        withdrawal::decline(&t.app, cast.bao, first.plan, "情况不实。").await.unwrap();
        let asked = withdrawal::show(&t.app, cast.pi, first.plan).await.unwrap().asked.unwrap();
        let hand = |name: &str, absent: &str| Hand { name: name.into(), for_whom: Some(absent.into()) };
        assert_eq!(asked.by, hand("易示员", "马示起"));
        assert_eq!(asked.ended.unwrap().by, hand("包示密", "皮示批"));
        clean(t).await;
    }

    async fn a_withdrawal_voids_a_correction_under_way(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        let text = begun(&world, first.plan).await;
        let edition = plan::edit(&t.app, cast.mara, first.plan, 2, &text).await.unwrap();
        plan::submit(&t.app, cast.mara, first.plan, edition).await.unwrap();
        for kind in plan::show(&t.app, cast.mara, first.plan).await.unwrap().entry.review {
            plan::review(&t.app, world.reviewer(kind), (first.plan, edition), kind, (true, "")).await.unwrap();
        }
        withdrawal::ask(&t.app, cast.mara, first.plan, WHY).await.unwrap();
        withdrawal::confirm(&t.app, cast.pi, first.plan).await.unwrap();
        let view = plan::show(&t.app, cast.mara, first.plan).await.unwrap();
        assert_eq!(view.state.code(), "returned");
        assert!(view.opinions.iter().all(|opinion| !opinion.stands), "no opinion on it stands");
        assert!(plan::approve(&t.app, cast.pi, (first.plan, edition), "").await.is_err());
        assert_eq!(listed(t, None).await, []);
        clean(t).await;
    }
}
