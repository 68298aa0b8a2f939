//! Receipts in files, with what they say: for verifiers in other languages, and what those are held to.

use std::fs;
use std::path::{Path, PathBuf};

use ledger::hash::{HashFunction, Sha256};
use ledger::note::Note;
use ledger::proof::Proof;
use ledger::receipt::{Receipt, SKEW, Verdict};
use ledger::record::{FieldId, Opening, Salt};

use crate::taken::{earlier_head, opening, proof, receipt, receipt_between, with_sm2};
use crate::world::{NOON, all_three, note_at, policy_with, witness};

/// A file and the bytes in it.
type File = (&'static str, Vec<u8>);

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/receipts")
}

fn whole() -> Receipt {
    receipt(777_777, 1_000_000, &opening(NOON * 1000))
}

/// Policies, by the names of their files.
fn policies() -> Vec<File> {
    vec![
        ("two-of-three.policy", {
            policy_with("group peers 2 w1 w2 w3\nquorum peers\n").to_bytes()
        }),
        ("all.policy", all_three().to_bytes()),
        ("none.policy", policy_with("quorum none\n").to_bytes()),
        ("groups.policy", {
            policy_with("group any any w1 w3\ngroup both all any w2\nquorum both\n").to_bytes()
        }),
    ]
}

/// What verifiers accept, though not all of it is confirmed.
fn accepted() -> Vec<File> {
    let after = [(1, NOON + 1), (2, NOON + 2), (3, NOON + 3)];
    let before = [(1, NOON - 10), (2, NOON - 9), (3, NOON - 8)];
    let claiming = |seconds: u64| receipt(5, 9, &opening(seconds * 1000)).to_bytes();
    let whole = whole();
    let record = opening(NOON * 1000);
    let without = Receipt {
        earlier: None,
        ..receipt(5, 9, &record)
    };
    let pending = receipt_between(5, 9, &record, [&before, &after[..1]]);
    let lone = receipt_between(5, 9, &record, [&before[..1], &after]);
    let lie = [(1, NOON - 10), (2, NOON + 90_000), (3, NOON - 8)];
    vec![
        ("whole.receipt", whole.to_bytes()),
        ("whole.gkr", whole.to_compact().unwrap()),
        ("whole.code", whole.to_code().unwrap().into_bytes()),
        ("whole.tlog-proof", whole.proof.to_string().into_bytes()),
        ("sm2.receipt", with_sm2(&whole).to_bytes()),
        ("first.receipt", receipt(0, 1, &record).to_bytes()),
        ("without.receipt", without.to_bytes()),
        ("pending.receipt", pending.to_bytes()),
        ("lone.receipt", lone.to_bytes()),
        (
            "lie.receipt",
            receipt_between(5, 9, &record, [&lie, &after]).to_bytes(),
        ),
        ("early.receipt", claiming(NOON - 10 - SKEW - 1)),
        ("just-early.receipt", claiming(NOON - 10 - SKEW)),
        ("just-late.receipt", claiming(NOON + 2 + SKEW)),
        ("late.receipt", claiming(NOON + 3 + SKEW + 1)),
    ]
}

/// The text form with one piece replaced, and the checksum of what that gives.
fn changed(receipt: &Receipt, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(receipt.to_bytes()).unwrap();
    assert!(text.contains(from), "{from}");
    summed(text[..text.len() - 49].replacen(from, to, 1))
}

fn summed(text: String) -> Vec<u8> {
    let sum = Sha256::hash(&[text.as_bytes()]);
    format!("{text}sum {sum}\n").into_bytes()
}

/// What verifiers refuse, whatever the policy.
fn refused() -> Vec<File> {
    let good = receipt(5, 9, &opening(NOON * 1000));
    [wrong_forms(&good), wrong_contents(&good), wrong_openings(&good)].concat()
}

