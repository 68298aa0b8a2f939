//! Writing a text: what is kept unsaved, two drafters at one plan, and what each of them sees.

use domain::audience::Token;
use domain::ids::PlanId;
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, Scope, Track};
use testkit::{World, appoint, on_both_engines, proposal};
use web::paths;

use crate::browser::Browser;

const BASE: &str = "第一段。\n\n第二段。\n\n第三段。";

/// A plan of the first branch that Mara drafted, and the entry it is about.
async fn drafted(world: &World<'_>) -> (PlanId, Entry) {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.stages.len() == 1
            && entry.after.is_empty()
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let mut proposal = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
    proposal.body = BASE.into();
    let plan = world.drafted(matter, entry.stages[0].stage, proposal).await;
    (plan, entry)
}

/// The form of the plan with a body, as its page would send it.
fn form<'f>(scope: &'f str, edition: &'f str, base: &'f str, body: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("edition", edition),
        ("title", "示例公示"),
        ("base", base),
        ("body", body),
        ("basis", "示例机关党务公开实施细则第三条"),
        ("scope", scope),
        ("person", ""),
        ("from", ""),
        ("release", ""),
        ("day", ""),
    ]
}

/// Where the page of a plan keeps what is typed.
fn keeping(page: &str) -> String {
    let address = page
        .split_once("data-unsaved=\"")
        .unwrap_or_else(|| panic!("nothing is kept on this page: {page}"))
        .1;
    address
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

on_both_engines! {
    async fn what_was_typed_is_offered_again_until_it_is_saved_or_discarded(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        let place = keeping(&mara.get(&address).await.text);
        let typed = form(&scope, "1", BASE, "第一段。\n\n第二段改了。\n\n第三段。");
        mara.post(&place, &typed).await.is(200).shows("已自动保存");
        mara.get(&address).await.is(200).shows("自动保存的未提交内容").shows("<ins>改了</ins>").hides("data-unsaved");
        mara.get(&format!("{address}?unsaved=1")).await.shows("第二段改了。").shows("保存以后才生效").shows("data-unsaved");
        mara.post(&place.replace("unsaved?", "unsaved/removal?"), &[]).await.is(303);
        mara.get(&address).await.hides("自动保存的未提交内容").hides("第二段改了");
        mara.post(&place, &typed).await.is(200);
        mara.post(&address, &typed).await.is(303);
        mara.get(&address).await.hides("自动保存的未提交内容").shows("第二段改了。");
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn what_was_typed_into_a_plan_that_is_not_stored_yet_is_kept_too(t: TestApp) {
        let world = World::new(t).await;
        let (_, entry) = drafted(&world).await;
        let matter = world.matter(Track::Party, &entry, "又一件").await;
        let new = paths::new_plan(&matter, entry.stages[0].stage);
        let mara = Browser::of(t, world.cast.mara).await;
        let place = keeping(&mara.get(&new).await.text);
        let scope = format!("unit:{}", world.cast.first);
        mara.post(&place, &form(&scope, "0", "", "刚开头")).await.is(200);
        mara.get(&new).await.shows("自动保存的未提交内容");
        mara.get(&format!("{new}&unsaved=1")).await.shows("刚开头");
        // for whoever may not draft here there is nothing to keep, and nothing to find
        let bao = Browser::of(t, world.cast.bao).await;
        bao.post(&place, &form(&scope, "0", "", "别人")).await.is(403);
        Browser::of(t, world.cast.er).await.post(&place, &form(&scope, "0", "", "别人")).await.is(404);
    }

    async fn a_second_drafter_is_told_who_is_writing_and_judges_nothing_they_wrote(t: TestApp) {
        let world = World::new(t).await;
        let (plan, entry) = drafted(&world).await;
        appoint(t, &world.cast, world.cast.bao, Duty::Draft).await;
        let (mara, bao) = (Browser::of(t, world.cast.mara).await, Browser::of(t, world.cast.bao).await);
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        let place = keeping(&mara.get(&address).await.text);
        mara.post(&place, &form(&scope, "1", BASE, "写到一半")).await.is(200);
        bao.get(&address).await.is(200).shows("正在编辑这份方案").hides("写到一半");
        t.wait_days(1);
        let bao = Browser::of(t, world.cast.bao).await;
        bao.get(&address).await.is(200).hides("正在编辑这份方案");
        bao.post(&address, &form(&scope, "1", BASE, "第一段。\n\n第二段。\n\n第三段由保密员补写。")).await.is(303);
        app::plan::submit(&t.app, world.cast.mara, plan, 2).await.unwrap();
        let opinion = [("edition", "2"), ("kind", "secrecy"), ("decision", "agree"), ("words", "")];
        bao.post(&format!("{address}/opinions"), &opinion).await.is(403).shows("起草或修改过");
        let view = app::plan::show(&t.app, world.cast.pi, plan).await.unwrap();
        assert_eq!(view.writers.len(), 2, "{:?} of {}", view.writers, entry.key);
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn a_new_text_begins_with_the_template_or_with_what_the_unit_disclosed_before(t: TestApp) {
        let world = World::new(t).await;
        let entry = world.entry(Track::Party, |entry| entry.key == "DW-04-07").await;
        let stage = entry.stages[0].stage;
        let matter = world.matter(Track::Party, &entry, "去年的党费").await;
        let mut earlier = proposal(&entry, "去年的公开件", &[Token::Unit(world.cast.first)]);
        earlier.body = "去年写的正文。".into();
        let disclosed = world.released(matter, stage, earlier).await;
        let matter = world.matter(Track::Party, &entry, "今年的党费").await;
        let new = paths::new_plan(&matter, stage);
        let mara = Browser::of(t, world.cast.mara).await;
        mara.get(&new).await.is(200).shows("本条目的写作模板").shows("去年的公开件").hides("去年写的正文").shows("正文没有找到");
        mara.get(&format!("{new}&start=template")).await.shows("## 二、支出明细").shows("正文已写到").hides("正文没有找到");
        mara.get(&format!("{new}&start={disclosed}")).await.shows("去年写的正文。").shows("请逐处核对日期");
        let scope = format!("unit:{}", world.cast.first);
        let mut fields = form(&scope, "0", "", "## 一、收缴金额\n\n12 元");
        fields.push(("action", "headings"));
        mara.post(&new, &fields).await.is(200).shows("## 二、支出明细").shows("【填写：支出明细】").hides("二、收缴金额");
        let mut fields = form(&scope, "0", "", "【填写：金额】");
        fields.push(("action", "preview"));
        mara.post(&new, &fields).await.is(200).shows("没填写的地方（金额）");
    }

    async fn two_drafters_who_save_choose_place_by_place_and_lose_nothing(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        appoint(t, &world.cast, world.cast.yi, Duty::Draft).await;
        let (mara, yi) = (Browser::of(t, world.cast.mara).await, Browser::of(t, world.cast.yi).await);
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        let theirs = "第一段甲改。\n\n第二段。\n\n第三段甲改。";
        let mine = "第一段。\n\n第二段乙改。\n\n第三段乙改。";
        yi.post(&address, &form(&scope, "1", BASE, theirs)).await.is(303);
        let stale = mara.post(&address, &form(&scope, "1", BASE, mine)).await;
        stale.is(409).shows("第 3 处").shows("<ins>甲改</ins>").shows("<ins>乙改</ins>").shows(mine);
        assert_eq!(stale.text.matches("value=\"both\" checked").count(), 1, "only the third was changed by both");
        let mut choice = form(&scope, "2", BASE, mine);
        choice.extend([("action", "merge"), ("take-0", "theirs"), ("take-1", "mine"), ("take-2", "mine")]);
        let merged = "第一段甲改。\n\n第二段乙改。\n\n第三段乙改。";
        mara.post(&address, &choice).await.is(200).shows(merged).shows("还没有保存");
        assert_eq!(app::plan::show(&t.app, world.cast.mara, plan).await.unwrap().edition, 2);
        mara.post(&address, &form(&scope, "2", theirs, merged)).await.is(303);
        assert_eq!(app::plan::show(&t.app, world.cast.mara, plan).await.unwrap().proposal.body, merged);
    }
}
