//! The way of a plan through several hands, on pages.

use app::plan;
use domain::audience::Token;
use domain::ids::PlanId;
use domain::words::{Authority, Scope, Track};
use testkit::{World, on_both_engines, post_of, proposal};
use web::paths;

use crate::browser::Browser;

/// A plan beyond the first branch's authority, with every opinion of its route.
async fn goes_up(world: &World<'_>) -> PlanId {
    let fits = |entry: &domain::rulebook::Entry| {
        entry.authority == Authority::Superior && entry.narrowest <= Scope::Members && entry.after.is_empty()
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let text = proposal(&entry, "示例公示", &[Token::Members]);
    let plan = world.submitted(matter, entry.stages[0].stage, text).await;
    for kind in entry.review {
        let by = world.reviewer(kind);
        plan::review(&world.t.app, by, (plan, 1), kind, (true, ""))
            .await
            .unwrap();
    }
    plan
}

on_both_engines! {
    async fn what_goes_up_shows_its_way_and_asks_for_the_units_view(t: TestApp) {
        let world = World::new(t).await;
        let plan = goes_up(&world).await;
        let page = paths::desk_plan(&plan);
        let pi = Browser::of(t, world.cast.pi).await;
        pi.get("/desk").await.is(200).shows("待我提出上报意见").shows("示例公示");
        pi.get(&page).await.is(200).shows("由“示例机关党委”审批").shows("同意上报").hides("批准并立即公开");
        let shu = Browser::of(t, world.cast.shu).await;
        shu.get("/desk").await.hides("示例公示");
        shu.get(&page).await.is(200).hides("批准并立即公开").shows("皮示批 可以办理");
        let sent = pi.post(&format!("{page}/endorsement"), &[("edition", "1"), ("words", "情况属实")]).await;
        sent.is(303);
        pi.get(&paths::done(&page, "endorsed")).await.is(200).shows("上报意见已记录").shows("情况属实").hides("同意上报");
        shu.get("/desk").await.shows("待我审批").shows("示例第一支部");
        shu.get(&page).await.is(200).shows("批准并立即公开").shows("情况属实");
        let late = pi.post(&format!("{page}/endorsement"), &[("edition", "1"), ("words", "再说一次")]).await;
        late.is(403).shows("再说一次");
    }

    async fn a_post_shows_its_work_and_who_may_stand_in(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        goes_up(&world).await;
        let pi = Browser::of(t, cast.pi).await;
        pi.get("/desk/posts").await.is(200).shows("支部书记岗").shows("我的岗位").shows("公开经办岗");
        let post = paths::post(&post_of(&cast, cast.pi));
        pi.get(&post).await.is(200).shows("示例公示").shows("请人代办").shows("交接岗位");
        let holder = cast.pi.to_string();
        let fields = [("holder", holder.as_str()), ("deputy", "yi"), ("from", "2026-03-02"), ("until", "2026-03-05"), ("duty", "approve")];
        let refused = pi.post(&format!("{post}/delegations"), &fields).await;
        refused.is(422).shows("请写明理由").shows("value=\"yi\"").shows("2026-03-05");
        let told: Vec<_> = fields.into_iter().chain([("reason", "外出学习")]).collect();
        let sent = pi.post(&format!("{post}/delegations"), &told).await;
        sent.is(303);
        pi.get(&paths::done(&post, "delegated")).await.shows("已安排代办").shows("易示员 代 皮示批").shows("外出学习");
        let yi = Browser::of(t, cast.yi).await;
        yi.get("/desk").await.is(200).shows("待我提出上报意见");
        for person in [cast.er, cast.qun] {
            Browser::of(t, person).await.get(&post).await.is(404);
        }
        // an administrator arranges posts without seeing what they work on
        Browser::of(t, cast.guan).await.get(&post).await.is(200).hides("示例公示").shows("交接岗位");
    }

    async fn a_post_is_handed_over_on_its_page(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let plan = goes_up(&world).await;
        let pi = Browser::of(t, cast.pi).await;
        let post = paths::post(&post_of(&cast, cast.mara));
        let holder = cast.mara.to_string();
        let wrong = pi.post(&format!("{post}/handover"), &[("holder", &holder), ("successor", "nobody")]).await;
        wrong.is(409).shows("value=\"nobody\"");
        let sent = pi.post(&format!("{post}/handover"), &[("holder", &holder), ("successor", "yi")]).await;
        sent.is(303);
        pi.get(&paths::done(&sent.to, "handed")).await.shows("岗位已交接");
        let yi = Browser::of(t, cast.yi).await;
        yi.get("/desk").await.is(200).shows("示例公示");
        let page = paths::desk_plan(&plan);
        Browser::of(t, cast.mara).await.get(&page).await.is(404);
        let back = pi.post(&format!("{page}/drafter"), &[("to", "bao")]).await;
        back.is(409).shows("value=\"bao\"").shows("接手的人须是");
    }

    async fn a_unit_ends_only_after_the_page_said_what_will_happen(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        goes_up(&world).await;
        let guan = Browser::of(t, cast.guan).await;
        let page = format!("/admin/units/{}/dissolution", cast.first);
        guan.get(&page).await.is(200).shows("1 个事项（其中 1 份方案还没有公开）、5 个岗位、7 名人员");
        let successor = cast.second.to_string();
        guan.post(&page, &[("successor", &successor), ("reason", " ")]).await.is(422).shows("请写明理由");
        let sent = guan.post(&page, &[("successor", &successor), ("reason", "支部合并")]).await;
        sent.is(303);
        guan.get(&paths::done(&sent.to, "dissolved")).await.is(200).shows("单位已撤销").shows("已撤销，由“示例第二支部”承接");
        Browser::of(t, cast.pi).await.get(&page).await.is(404);
    }
}
