//! What can be undone as long as nothing was released: the name of a matter, the matter itself, a draft.

use app::{Error, matter, plan};
use domain::audience::Token;
use domain::ids::MatterId;
use domain::refusal::{FormRefusal, PlanRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, ReviewKind, Scope, Track};
use testkit::{World, on_both_engines, proposal};

/// An entry that the unit decides itself, with one stage.
async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.stages.len() == 1
            && entry.after.is_empty()
            && entry.review.contains(&ReviewKind::Secrecy)
    };
    world.entry(Track::Party, fits).await
}

async fn title(world: &World<'_>, id: MatterId) -> String {
    let overview = plan::overview(&world.t.app, world.cast.mara, id).await.unwrap();
    overview.matter.title
}

/// The refusal in which a deed ended.
fn refused<T: std::fmt::Debug>(outcome: app::Result<T>) -> PlanRefusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn audited(world: &World<'_>) {
    assert_eq!(app::audit::run(&world.t.app, |_, _| {}).await.unwrap().faults, []);
}

on_both_engines! {
    async fn a_matter_is_renamed_until_its_plan_is_judged_and_never_after_its_release(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast, entry) = (&t.app, world.cast, entry(&world).await);
        let id = world.matter(Track::Party, &entry, "示例采够").await;
        matter::rename(app, cast.mara, id, " 示例采购\u{200b} ").await.unwrap();
        assert_eq!(title(&world, id).await, "示例采购");
        assert_eq!(refused(matter::rename(app, cast.mara, id, "\u{200b}").await), FormRefusal::NameMissing.into());
        assert!(matches!(refused(matter::rename(app, cast.bao, id, "改").await), PlanRefusal::DutyMissing(_)));
        assert!(matches!(matter::rename(app, cast.er, id, "改").await, Err(Error::NotFound)));
        let stage = entry.stages[0].stage;
        let plan = world.reviewed(id, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        assert_eq!(refused(matter::rename(app, cast.mara, id, "改").await), PlanRefusal::MatterJudged);
        world.approved(plan, 1).await;
        assert_eq!(refused(matter::rename(app, cast.mara, id, "改").await), PlanRefusal::MatterShown);
        audited(&world).await;
    }

    async fn a_matter_registered_by_mistake_is_struck_out_and_one_that_began_is_not(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast, entry) = (&t.app, world.cast, entry(&world).await);
        let id = world.matter(Track::Party, &entry, "登记错了").await;
        assert_eq!(refused(matter::drop(app, cast.mara, id, " ").await), PlanRefusal::ReasonMissing);
        assert!(matches!(refused(matter::drop(app, cast.mara, id, "手机 13800138000").await), PlanRefusal::WordsUnfit(_)));
        assert!(matches!(matter::drop(app, cast.er, id, "别人的").await, Err(Error::NotFound)));
        matter::drop(app, cast.mara, id, "与另一件重复").await.unwrap();
        assert!(matches!(plan::overview(app, cast.mara, id).await, Err(Error::NotFound)));
        assert!(matches!(matter::drop(app, cast.mara, id, "与另一件重复").await, Err(Error::NotFound)));
        let begun = world.matter(Track::Party, &entry, "已经开始").await;
        world.drafted(begun, entry.stages[0].stage, proposal(&entry, "示例", &[Token::Unit(cast.first)])).await;
        assert_eq!(refused(matter::drop(app, cast.mara, begun, "不办了").await), PlanRefusal::MatterBegun);
        audited(&world).await;
    }

    async fn a_draft_that_nobody_judged_is_discarded_and_its_stage_is_open_again(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast, entry) = (&t.app, world.cast, entry(&world).await);
        let (stage, id) = (entry.stages[0].stage, world.matter(Track::Party, &entry, "示例事项").await);
        let text = || proposal(&entry, "示例公示", &[Token::Unit(cast.first)]);
        let draft = world.drafted(id, stage, text()).await;
        assert!(matches!(refused(plan::discard(app, cast.mara, draft, 7).await), PlanRefusal::Stale { .. }));
        assert!(matches!(refused(plan::discard(app, cast.bao, draft, 1).await), PlanRefusal::DutyMissing(_)));
        assert!(matches!(plan::discard(app, cast.er, draft, 1).await, Err(Error::NotFound)));
        assert_eq!(plan::discard(app, cast.mara, draft, 1).await.unwrap(), id);
        assert!(matches!(plan::show(app, cast.mara, draft).await, Err(Error::NotFound)));
        let sent = world.submitted(id, stage, text()).await;
        assert!(matches!(refused(plan::discard(app, cast.mara, sent, 1).await), PlanRefusal::WrongState(_)));
        plan::review(app, cast.bao, (sent, 1), ReviewKind::Secrecy, (false, "请改写第二段")).await.unwrap();
        assert_eq!(refused(plan::discard(app, cast.mara, sent, 1).await), PlanRefusal::DraftKept);
        audited(&world).await;
    }
}
