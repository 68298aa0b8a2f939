//! Signing in by another system, on the pages: where it leads, what is kept, and what is said when it does not work.

use std::time::Duration;

use app::account::provider::{Agreement, Provider};
use axum::http::header::{LOCATION, SET_COOKIE};
use testkit::{World, on_both_engines};

use crate::browser::Browser;

/// A provider that nobody is at home at.
fn nobody_home() -> Provider {
    Provider::new(Agreement {
        issuer: "http://127.0.0.1:1".into(),
        client: "gongkai".into(),
        secret: None,
        site: "http://gongkai.example".into(),
        claim: "sub".into(),
        button: "示例统一认证".into(),
        patience: Duration::from_secs(5),
    })
    .unwrap()
}

on_both_engines! {
    async fn the_button_is_there_when_there_is_a_provider_and_the_way_by_password_stays(t: TestApp) {
        World::new(t).await;
        Browser::visitor(t).get("/sign-in").await.is(200).hides("/sign-in/provider");
        Browser::visitor(t).get("/sign-in/provider").await.is(404);
        let visitor = Browser::at(t.app.clone().with_provider(nobody_home()));
        let page = visitor.get("/sign-in?back=%2Funits").await;
        page.is(200).shows("示例统一认证").shows("/sign-in/provider?back=%2Funits").shows("name=\"password\"");
        visitor.get("/sign-in?back=https://evil.example").await.is(200).shows("/sign-in/provider?back=%2F\"");
    }

    async fn a_provider_that_is_away_or_a_return_from_nowhere_is_a_sentence(t: TestApp) {
        World::new(t).await;
        let visitor = Browser::at(t.app.clone().with_provider(nobody_home()));
        visitor.get("/sign-in/provider").await.is(502).shows("暂时没有回应").shows("也可以用编码和密码登录");
        let answer = visitor.get("/sign-in/provider/return?state=abc&code=1").await;
        answer.is(422).shows("已经失效，或者已经用过");
        assert!(!answer.headers.contains_key(SET_COOKIE) && !answer.headers.contains_key(LOCATION));
        visitor.get("/sign-in/provider/return").await.is(422);
        visitor.get("/sign-in/provider/return?error=access_denied&state=abc").await.is(422);
        let english = visitor.keeping(&visitor.get("/taste/lang/en").await);
        english.get("/sign-in/provider").await.is(502).shows("does not answer at present");
    }
}
