//! Files at the browser: attached by a form, handed out safely, and to nobody who may not see their text.

use domain::audience::Token;
use domain::ids::PlanId;
use domain::words::{Authority, Scope, Track};
use testkit::{World, on_both_engines, proposal};
use web::paths;

use crate::browser::Browser;

const HIDDEN: &[u8] =
    include_bytes!("../../../documents/tests/files/hidden/01-openpyxl-hidden_column-mobile.xlsx");
const HARMLESS: &[u8] = include_bytes!("../../../documents/tests/files/organisation.xlsx");

async fn drafted(world: &World<'_>) -> PlanId {
    let fits = |entry: &domain::rulebook::Entry| {
        entry.narrowest <= Scope::Unit && entry.authority == Authority::Unit && entry.stages.len() == 1
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let text = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
    world.drafted(matter, entry.stages[0].stage, text).await
}

on_both_engines! {
    async fn a_file_is_attached_by_a_form_and_what_it_hides_is_told(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let plan = drafted(&world).await;
        let page = paths::plan_attachments(&plan);
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows("附件（0）");
        mara.get(&page).await.is(200).shows("还没有附件").shows("multipart/form-data");
        let refused = mara.upload(&page, "病毒.pdf", b"MZ program", &[("edition", "1")]).await;
        refused.is(422).shows("以文件内容为准");
        mara.upload(&page, "../名单\u{202e}.xlsx", HIDDEN, &[("edition", "1")]).await.is(303);
        mara.get(&page).await.is(200).shows("名单.xlsx").shows("手机号（隐藏列）：138＊＊＊＊").hides("13800007919");
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows("附件（1）").shows("附件“名单.xlsx”含有疑似个人信息");
        let reason = mara.get(&page).await.action("reason");
        mara.post(&reason, &[("edition", "2"), ("reason", " ")]).await.is(422).shows("请写明为什么");
        mara.post(&reason, &[("edition", "2"), ("reason", "依据示例办法公布联系人")]).await.is(303);
        let bao = Browser::of(t, world.cast.bao).await;
        bao.get(&page).await.is(200).shows("公开理由：依据示例办法公布联系人").hides("multipart/form-data");
        let removal = mara.get(&page).await.action("removal");
        mara.post(&removal, &[("edition", "3")]).await.is(303);
        mara.get(&page).await.is(200).shows("还没有附件");
        let er = Browser::of(t, world.cast.er).await;
        er.get(&page).await.is(404);
    }

    async fn a_file_is_handed_out_to_be_saved_and_is_not_there_for_others(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let mara = Browser::of(t, cast.mara).await;
        let plan = drafted(&world).await;
        mara.upload(&paths::plan_attachments(&plan), "示例 名单.xlsx", HARMLESS, &[("edition", "1")]).await.is(303);
        app::plan::submit(&t.app, cast.mara, plan, 2).await.unwrap();
        for kind in app::plan::show(&t.app, cast.mara, plan).await.unwrap().entry.review {
            app::plan::review(&t.app, world.reviewer(kind), (plan, 2), kind, (true, "")).await.unwrap();
        }
        let id = app::plan::approve(&t.app, cast.pi, (plan, 2), "").await.unwrap().unwrap();
        let address = format!("{}/attachments/1", paths::disclosure(&id));
        let yi = Browser::of(t, cast.yi).await;
        yi.get(&paths::disclosure(&id)).await.is(200).shows(&address).shows("示例 名单.xlsx");
        let answer = yi.get(&address).await;
        answer.is(200);
        yi.get(&format!("{address}.xlsx")).await.is(200);
        for other in [".html", ".php", ".xlsx.html", "."] {
            yi.get(&format!("{address}{other}")).await.is(404);
        }
        let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        assert!(header("content-disposition").starts_with("attachment; filename=\"attachment.xlsx\"; filename*=UTF-8''%E7%A4%BA"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(header("cache-control"), "private, no-cache");
        assert!(header("etag").len() == 66);
        let er = Browser::of(t, cast.er).await;
        let hidden = er.get(&address).await;
        hidden.is(404);
        let nothing = er.get(&format!("{}/attachments/1", paths::disclosure(&domain::ids::DisclosureId(uuid::Uuid::nil())))).await;
        assert_eq!(hidden.text, nothing.text, "hidden and not there are the same");
        Browser::visitor(t).get(&address).await.is(404);
        yi.get(&format!("{}/attachments/2", paths::disclosure(&id))).await.is(404);
        yi.get(&format!("{address}.xlsx")).await.is(200);
        let notice = yi.get(&format!("{}/notice.pdf", paths::disclosure(&id))).await;
        assert!(notice.status == 200 || notice.text.contains("字体"), "{}", notice.status);
    }

    async fn a_plan_begins_with_the_text_of_a_word_document(t: TestApp) {
        const LONG: &[u8] = include_bytes!("../../../documents/tests/files/manuscript/long.docx");
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let fits = |entry: &domain::rulebook::Entry| entry.narrowest <= Scope::Unit && entry.stages.len() == 1;
        let entry = world.entry(Track::Party, fits).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        mara.get(&paths::new_plan(&matter, stage)).await.is(200).shows("从 Word 文件开始");
        let address = paths::manuscript(&matter, stage);
        let page = mara.upload(&address, "通报.docx", LONG, &[]).await;
        page.is(200).shows("关于示例机关第三季度党务公开情况的通报").shows("## 1、党费收缴使用").shows("| 序号 | 项目 |").shows("尚未保存");
        mara.upload(&address, "名单.xlsx", HARMLESS, &[]).await.is(422).shows("只能从 Word 文件");
        mara.upload(&address, "空.docx", b"", &[]).await.is(422).shows("没有选择文件");
    }
}
