//! 三重一大: the amount of a matter brings its stricter way by itself.

use app::matter::{self, Opening};
use app::{Error, plan};
use domain::audience::Token;
use domain::money::Yuan;
use domain::refusal::PlanRefusal;
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, Stage, ThreeMajor, Track};
use testkit::{World, on_both_engines, proposal};

async fn funds(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| entry.three_major == Some(ThreeMajor::Funds);
    world.entry(Track::Party, fits).await
}

async fn planned(world: &World<'_>, entry: &Entry, amount: Option<Yuan>) -> domain::ids::PlanId {
    let opening = Opening {
        unit: world.cast.first,
        track: Track::Party,
        entry: entry.key.clone(),
        title: "示例活动经费".into(),
        amount,
        once: None,
    };
    let matter = matter::open(&world.t.app, world.cast.mara, opening)
        .await
        .unwrap();
    let proposal = proposal(entry, "示例活动经费", &[Token::Members]);
    world.reviewed(matter, Stage::Before, proposal).await
}

on_both_engines! {
    async fn a_small_amount_stays_with_the_unit_and_a_large_one_goes_up_by_itself(t: TestApp) {
        let world = World::new(t).await;
        let (entry, app) = (funds(&world).await, &world.t.app);
        assert_eq!(entry.authority, Authority::Unit);

        let small = planned(&world, &entry, Some(Yuan(49_999))).await;
        assert!(plan::show(app, world.cast.pi, small).await.unwrap().reached.is_empty());
        assert!(plan::approve(app, world.cast.pi, (small, 1), "").await.is_ok());

        let large = planned(&world, &entry, Some(Yuan(50_000))).await;
        let refused = plan::approve(app, world.cast.pi, (large, 1), "").await;
        assert!(matches!(
            refused,
            Err(Error::Refused(PlanRefusal::DutyMissing(Duty::Approve)))
        ));
        let seen = plan::show(app, world.cast.shu, large).await.unwrap();
        assert_eq!(seen.entry.authority, Authority::Superior);
        assert_eq!(seen.reached.len(), 1);
        assert_eq!(seen.matter.amount, Some(Yuan(50_000)));
        assert!(plan::approve(app, world.cast.shu, (large, 1), "").await.is_ok());
        assert!(app::audit::run(app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn a_matter_that_hides_its_amount_goes_up_too(t: TestApp) {
        let world = World::new(t).await;
        let entry = funds(&world).await;
        let plan = planned(&world, &entry, None).await;
        let desk = plan::desk(&world.t.app, world.cast.shu).await.unwrap();
        assert!(desk.approving.iter().any(|waiting| waiting.plan == plan));
        let desk = plan::desk(&world.t.app, world.cast.pi).await.unwrap();
        assert!(desk.approving.is_empty());
    }
}
