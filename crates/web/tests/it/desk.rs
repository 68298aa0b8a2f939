//! The desk: registering a matter, writing a plan, reviewing, approving, and who may see which of it.

use domain::audience::Token;
use domain::ids::PlanId;
use domain::words::{Authority, Scope, Stage, Track};
use testkit::{World, on_both_engines, proposal};
use web::paths;

use crate::browser::Browser;

/// An entry that the unit decides itself, with no stage before the one we use.
async fn entry(world: &World<'_>) -> domain::rulebook::Entry {
    let fits = |entry: &domain::rulebook::Entry| {
        entry.narrowest <= Scope::Unit
            && Scope::Members <= entry.widest
            && entry.authority == Authority::Unit
            && entry.stages.len() == 1
            && entry.after.is_empty()
    };
    world.entry(Track::Party, fits).await
}

/// A plan in order that Mara drafted.
async fn drafted(world: &World<'_>) -> (PlanId, Stage) {
    let entry = entry(world).await;
    let stage = entry.stages[0].stage;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let proposal = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
    (world.drafted(matter, stage, proposal).await, stage)
}

/// The fields of a form as they stand on the page.
fn form<'f>(scope: &'f str, edition: &'f str, title: &'f str, body: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("edition", edition),
        ("title", title),
        ("body", body),
        ("basis", "示例细则第三条"),
        ("scope", scope),
        ("person", ""),
        ("from", ""),
        ("release", ""),
        ("day", ""),
    ]
}

/// The value of a hidden field.
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