fn wrong_forms(good: &Receipt) -> Vec<File> {
    let text = String::from_utf8(good.to_bytes()).unwrap();
    let start = text.find("earlier ").unwrap();
    let end = text.find("document ").unwrap();
    let (earlier, document) = (&text[start..end], &text[end..text.len() - 49]);
    let mut compact = good.to_compact().unwrap();
    let middle = compact.len() / 2;
    compact[middle] ^= 1;
    let carriage = good.proof.to_string().replace('\n', "\r\n");
    vec![
        ("damaged.receipt", text.replacen("同意", "否决", 1).into_bytes()),
        ("damaged.gkr", compact),
        ("cut.receipt", text.as_bytes()[..text.len() - 1].to_vec()),
        (
            "sections.receipt",
            summed(format!("{}{document}{earlier}", &text[..start])),
        ),
        ("section-length.receipt", changed(good, "document ", "document 0")),
        (
            "first-line.receipt",
            changed(good, "gk-receipt/v1", "gk-receipt/v2"),
        ),
        ("carriage.tlog-proof", carriage.into_bytes()),
        ("nothing.receipt", Vec::new()),
    ]
}

fn wrong_contents(good: &Receipt) -> Vec<File> {
    let first_hash = good.proof.hashes()[0].to_string();
    let other = Sha256::hash(&[b"another hash"]).to_string();
    let times = [(1, NOON), (2, NOON), (3, NOON)];
    let not_earlier = Receipt {
        earlier: Some(note_at(earlier_head(6), &times)),
        ..good.clone()
    };
    vec![
        ("document.receipt", changed(good, "同意", "否决")),
        ("inclusion.receipt", changed(good, &first_hash, &other)),
        ("fewer.receipt", resized(good, &format!("{first_hash}\n"), "")),
        ("index.receipt", changed(good, "index 5", "index 6")),
        ("index-zero.receipt", resized(good, "index 5", "index 05")),
        ("beyond.receipt", changed(good, "index 5", "index 9")),
        ("base64.receipt", changed(good, "=\n", "A\n")),
        ("bits.receipt", not_canonical(good, &first_hash)),
        (
            "log-signature.receipt",
            wrong_signature(good, "— log.example/test "),
        ),
        (
            "cosignature.receipt",
            wrong_signature(good, "— witness.example/w2 "),
        ),
        ("twice.receipt", twice(good)),
        ("unknown-log.tlog-proof", unknown_log(good)),
        ("not-earlier.receipt", not_earlier.to_bytes()),
    ]
}

fn wrong_openings(good: &Receipt) -> Vec<File> {
    let with = |extra: Option<Vec<u8>>| {
        let (hashes, note) = (good.proof.hashes().to_vec(), good.proof.note().clone());
        let receipt = Receipt {
            proof: Proof::new(extra, 5, hashes, note).unwrap(),
            earlier: None,
            document: None,
        };
        receipt.to_bytes()
    };
    let times = [(1, NOON), (2, NOON), (3, NOON)];
    let field = |id: FieldId, value: Vec<u8>| {
        let opening = Opening::of_fields(vec![(id, value)], &Salt::new([1; 32])).unwrap();
        let proof = proof(0, 1, &opening, |head| note_at(head, &times));
        proof.to_string().into_bytes()
    };
    let longer = [opening(NOON * 1000).to_bytes(), vec![0]].concat();
    vec![
        ("no-opening.receipt", with(None)),
        ("other-opening.receipt", with(Some(opening(7).to_bytes()))),
        ("opening-end.receipt", with(Some(longer))),
        ("field-text.tlog-proof", field(FieldId::UNIT, vec![0xff])),
        (
            "field-length.tlog-proof",
            field(FieldId::CONTENT_SM3, vec![0; 33]),
        ),
        ("field-time.tlog-proof", field(FieldId::CLAIMED_TIME, vec![0; 9])),
    ]
}

/// With the lengths of the sections mended.
fn resized(receipt: &Receipt, from: &str, to: &str) -> Vec<u8> {
    let old = receipt.proof.to_string();
    let new = old.replacen(from, to, 1);
    assert_ne!(old, new);
    let text = String::from_utf8(receipt.to_bytes()).unwrap();
    let text = text.replacen(&old, &new, 1);
    let length = |proof: &str| format!("proof {}\n", proof.len());
    let text = text.replacen(&length(&old), &length(&new), 1);
    summed(text[..text.len() - 49].to_owned())
}

/// The same hash in base64 whose unused bits are not zero.
fn not_canonical(receipt: &Receipt, hash: &str) -> Vec<u8> {
    const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let last = SIGNS.find(&hash[42..43]).unwrap();
    let other = format!("{}{}=", &hash[..42], &SIGNS[last + 1..last + 2]);
    changed(receipt, hash, &other)
}

