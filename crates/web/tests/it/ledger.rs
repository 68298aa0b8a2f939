//! The ledger on the pages: the public log as files, how it stands, receipts, and waiting for a signature.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE,
};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use domain::audience::Token;
use domain::ids::{DisclosureId, PlanId};
use domain::rulebook::Entry;
use domain::words::{Authority, ReviewKind, Scope, Track};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::WitnessKey;
use ledger::hash::{HashFunction, Sha256, Sm3};
use ledger::note::{KeyName, Note};
use ledger::policy::Policy;
use ledger::proof::Proof;
use ledger::receipt::{Receipt, SKEW};
use ledger::record::FieldId;
use ledger::tree::Head;
use testkit::{Ledger, TestApp, World, officers, on_both_engines, proposal};
use tower::ServiceExt;
use web::{Site, paths};

use crate::browser::Browser;

/// An entry whose disclosures may be for the unit alone.
async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.review == [ReviewKind::Secrecy, ReviewKind::Check]
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
    };
    world.entry(Track::Party, fits).await
}

/// Something is released to the first branch.
async fn released(world: &World<'_>, title: &str) -> DisclosureId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, title).await;
    let text = proposal(&entry, title, &[Token::Unit(world.cast.first)]);
    world.released(matter, entry.stages[0].stage, text).await
}

/// A plan that waits for its approver.
async fn reviewed(world: &World<'_>, title: &str) -> PlanId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, title).await;
    let text = proposal(&entry, title, &[Token::Unit(world.cast.first)]);
    world.reviewed(matter, entry.stages[0].stage, text).await
}

async fn ask(router: &Router, request: Builder) -> (StatusCode, HeaderMap, Vec<u8>) {
    let answer = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (head, body) = answer.into_parts();
    (
        head.status,
        head.headers,
        to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    )
}

/// Every file in a folder, by its path there.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    found
}

/// Somebody who has seen the log.
fn witness() -> WitnessKey {
    WitnessKey::from_seed(KeyName::parse("witness.example/archive").unwrap(), &[7; 32]).unwrap()
}

/// Believing the log when a witness does.
fn policy(ledger: &Ledger, witness: &WitnessKey) -> Policy {
    let [key, _] = ledger.signer.verifiers();
    let text = format!(
        "log {key}\nwitness 示例档案馆 {}\nquorum 示例档案馆\n",
        witness.verifier()
    );
    Policy::parse(text.as_bytes()).unwrap()
}

