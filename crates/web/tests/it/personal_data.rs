//! One's own data, on the page and in the file.

use std::io::{Cursor, Read};

use axum::body::to_bytes;
use testkit::{World, on_both_engines};

use crate::browser::Browser;

const PASSWORD: &str = "这是一句足够长的测试用口令";

/// The text of a file in the .zip that somebody takes along.
async fn taken(browser: &Browser, name: &str) -> String {
    let answer = browser
        .post_raw("/account/personal-data", &[("password", PASSWORD)])
        .await;
    assert_eq!(answer.status(), 200);
    let headers = answer.headers().clone();
    assert_eq!(headers["content-type"], "application/zip");
    assert!(
        headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    assert_eq!(headers["cache-control"], "no-store");
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

on_both_engines! {
    async fn somebody_takes_their_data_along_in_their_language(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        yi.get("/account").await.is(200).shows("href=\"/account/personal-data\"");
        yi.get("/account/personal-data").await.is(200).shows("谁会知道").shows("下载个人信息");
        let roster = taken(&yi, "01 人员登记.csv").await;
        assert!(roster.starts_with("\u{feff}编码,姓名,单位,党员,在册\r\nyi,易示员,"), "{roster}");
        assert!(taken(&yi, "18 办理记录.csv").await.contains("导出个人信息"));
        let in_english = yi.keeping(&yi.get("/taste/lang/en").await);
        let deeds = taken(&in_english, "18 What you did.csv").await;
        assert!(deeds.contains("Own data taken along"), "{deeds}");
    }

    async fn a_wrong_password_brings_the_page_back_and_a_stranger_signs_in_first(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        yi.post("/account/personal-data", &[("password", "不是这个")]).await.is(422).shows("原密码不正确").hides("不是这个");
        Browser::visitor(t).get("/account/personal-data").await.is(303);
        Browser::visitor(t).post("/account/personal-data", &[("password", PASSWORD)]).await.is(303);
    }
}