/// With another bit in the middle of what stands behind this name.
fn wrong_signature(receipt: &Receipt, start: &str) -> Vec<u8> {
    let text = receipt.proof.note().to_string();
    let (_, after) = text.split_once(start).unwrap();
    let line = after.lines().next().unwrap();
    let other = if &line[40..41] == "A" { "B" } else { "A" };
    changed(receipt, line, &format!("{}{other}{}", &line[..40], &line[41..]))
}

/// With the line of a witness again.
fn twice(receipt: &Receipt) -> Vec<u8> {
    let line = receipt.proof.note().signatures()[1].to_string();
    resized(receipt, &line, &format!("{line}\n{line}"))
}

/// Signed by somebody for a log that no policy has.
fn unknown_log(receipt: &Receipt) -> Vec<u8> {
    let text = receipt
        .proof
        .note()
        .to_string()
        .replacen("log.example/test", "log.example/tes0", 1);
    let note = Note::parse(text.as_bytes()).unwrap();
    let extra = receipt.proof.extra().map(<[u8]>::to_vec);
    let proof = Proof::new(extra, 5, receipt.proof.hashes().to_vec(), note).unwrap();
    proof.to_string().into_bytes()
}

/// One line of JSON.
pub(crate) fn said(file: &str, policy: &str, verdict: Option<&Verdict>) -> String {
    let start = format!("{{\"file\":\"{file}\",\"policy\":\"{policy}\"");
    let Some(verdict) = verdict else {
        return format!("{start},\"verdict\":null}}");
    };
    let optional = |number: Option<u64>| number.map_or("null".to_owned(), |number| number.to_string());
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let fields: Vec<String> = verdict
        .fields
        .iter()
        .map(|(id, value)| format!("\"{}\":\"{}\"", id.0, hex(value)))
        .collect();
    let cosigned: Vec<String> = verdict
        .cosigned
        .iter()
        .map(|(witness, time)| format!("[\"{}\",{time}]", String::from_utf8_lossy(&witness.name)))
        .collect();
    format!(
        "{start},\"verdict\":{{\"origin\":\"{}\",\"index\":{},\"size\":{},\"cosigned\":[{}],\"confirmed\":{},\
         \"not_before\":{},\"not_after\":{},\"claimed_time\":{},\"contested\":{},\"document\":{},\"fields\":{{{}}}}}}}",
        verdict.checkpoint.origin(),
        verdict.index,
        verdict.checkpoint.head().size,
        cosigned.join(","),
        verdict.is_confirmed,
        optional(verdict.not_before),
        optional(verdict.not_after),
        optional(verdict.claimed_time),
        verdict.is_contested,
        verdict.has_document,
        fields.join(",")
    )
}

fn verdicts() -> String {
    let mut lines = Vec::new();
    for (policy_name, policy) in policies() {
        let policy = ledger::policy::Policy::parse(&policy).unwrap();
        for (name, bytes) in accepted() {
            let verdict = Receipt::read(&bytes).unwrap().verify(&policy, SKEW);
            lines.push(said(name, policy_name, Some(&verdict.unwrap())));
        }
        for (name, bytes) in refused() {
            let verdict = Receipt::read(&bytes).and_then(|receipt| receipt.verify(&policy, SKEW));
            assert!(verdict.is_err(), "{name}: {verdict:?}");
            lines.push(said(name, policy_name, None));
        }
    }
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn files() -> Vec<File> {
    let mut files = policies();
    files.extend(accepted());
    files.extend(refused());
    files.push(("verdicts.json", verdicts().into_bytes()));
    files
}

#[test]
fn the_receipts_in_files_are_those_that_are_made_and_say_what_is_written_there() {
    for (name, bytes) in files() {
        let written = fs::read(folder().join(name)).unwrap_or_default();
        assert!(
            written == bytes,
            "{name} is another one: see write_the_receipts_into_files"
        );
    }
    assert_eq!(fs::read_dir(folder()).unwrap().count(), files().len());
    // A key of these files is nobody's: its secret bytes stand in this test.
    assert_eq!(witness(1).verifier().name().as_str(), "witness.example/w1");
}

#[test]
#[ignore = "writes into the repository, after a format has changed on purpose"]
fn write_the_receipts_into_files() {
    for (name, bytes) in files() {
        fs::write(folder().join(name), bytes).unwrap();
    }
}
