//! A catalogue as people read it and work on it, in the browser.

use app::rulebook;
use domain::ids::UnitId;
use domain::words::Track;
use testkit::{World, on_both_engines};
use web::paths;

use crate::browser::Browser;

/// The value of the first hidden field of this name.
fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split_once(&start)
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

async fn begun(mara: &Browser, unit: UnitId, file: (&str, &[u8]), base: &str) -> String {
    let unit = unit.to_string();
    let fields = [("unit", unit.as_str()), ("track", "party"), ("base", base)];
    let answer = mara.upload("/desk/catalogues/new", file.0, file.1, &fields).await;
    answer.is(303);
    answer.to.clone()
}

/// Everything the form of an entry holds, as a browser would send it.
fn filled<'a>(edition: &'a str, key: &'a str, name: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("edition", edition),
        ("key", key),
        ("category", "01"),
        ("name", name),
        ("elements", "要素甲\r\n要素乙"),
        ("basis", "《示例规定》第三条"),
        ("widest", "members"),
        ("narrowest", "unit"),
        ("stage", "before"),
        ("stage", "result"),
        ("notice-before", "7"),
        ("rhythm", "per_event"),
        ("words", "自作出决定之日起十个工作日内"),
        ("review", "secrecy"),
        ("review", "check"),
        ("authority", "unit"),
        ("way", "platform"),
        ("responsible", "示例岗位"),
    ]
}

