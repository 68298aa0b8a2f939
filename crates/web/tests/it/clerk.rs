//! What a clerk meets at the desk on a bad day: checks that fail, pages that are not there, a session that ended.

use domain::audience::Token;
use domain::ids::{MatterId, PlanId};
use domain::rulebook::Entry;
use domain::words::{Authority, Scope, Track};
use testkit::{World, on_both_engines, proposal};
use web::paths;

use crate::browser::Browser;

/// An entry that the unit decides itself, with one stage.
async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.stages.len() == 1
            && entry.after.is_empty()
            && !entry.elements.is_empty()
    };
    world.entry(Track::Party, fits).await
}

/// A plan in order that Mara drafted.
async fn drafted(world: &World<'_>) -> (MatterId, PlanId) {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let proposal = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
    (
        matter,
        world.drafted(matter, entry.stages[0].stage, proposal).await,
    )
}

on_both_engines! {
    async fn what_is_sent_to_review_with_checks_that_fail_is_told_as_a_warning(t: TestApp) {
        let world = World::new(t).await;
        let (_, plan) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        let told = paths::done(&address, "submitted");
        let submission = format!("{address}/submission");
        let unfinished = [("edition", "1"), ("title", "示例公示"), ("body", "正文"), ("basis", "示例细则"), ("scope", &scope)];
        mara.post(&submission, &unfinished).await.is(303);
        let page = mara.get(&told).await;
        page.is(200).shows("notice warn\" role=\"status\"").shows("没有通过，改好以前不能批准").hides("notice good");
        let entry = entry(&world).await;
        let mut finished = unfinished.to_vec();
        finished[0] = ("edition", "2");
        finished.extend(entry.elements.iter().map(|element| ("element", element.as_str())));
        mara.post(&submission, &finished).await.is(303);
        mara.get(&told).await.is(200).shows("notice good\" role=\"status\"").shows("已送审。审查人").hides("不能批准");
    }

    async fn a_page_of_error_knows_who_is_signed_in_and_asks_a_stranger_to(t: TestApp) {
        let world = World::new(t).await;
        let (_, plan) = drafted(&world).await;
        let stranger = Browser::visitor(t);
        let missing = stranger.get("/disclosures/nothing").await;
        missing.is(404).shows("<a class=\"button primary\" href=\"/sign-in\">登录</a>").hides("/account");
        let er = Browser::of(t, world.cast.er).await;
        let hidden = er.get(&paths::desk_plan(&plan)).await;
        hidden.is(404).shows("href=\"/account\"").hides("/sign-in").hides("登录后可以看到");
        assert_eq!(hidden.text, er.get("/desk/plans/nothing").await.is(404).text);
        er.get("/desk/matters/new").await.is(403).shows("href=\"/account\"").hides("/sign-in");
    }

    async fn whoever_signs_in_from_a_page_comes_back_to_it(t: TestApp) {
        World::new(t).await;
        let stranger = Browser::visitor(t);
        let page = stranger.get_from("/sign-in", "http://gongkai.example/disclosures?track=party").await;
        page.is(200).shows("name=\"back\" value=\"/disclosures?track=party\"");
        stranger.get_from("/sign-in", "http://elsewhere.example/x").await.is(200).shows("name=\"back\" value=\"/\"");
        stranger.get_from("/sign-in?back=/desk", "http://gongkai.example/").await.shows("name=\"back\" value=\"/desk\"");
    }

    async fn a_matters_form_says_everything_at_once_each_by_its_own_label(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let unit = world.cast.first.to_string();
        let place = [("unit", unit.as_str()), ("track", "party")];
        let sent = |more: &[(&'static str, &'static str)]| [place.as_slice(), more].concat();
        let page = mara.post("/desk/matters/new", &sent(&[("entry", ""), ("title", " "), ("amount", "很多")])).await;
        page.is(422).shows("请选择目录条目。").shows("事项名称不能为空").shows("金额无法识别").hides("标题不能为空");
        for field in ["entry", "title", "amount"] {
            page.shows(&format!("href=\"#{field}\"")).shows(&format!("id=\"{field}-error\""));
        }
        let page = mara.post("/desk/matters/new", &sent(&[("entry", ""), ("title", "电话 13800138000")])).await;
        page.is(422).shows("id=\"title-error\">您填写的文字中有疑似个人信息").hides("准入检查").hides("正文含有");
    }

    async fn a_matter_is_renamed_and_struck_out_and_a_draft_is_discarded_from_their_pages(t: TestApp) {
        let world = World::new(t).await;
        let (matter, plan) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let (address, draft) = (paths::desk_matter(&matter), paths::desk_plan(&plan));
        mara.get(&address).await.is(200).shows("改名、撤销登记").hides("确认撤销登记");
        mara.post(&format!("{address}/name"), &[("title", " ")]).await.is(422).shows("事项名称不能为空").shows("href=\"#title\"");
        mara.post(&format!("{address}/name"), &[("title", "改过的名称")]).await.is(303);
        mara.get(&address).await.is(200).shows("<h1>改过的名称</h1>");
        mara.get(&draft).await.is(200).shows("放弃这份草稿").shows("不能恢复");
        mara.post(&format!("{draft}/removal"), &[("edition", "0")]).await.is(409);
        assert_eq!(mara.post(&format!("{draft}/removal"), &[("edition", "1")]).await.is(303).to, address);
        mara.get(&draft).await.is(404);
        mara.get(&address).await.is(200).shows("确认撤销登记").shows("尚未起草");
        mara.post(&format!("{address}/removal"), &[("reason", "")]).await.is(422).shows("确认撤销登记");
        mara.post(&format!("{address}/removal"), &[("reason", "重复登记")]).await.is(303);
        mara.get("/desk?done=dropped").await.is(200).shows("事项已撤销登记").hides(&address);
        Browser::of(t, world.cast.bao).await.get(&address).await.is(404);
    }

    async fn a_release_time_that_has_passed_is_told_in_one_way(t: TestApp) {
        let world = World::new(t).await;
        let (_, plan) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let scope = format!("unit:{}", world.cast.first);
        let fields = [("edition", "1"), ("title", "示例公示"), ("body", "正文"), ("basis", "示例细则"), ("scope", &scope),
            ("release", "2026-02-01T09:00"), ("action", "preview")];
        let page = mara.post(&paths::desk_plan(&plan), &fields).await;
        page.is(200).shows("设定的公开时间 2026-02-01 09:00 已经过去").shows("请清空“公开时间”").hides("批准后立即公开（设定的");
    }

    async fn what_was_typed_after_the_session_ended_comes_back_into_its_form_and_is_never_carried_out(t: TestApp) {
        let world = World::new(t).await;
        let (_, plan) = drafted(&world).await;
        let gone = Browser::visitor(t);
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        let typed = [("edition", "1"), ("base", "旧"), ("title", "改过的标题"), ("body", "写了一小时的<文字>"), ("basis", "示例细则"), ("scope", &scope)];
        let submission = format!("{address}/submission");
        let held = gone.post(&submission, &typed).await;
        held.is(403).shows("登录已经结束").shows("写了一小时的&#60;文字&#62;").shows("在新窗口登录").hides("示例事项");
        assert!(!held.text.contains("readonly>\nunit:"), "a choice is nothing to copy");
        assert_eq!(held.action("submission"), submission);
        held.shows("<textarea name=\"edition\" hidden").shows("name=\"comes-back\" value=\"1\"");
        // pressed too early it is the same page, and not twice as much of it
        let back = [typed.as_slice(), &[("comes-back", "1")]].concat();
        assert_eq!(gone.post(&submission, &back).await.is(403).text, held.text);
        let mara = Browser::of(t, world.cast.mara).await;
        let form = mara.post(&submission, &back).await;
        form.is(200).shows("还没有提交").shows("写了一小时的&#60;文字&#62;").shows("value=\"改过的标题\"");
        let stored = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap();
        assert_eq!((stored.edition, stored.state.code()), (1, "draft"));
        let matter = [("unit", world.cast.first.to_string()), ("track", "party".into()), ("title", "示例采购".into()), ("comes-back", "1".into())];
        let matter: Vec<_> = matter.iter().map(|(name, value)| (*name, value.as_str())).collect();
        gone.post("/desk/matters/new", &matter).await.is(403).shows("放回表单");
        mara.post("/desk/matters/new", &matter).await.is(200).shows("value=\"示例采购\"").hides("class=\"errors\"");
        app::plan::submit(&t.app, world.cast.mara, plan, 1).await.unwrap();
        let opinion = [("edition", "1"), ("kind", "secrecy"), ("decision", "agree"), ("words", "看过了"), ("comes-back", "1")];
        let bao = Browser::of(t, world.cast.bao).await;
        bao.post(&format!("{address}/opinions"), &opinion).await.is(200).shows("看过了").shows("还没有提交");
        assert!(app::plan::show(&t.app, world.cast.bao, plan).await.unwrap().opinions.is_empty());
    }

    async fn other_words_can_be_copied_and_passwords_and_files_are_never_shown_again(t: TestApp) {
        World::new(t).await;
        let gone = Browser::visitor(t);
        let held = gone.post("/desk/plans/01970000-0000-7000-8000-00000000ffff/withdrawal", &[("words", "原文金额有误")]).await;
        held.is(403).shows("原文金额有误").shows("打开原来的页面").hides("放回表单");
        gone.post("/account/password", &[("old", "这是 一句 口令"), ("new", "又是 一句 口令")]).await.is(303).hides("口令");
        let file = gone.upload("/desk/plans/01970000-0000-7000-8000-00000000ffff/attachments", "a.pdf", b"bytes", &[]).await;
        file.is(403).shows("请重新选择").hides("bytes");
    }
}
