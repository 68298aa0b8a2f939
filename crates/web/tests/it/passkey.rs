//! Passkeys on the pages: where they are offered, and what is said where they are not.

use app::account::passkey::Party;
use testkit::{TestApp, World, on_both_engines};

use crate::browser::Browser;

/// The platform at an address where browsers have passkeys.
fn secure(t: &TestApp) -> app::App {
    t.app.clone().with_party(Party::at("https://gongkai.example"))
}

on_both_engines! {
    async fn on_plain_http_the_page_says_why_there_are_none(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        yi.get("/account").await.is(200).shows("通行密钥只能用在 https 地址上").hides("/account/passkeys");
        yi.get("/account/passkeys").await.is(200).shows("通行密钥只能用在 https 地址上").hides("data-passkey");
        yi.post("/account/passkeys/challenge", &[]).await.is(404);
        let visitor = Browser::visitor(t);
        visitor.get("/sign-in").await.is(200).hides("passkey");
        visitor.post("/sign-in/passkey/challenge", &[]).await.is(404);
    }

    async fn at_a_secure_address_they_are_offered_and_each_question_is_a_new_one(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let yi = Browser::at(secure(t)).with_cookie(&yi.cookie());
        yi.get("/account").await.is(200).shows("href=\"/account/passkeys\"");
        yi.get("/account/passkeys").await.is(200).shows("data-origin=\"https://gongkai.example\"").shows("还没有通行密钥");
        let asked = yi.post("/account/passkeys/challenge", &[]).await;
        asked.is(200).shows("\"rp\":{\"id\":\"gongkai.example\"").shows("\"name\":\"yi\"");
        let visitor = Browser::at(secure(t));
        visitor.get("/sign-in?back=%2Funits").await.is(200).shows("/sign-in/passkey/challenge").shows("用通行密钥登录");
        visitor.get("/sign-in/code").await.is(200).hides("data-passkey");
        let one = visitor.post("/sign-in/passkey/challenge", &[]).await;
        let two = visitor.post("/sign-in/passkey/challenge", &[]).await;
        one.is(200).shows("\"userVerification\":\"required\"");
        assert_ne!(one.text, two.text);
        visitor.get("/account/passkeys").await.is(303);
    }

    async fn what_does_not_hold_brings_the_page_back_with_what_was_typed(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let yi = Browser::at(secure(t)).with_cookie(&yi.cookie());
        let form = |password| [("name", "示例手机"), ("password", password), ("client", "e30"), ("attestation", "oA")];
        yi.post("/account/passkeys", &form("不是这个")).await.is(422).shows("原密码不正确").shows("value=\"示例手机\"");
        let right = form("这是一句足够长的测试用口令");
        yi.post("/account/passkeys", &right).await.is(422).shows("没有通过校验").shows("value=\"示例手机\"");
        let nothing = ["credential", "client", "authenticator", "signature", "user"].map(|name| (name, ""));
        Browser::at(secure(t)).post("/sign-in/passkey", &nothing).await.is(422).shows("没有通过校验");
        Browser::at(secure(t)).post("/sign-in/code/passkey", &nothing).await.is(303);
        yi.post("/account/passkeys/nonsense/removal", &[]).await.is(404);
    }
}
