//! What the procedure refuses, and what it therefore cannot be talked into.

use app::plan;
use app::{Error, matter};
use domain::audience::{Share, Token};
use domain::ids::{HoldingId, UnitId};
use domain::organisation::Holding;
use domain::proposal::Proposal;
use domain::refusal::{AdmissionRefusal, FormRefusal, PlanRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Scope, Stage, Track};
use testkit::{World, on_both_engines, proposal};

/// Three stages, for the unit at least, decided in the unit.
async fn entry(world: &World<'_>) -> Entry {
    world
        .entry(Track::Party, |entry| {
            entry.stages.len() == 3 && entry.narrowest == Scope::Unit && entry.authority == Authority::Unit
        })
        .await
}

async fn approved(world: &World<'_>, proposal: Proposal) -> Result<(), Error> {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let plan = world.reviewed(matter, Stage::Before, proposal).await;
    plan::approve(&world.t.app, world.cast.pi, (plan, 1), "")
        .await
        .map(|_| ())
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> PlanRefusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

on_both_engines! {
    async fn nothing_is_disclosed_to_nobody(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let far = Share { token: Token::Members, from: Some(t.app.now().plus_days(20_000)) };
        for share in [far, Share { token: Token::Unit(world.cast.second), from: None }] {
            let mut proposal = proposal(&entry, "示例公示", &[]);
            proposal.audience = vec![share];
            let narrow = PlanRefusal::NotAdmitted(vec![AdmissionRefusal::TooNarrow(Scope::Unit)]);
            assert_eq!(refused(approved(&world, proposal).await), narrow, "{share:?}");
        }
    }

    async fn an_audience_that_is_not_there_is_refused_at_once(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let nowhere = Token::Unit(UnitId(uuid::Uuid::from_u128(99)));
        let proposal = proposal(&entry, "示例公示", &[nowhere]);
        let drafting = plan::Drafting { matter, stage: Stage::Before, proposal, once: None };
        let refusal = refused(plan::draft(&t.app, world.cast.mara, drafting).await);
        assert_eq!(refusal, PlanRefusal::Form(FormRefusal::AudienceUnknown));
    }

    async fn a_stage_is_left_out_only_in_the_open_and_by_somebody_else(t: TestApp) {
        let world = World::new(t).await;
        let (cast, entry) = (world.cast, entry(&world).await);
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let skip = async |stage, reason| matter::skip(&t.app, cast.pi, matter, stage, reason).await;
        assert_eq!(refused(skip(Stage::Before, " ").await), PlanRefusal::ReasonMissing);
        let told = refused(skip(Stage::Before, "详询 13800138000").await);
        assert!(matches!(told, PlanRefusal::WordsUnfit(_)), "{told:?}");
        let text = proposal(&entry, "示例公示", &[Token::Members]);
        let plan = world.submitted(matter, Stage::Before, text.clone()).await;
        assert_eq!(refused(skip(Stage::Before, "情况紧急").await), PlanRefusal::StagePlanned(Stage::Before));
        plan::send_back(&t.app, cast.pi, (plan, 1), "不再公开").await.unwrap();
        skip(Stage::Before, "情况紧急").await.unwrap();
        let again = refused(plan::submit(&t.app, cast.mara, plan, 1).await);
        assert_eq!(again, PlanRefusal::StageSkipped(Stage::Before));
        skip(Stage::Decision, "没有需要决策的事项").await.unwrap();
        let drafting = plan::Drafting { matter, stage: Stage::Decision, proposal: text, once: None };
        let refusal = refused(plan::draft(&t.app, cast.mara, drafting).await);
        assert_eq!(refusal, PlanRefusal::StageSkipped(Stage::Decision));
    }

    async fn what_a_reviewer_sent_back_is_changed_before_it_is_sent_again(t: TestApp) {
        let world = World::new(t).await;
        let (cast, entry) = (world.cast, entry(&world).await);
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let mut text = proposal(&entry, "示例公示", &[Token::Members]);
        let plan = world.submitted(matter, Stage::Before, text.clone()).await;
        let kind = entry.review[0];
        plan::review(&t.app, world.reviewer(kind), (plan, 1), kind, (false, "请补充")).await.unwrap();
        assert_eq!(refused(plan::submit(&t.app, cast.mara, plan, 1).await), PlanRefusal::Unchanged);
        text.body.push_str("\n\n已补充。");
        let edition = plan::edit(&t.app, cast.mara, plan, 1, &text).await.unwrap();
        plan::submit(&t.app, cast.mara, plan, edition).await.unwrap();
        plan::review(&t.app, world.reviewer(kind), (plan, edition), kind, (true, "")).await.unwrap();
    }

    async fn an_approval_is_taken_back_by_whoever_has_the_authority_now(t: TestApp) {
        let world = World::new(t).await;
        let (cast, entry) = (world.cast, entry(&world).await);
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let mut text = proposal(&entry, "示例公示", &[Token::Members]);
        text.release_at = Some(t.app.now().plus_days(3));
        let plan = world.reviewed(matter, Stage::Before, text).await;
        assert_eq!(plan::approve(&t.app, cast.pi, (plan, 1), "").await.unwrap(), None);
        let refusal = refused(plan::send_back(&t.app, cast.yi, (plan, 1), "有误").await.or(
            plan::send_back(&t.app, cast.bao, (plan, 1), "有误").await,
        ));
        assert!(matches!(refusal, PlanRefusal::WrongState(_)), "{refusal:?}");
        let post = testkit::post_of(&cast, cast.pi);
        let (id, from) = (HoldingId(t.app.new_id()), "2026-01-01".parse().unwrap());
        let holdings = vec![Holding { id, post, person: cast.yi, from, until: None }];
        let changes = app::organisation::Changes { holdings, ..Default::default() };
        app::organisation::settle(&t.app, None, &changes).await.unwrap();
        plan::send_back(&t.app, cast.yi, (plan, 1), "有误").await.unwrap();
        t.wait_days(4);
        t.work().await;
        assert_eq!(plan::show(&t.app, cast.mara, plan).await.unwrap().disclosure, None);
    }

    async fn a_clock_that_is_set_back_dates_nothing_back(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        world.matter(Track::Party, &entry, "早一些").await;
        t.wait_days(-30);
        world.matter(Track::Party, &entry, "晚一些").await;
        let mut tx = t.app.db().read().await.unwrap();
        let times = tx.query("select at from journal order by seq").all::<(i64,)>().await.unwrap();
        drop(tx);
        assert!(times.is_sorted(), "{times:?}");
        assert_eq!(app::audit::run(&t.app, |_, _| ()).await.unwrap().faults, []);
    }
}
