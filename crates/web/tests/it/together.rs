//! Several plans at one go, and urgent releases, on the pages of those who decide.

use domain::audience::Token;
use domain::ids::PlanId;
use domain::rulebook::Entry;
use domain::words::{Authority, ReviewKind, Scope, Track};
use testkit::{World, on_both_engines, proposal};
use web::paths;

use crate::browser::Browser;

/// A plan that the unit itself approves, with these opinions.
async fn reviewed(world: &World<'_>, track: Track, title: &str, kinds: &[ReviewKind]) -> PlanId {
    let fits = |entry: &Entry| {
        entry.authority == Authority::Unit
            && entry.review == [ReviewKind::Secrecy, ReviewKind::Check]
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
    };
    let entry = world.entry(track, fits).await;
    let token = match entry.narrowest {
        Scope::Public => Token::Public,
        _ => Token::Unit(world.cast.first),
    };
    let matter = world.matter(track, &entry, title).await;
    let text = proposal(&entry, title, &[token]);
    let plan = world.submitted(matter, entry.stages[0].stage, text).await;
    for kind in kinds {
        let by = world.reviewer(*kind);
        app::plan::review(&world.t.app, by, (plan, 1), *kind, (true, ""))
            .await
            .unwrap();
    }
    plan
}

const BOTH: [ReviewKind; 2] = [ReviewKind::Secrecy, ReviewKind::Check];

on_both_engines! {
    async fn alike_plans_are_looked_at_side_by_side_and_told_one_by_one(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let one = reviewed(&world, Track::Party, "示例甲公示", &BOTH).await;
        let pi = Browser::of(t, cast.pi).await;
        pi.get("/desk").await.is(200).shows("示例甲公示").hides("一并审批所选");
        let two = reviewed(&world, Track::Party, "示例乙公示", &BOTH).await;
        let open = reviewed(&world, Track::Party, "示例丙公示", &[ReviewKind::Secrecy]).await;
        pi.get("/desk").await.is(200).shows("一并审批所选").shows(&format!("name=\"plan\" value=\"{one}\""));
        let page = pi.get(&format!("/desk/together/approval?plan={one}&plan={two}&plan={open}&plan=x")).await;
        page.is(200).shows("示例甲公示").shows("示例乙公示").hides("示例丙公示").shows("能看到").shows(&format!("{one}:1"));
        let values = [format!("{one}:1"), format!("{two}:7"), format!("{open}:1")];
        let fields: Vec<_> = values.iter().map(|value| ("plan", value.as_str())).collect();
        let done = pi.post("/desk/together/approval", &fields).await;
        done.is(200).shows("1 件办成，2 件没有办成").shows("已公开").shows("示例丙公示").shows("审核");
        pi.get("/desk/together/approval?plan=x").await.is(200).shows("没有选择方案");
        pi.get("/desk/together/other").await.is(404);
        let er = Browser::of(t, cast.er).await;
        er.get(&format!("/desk/together/approval?plan={two}")).await.is(200).hides("示例乙公示");
        er.post("/desk/together/approval", &fields).await.is(200).hides("示例乙公示").shows("0 件办成，3 件没有办成");
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn an_urgent_release_is_marked_on_every_page_until_another_person_confirms(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let id = reviewed(&world, Track::Government, "示例转移安置公告", &[ReviewKind::Secrecy]).await;
        let plan = paths::desk_plan(&id);
        let pi = Browser::of(t, cast.pi).await;
        pi.get(&plan).await.is(200).shows("加急，立即公开").shows("24 小时内补办确认");
        let urgent = format!("{plan}/urgent");
        let sent = |words| [("edition", "1"), ("words", words)];
        pi.post(&urgent, &sent(" ")).await.is(422).shows("须写明为什么不能等");
        pi.post(&urgent, &sent("汛情紧急。")).await.is(303);
        pi.get(&plan).await.is(200).shows("等待补办确认").hides("确认这次加急公开");
        pi.get("/desk").await.is(200).shows("加急公开，待补办确认");
        let visitor = Browser::visitor(t);
        visitor.get("/disclosures").await.is(200).shows("示例转移安置公告").shows("加急");
        let disclosure = app::plan::show(&t.app, cast.pi, id).await.unwrap().disclosure.unwrap();
        let reading = paths::disclosure(&disclosure);
        visitor.get(&reading).await.is(200).shows("审查手续正在补办").hides("汛情紧急");
        let confirming = format!("{plan}/urgent-confirmation");
        pi.post(&confirming, &[("edition", "1"), ("words", "")]).await.is(403).shows("不能自己确认");
        t.wait_days(2);
        let shu = Browser::of(t, cast.shu).await;
        shu.get("/desk").await.is(200).shows("due late").shows("已逾期；请确认或者撤回");
        shu.get(&plan).await.is(200).shows("确认这次加急公开").shows("汛情紧急");
        shu.post(&confirming, &[("edition", "2"), ("words", "属实")]).await.is(409);
        shu.post(&confirming, &[("edition", "1"), ("words", "属实")]).await.is(303);
        shu.get(&plan).await.is(404);
        visitor.get(&reading).await.is(200).hides("审查手续正在补办");
        visitor.get("/disclosures").await.is(200).hides("加急");
        let mara = Browser::of(t, cast.mara).await;
        mara.get(&plan).await.is(200).shows("补办确认").shows("属实").hides("等待补办确认");
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }
}
