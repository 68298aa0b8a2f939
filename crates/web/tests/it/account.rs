//! Signing in and out, the first password, and one's own account.

use app::account;
use axum::http::header::{LOCATION, SET_COOKIE};
use testkit::{World, on_both_engines};

use crate::browser::{Answer, Browser};

const PASSWORD: &str = "这是一句足够长的测试用口令";

/// Where a redirect goes, the whole address.
fn to(answer: &Answer) -> &str {
    answer.headers[LOCATION].to_str().unwrap()
}

fn form<'f>(code: &'f str, password: &'f str, back: &'f str) -> [(&'static str, &'f str); 3] {
    [("code", code), ("password", password), ("back", back)]
}

on_both_engines! {
    async fn after_signing_in_one_is_where_one_wanted_to_be(t: TestApp) {
        let world = World::new(t).await;
        Browser::of(t, world.cast.yi).await;
        let visitor = Browser::visitor(t);
        let asked = visitor.get("/account?changed=0").await;
        assert_eq!(to(&asked), "/sign-in?back=%2Faccount%3Fchanged%3D0");
        visitor.get(to(&asked)).await.is(200).shows("value=\"/account?changed=0\"");
        let answer = visitor.post("/sign-in", &form("yi", PASSWORD, "/account?changed=0")).await;
        assert_eq!(to(answer.is(303)), "/account?changed=0");
        let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    }

    async fn nobody_is_sent_to_another_host_after_signing_in(t: TestApp) {
        let world = World::new(t).await;
        let browser = Browser::of(t, world.cast.yi).await;
        for back in ["https://example.org/", "//example.org", "/\\example.org", "/\t/example.org"] {
            let answer = browser.post("/sign-in", &form("yi", PASSWORD, back)).await;
            assert_eq!(to(&answer), "/", "{back}");
            let answer = browser.get(&format!("/sign-in?back={}", web::paths::escaped(back))).await;
            assert_eq!(to(&answer), "/", "{back}");
        }
    }

    async fn a_wrong_password_keeps_the_code_and_five_of_them_close_the_door_for_a_while(t: TestApp) {
        let world = World::new(t).await;
        Browser::of(t, world.cast.yi).await;
        let visitor = Browser::visitor(t);
        for _ in 0..5 {
            let wrong = visitor.post("/sign-in", &form("yi", "不是这个", "/units")).await;
            wrong.is(422).shows("value=\"yi\"").shows("value=\"/units\"").hides("不是这个").shows("role=\"alert\"");
        }
        visitor.post("/sign-in", &form("yi", PASSWORD, "/")).await.is(429).shows("暂停登录").shows("分钟后再试");
        t.wait_seconds(11 * 60);
        visitor.post("/sign-in", &form("yi", PASSWORD, "/")).await.is(303);
    }

    async fn an_unknown_person_and_a_wrong_password_are_the_same_answer(t: TestApp) {
        let world = World::new(t).await;
        Browser::of(t, world.cast.yi).await;
        let visitor = Browser::visitor(t);
        let known = visitor.post("/sign-in", &form("yi", "不是这个", "/")).await;
        let unknown = visitor.post("/sign-in", &form("xx", "不是这个", "/")).await;
        assert_eq!(known.text.replace("\"yi\"", "…"), unknown.text.replace("\"xx\"", "…"));
    }

    async fn a_first_sign_in_link_works_once_and_then_says_what_to_do(t: TestApp) {
        let world = World::new(t).await;
        let link = web::paths::welcome(&account::invite(&t.app, None, world.cast.er).await.unwrap());
        let visitor = Browser::visitor(t);
        visitor.get(&link).await.is(200).shows("尔示员，您好。");
        let differ = [("new", PASSWORD), ("again", "另一句足够长的测试用口令")];
        visitor.post(&link, &differ).await.is(422).shows("两次输入的密码不一致").shows("href=\"#again\"");
        visitor.post(&link, &[("new", "短"), ("again", "短")]).await.is(422).shows("至少需要 12 个");
        let right = [("new", PASSWORD), ("again", PASSWORD)];
        assert!(visitor.post(&link, &right).await.is(303).headers.contains_key(SET_COOKIE));
        for answer in [visitor.get(&link).await, visitor.post(&link, &right).await] {
            answer.is(404).shows("这个链接已经失效").shows("重新发一个链接");
        }
    }

    async fn a_changed_password_ends_every_other_session_but_not_this_visit(t: TestApp) {
        let world = World::new(t).await;
        let browser = Browser::of(t, world.cast.yi).await;
        let new = "换成另外一句足够长的口令";
        let change = |old, new, again| [("old", old), ("new", new), ("again", again)];
        browser.post("/account/password", &change("不是这个", new, new)).await.is(422).shows("原密码不正确");
        browser.post("/account/password", &change(PASSWORD, new, "别的")).await.is(422).shows("不一致");
        let answer = browser.post("/account/password", &change(PASSWORD, new, new)).await;
        assert_eq!(to(answer.is(303)), "/account?changed=1");
        browser.get("/account").await.is(303);
        let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
        let session = cookie.strip_prefix("gongkai_session=").unwrap().split(';').next().unwrap();
        assert_eq!(account::whose(&t.app, session).await.unwrap(), Some(world.cast.yi));
    }

    async fn who_guesses_the_old_password_has_to_wait_like_at_the_door(t: TestApp) {
        let world = World::new(t).await;
        let browser = Browser::of(t, world.cast.yi).await;
        let new = "换成另外一句足够长的口令";
        let change = |old| [("old", old), ("new", new), ("again", new)];
        for _ in 0..5 {
            browser.post("/account/password", &change("不是这个")).await.is(422).shows("原密码不正确");
        }
        browser.post("/account/password", &change(PASSWORD)).await.is(429).shows("分钟后再试");
        browser.post("/sign-in", &form("yi", PASSWORD, "/")).await.is(429);
        t.wait_seconds(11 * 60);
        browser.post("/sign-in", &form("yi", PASSWORD, "/")).await.is(303);
    }

    async fn a_token_is_shown_once_and_ends_when_it_is_taken_back(t: TestApp) {
        let world = World::new(t).await;
        let browser = Browser::of(t, world.cast.yi).await;
        let page = browser.post("/account/tokens", &[("label", "门户同步")]).await;
        let token = page.is(200).text.split("value=\"gk_").nth(1).unwrap().split('"').next().unwrap();
        let token = format!("gk_{token}");
        assert_eq!(account::bearer(&t.app, &token).await.unwrap(), Some(world.cast.yi));
        browser.get("/account").await.shows("门户同步").hides(&token);
        let id = account::tokens(&t.app, world.cast.yi).await.unwrap()[0].id;
        let other = Browser::of(t, world.cast.er).await;
        other.post(&format!("/account/tokens/{id}/revocation"), &[]).await.is(404);
        browser.post(&format!("/account/tokens/{id}/revocation"), &[]).await.is(303);
        assert_eq!(account::bearer(&t.app, &token).await.unwrap(), None);
        browser.post("/account/tokens", &[("label", " ")]).await.is(422).shows("role=\"alert\"");
    }

    async fn signing_out_ends_the_session_here_and_at_the_platform(t: TestApp) {
        let world = World::new(t).await;
        let browser = Browser::of(t, world.cast.yi).await;
        browser.get("/account").await.is(200);
        let answer = browser.post("/sign-out", &[]).await;
        assert!(answer.headers[SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(browser.get("/account").await.to, "/sign-in");
        browser.post("/account/tokens", &[("label", "x")]).await.is(303);
    }

    async fn large_type_is_a_cookie_and_nothing_else(t: TestApp) {
        let visitor = Browser::visitor(t);
        let answer = visitor.get("/taste/large/1").await;
        assert_eq!(to(answer.is(303)), "/");
        assert!(answer.headers[SET_COOKIE].to_str().unwrap().starts_with("gongkai_large=1"));
    }
}
