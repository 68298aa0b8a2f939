//! Looking after the organisation, and that nobody else can.

use domain::words::Track;
use testkit::{World, officers, on_both_engines};

use crate::browser::Browser;

on_both_engines! {
    async fn each_administrator_has_rooms_of_their_own_and_nobody_else_has_any(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        officers(t).await;
        let rooms = ["/admin/units", "/admin/people", "/admin/import", "/admin/export.xlsx", "/admin/journal", "/admin/journal.csv"];
        for (person, first, theirs) in [
            (cast.guan, "/admin/units", vec![200, 200, 200, 200, 404, 404]),
            (cast.an, "/admin/people", vec![404, 200, 200, 200, 404, 404]),
            (cast.sheng, "/admin/journal", vec![404, 404, 404, 404, 200, 200]),
        ] {
            let browser = Browser::of(t, person).await;
            assert_eq!(browser.get("/admin").await.is(303).to, first);
            browser.get("/").await.shows("href=\"/admin\"");
            for (room, status) in rooms.into_iter().zip(theirs) {
                browser.get(room).await.is(status);
            }
        }
        let (mara, visitor) = (Browser::of(t, cast.mara).await, Browser::visitor(t));
        mara.get("/").await.hides("href=\"/admin\"");
        mara.get("/admin").await.is(404);
        for room in rooms {
            mara.get(room).await.is(404);
            visitor.get(room).await.is(303);
        }
        let moving = format!("/admin/units/{}/move", cast.second);
        mara.post(&moving, &[("superior", &cast.first.to_string())]).await.is(404);
        mara.upload("/admin/import", "a.csv", b"x", &[]).await.is(404);
        let guan = Browser::of(t, cast.guan).await;
        for browser in [mara, guan] {
            browser.post(&format!("/admin/people/{}/invitations", cast.yi), &[]).await.is(404);
        }
    }

    async fn the_auditor_reads_who_did_what_when_and_never_what_it_said(t: TestApp) {
        let world = World::new(t).await;
        officers(t).await;
        let entry = world.entry(Track::Party, |_| true).await;
        world.matter(Track::Party, &entry, "示例保密标题").await;
        let auditor = Browser::of(t, world.cast.sheng).await;
        let page = auditor.get("/admin/journal").await;
        page.is(200).shows("登记事项").shows("马示起").hides("示例保密标题");
        let mara = auditor.get("/admin/journal?person=mara").await;
        mara.is(200).shows("登记事项").hides("制度生效</td>");
        auditor.get("/admin/journal?kind=matter&from=2026-03-02&until=2026-03-02").await.shows("马示起");
        auditor.get("/admin/journal?until=2026-03-01").await.shows("没有符合条件的记录");
        auditor.get("/admin/journal?from=2026-03-03").await.shows("没有符合条件的记录");
        auditor.get("/admin/journal?person=xx&kind=matter").await.is(422).shows("没有编码为“xx”的人员").shows("value=\"xx\"");
        auditor.get("/admin/journal?from=yesterday").await.is(422).shows("2026-03-01 的形式");
        auditor.get("/admin/journal?before=x").await.is(422);
        let file = auditor.get("/admin/journal.csv?kind=matter").await;
        assert_eq!(file.is(200).text.lines().count(), 2, "{}", file.text);
        file.shows("mara,马示起,matter,").hides("示例保密标题");
    }

    async fn the_journal_is_turned_page_by_page_without_a_gap(t: TestApp) {
        World::new(t).await;
        officers(t).await;
        for _ in 0..90 {
            app::account::invite(&t.app, None, testkit::Cast::known().yi).await.unwrap();
        }
        let auditor = Browser::of(t, testkit::Cast::known().sheng).await;
        let all = app::journal::length(&t.app).await.unwrap();
        let mut path = "/admin/journal".to_owned();
        let mut seen = Vec::new();
        loop {
            let page = auditor.get(&path).await;
            let rows = page.is(200).text.split("<tr><td class=\"number\">").skip(1);
            seen.extend(rows.map(|row| row.split('<').next().unwrap().parse::<i64>().unwrap()));
            let Some(older) = page.text.split("href=\"/admin/journal?&#38;before=").nth(1) else { break };
            path = format!("/admin/journal?before={}", older.split('"').next().unwrap());
        }
        assert_eq!(seen, (1..=all).rev().collect::<Vec<_>>());
        assert!(100 < all);
    }

    async fn a_unit_moves_but_never_below_itself(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let guan = Browser::of(t, cast.guan).await;
        guan.get(&format!("/admin/units?move={}", cast.second)).await.is(200).shows("移动“示例第二支部”");
        let moving = |unit| format!("/admin/units/{unit}/move");
        guan.post(&moving(cast.second), &[("superior", &cast.first.to_string())]).await.is(303);
        let circle = guan.post(&moving(cast.first), &[("superior", &cast.second.to_string())]).await;
        circle.is(409).shows("形成循环");
        guan.post(&moving(cast.first), &[("superior", "nonsense")]).await.is(404);
    }

    async fn a_first_sign_in_link_is_shown_once_with_the_address_of_the_browser(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        officers(t).await;
        let guan = Browser::of(t, cast.guan).await;
        guan.get(&format!("/admin/people?unit={}", cast.first)).await.shows("易示员").hides("/invitations");
        let an = Browser::of(t, cast.an).await;
        an.get(&format!("/admin/people?unit={}", cast.first)).await.shows("公开经办岗").shows("没有岗位");
        let page = an.post(&format!("/admin/people/{}/invitations", cast.yi), &[]).await;
        page.is(200).shows("易示员 的首次登录链接").shows("value=\"http://gongkai.example/welcome/");
        let link = page.text.split_once("http://gongkai.example").unwrap().1.split('"').next().unwrap();
        Browser::visitor(t).get(link).await.is(200).shows("易示员");
    }

    async fn a_spreadsheet_is_tried_before_it_is_taken_over(t: TestApp) {
        let world = World::new(t).await;
        let guan = Browser::of(t, world.cast.guan).await;
        guan.upload("/admin/import", "", b"", &[]).await.is(422).shows("请选择要导入的电子表格");
        guan.upload("/admin/import", "示例.xlsx", b"no workbook", &[("mode", "real")]).await.is(422);
        let bytes = app::organisation::export(&t.app, None).await.unwrap();
        let tried = guan.upload("/admin/import", "示例.xlsx", &bytes, &[("mode", "dry")]).await;
        tried.is(200).shows("试运行结果：示例.xlsx").shows("没有写入任何数据");
        let done = guan.upload("/admin/import", "示例.xlsx", &bytes, &[("mode", "real")]).await;
        done.is(200).shows("导入结果：示例.xlsx").shows("已写入");
    }
}