/// The witness cosigns the newest head at a time, in seconds.
async fn cosigned(t: &TestApp, ledger: &Ledger, time: u64) {
    let state = app::ledger::state(&ledger.app).await.unwrap();
    let note = Note::parse(state.checkpoint.unwrap().as_bytes()).unwrap();
    let checkpoint = Checkpoint::parse(note.text()).unwrap();
    let line = witness()
        .cosign(Head::empty::<Sha256>(), &checkpoint, &[], time)
        .unwrap();
    let by_the_log = note
        .signatures()
        .iter()
        .filter(|one| one.name().as_str() == checkpoint.origin());
    let note = Note::new(note.text(), by_the_log.cloned().chain([line]).collect()).unwrap();
    let at = time * 1_000_000;
    let script = format!(
        "update ledger_checkpoint set confirmed = '{note}', confirmed_at = {at}, refreshed = '{note}', refreshed_at = {at}
         where size = {}",
        state.size
    );
    t.behind_the_back(&script).await;
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

on_both_engines! {
    async fn the_log_is_served_as_its_files_lie(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        ledger.step().await.unwrap();
        released(&world, "示例公示").await;
        ledger.step().await.unwrap();
        let router = web::router(Site::new(ledger.app.clone(), "示例机关"));
        let files = files(&ledger.log);
        assert!(5 < files.len(), "{files:?}");
        for (path, bytes) in files {
            let address = format!("/log/{path}");
            let (status, headers, body) = ask(&router, Request::get(&address).header(ACCEPT_ENCODING, "gzip")).await;
            assert_eq!((status, &body), (StatusCode::OK, &bytes), "{path}");
            let [kind, kept] = match path.as_str() {
                "checkpoint" => ["text/plain; charset=utf-8", "public, max-age=2"],
                _ => ["application/octet-stream", "public, max-age=31536000, immutable"],
            };
            assert_eq!((&headers[CONTENT_TYPE], &headers[CACHE_CONTROL]), (&kind.parse().unwrap(), &kept.parse().unwrap()));
            assert_eq!(headers[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
            assert!(!headers.contains_key(CONTENT_ENCODING) && !headers.contains_key(SET_COOKIE), "{headers:?}");
            let (status, _, body) = ask(&router, Request::get(&address).header(IF_NONE_MATCH, &headers[ETAG])).await;
            assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
            let (status, _, _) = ask(&router, Request::get(&address).header(IF_NONE_MATCH, "\"other\"")).await;
            assert_eq!(status, StatusCode::OK);
            let (status, headers, body) = ask(&router, Request::head(&address)).await;
            assert_eq!((status, body.len()), (StatusCode::OK, 0));
            assert_eq!(headers[CONTENT_LENGTH], bytes.len().to_string());
        }
    }

    async fn nothing_else_of_the_folder_is_served(t: TestApp) {
        World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let router = web::router(Site::new(ledger.app.clone(), "示例机关"));
        let (status, headers, _) = ask(&router, Request::get("/log/checkpoint")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        // a page of another host has to see that it is not there
        assert_eq!(headers[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        ledger.step().await.unwrap();
        let size = app::ledger::state(&ledger.app).await.unwrap().size;
        let bytes = std::fs::read(ledger.log.join(format!("tile/0/000.p/{size}"))).unwrap();
        // what was made and never signed, and what somebody left there
        for stray in [&format!("tile/0/000.p/{}", size + 1), "tile/0/000", "policy", ".new", "sm3/checkpoint"] {
            let place = ledger.log.join(stray);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, &bytes).unwrap();
            let (status, ..) = ask(&router, Request::get(format!("/log/{stray}"))).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{stray}");
        }
        for strange in [
            format!("tile/00/000.p/{size}"), format!("tile%2F0/000.p/{size}"), format!("tile/0/000.p/0{size}"),
            format!("./tile/0/000.p/{size}"), format!("sm3/tile/entries/000.p/{size}"), "../signer/head".into(),
            "%2e%2e/signer/head".into(), "tile/0/000.p".into(), "tile/0/999".into(), "tile".into(),
        ] {
            let (status, ..) = ask(&router, Request::get(format!("/log/{strange}"))).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{strange}");
        }
        let bare = web::router(Site::new(t.app.clone(), "示例机关"));
        assert_eq!(ask(&bare, Request::get("/log/checkpoint")).await.0, StatusCode::NOT_FOUND);
    }

    async fn nothing_of_a_restricted_disclosure_shows_in_the_log_or_on_its_page(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let yi = Browser::of(t, world.cast.yi).await.at_platform(ledger.app.clone());
        let id = released(&world, "内部示例公示").await;
        ledger.step().await.unwrap();
        let document = yi.get(&format!("/disclosures/{id}/document.json")).await.is(200).text.clone();
        assert!(document.contains("内部示例公示"));
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        let bytes = yi.get(&format!("/disclosures/{id}/document.json")).await.text.into_bytes();
        let (sha256, sm3) = (Sha256::hash(&[&bytes]), Sm3::hash(&[&bytes]));
        let number = document["number"].as_str().unwrap();
        let words: [&[u8]; 6] =
            ["内部示例公示".as_bytes(), number.as_bytes(), id.0.as_bytes(), &sha256.0, &sm3.0, "支部委员会".as_bytes()];
        let visitor = Browser::at(ledger.app.clone());
        let pages = [visitor.get("/ledger").await.text.clone(), visitor.get("/ledger/policy").await.text.clone()];
        let pages = pages.map(|page| ("a page".to_owned(), page.into_bytes()));
        for (name, bytes) in files(&ledger.log).into_iter().chain(pages) {
            for word in words {
                assert!(!contains(&bytes, word), "{name} has {:?}", String::from_utf8_lossy(word));
            }
            assert!(!contains(&bytes, sha256.to_string().as_bytes()), "{name}");
        }
    }

    async fn whoever_reads_a_disclosure_takes_its_receipt_and_nobody_else_does(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        ledger.step().await.unwrap();
        let id = released(&world, "示例公示").await;
        let page = paths::disclosure(&id);
        let taken = ["/receipt", "/receipt.receipt", "/receipt.tlog-proof", "/document.json", "/receipt.html"].map(|file| page.clone() + file);
        let yi = Browser::of(t, world.cast.yi).await.at_platform(ledger.app.clone());
        let visitor = Browser::at(ledger.app.clone());
        let missing = "/disclosures/00000000-0000-0000-0000-000000000000";
        let (nothing, no_page) = (visitor.get(missing).await.text.clone(), yi.get(missing).await.text.clone());
        for address in [&taken[..], std::slice::from_ref(&page)].concat() {
            assert_eq!(yi.get(&address).await.is(404).text, no_page, "before it is signed: {address}");
        }
        ledger.step().await.unwrap();
        for address in &taken {
            assert_eq!(visitor.get(address).await.is(404).text, nothing, "a visitor: {address}");
        }
        let policy = visitor.get("/ledger/policy").await.is(200).text.clone();
        let policy = Policy::parse(policy.as_bytes()).unwrap();
        let receipt = Receipt::read(yi.get(&taken[1]).await.is(200).text.as_bytes()).unwrap();
        let verdict = receipt.verify(&policy, SKEW).unwrap();
        let number = verdict.index + 1;
        yi.get(&page).await.is(200).shows(&format!("第 {number} 号，2026-03-02 09:00 记入")).shows(&taken[0]);
        let shown = yi.get(&taken[0]).await;
        shown.is(200).shows("示例公示").shows(&format!("ledger.example/demo · {number} / ")).shows("还没有约定见证方").hides("时间存疑");
        let digest = verdict.value(FieldId::CONTENT_SHA256).unwrap();
        shown.shows(&digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        let document = yi.get(&taken[3]).await.is(200).text.clone().into_bytes();
        assert_eq!(receipt.document.as_ref(), Some(&document));
        let sheet = yi.get(&format!("{page}/receipt.html")).await;
        sheet.is(200).shows("示例公示").shows("<svg").shows("gk-receipt");
        let policy = sheet.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'sha256-") && !policy.contains("unsafe") && !policy.contains("'self'"), "{policy}");
        let proof = Proof::parse(yi.get(&taken[2]).await.is(200).text.as_bytes()).unwrap();
        assert_eq!(proof, receipt.proof);
        // a node that does not have the log says so
        let elsewhere = yi.at_platform(t.app.clone());
        elsewhere.get(&taken[0]).await.is(200).shows("回执还没有做好");
        assert_eq!(elsewhere.get(&taken[1]).await.is(404).text, no_page);
        elsewhere.get("/ledger").await.is(200).shows("本节点不提供日志文件");
    }

    async fn what_witnesses_saw_stands_on_the_disclosure_and_its_receipt(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let app = ledger.app.clone().with_policy(policy(&ledger, &witness()));
        let yi = Browser::of(t, world.cast.yi).await.at_platform(app);
        let id = released(&world, "示例公示").await;
        ledger.step().await.unwrap();
        let (page, receipt) = (paths::disclosure(&id), paths::receipt(&id));
        yi.get(&page).await.is(200).shows("记入，等待见证");
        yi.get(&receipt).await.is(200).shows("已存证，等待见证方确认").shows("没有见证，无从证明").hides("时间存疑");
        // 2 March 2026, 09:00:30 in Shanghai
        cosigned(t, &ledger, 1_772_413_230).await;
        yi.get(&page).await.is(200).shows("2026-03-02 09:00 记入，由 示例档案馆 见证");
        yi.get(&receipt).await.is(200).shows("已存证，并经足够的见证方确认").shows("示例档案馆 · 2026-03-02 09:00:30").hides("时间存疑");
        // it was seen an hour before it claims to have happened
        cosigned(t, &ledger, 1_772_409_600).await;
        yi.get(&receipt).await.is(200).shows("时间存疑");
    }

    async fn before_the_ledger_began_pages_say_nothing_of_it(t: TestApp) {
        let world = World::new(t).await;
        let id = released(&world, "示例公示").await;
        let yi = Browser::of(t, world.cast.yi).await;
        yi.get(&paths::disclosure(&id)).await.is(200).hides("记入").hides("/receipt");
        yi.get(&paths::receipt(&id)).await.is(404);
        yi.get("/ledger").await.is(200).shows("存证尚未启用");
        yi.get("/ledger/policy").await.is(404);
    }

    async fn the_page_of_the_ledger_tells_how_it_stands(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        ledger.step().await.unwrap();
        released(&world, "示例公示").await;
        let state = app::ledger::state(&ledger.app).await.unwrap();
        assert!(0 < state.waiting);
        let visitor = Browser::at(ledger.app.clone());
        let [key, _] = ledger.signer.verifiers();
        let page = visitor.get("/ledger").await;
        page.is(200).shows(&format!("<dd>{}</dd>", state.size)).shows(&format!("<dd>{}</dd>", state.waiting));
        page.shows("2026-03-02 09:00").shows("还没有约定见证方").shows("尚未进行").hides("存证暂时没有继续");
        page.shows(&key.to_string()).shows("/log/checkpoint");
        let trouble = "update ledger_head set trouble = 'signer', troubled_at = 1772413200000000";
        t.behind_the_back(trouble).await;
        visitor.get("/ledger").await.is(200).shows("存证暂时没有继续").shows("自 2026-03-02 09:00 起").shows("签署进程没有应答");
        let witnessed = ledger.app.clone().with_policy(policy(&ledger, &witness()));
        let page = Browser::at(witnessed).get("/ledger").await;
        page.is(200).shows("示例档案馆").shows("尚未确认过").shows("见证方的确认还不够").hides("还没有约定见证方");
    }

    async fn whoever_approves_waits_for_the_signature_and_sees_the_outcome(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let plan = paths::desk_plan(&reviewed(&world, "示例公示").await);
        let pi = Browser::of(t, world.cast.pi).await.at_platform(ledger.app.clone());
        ledger.step().await.unwrap();
        let approval = format!("{plan}/approval");
        let app = ledger.app.clone();
        let approving = async {
            let answer = pi.post(&approval, &[("edition", "1")]).await;
            (answer, app::ledger::state(&app).await.unwrap().waiting)
        };
        let signing = async {
            while ledger.step().await.unwrap() == app::ledger::Step::Idle {
                tokio::task::yield_now().await;
            }
        };
        let ((answer, waiting), ()) = tokio::join!(approving, signing);
        assert_eq!(waiting, 0, "it waited");
        answer.is(303);
        let done = paths::done(&plan, "released");
        pi.get(&done).await.is(200).shows("已批准并公开").shows("/disclosures/").hides("等待存证签署");
    }

    async fn what_is_not_signed_in_time_is_told_calmly(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let plan = paths::desk_plan(&reviewed(&world, "示例公示").await);
        let pi = Browser::of(t, world.cast.pi).await.at_platform(ledger.app.clone());
        pi.post(&format!("{plan}/approval"), &[("edition", "1")]).await.is(303);
        let done = paths::done(&plan, "released");
        let page = pi.get(&done).await;
        page.is(200).shows("等待存证签署").hides("已批准并公开").hides("/disclosures/0");
        ledger.step().await.unwrap();
        pi.get(&done).await.is(200).hides("等待存证签署").shows("已批准并公开");
    }

    async fn the_auditor_sees_the_audits_that_ran_by_themselves(t: TestApp) {
        let world = World::new(t).await;
        officers(t).await;
        let sheng = Browser::of(t, world.cast.sheng).await;
        sheng.get("/admin/audits").await.is(200).shows("还没有自动审计过");
        let id = if t.address.starts_with("postgres") { "gen_random_uuid()" } else { "randomblob(16)" };
        for (at, faults, report) in [("1772413200000000", 0, ""), ("1772416800000000", 2, "leaf 7 bytes: 示例不符")] {
            let run = format!(
                "insert into audit_run (id, began_at, ended_at, is_full, size, faults, report)
                 values ({id}, {at}, {at}, true, 41, {faults}, '{report}')"
            );
            t.behind_the_back(&run).await;
        }
        let page = sheng.get("/admin/audits").await;
        page.is(200).shows("2026-03-02 10:00:00").shows("2 处不符").shows("没有不符").shows("leaf 7 bytes: 示例不符");
        sheng.get("/ledger").await.is(200).hides("示例不符");
        Browser::of(t, world.cast.guan).await.get("/admin/audits").await.is(404);
    }
}