on_both_engines! {
    async fn a_catalogue_goes_from_the_form_into_force(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let public = web::paths::catalogue(&cast.first, domain::words::Track::Party);
        let visitor = Browser::visitor(t);
        visitor.get(&public).await.is(200).shows("适用上级“示例机关党委”的目录").shows("DW-03-02").hides("修订目录");
        let mara = Browser::of(t, cast.mara).await;
        mara.get(&public).await.shows("修订目录");
        let new = web::paths::new_catalogue(&cast.first, domain::words::Track::Party);
        mara.get(&new).await.is(200).shows("起步目录").shows("现行目录");
        let version = begun(&mara, cast.first, ("", b""), "in_force").await;
        mara.get(&version).await.is(200).shows("起草中").shows("不比上级目录宽");
        let entry = format!("{version}/entries/new");
        mara.get(&entry).await.is(200).shows("新条目");
        mara.post(&entry, &filled("1", "DW-01-77", "示例新增条目")).await.is(303);
        let page = mara.get(&version).await;
        page.shows("示例新增条目").shows("第 2 稿");
        mara.get(&format!("{version}/entries/DW-01-77")).await.shows("要素甲\n要素乙").shows("value=\"10\"").shows("value=\"7\"");
        mara.get(&format!("{version}/difference")).await.is(200).shows("新增 1 条，删去 0 条，修改 0 条").shows("示例新增条目");
        mara.post(&format!("{version}/submission"), &[("edition", "2")]).await.is(303);
        let shen = Browser::of(t, cast.shen).await;
        shen.get("/desk").await.shows("党务公开目录").shows("审核中");
        shen.get(&version).await.shows("审核通过").hides("增加条目");
        shen.post(&format!("{version}/check"), &[("edition", "2"), ("words", "准确")]).await.is(303);
        let pi = Browser::of(t, cast.pi).await;
        pi.post(&format!("{version}/filing"), &[("edition", "2"), ("words", "")]).await.is(303);
        let shu = Browser::of(t, cast.shu).await;
        shu.get("/desk").await.shows("待备案");
        shu.get(&version).await.shows("同意备案，按期生效").shows("自 2026-03-02 起生效").shows("准确");
        shu.post(&format!("{version}/acceptance"), &[("edition", "2"), ("words", "同意")]).await.is(303);
        visitor.get(&public).await.is(200).shows("示例新增条目").hides("适用上级").shows("第 1 版，2026-03-02 起");
        visitor.get(&version).await.is(303);
        Browser::of(t, cast.er).await.get(&version).await.is(404);
    }

    async fn a_wrong_form_comes_back_as_it_was_typed(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let version = begun(&mara, world.cast.first, ("", b""), "in_force").await;
        let entry = format!("{version}/entries/DW-01-01");
        let mut wrong = filled("1", "DW-01-01", "");
        wrong.retain(|(name, _)| !matches!(*name, "review" | "notice-before"));
        wrong.push(("notice-before", "七天"));
        mara.post(&entry, &wrong).await.is(422).shows("“七天”不是天数").shows("value=\"七天\"").shows("要素甲\n要素乙");
        wrong.retain(|(name, _)| *name != "notice-before");
        let answer = mara.post(&entry, &wrong).await;
        answer.is(422).shows("公开事项 是空白").shows("缺少必经的审查环节").shows("有 2 处").shows("value=\"示例岗位\"");
        mara.get(&version).await.shows("第 1 稿");
        let stale = filled("0", "DW-01-01", "名称");
        mara.post(&entry, &stale).await.is(409).shows("您看的是第 0 稿");
    }

    async fn a_looser_version_says_where_and_is_not_sent(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let version = begun(&mara, world.cast.first, ("", b""), "in_force").await;
        mara.post(&format!("{version}/removals"), &[("edition", "1"), ("key", "DW-07-01")]).await.is(303);
        let page = mara.get(&version).await;
        page.shows("条目 DW-07-01").shows("被删去；上级目录中的条目必须保留").hides("<button class=\"primary\">送审");
        mara.post(&format!("{version}/submission"), &[("edition", "2")]).await.is(409).shows("比上级的目录宽");
        mara.post(&format!("{version}/order"), &[("edition", "2"), ("key", "DW-01-01"), ("to", "down")]).await.is(303);
        let page = mara.get(&version).await.text;
        assert!(page.find("id=\"DW-01-02\"").unwrap() < page.find("id=\"DW-01-01\"").unwrap());
    }

    async fn a_file_goes_out_and_comes_back(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let version = begun(&mara, world.cast.first, ("", b""), "party-grassroots").await;
        let file = format!("{version}/catalogue.toml");
        let text = mara.get(&file).await;
        text.is(200).shows("code = \"party-grassroots\"");
        let changed = text.text.replacen("上级决策部署的传达学习", "传达学习示例", 1);
        mara.upload(&file, "c.toml", changed.as_bytes(), &[("edition", "1")]).await.is(303);
        mara.get(&version).await.shows("传达学习示例");
        let broken = changed.replacen("per_event", "weekly", 1);
        mara.upload(&file, "c.toml", broken.as_bytes(), &[("edition", "2")]).await.is(422).shows("weekly");
        let head = format!("{version}/head");
        let page = mara.get(&head).await;
        page.is(200).shows("01 学习贯彻决策部署");
        let edition = hidden(&page.text, "edition");
        let fields = [("edition", edition.as_str()), ("title", "示例目录"), ("from", "很快"), ("issued", "示例支部"), ("headings", "01 甲")];
        mara.post(&head, &fields).await.is(422).shows("“很快”不是日期").shows("01 甲");
        let public = web::paths::catalogue(&world.cast.first, domain::words::Track::Party);
        mara.get(&public).await.shows("catalogue.toml");
        let held = rulebook::in_force(&t.app, world.cast.first, domain::words::Track::Party).await.unwrap().unwrap();
        let visitor = Browser::visitor(t);
        visitor.get(&web::paths::catalogue_file(&held.id)).await.is(200).shows("[[entry]]");
        visitor.get(&web::paths::catalogue_difference(&held.id, &held.id)).await.is(200).shows("没有差异");
    }

    async fn entries_about_the_same_thing_name_each_other_from_both_tracks(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let held = app::rulebook::in_force(&t.app, cast.organ, Track::Party).await.unwrap().unwrap();
        let mut rules = domain::rulebook::Rulebook::clone(&held.rules);
        let there = app::rulebook::in_force(&t.app, cast.organ, Track::Government).await.unwrap().unwrap();
        let there = there.rules.entries[0].clone();
        rules.entries[0].mirror = Some(there.key.clone());
        rules.entries[0].mirror_note = Some("党务公开决定，政务公开执行".into());
        let here = rules.entries[0].clone();
        world.renewed(&rules).await;
        let visitor = Browser::visitor(t);
        let [party, government] = [Track::Party, Track::Government].map(|track| paths::catalogue(&cast.first, track));
        let page = visitor.get(&party).await;
        page.is(200).shows(&format!("另见政务条目 {} {}", there.key, there.name)).shows("党务公开决定，政务公开执行");
        page.shows(&format!("{government}#{}", there.key));
        let page = visitor.get(&government).await;
        page.is(200).shows(&format!("另见党务条目 {} {}", here.key, here.name)).shows("党务公开决定，政务公开执行");
        page.shows(&format!("{party}#{}", here.key));
    }
}
