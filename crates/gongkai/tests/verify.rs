//! `gongkai verify` as somebody at a shell meets it, over receipts and a log in plain files.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ledger::checkpoint::Checkpoint;
use ledger::hash::{HashFunction, Sha256, Sm3};
use ledger::note::{KeyName, LogKey, Note};
use ledger::policy::Policy;
use ledger::receipt::Receipt;
use ledger::sm2sm3::Sm2Key;
use ledger::tile::{Bundle, Edge, Resource, TileId};
use ledger::tree::{Head, leaf_hash};
use web::receipt::Sheet;
use web::texts::Lang;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/vectors/receipts")
}

/// Somewhere without a platform.
fn verify(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.env("GONGKAI_DATA", "/nowhere").current_dir(vectors());
    command.arg("verify").args(words).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn every_receipt_in_files_gets_the_verdict_that_is_written_there() {
    let cases = std::fs::read(vectors().join("verdicts.json")).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_slice(&cases).unwrap();
    let of_policy = |case: &&serde_json::Value| case["policy"] == "two-of-three.policy";
    for case in cases.iter().filter(of_policy) {
        let (file, verdict) = (case["file"].as_str().unwrap(), &case["verdict"]);
        let output = verify(&[file, "--policy", "two-of-three.policy", "--lang", "en"]);
        let said = stdout(&output);
        let holds = verdict["confirmed"] == true && verdict["contested"] == false;
        assert_eq!(code(&output), i32::from(!holds), "{file}: {said}");
        assert_eq!(said.starts_with("Refused."), verdict.is_null(), "{file}: {said}");
        assert_eq!(
            said.contains("Time contested"),
            verdict["contested"] == true,
            "{file}: {said}"
        );
    }
}

#[test]
fn a_receipt_is_told_in_chinese_with_its_times_in_beijing() {
    let output = verify(&["whole.receipt", "--policy", "all.policy"]);
    let said = stdout(&output);
    assert_eq!(code(&output), 0, "{said}");
    for line in [
        "属实：已存证，并已得到信任清单所要求的见证。",
        "  单位  示例县示范局",
        "  自称时间  2026-09-21 22:13:20 +08:00",
        "  此前尚未存证  2026-09-21 22:13:10 +08:00",
        "  至迟已经存证  2026-09-21 22:13:23 +08:00",
        "  见证  w1 · 2026-09-21 22:13:21 +08:00",
        "  原文  与存证一致",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(!said.contains("没有得到多少证实"), "{said}");
    let without = stdout(&verify(&["without.receipt", "--policy", "all.policy"]));
    assert!(without.contains("自称的时间没有得到多少证实"), "{without}");
    let refused = stdout(&verify(&["cosignature.receipt", "--policy", "all.policy"]));
    assert_eq!(refused, "不予认可。\n  名为 witness.example/w2 的签名是假的。\n");
}

#[test]
fn where_no_witness_is_asked_for_none_is_said_to_have_confirmed() {
    let all = std::fs::read_to_string(vectors().join("all.policy")).unwrap();
    let none: Vec<_> = all.lines().filter(|line| !line.starts_with("quorum")).collect();
    let path = std::env::temp_dir().join(format!("gongkai-none-{}.policy", std::process::id()));
    std::fs::write(&path, format!("{}\nquorum none\n", none.join("\n"))).unwrap();
    let output = verify(&["whole.receipt", "--policy", path.to_str().unwrap()]);
    std::fs::remove_file(&path).unwrap();
    let said = stdout(&output);
    assert_eq!(code(&output), 0, "{said}");
    assert!(
        said.contains("内容没有改动") && said.contains("时间只是单位自己的说法"),
        "{said}"
    );
    assert!(said.contains("  种类  "), "{said}");
    assert!(
        !said.contains("见证方已") && !said.contains("所要求的见证") && !said.contains("证实"),
        "{said}"
    );
}

#[test]
fn nobody_is_believed_who_was_not_named() {
    let output = verify(&["whole.receipt"]);
    assert_eq!(code(&output), 2);
    assert!(stdout(&output).is_empty());
    let no_policy = verify(&["whole.receipt", "--policy", "whole.receipt"]);
    assert_eq!(code(&no_policy), 2);
    assert_eq!(code(&verify(&["no-such.receipt", "--policy", "all.policy"])), 2);
}

#[test]
fn a_document_and_its_attachments_are_compared_with_what_was_recorded() {
    let folder = std::env::temp_dir().join(format!("gongkai-verify-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let whole = std::fs::read(vectors().join("whole.receipt")).unwrap();
    let start = whole.windows(2).position(|two| two == b"{\"").unwrap();
    let document = &whole[start..whole.len() - 50];
    let (document, other) = (file("document", document), file("other", b"{}"));
    let (attached, stranger) = (file("示范.txt", "一页".as_bytes()), file("stranger", b"page"));
    let with = |words: &[&str]| {
        let first = ["whole.code", "--policy", "all.policy", "--document"];
        verify(&[&first, words].concat())
    };
    assert_eq!(code(&with(&[&document])), 0);
    assert_eq!(code(&with(&[&other])), 1);
    let both = with(&[&document, "--attachment", &attached]);
    assert_eq!(code(&both), 0, "{}", stdout(&both));
    assert!(stdout(&both).contains("是记录在案的附件：示范.txt"));
    let neither = with(&[&document, "--attachment", &attached, &stranger]);
    assert_eq!(code(&neither), 1);
    assert!(stdout(&neither).contains("stranger  不是记录在案的附件"));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Somebody who forges the file forges the policy in it as well.
#[test]
fn a_page_that_was_downloaded_is_read_and_its_own_policy_is_not_enough() {
    let read = |name: &str| std::fs::read(vectors().join(name)).unwrap();
    let page = std::env::temp_dir().join(format!("gongkai-verify-{}.html", std::process::id()));
    let write = |name: &str| {
        let sheet = Sheet {
            receipt: &Receipt::read(&read(name)).unwrap(),
            policy: &Policy::parse(&read("two-of-three.policy")).unwrap(),
            title: "示范路口改造的决定",
            number: "2026-0007",
            verifier: None,
            lang: Lang::Zh,
            zone: &jiff::tz::TimeZone::UTC,
        };
        std::fs::write(&page, sheet.to_html().unwrap()).unwrap();
    };
    let path = page.to_str().unwrap();
    write("whole.receipt");
    let alone = verify(&[path]);
    assert_eq!(code(&alone), 1, "{}", stdout(&alone));
    assert!(
        stdout(&alone).contains("密钥取自这个文件本身"),
        "{}",
        stdout(&alone)
    );
    let with_policy = verify(&[path, "--policy", "all.policy"]);
    assert_eq!(code(&with_policy), 0, "{}", stdout(&with_policy));
    write("pending.receipt");
    let pending = verify(&[path, "--policy", "all.policy"]);
    assert_eq!(code(&pending), 1);
    assert!(
        stdout(&pending).starts_with("已存证，等待确认"),
        "{}",
        stdout(&pending)
    );
    std::fs::remove_file(&page).unwrap();
}

/// A log of this many entries in plain files, with both trees, signed by both keys of the log.
fn log_in(folder: &Path, size: u64) -> String {
    let name = |name| KeyName::parse(name).unwrap();
    let key = LogKey::from_seed(name("log.example/test"), &[1; 32]).unwrap();
    let second = Sm2Key::from_secret(name("log.example/test"), &[2; 32]).unwrap();
    let entries: Vec<Vec<u8>> = (0..size).map(|index| index.to_string().into_bytes()).collect();
    for (index, of_tile) in (0..).zip(entries.chunks(256)) {
        let id = TileId::in_tree(0, index, size).unwrap();
        let bundle = Bundle::new(id, of_tile.to_vec()).unwrap();
        write(folder, Resource::Entries(id), &bundle.to_bytes());
    }
    let head = tree::<Sha256>(folder, &entries);
    let sm3 = tree::<Sm3>(&folder.join("sm3"), &entries);
    let checkpoint = Checkpoint::new(key.verifier().name(), head).unwrap();
    let signature = key
        .sign_checkpoint(Head::empty::<Sha256>(), &checkpoint, &[])
        .unwrap();
    let lines = vec![signature, second.sign(&checkpoint, sm3.root).unwrap()];
    let note = Note::new(&checkpoint.to_string(), lines).unwrap().to_string();
    write(folder, Resource::Checkpoint, note.as_bytes());
    let policy = folder.join("policy");
    std::fs::write(&policy, format!("log {}\nquorum none\n", key.verifier())).unwrap();
    policy.to_str().unwrap().to_owned()
}

fn tree<H: HashFunction>(folder: &Path, entries: &[Vec<u8>]) -> Head {
    let mut edge = Edge::<H>::new();
    for entry in entries {
        for tile in edge.append(leaf_hash::<H>(entry)).unwrap() {
            write(folder, Resource::Tile(tile.id()), &tile.to_bytes());
        }
    }
    for tile in edge.tiles() {
        write(folder, Resource::Tile(tile.id()), &tile.to_bytes());
    }
    edge.head()
}

fn write(folder: &Path, resource: Resource, bytes: &[u8]) {
    let path = folder.join(resource.to_string());
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_log_in_a_folder_is_checked_file_by_file_in_both_trees() {
    let folder = std::env::temp_dir().join(format!("gongkai-verify-log-{}", std::process::id()));
    let policy = log_in(&folder, 600);
    let check = || verify(&["--log", folder.to_str().unwrap(), "--policy", &policy]);
    let good = check();
    assert_eq!(code(&good), 0, "{}", stdout(&good));
    assert!(
        stdout(&good).contains("属实：600 条全部在案"),
        "{}",
        stdout(&good)
    );
    assert!(stdout(&good).contains("第二棵树与条目一致"), "{}", stdout(&good));
    for file in [
        "checkpoint",
        "tile/0/000",
        "tile/0/002.p/88",
        "tile/1/000.p/2",
        "tile/entries/001",
        "tile/entries/002.p/88",
        "sm3/tile/0/001",
        "sm3/tile/1/000.p/2",
    ] {
        let path = folder.join(file);
        let bytes = std::fs::read(&path).unwrap();
        let mut other = bytes.clone();
        other[bytes.len() / 2] ^= 1;
        std::fs::write(&path, other).unwrap();
        let changed = check();
        assert_eq!(code(&changed), 1, "{file}: {}", stdout(&changed));
        std::fs::remove_file(&path).unwrap();
        let missing = check();
        let expected = if file == "checkpoint" { 2 } else { 1 };
        assert_eq!(code(&missing), expected, "{file}: {}", stdout(&missing));
        std::fs::write(&path, bytes).unwrap();
    }
    assert_eq!(code(&check()), 0);
    std::fs::remove_dir_all(&folder).unwrap();
}
