//! What happens to a disclosure after its release, as people see it on pages.

use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId, PlanId};
use domain::words::{Authority, Scope, Track};
use testkit::{World, on_both_engines, proposal};
use web::paths;

use crate::browser::Browser;

/// Something that Mara disclosed to everybody.
async fn shown(world: &World<'_>) -> (PlanId, MatterId, DisclosureId) {
    let fits = |entry: &domain::rulebook::Entry| {
        entry.widest == Scope::Public
            && entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let text = proposal(&entry, "示例公示", &[Token::Public]);
    let plan = world.reviewed(matter, entry.stages[0].stage, text).await;
    let by = world.approver(plan).await;
    let id = app::plan::approve(&world.t.app, by, (plan, 1), "同意").await;
    world.t.wait_seconds(60);
    (plan, matter, id.unwrap().unwrap())
}

on_both_engines! {
    async fn a_correction_is_explained_begun_and_shown_with_every_change(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _, first) = shown(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let visitor = Browser::visitor(t);
        let address = paths::correction(&plan);
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows(&address);
        mara.get(&address).await.is(200).shows("接下来会怎样").shows("示例公示");
        let refused = mara.post(&address, &[("why", " ")]).await;
        refused.is(422).shows("更正必须写明");
        mara.post(&address, &[("why", "电话写错。")]).await.is(303);
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows("这是对已公开内容的更正").shows("电话写错。");
        visitor.get(&paths::disclosure(&first)).await.is(200).hides("已被更正");
        let view = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap();
        let mut text = view.proposal;
        text.body = text.body.replace("8001", "8002");
        let second = world.released_again(plan, &text).await;
        let old = visitor.get(&paths::disclosure(&first)).await;
        old.is(200).shows("本件已被更正").shows(&paths::disclosure(&second)).shows("8001");
        let new = visitor.get(&paths::disclosure(&second)).await;
        new.is(200).shows("电话写错。").shows(&paths::difference(&second, &first));
        let difference = visitor.get(&paths::difference(&second, &first)).await;
        difference.is(200).shows("8001</del>").shows("8002</ins>");
        visitor.get("/disclosures").await.is(200).shows(&paths::disclosure(&second)).hides(&paths::disclosure(&first));
        visitor.get(&address).await.is(303);
    }

    async fn a_difference_with_something_else_or_something_hidden_is_not_there(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _, first) = shown(&world).await;
        let (_, _, other) = shown(&world).await;
        app::correction::begin(&t.app, world.cast.mara, plan, "缩小范围").await.unwrap();
        let mut text = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap().proposal;
        text.audience[0].token = Token::Unit(world.cast.first);
        text.change.as_mut().unwrap().narrower = "只涉及本支部".into();
        let second = world.released_again(plan, &text).await;
        let visitor = Browser::visitor(t);
        visitor.get(&paths::difference(&second, &first)).await.is(404);
        visitor.get(&paths::difference(&first, &second)).await.is(404);
        visitor.get(&paths::difference(&first, &other)).await.is(404);
        visitor.get("/disclosures").await.is(200).shows("已被更正").shows(&paths::disclosure(&first));
        visitor.get(&paths::disclosure(&first)).await.is(200).shows("更正后的版本不向您公开").hides(&second.to_string());
        let yi = Browser::of(t, world.cast.yi).await;
        yi.get(&paths::difference(&second, &first)).await.is(200).shows("没有差别");
    }

    async fn a_withdrawal_takes_two_and_leaves_a_tombstone_without_the_text(t: TestApp) {
        let world = World::new(t).await;
        let (plan, matter, id) = shown(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let pi = Browser::of(t, world.cast.pi).await;
        let visitor = Browser::visitor(t);
        let address = paths::withdrawal(&plan);
        mara.get(&address).await.is(200).shows("另一位审批人确认以后会怎样").shows("涉及个人信息");
        let refused = mara.post(&address, &[("words", "电话是个人电话。")]).await;
        refused.is(422).shows("请从列表中选择").shows("电话是个人电话。");
        mara.post(&address, &[("ground", "personal_data"), ("words", "误列了个人电话。")]).await.is(303);
        visitor.get(&paths::disclosure(&id)).await.is(200).shows("示例公示");
        mara.post(&format!("{address}/confirmation"), &[]).await.is(403);
        pi.get("/desk").await.is(200).shows("待我确认的撤回").shows(&address);
        pi.get(&address).await.is(200).shows("误列了个人电话。").shows("确认，立即撤回");
        pi.post(&format!("{address}/confirmation"), &[]).await.is(303);
        let stone = visitor.get(&paths::disclosure(&id)).await;
        stone.is(410).shows("本件已经撤回").shows("涉及个人信息").hides("示例公示").hides("支部委员会").hides("示例事项");
        visitor.get("/disclosures").await.is(200).hides("示例公示");
        visitor.get("/feed.atom").await.is(200).hides("示例公示");
        let found = visitor.get(&format!("/search?q={}", paths::escaped("支部委员会"))).await;
        found.is(200).hides(&paths::disclosure(&id));
        visitor.get(&paths::matter(&matter)).await.is(200).shows("已撤回").hides("示例公示").hides("示例事项");
        visitor.get(&format!("/api/v1/disclosures/{id}")).await.is(404);
        pi.get("/desk").await.is(200).hides("待我确认的撤回");
    }

    async fn what_the_only_approver_asks_is_answered_above_or_taken_back(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _, id) = shown(&world).await;
        let pi = Browser::of(t, world.cast.pi).await;
        let shu = Browser::of(t, world.cast.shu).await;
        let address = paths::withdrawal(&plan);
        let request = [("ground", "wrong"), ("words", "金额有误。")];
        pi.post(&address, &request).await.is(303);
        pi.get(&address).await.is(200).shows("已自动转到“示例机关党委”等待确认：舒示记").shows("收回我的申请");
        pi.post(&format!("{address}/retraction"), &[]).await.is(303);
        pi.get(&address).await.is(200).shows("皮示批 收回了申请").shows("提出撤回申请");
        shu.get("/desk").await.is(200).hides(&address);
        shu.get(&address).await.is(404);
        pi.post(&address, &request).await.is(303);
        shu.get("/desk").await.is(200).shows(&address);
        let page = shu.get(&address).await;
        page.is(200).shows("金额有误。").shows("支部委员会").shows("确认，立即撤回").hides("收回我的申请");
        page.hides(&format!("href=\"{}\"", paths::desk_plan(&plan)));
        shu.post(&format!("{address}/retraction"), &[]).await.is(403);
        shu.post(&format!("{address}/confirmation"), &[]).await.is(303);
        shu.get(&address).await.is(200).shows("舒示记 确认，已经撤回");
        Browser::visitor(t).get(&paths::disclosure(&id)).await.is(410).shows("示例机关党委");
    }

    async fn after_a_withdrawal_the_desk_says_so_and_leads_to_drafting_it_again(t: TestApp) {
        let world = World::new(t).await;
        let (plan, matter, id) = shown(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let pi = Browser::of(t, world.cast.pi).await;
        let stage = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap().stage;
        let address = paths::withdrawal(&plan);
        mara.post(&address, &[("ground", "personal_data"), ("words", "误列了个人电话。")]).await.is(303);
        pi.post(&format!("{address}/confirmation"), &[]).await.is(303);
        let desk = mara.get(&paths::desk_matter(&matter)).await;
        desk.is(200).shows("<span>已撤回</span>").shows("重新起草").shows(&paths::correction(&plan)).hides("已公开");
        let page = mara.get(&paths::desk_plan(&plan)).await;
        page.is(200).shows("已撤回").shows("重新起草").hides("<span>已公开</span>").hides(">更正</a>");
        assert_eq!(mara.get(&paths::new_plan(&matter, stage)).await.is(303).to, paths::desk_plan(&plan));
        let again = mara.get(&paths::correction(&plan)).await;
        again.is(200).shows("原来的版本已经撤回").hides("照常公开");
        mara.post(&paths::correction(&plan), &[("why", "去掉了电话。")]).await.is(303);
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows("读者什么也看不到").hides("读者看到的仍是原来的版本");
        mara.get(&paths::desk_matter(&matter)).await.is(200).shows("已撤回，重新起草：");
        let text = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap().proposal;
        let second = world.released_again(plan, &text).await;
        mara.get(&paths::desk_matter(&matter)).await.is(200).shows("<span>已公开</span>").hides("已撤回");
        let visitor = Browser::visitor(t);
        visitor.get(&paths::disclosure(&second)).await.is(200).shows("示例公示");
        visitor.get(&paths::disclosure(&id)).await.is(410);
    }

    async fn a_matter_whose_correction_is_under_way_keeps_its_day_of_release(t: TestApp) {
        let world = World::new(t).await;
        let (plan, matter, _) = shown(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let address = paths::desk_matter(&matter);
        let day = |text: &str| text.split_once("<span><time>").unwrap().1.split('<').next().unwrap().to_owned();
        let released = day(&mara.get(&address).await.text);
        t.wait_days(3);
        app::correction::begin(&t.app, world.cast.mara, plan, "电话写错。").await.unwrap();
        let page = Browser::of(t, world.cast.mara).await.get(&address).await;
        page.is(200).shows("已公开，更正稿：");
        assert_eq!(day(&page.text), released);
    }
}
