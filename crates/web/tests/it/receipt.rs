//! Receipts for readers: the page that verifies, and the file that needs nothing else.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use jiff::tz::{TimeZone, offset};
use ledger::policy::Policy;
use ledger::receipt::Receipt;
use testkit::on_both_engines;
use web::receipt::Sheet;
use web::texts::Lang;

use crate::browser::Browser;

fn vector(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/vectors/receipts");
    std::fs::read(folder.join(name)).unwrap()
}

fn policy() -> Policy {
    Policy::parse(&vector("all.policy")).unwrap()
}

/// The file of a receipt of a million leaves.
fn sheet(receipt: &Receipt, lang: Lang) -> web::Result<String> {
    let (policy, zone) = (policy(), TimeZone::fixed(offset(8)));
    let sheet = Sheet {
        receipt,
        policy: &policy,
        title: "示范路口改造的决定 <b>",
        number: "2026-0007",
        verifier: Some("http://gongkai.example/ledger/verify"),
        lang,
        zone: &zone,
    };
    sheet.to_html()
}

fn whole() -> Receipt {
    Receipt::read(&vector("whole.receipt")).unwrap()
}

on_both_engines! {
    async fn the_page_that_verifies_is_open_to_everybody_and_its_script_comes_from_here(t: TestApp) {
        let visitor = Browser::visitor(t);
        let page = visitor.get("/ledger/verify").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("<form class=\"stack card\" id=\"verifier\" data-policy=\"/ledger/policy\" hidden>"));
        assert!(page.text.contains("<script src=\"/assets/verifier.js\" defer></script>"));
        assert!(page.text.contains("要是说谎"));
        let script = visitor.get("/assets/verifier.js").await;
        assert_eq!(script.status, StatusCode::OK);
        let licences = visitor.get("/assets/verifier.LICENSES.txt").await;
        assert!(licences.text.contains("@noble/curves"));
    }
}

#[test]
fn a_file_says_what_the_receipt_says_in_both_languages() {
    for (lang, words) in [
        (Lang::Zh, ["至迟此时已经存证", "还没有核验", ">公开</dd>"]),
        (
            Lang::En,
            ["Logged at the latest by", "Not verified yet", ">release</dd>"],
        ),
    ] {
        let html = sheet(&whole(), lang).unwrap();
        for said in [
            "示例县示范局",
            "示范路口改造的决定 &#60;b&#62;",
            " 2026-0007</p></header>",
            "2026-09-21 22:13:23 +08:00",
            "log.example/test · 777778 / 1000000",
            "{&#34;title&#34;",
        ]
        .iter()
        .chain(&words)
        {
            assert!(html.contains(said), "{said}");
        }
    }
}

#[test]
fn a_file_asks_for_nothing_from_anywhere() {
    let html = sheet(&whole(), Lang::Zh).unwrap();
    let (head, _) = html.split_once("<script>").unwrap();
    for forbidden in [" src=", " href=", "url(", "@import", "http"] {
        assert!(!head.contains(forbidden), "{forbidden}");
    }
    assert!(html.len() < 250 * 1024, "{} bytes", html.len());
}

#[test]
fn a_receipt_that_does_not_hold_makes_no_file() {
    let receipt = Receipt::read(&vector("cosignature.receipt")).unwrap();
    assert!(sheet(&receipt, Lang::Zh).is_err());
}

#[test]
fn a_receipt_that_is_too_long_for_one_picture_says_so() {
    let mut receipt = whole();
    assert!(sheet(&receipt, Lang::Zh).unwrap().contains("<svg"));
    // thirty witnesses instead of three
    let lines = (0..30).map(|number| {
        let witness = ledger::note::KeyName::parse(&format!("witness.example/more-{number}")).unwrap();
        let key = ledger::cosignature::WitnessKey::from_seed(witness, &[number; 32]).unwrap();
        let checkpoint = ledger::checkpoint::Checkpoint::parse(receipt.proof.note().text()).unwrap();
        let nothing = ledger::tree::Head::empty::<ledger::hash::Sha256>();
        key.cosign(nothing, &checkpoint, &[], 5).unwrap()
    });
    let earlier = receipt
        .proof
        .note()
        .clone()
        .with(lines.collect::<Vec<_>>())
        .unwrap();
    let hashes = receipt.proof.hashes().to_vec();
    let extra = receipt.proof.extra().map(<[u8]>::to_vec);
    receipt.proof = ledger::proof::Proof::new(extra, receipt.proof.index(), hashes, earlier).unwrap();
    let html = sheet(&receipt, Lang::Zh).unwrap();
    assert!(!html.contains("<svg") && html.contains("装不进一个二维码"));
}

#[test]
#[ignore = "writes the file into RECEIPT_OUT, to be looked at"]
fn write_the_file() {
    let Some(folder) = std::env::var_os("RECEIPT_OUT").map(PathBuf::from) else {
        return;
    };
    for (name, lang) in [("zh.html", Lang::Zh), ("en.html", Lang::En)] {
        std::fs::write(folder.join(name), sheet(&whole(), lang).unwrap()).unwrap();
    }
}
