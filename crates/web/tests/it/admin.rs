//! Looking after the organisation, and that nobody else can.

use testkit::{World, on_both_engines};

use crate::browser::Browser;

on_both_engines! {
    async fn the_rooms_of_the_administrator_are_there_for_nobody_else(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let guan = Browser::of(t, cast.guan).await;
        let (mara, visitor) = (Browser::of(t, cast.mara).await, Browser::visitor(t));
        for path in ["/admin/import", "/admin/units", "/admin/people", "/admin/export.xlsx"] {
            guan.get(path).await.is(200);
            mara.get(path).await.is(404);
            visitor.get(path).await.is(303);
        }
        let moving = format!("/admin/units/{}/move", cast.second);
        mara.post(&moving, &[("superior", &cast.first.to_string())]).await.is(404);
        mara.post(&format!("/admin/people/{}/invitations", cast.yi), &[]).await.is(404);
        mara.upload("/admin/import", "a.csv", b"x", &[]).await.is(404);
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
        let guan = Browser::of(t, cast.guan).await;
        guan.get(&format!("/admin/people?unit={}", cast.first)).await.shows("易示员").shows("公开经办岗").shows("没有岗位");
        let page = guan.post(&format!("/admin/people/{}/invitations", cast.yi), &[]).await;
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
