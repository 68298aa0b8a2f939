//! A passkey in a real browser, with an authenticator that the driver puts into it.

use app::account::passkey::{Party, passkeys};
use testkit::{TestApp, cast, session_of};

use crate::driver::Browser;

const PASSWORD: &str = "这是一句足够长的测试用口令";

/// Takes one up on the account's page, leaves, comes back by it, and removes it.
pub(crate) async fn of_one_person(t: &TestApp, browser: &Browser) {
    let cast = cast(t).await;
    let session = session_of(t, cast.yi, PASSWORD).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let app = t.app.clone().with_party(Party::at(&address));
    let router = web::router(web::Site::new(app.clone(), "示例机关"));
    #[expect(
        clippy::disallowed_methods,
        reason = "the server of a test, which ends with it"
    )]
    tokio::spawn(async move { axum::serve(listener, router).await });
    browser.open(&address).await;
    browser.put_in_an_authenticator().await;
    browser.cookie("gongkai_session", &session).await;

    browser.open(&(address.clone() + "/account/passkeys")).await;
    browser.fill("#name", "示例手机").await;
    browser.fill("#password", PASSWORD).await;
    browser.send("form[data-passkey] button").await;
    assert_eq!(browser.path().await, "/account/passkeys");
    assert!(browser.text().await.contains("通行密钥已经登记"));
    browser.picture("passkeys").await;
    let taken = passkeys(&app, cast.yi).await.unwrap();
    assert_eq!(taken.len(), 1);

    browser.leave().await;
    browser
        .open(&(address.clone() + "/sign-in?back=%2Faccount%2Fpasskeys"))
        .await;
    browser.picture("sign-in-by-passkey").await;
    browser.send("form[data-passkey] button").await;
    assert_eq!(browser.path().await, "/account/passkeys");
    browser.send("form[action$='/removal'] button").await;
    assert_eq!(passkeys(&app, cast.yi).await.unwrap(), []);
}
