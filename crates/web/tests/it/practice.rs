//! The shelf of practices, as people see it on pages.

use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId};
use domain::rulebook::Entry;
use domain::words::{Authority, Scope, Stage, Track};
use testkit::{On, TestApp, World, on_both_engines, proposal};
use web::paths;

use crate::browser::{Answer, Browser};

async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.widest == Scope::Public
            && entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
    };
    world.entry(Track::Party, fits).await
}

async fn released(world: &World<'_>, title: &str, token: Token) -> DisclosureId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, title).await;
    let text = proposal(&entry, title, &[token]);
    let id = world.released(matter, entry.stages[0].stage, text).await;
    world.t.wait_seconds(60);
    id
}

async fn fresh(world: &World<'_>) -> (MatterId, Stage) {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例新事项").await;
    (matter, entry.stages[0].stage)
}

/// What others see of a unit that recommends something they may not read, which others follow.
async fn seen_by_others(t: &TestApp, title: &str, words: &str, follows: bool) -> Vec<Answer> {
    let world = World::new(t).await;
    let hidden = released(&world, title, Token::Unit(world.cast.first)).await;
    let open = released(&world, "示例公开公示", Token::Public).await;
    let target = fresh(&world).await;
    for (id, why) in [(hidden, words), (open, "人人可见的推荐语。")] {
        app::practice::offer(&t.app, world.cast.mara, id, why)
            .await
            .unwrap();
        t.wait_seconds(60);
    }
    if follows {
        // a follower whom others may not read does not count for them
        let (matter, stage) = target;
        let taking = app::practice::Taking {
            matter,
            stage,
            once: None,
        };
        let plan = app::practice::take_over(&t.app, world.cast.mara, open, taking)
            .await
            .unwrap();
        let text = proposal(
            &entry(&world).await,
            "示例借鉴公示",
            &[Token::Unit(world.cast.first)],
        );
        world.released_again(plan, &text).await;
        t.wait_seconds(60);
    }
    let (er, visitor) = (Browser::of(t, world.cast.er).await, Browser::visitor(t));
    let mut seen = Vec::new();
    for browser in [&er, &visitor] {
        for address in [
            paths::PRACTICES.to_owned(),
            paths::practices(Some(Track::Party), "", ""),
            paths::unit(&world.cast.first),
            paths::disclosure(&open),
            paths::disclosure(&hidden),
        ] {
            seen.push(browser.get(&address).await);
        }
    }
    let own = Browser::of(t, world.cast.yi).await;
    own.get(paths::PRACTICES).await.is(200).shows(title).shows(words);
    seen
}

on_both_engines! {
    async fn a_disclosure_is_recommended_from_its_page_and_stands_on_the_shelf(t: TestApp) {
        let world = World::new(t).await;
        let id = released(&world, "示例公开公示", Token::Public).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let visitor = Browser::visitor(t);
        let (page, form) = (paths::disclosure(&id), paths::disclosure_practice(&id));
        visitor.get(paths::PRACTICES).await.is(200).shows("还没有推荐的公开件");
        visitor.get(&page).await.is(200).hides(&form);
        visitor.get(&form).await.is(303);
        mara.get(&page).await.is(200).shows(&form);
        mara.get(&form).await.is(200).shows("推荐以后会怎样");
        let refused = mara.post(&form, &[("words", "请联系 13800007919。")]).await;
        refused.is(422).shows("疑似个人信息").shows("请联系 13800007919。");
        mara.post(&form, &[("words", "公示要素齐全。")]).await.is(303);
        mara.post(&form, &[("words", "公示要素齐全。")]).await.is(409).shows("已经在经验交流中");
        mara.get(&form).await.is(200).shows("公示要素齐全。").shows("停止推荐");
        visitor.get(&page).await.is(200).shows("公示要素齐全。").shows("本单位推荐为经验交流");
        visitor.get(paths::PRACTICES).await.is(200).shows("示例公开公示").shows("公示要素齐全。").hides("/takeover");
        visitor.get(&paths::unit(&world.cast.first)).await.is(200).shows("本单位的好做法");
        visitor.get(&paths::practices(Some(Track::Government), "", "")).await.is(200).hides("示例公开公示");
        let yi = Browser::of(t, world.cast.yi).await;
        yi.get(&form).await.is(403);
        yi.post(&form, &[("words", "我也推荐。")]).await.is(403);
        yi.post(&format!("{form}/end"), &[]).await.is(403);
        mara.post(&format!("{form}/end"), &[]).await.is(303);
        mara.post(&format!("{form}/end"), &[]).await.is(409);
        visitor.get(paths::PRACTICES).await.is(200).hides("示例公开公示");
    }

    async fn a_drafter_follows_a_practice_from_the_shelf_or_from_a_new_plan(t: TestApp) {
        let world = World::new(t).await;
        let id = released(&world, "示例公开公示", Token::Public).await;
        app::practice::offer(&t.app, world.cast.mara, id, "公示要素齐全。").await.unwrap();
        let mara = Browser::of(t, world.cast.mara).await;
        let address = paths::take_over(&id, "");
        Browser::visitor(t).get(&address).await.is(303);
        mara.get(&address).await.is(200).shows("没有可以使用的阶段");
        let (matter, stage) = fresh(&world).await;
        let into = format!("{matter}.{}", stage.code());
        let start = mara.get(&paths::new_plan(&matter, stage)).await;
        start.is(200).shows("从经验交流中选一份借鉴").shows(&format!("into={into}"));
        let shelf = mara.get(&paths::practices(Some(Track::Party), "", &into)).await;
        shelf.is(200).shows(&paths::take_over(&id, &into));
        mara.get(&paths::take_over(&id, &into)).await.is(200).shows("checked").shows("接下来会怎样");
        mara.post(&address, &[("place", "")]).await.is(422).shows("请选择一个事项的阶段");
        let sent = mara.post(&address, &[("place", &into), ("once", "一次")]).await;
        sent.is(303);
        let draft = mara.get(&format!("{}?done=taken", sent.to)).await;
        draft.is(200).shows("已带入《示例公开公示》").shows("示例第一支部《示例公开公示》").shows("受理电话");
        mara.post(&address, &[("place", &into)]).await.is(409).shows("已经有公开方案");
        Browser::of(t, world.cast.yi).await.post(&address, &[("place", &into)]).await.is(404);
    }

    async fn whoever_may_not_read_a_practice_is_told_nothing_of_it(t: TestApp) {
        let other = TestApp::new(On::Sqlite).await;
        let one = seen_by_others(t, "示例甲公示", "甲的推荐语。", false).await;
        let two = seen_by_others(&other, "示例乙：完全不同的一份公示", "乙的推荐语，长得多。", true).await;
        assert_eq!(one.len(), two.len());
        for (one, two) in one.iter().zip(&two) {
            one.hides("示例甲").hides("甲的推荐语").hides("已被借鉴");
            assert_eq!(one.text, two.text, "two worlds that differ in what is hidden are the same");
        }
    }
}
