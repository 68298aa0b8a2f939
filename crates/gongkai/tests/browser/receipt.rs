//! A receipt in the reader's own browser: on the page of the platform, and in a file that needs nothing else.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use ledger::policy::Policy;
use ledger::receipt::Receipt;
use serde_json::json;
use testkit::TestApp;
use web::receipt::Sheet;
use web::texts::Lang;

use crate::driver::Browser;
use crate::people;

fn vector(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/vectors/receipts");
    std::fs::read(folder.join(name)).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(vector(name)).unwrap()
}

/// Puts texts into fields, verifies, and says how many milliseconds that took.
const VERIFY: &str = r##"
    const [fields] = arguments, form = document.querySelector("#verifier");
    return (async () => {
        for (const [name, text] of Object.entries(fields)) form.elements[name].value = text;
        const start = performance.now();
        form.dispatchEvent(new Event("submit", { cancelable: true }));
        await new Promise((done) => setTimeout(done, 0));
        return performance.now() - start;
    })();
"##;

async fn verify(browser: &Browser, fields: serde_json::Value) -> f64 {
    let milliseconds = browser.run(VERIFY, vec![fields]).await;
    milliseconds.as_f64().unwrap()
}

/// The code comes behind the `#`, as a phone's camera brings it; the policy is pasted.
pub(crate) async fn on_the_page(t: &TestApp, browser: &Browser) {
    let address = people::serve(t, "示例机关").await;
    let code = text("whole.code");
    browser.open(&format!("{address}/ledger/verify#{code}")).await;
    let policy = text("all.policy");
    verify(browser, json!({ "policy": policy })).await;
    for words in [
        "属实：已存证，并已得到信任清单所要求的见证。",
        "示例县示范局",
        "log.example/test · 777778 / 1000000",
    ] {
        browser.sees(words).await;
    }
    assert!(!browser.text().await.contains("日志自己提供的信任清单"));
    browser.picture("receipt-verified").await;
    let mut times = Vec::new();
    for _ in 0..9 {
        times.push(verify(browser, json!({})).await);
    }
    times.sort_by(f64::total_cmp);
    assert!(times[4] < 150.0, "{times:?} ms");
    let other = code.replacen('A', "B", 1);
    verify(browser, json!({ "code": other })).await;
    browser.sees("不予认可").await;
    browser.sees("回执不是发出时的样子").await;
    assert!(!browser.text().await.contains("示例县示范局"));
    verify(browser, json!({ "code": code, "policy": "quorum none\n" })).await;
    browser.sees("信任清单里没有这个日志： log.example/test").await;
    verify(browser, json!({ "policy": "" })).await;
    browser.sees("信任清单的格式不对").await;
}

/// Whoever opens it has no platform and no network.
pub(crate) async fn in_one_file(browser: &Browser) {
    let file = std::env::temp_dir().join(format!("gongkai-receipt-{}.html", std::process::id()));
    for (name, said) in [
        ("whole.receipt", "属实"),
        ("late.receipt", "时间存疑：内容已存证并经确认"),
        ("pending.receipt", "已存证，等待确认"),
    ] {
        write(&file, name);
        browser.open(&format!("file://{}", file.display())).await;
        browser.sees(said).await;
        assert!(!browser.text().await.contains("还没有核验"));
        browser.sees("日志自己提供的信任清单").await;
    }
    std::fs::remove_file(&file).unwrap();
}

fn write(file: &PathBuf, name: &str) {
    let receipt = Receipt::read(&vector(name)).unwrap();
    let policy = Policy::parse(&vector("all.policy")).unwrap();
    let sheet = Sheet {
        receipt: &receipt,
        policy: &policy,
        title: "示范路口改造的决定",
        number: "2026-0007",
        verifier: None,
        lang: Lang::Zh,
        zone: &TimeZone::UTC,
    };
    std::fs::write(file, sheet.to_html().unwrap()).unwrap();
}
