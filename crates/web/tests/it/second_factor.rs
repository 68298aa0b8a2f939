//! The second factor, resets and sessions on the pages.

use axum::http::header::SET_COOKIE;
use testkit::{TestApp, World, authenticator, officers, on_both_engines};

use crate::browser::Browser;

const PASSWORD: &str = "这是一句足够长的测试用口令";

/// Takes up a second factor on the page, and answers with its secret and the page with the recovery codes.
async fn enrolled(t: &TestApp, browser: &Browser) -> (String, String) {
    let page = browser.get("/account/second-factor").await;
    page.is(200).shows("<svg class=\"qr\"").hides("data:image");
    let letters = page.text.split("name=\"letters\" value=\"").nth(1).unwrap();
    let letters = letters.split('"').next().unwrap().to_owned();
    let form = |code: &str, password: &str| {
        [
            ("letters", letters.clone()),
            ("code", code.to_owned()),
            ("password", password.to_owned()),
        ]
    };
    let send = async |form: [(&'static str, String); 3]| {
        let fields: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/account/second-factor", &fields).await
    };
    let wrong = send(form("000000", PASSWORD)).await;
    wrong
        .is(422)
        .shows("动态口令或恢复码不正确")
        .shows(&letters)
        .hides(PASSWORD);
    send(form(&authenticator(t, &letters), "不是这个"))
        .await
        .is(422)
        .shows("原密码不正确")
        .shows(&letters);
    let codes = send(form(&authenticator(t, &letters), PASSWORD)).await;
    codes.is(200).shows("第二重验证已经启用");
    t.wait_seconds(30);
    (letters, codes.text)
}

on_both_engines! {
    async fn signing_in_takes_two_steps_and_ends_where_one_wanted_to_be(t: TestApp) {
        let world = World::new(t).await;
        let (letters, codes) = enrolled(t, &Browser::of(t, world.cast.yi).await).await;
        assert_eq!(codes.matches("<code>").count(), 10);
        let visitor = Browser::visitor(t);
        let first = visitor.post("/sign-in", &[("code", "yi"), ("password", PASSWORD), ("back", "/units")]).await;
        assert_eq!(first.is(303).to, "/sign-in/code");
        let visitor = visitor.keeping(&first);
        visitor.get("/account").await.is(303);
        visitor.get("/sign-in/code?back=%2Funits").await.is(200).shows("value=\"/units\"");
        visitor.post("/sign-in/code", &[("code", "123"), ("back", "/units")]).await.is(422).shows("不正确").shows("value=\"/units\"");
        let second = visitor.post("/sign-in/code", &[("code", &authenticator(t, &letters)), ("back", "/units")]).await;
        assert_eq!(second.is(303).to, "/units");
        visitor.keeping(&second).get("/account").await.is(200).shows("已启用").shows("剩余恢复码 10");
        Browser::visitor(t).post("/sign-in/code", &[("code", "123456")]).await.is(303);
    }

    async fn a_foreign_place_is_not_where_the_second_step_leads(t: TestApp) {
        let world = World::new(t).await;
        let (letters, _) = enrolled(t, &Browser::of(t, world.cast.yi).await).await;
        let visitor = Browser::visitor(t);
        let first = visitor.post("/sign-in", &[("code", "yi"), ("password", PASSWORD), ("back", "//evil.example")]).await;
        let visitor = visitor.keeping(&first);
        let second = visitor.post("/sign-in/code", &[("code", &authenticator(t, &letters)), ("back", "//evil.example")]).await;
        assert_eq!(second.is(303).to, "/");
    }

    async fn a_reset_goes_from_one_administrator_to_the_other_and_to_its_person(t: TestApp) {
        let world = World::new(t).await;
        officers(t).await;
        let cast = world.cast;
        Browser::of(t, cast.yi).await;
        let (guan, an) = (Browser::of(t, cast.guan).await, Browser::of(t, cast.an).await);
        guan.get(&format!("/admin/people?unit={}", cast.first)).await.shows("/reset\"");
        let asking = format!("/admin/people/{}/reset", cast.yi);
        guan.get(&asking).await.is(200).shows("为 易示员（yi）提出重置").shows("现在什么都不改变");
        guan.post(&asking, &[("second_factor", "1")]).await.is(303);
        guan.post(&asking, &[("second_factor", "1")]).await.is(409).shows("正在等待确认").shows(" checked");
        let page = an.get("/admin/resets").await;
        page.is(200).shows("关示理 提出").shows("并取消第二重验证").shows("确认并生成链接");
        guan.get("/admin/resets").await.is(200).hides("确认并生成链接").shows("撤回");
        let id = page.text.split("/admin/resets/").nth(1).unwrap().split('/').next().unwrap();
        guan.post(&format!("/admin/resets/{id}/confirmation"), &[]).await.is(404);
        let done = an.post(&format!("/admin/resets/{id}/confirmation"), &[]).await;
        done.is(200).shows("易示员 的重置链接");
        an.post(&format!("/admin/resets/{id}/confirmation"), &[]).await.is(409).shows("已经办结").shows("安示保 已确认");
        let link = done.text.split_once("http://gongkai.example").unwrap().1.split('"').next().unwrap();
        let visitor = Browser::visitor(t);
        visitor.get(link).await.is(200).shows("这是重置链接");
        visitor.post(link, &[("new", "换成另外一句足够长的口令"), ("again", "换成另外一句足够长的口令")]).await.is(303);
        let sheng = Browser::of(t, cast.sheng).await;
        sheng.get("/admin/journal").await.shows("提出重置").shows("重置办结");
        for nobody in [&sheng, &Browser::of(t, cast.mara).await] {
            nobody.get("/admin/resets").await.is(404);
            nobody.get(&asking).await.is(404);
            nobody.post(&asking, &[]).await.is(404);
        }
    }

    async fn somebody_ends_a_session_on_the_page(t: TestApp) {
        let world = World::new(t).await;
        let here = Browser::of(t, world.cast.yi).await;
        let there = Browser::visitor(t);
        let there = there.keeping(&there.post("/sign-in", &[("code", "yi"), ("password", PASSWORD)]).await);
        let page = here.get("/account").await;
        page.shows("登录的设备").shows("本设备").shows("结束其他所有设备的登录");
        let path = page.text.split("action=\"/account/sessions/").nth(1).unwrap().split('"').next().unwrap();
        there.get("/account").await.is(200);
        here.post(&format!("/account/sessions/{path}"), &[]).await.is(303);
        there.get("/account").await.is(303);
        here.get("/account").await.is(200).hides("结束其他所有设备的登录");
        here.post("/account/sessions/nonsense/end", &[]).await.is(404);
    }

    async fn over_tls_the_cookies_of_a_session_never_leave_it(t: TestApp) {
        let world = World::new(t).await;
        Browser::of(t, world.cast.yi).await;
        let form = [("code", "yi"), ("password", PASSWORD)];
        let cookies = |answer: &crate::browser::Answer| -> Vec<String> {
            answer.headers.get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect()
        };
        let plain = Browser::visitor(t).post("/sign-in", &form).await;
        assert!(cookies(&plain).iter().all(|cookie| !cookie.contains("Secure") && cookie.contains("HttpOnly")));
        let forged = Browser::visitor(t).over_tls().post("/sign-in", &form).await;
        assert!(cookies(&forged).iter().all(|cookie| !cookie.contains("Secure")), "nobody's proxy");
        let proxied = Browser::behind_proxy(t).over_tls();
        let answer = proxied.post("/sign-in", &form).await;
        let all = cookies(&answer);
        assert!(all.iter().all(|cookie| cookie.starts_with("__Host-") && cookie.contains("; Secure")), "{all:?}");
        proxied.keeping(&answer).get("/account").await.is(200);
        let name = |cookie: &str| cookie.replace("__Host-", "");
        let stripped = Browser::behind_proxy(t).over_tls().with_cookie(&name(all[0].split(';').next().unwrap()));
        stripped.get("/account").await.is(303);
    }
}