on_both_engines! {
    async fn a_matter_registered_by_two_clicks_is_one_matter(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let page = mara.get("/desk/matters/new").await;
        page.is(200).shows(&entry.name).shows(&format!("value=\"{}\"", entry.key));
        let (unit, once) = (world.cast.first.to_string(), hidden(&page.text, "once"));
        let fields = [("unit", unit.as_str()), ("track", "party"), ("entry", &entry.key), ("title", "示例采购"), ("once", &once)];
        let first = mara.post("/desk/matters/new", &fields).await;
        let second = mara.post("/desk/matters/new", &fields).await;
        first.is(303);
        second.is(303);
        assert_eq!(first.to, second.to);
        mara.get(&first.to).await.is(200).shows("示例采购").shows("起草本阶段公开方案");
        assert_eq!(mara.get("/desk").await.text.matches("<a href=\"/desk/matters/0").count(), 1);
    }

    async fn a_title_of_ten_thousand_characters_is_refused_and_kept(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let long = "长".repeat(10_000);
        let unit = world.cast.first.to_string();
        let fields = [("unit", unit.as_str()), ("track", "party"), ("entry", &entry.key), ("title", &long)];
        let answer = mara.post("/desk/matters/new", &fields).await;
        answer.is(422).shows("事项名称有 10000 个字").shows(&long);
        let (plan, _) = drafted(&world).await;
        let scope = format!("unit:{}", world.cast.first);
        let answer = mara.post(&paths::desk_plan(&plan), &form(&scope, "1", &long, "没有丢失的正文")).await;
        answer.is(422).shows("标题有 10000 个字").shows(&long).shows("没有丢失的正文");
    }

    async fn personal_data_in_a_text_is_masked_by_one_click_and_nothing_is_saved(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let (plan, _) = drafted(&world).await;
        let scope = format!("unit:{}", world.cast.first);
        let mut fields = form(&scope, "1", "示例公示", "联系人示甲 138-0013-8000，证号11010119900307803X");
        fields.push(("action", "mask"));
        let page = mara.post(&paths::desk_plan(&plan), &fields).await;
        page.is(200).shows("138＊＊＊＊8000").shows("11＊＊＊＊＊＊＊＊＊＊＊＊＊03X").shows("已遮盖 2 处").hides("138-0013-8000");
        mara.get(&paths::desk_plan(&plan)).await.is(200).hides("138＊＊＊＊8000");
    }

    async fn two_masks_in_one_paragraph_keep_their_stars_at_the_readers_page(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let mut text = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
        text.body = domain::personal_data::mask("联系人示甲 13800138000，证号11010119900307803X，示乙 13900139000。");
        let id = world.released(matter, entry.stages[0].stage, text).await;
        let page = Browser::of(t, world.cast.mara).await.get(&paths::disclosure(&id)).await;
        page.is(200).shows("示甲 138＊＊＊＊8000，证号11＊＊＊＊＊＊＊＊＊＊＊＊＊03X，示乙 139＊＊＊＊9000。").hides("<strong>");
    }

    async fn a_title_is_what_one_sees_of_it_and_may_not_be_invisible(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let unit = world.cast.first.to_string();
        let named = |title: &'static str| [("unit", unit.clone()), ("track", "party".into()), ("entry", entry.key.clone()), ("title", title.into())];
        for (title, status) in [("\u{200b}", 422), ("示例\u{202e}采购", 303)] {
            let fields = named(title);
            let fields: Vec<_> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
            let answer = mara.post("/desk/matters/new", &fields).await;
            answer.is(status);
            if status == 303 {
                mara.get(&answer.to).await.is(200).shows("示例采购").hides("\u{202e}");
            }
        }
        let (plan, _) = drafted(&world).await;
        let scope = format!("unit:{}", world.cast.first);
        mara.post(&paths::desk_plan(&plan), &form(&scope, "1", "\u{200b}\u{2060}", "正文")).await.is(422);
        mara.post(&paths::desk_plan(&plan), &form(&scope, "1", "示例\u{202e}公示", "正文")).await.is(303);
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows("示例公示").hides("\u{202e}");
    }

    async fn a_plan_goes_from_the_form_to_the_release(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let cast = world.cast;
        let mara = Browser::of(t, cast.mara).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let new = paths::new_plan(&matter, entry.stages[0].stage);
        let page = mara.get(&new).await;
        page.is(200).shows("示例事项").shows("本单位：示例第一支部");
        let once = hidden(&page.text, "once");
        let scope = format!("unit:{}", cast.first);
        let mut fields = form(&scope, "0", "示例公示", "正文内容");
        fields.extend(entry.elements.iter().map(|element| ("element", element.as_str())));
        fields.push(("once", &once));
        let preview: Vec<_> = fields.iter().copied().chain([("action", "preview")]).collect();
        mara.post(&new, &preview).await.is(200).shows("人能看到").shows("<p>正文内容</p>").shows("没有阻碍公开");
        fields.push(("action", "submit"));
        let sent = mara.post(&new, &fields).await;
        sent.is(303);
        let again = mara.post(&new, &fields).await;
        assert_eq!(sent.to, again.to, "a second click is the same plan");

        let bao = Browser::of(t, cast.bao).await;
        bao.get("/desk").await.shows("待我审查").shows("示例公示");
        bao.get(&sent.to).await.is(200).shows("您的意见：保密审查").hides("批准并立即公开");
        let opinions = format!("{}/opinions", sent.to);
        bao.post(&opinions, &[("edition", "1"), ("kind", "secrecy"), ("words", "某处")]).await.is(422).shows("某处");
        for (person, kind) in [(cast.bao, "secrecy"), (cast.shen, "check"), (cast.shen, "legal"), (cast.ji, "discipline")] {
            if !entry.review.iter().any(|asked| asked.code() == kind) {
                continue;
            }
            let reviewer = Browser::of(t, person).await;
            let fields = [("edition", "1"), ("kind", kind), ("decision", "agree"), ("words", "")];
            reviewer.post(&opinions, &fields).await.is(303);
        }
        let pi = Browser::of(t, cast.pi).await;
        pi.get("/desk").await.shows("待我审批");
        pi.get(&sent.to).await.is(200).shows("您批准后").shows("人能看到").shows("批准并立即公开");
        pi.post(&format!("{}/approval", sent.to), &[("edition", "1"), ("words", "")]).await.is(303);
        pi.get(&sent.to).await.is(200).shows("已公开，看公开件");
        pi.get(&format!("{}/view-as?person=er", sent.to)).await.shows("看不到").hides("正文内容");
        pi.get(&format!("{}/view-as?person=yi", sent.to)).await.shows("易示员（yi）：公开后可以看到").shows("正文内容");
    }

    async fn an_empty_page_is_kept_as_a_draft_but_not_sent_to_the_reviewers(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        let empty = form(&scope, "1", "示例公示", " ");
        mara.post(&format!("{address}/submission"), &empty).await.is(422).shows("请先写好正文");
        mara.post(&address, &empty).await.is(303);
        mara.get(&address).await.is(200).shows("起草中");
    }

    async fn a_stale_form_shows_both_texts_and_can_be_saved_over_the_newer_one(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let (address, scope) = (paths::desk_plan(&plan), format!("unit:{}", world.cast.first));
        mara.post(&address, &form(&scope, "1", "示例公示", "先保存的文字")).await.is(303);
        let stale = mara.post(&address, &form(&scope, "1", "示例公示", "后来写的文字")).await;
        stale.is(409).shows("先保存的文字").shows("后来写的文字");
        assert_eq!(hidden(&stale.text, "edition"), "2");
        mara.post(&address, &form(&scope, "2", "示例公示", "后来写的文字")).await.is(303);
        mara.get(&address).await.shows("后来写的文字").hides("先保存的文字");
        let twice = mara.post(&address, &form(&scope, "2", "示例公示", "后来写的文字")).await;
        twice.is(303);
    }

    async fn what_was_typed_survives_every_fault_of_the_form(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let address = paths::desk_plan(&plan);
        let mut fields = form("person", "1", "", "<b>还在</b>");
        fields.retain(|(name, _)| !matches!(*name, "day" | "person" | "release"));
        fields.extend([("person", "nobody"), ("day", "昨天"), ("release", "很快"), ("way", "board")]);
        let answer = mara.post(&address, &fields).await;
        answer.is(422).shows("标题不能为空").shows("没有编码为“nobody”的人员").shows("“昨天”不是日期").shows("“很快”不是时间");
        answer.shows("4 处").hides("<b>还在").shows("name=\"way\" value=\"board\" checked");
        fields.push(("action", "more"));
        let answer = mara.post(&address, &fields).await;
        answer.is(200);
        assert_eq!(answer.text.matches("name=\"scope\"").count(), 2);
        assert_eq!(answer.text.matches("nobody").count(), 1);
        let fields = form("everyone", "1", "示例", "");
        mara.post(&address, &fields).await.is(422).shows("第 1 行的公开范围无法识别");
    }

    async fn only_those_of_the_procedure_know_that_a_plan_is_there(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        let cast = world.cast;
        let address = paths::desk_plan(&plan);
        for person in [cast.yi, cast.er, cast.guan, cast.shu] {
            let outsider = Browser::of(t, person).await;
            outsider.get(&address).await.is(404).hides("示例公示");
            outsider.get(&format!("{address}/view-as?person=yi")).await.is(404);
            outsider.post(&address, &form("public", "1", "别人", "别人")).await.is(404);
            for noun in ["submission", "approval", "return"] {
                outsider.post(&format!("{address}/{noun}"), &[("edition", "1"), ("words", "不")]).await.is(404);
            }
            let opinion = [("edition", "1"), ("kind", "secrecy"), ("decision", "agree")];
            outsider.post(&format!("{address}/opinions"), &opinion).await.is(404);
            outsider.get("/desk/matters/new").await.is(403);
        }
        let unknown = Browser::of(t, cast.mara).await.get("/desk/plans/nonsense").await;
        unknown.is(404);
        Browser::visitor(t).get(&address).await.is(303);
    }

    async fn everybody_keeps_to_their_part(t: TestApp) {
        let world = World::new(t).await;
        let (plan, _) = drafted(&world).await;
        let cast = world.cast;
        let address = paths::desk_plan(&plan);
        let (mara, bao) = (Browser::of(t, cast.mara).await, Browser::of(t, cast.bao).await);
        let scope = format!("unit:{}", cast.first);
        bao.get(&address).await.is(200).hides("<textarea");
        bao.post(&address, &form(&scope, "1", "改写", "改写")).await.is(403).shows("没有“起草”职责");
        app::plan::submit(&t.app, cast.mara, plan, 1).await.unwrap();
        let opinion = [("edition", "1"), ("kind", "secrecy"), ("decision", "agree")];
        mara.post(&format!("{address}/opinions"), &opinion).await.is(403);
        mara.post(&format!("{address}/approval"), &[("edition", "1")]).await.is(403);
        mara.get(&address).await.shows("已有的审查意见全部失效");
        let back = [("edition", "1"), ("kind", "secrecy"), ("decision", "return"), ("words", "")];
        bao.post(&format!("{address}/opinions"), &back).await.is(422).shows("退回必须写明理由");
        let back = [("edition", "1"), ("kind", "secrecy"), ("decision", "return"), ("words", "第二段请改写")];
        bao.post(&format!("{address}/opinions"), &back).await.is(303);
        mara.get(&address).await.is(200).shows("方案已退回").shows("第二段请改写");
        mara.post(&address, &form(&scope, "1", "示例公示", "改好了")).await.is(303);
        mara.get(&address).await.shows("已失效");
        let stale = [("edition", "1"), ("words", "")];
        mara.post(&format!("{address}/submission"), &form(&scope, "2", "示例公示", "改好了")).await.is(303);
        bao.post(&format!("{address}/opinions"), &[("kind", "secrecy"), ("decision", "agree"), stale[0]]).await.is(409).shows("改好了");
    }

    async fn a_stage_is_left_out_by_the_approver_with_a_reason(t: TestApp) {
        let world = World::new(t).await;
        let entry = entry(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let (address, stage) = (paths::desk_matter(&matter), entry.stages[0].stage.code());
        let skips = format!("{address}/skips");
        let mara = Browser::of(t, world.cast.mara).await;
        mara.get(&address).await.is(200).hides("确认跳过");
        mara.post(&skips, &[("stage", stage), ("reason", "不需要")]).await.is(403).shows("“审批”职责");
        let pi = Browser::of(t, world.cast.pi).await;
        pi.get(&address).await.shows("确认跳过").hides("起草本阶段公开方案");
        pi.post(&skips, &[("stage", stage), ("reason", " ")]).await.is(422).shows("必须写明理由");
        pi.post(&skips, &[("stage", stage), ("reason", "示例理由")]).await.is(303);
        pi.get(&address).await.shows("已跳过").shows("示例理由").hides("确认跳过");
        Browser::of(t, world.cast.yi).await.get(&address).await.is(404);
    }
}
