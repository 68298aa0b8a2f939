//! The example in `docs/ledger.md` is what this library makes, and it verifies.

use ledger::checkpoint::Checkpoint;
use ledger::cosignature::WitnessKey;
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::{KeyName, LogKey, Note, VerifierKey};
use ledger::policy::Policy;
use ledger::proof::Proof;
use ledger::record::{FieldId, Leaf, Opening, Record, Salt};
use ledger::sm2sm3::Sm2Key;
use ledger::tree::{Frontier, Head, inclusion_proof, leaf_hash};

use crate::reference;
use crate::world::name;

const DOCUMENT: &str = include_str!("../../../../docs/ledger.md");

/// A fenced block of the document by the word behind its fence.
fn block(word: &str) -> &'static str {
    let (_, after) = DOCUMENT.split_once(&format!("```{word}\n")).unwrap();
    after.split_once("```").unwrap().0
}

fn opening() -> Opening {
    let content = "示例县示范局关于示范事项的公开";
    let record = Record {
        kind: "release".to_owned(),
        unit: "示例县示范局".to_owned(),
        id: [0x11; 16],
        version: 1,
        previous: None,
        claimed_time: 1_790_000_000_000,
        visibility: "members".to_owned(),
        content_sha256: Sha256::hash(&[content.as_bytes()]),
        content_sm3: Sm3::hash(&[content.as_bytes()]),
        attachments: Sha256::hash(&[]),
        actor: b"a pseudonym".to_vec(),
        anchor: Hash([0x22; 32]),
        line: Hash([0x44; 32]),
    };
    Opening::of(&record, &Salt::new([0x33; 32]))
}

struct Keys {
    log: LogKey,
    sm2: Sm2Key,
    witness: WitnessKey,
}

fn keys() -> Keys {
    let origin: KeyName = name("log.example/shili");
    Keys {
        log: LogKey::from_seed(origin.clone(), &[1; 32]).unwrap(),
        sm2: Sm2Key::from_secret(origin, &[2; 32]).unwrap(),
        witness: WitnessKey::from_seed(name("witness.example/archive"), &[3; 32]).unwrap(),
    }
}

/// Four covers and the record, the third of five.
fn entries() -> Vec<Vec<u8>> {
    let cover = |number| Leaf::cover([[number; 32], [number + 0x80; 32]]).to_bytes();
    let record = opening().leaf().to_bytes();
    vec![cover(1), cover(2), record, cover(3), cover(4)]
}

fn head<H: HashFunction>() -> Head {
    let mut frontier = Frontier::<H>::new();
    for entry in entries() {
        frontier.append(leaf_hash::<H>(&entry)).unwrap();
    }
    frontier.head()
}

fn proof() -> Proof {
    let (keys, entries) = (keys(), entries());
    let checkpoint = Checkpoint::new(keys.log.verifier().name(), head::<Sha256>()).unwrap();
    let nothing = Head::empty::<Sha256>();
    let lines = vec![
        keys.log.sign_checkpoint(nothing, &checkpoint, &[]).unwrap(),
        keys.sm2.sign(&checkpoint, head::<Sm3>().root).unwrap(),
        keys.witness
            .cosign(nothing, &checkpoint, &[], 1_790_000_001)
            .unwrap(),
    ];
    let hashes = inclusion_proof::<Sha256>(2, 5, |node| {
        let start = usize::try_from(node.index << node.level).ok()?;
        Some(reference::root::<Sha256>(
            &entries[start..start + (1 << node.level)],
        ))
    });
    let shown = opening()
        .showing(&[FieldId::KIND, FieldId::UNIT, FieldId::VERSION])
        .to_bytes();
    let note = Note::new(&checkpoint.to_string(), lines).unwrap();
    Proof::new(Some(shown), 2, hashes.unwrap(), note).unwrap()
}

#[test]
fn the_documented_proof_is_the_one_that_is_made() {
    assert_eq!(block("tlog-proof"), proof().to_string());
    let keys = keys();
    let policy = format!(
        "log {}\nwitness archive {}\nquorum archive\n",
        keys.log.verifier(),
        keys.witness.verifier()
    );
    assert_eq!(block("tlog-policy"), policy);
    assert_eq!(block("vkey"), format!("{}\n", keys.sm2.verifier()));
    let leaf = opening().leaf().to_bytes();
    let hex: String = leaf.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(block("leaf").replace('\n', ""), hex);
}

#[test]
fn the_documented_proof_verifies() {
    let policy = Policy::parse(block("tlog-policy").as_bytes()).unwrap();
    let proof = Proof::parse(block("tlog-proof").as_bytes()).unwrap();
    let opening = Opening::parse(proof.extra().unwrap()).unwrap();
    let entry = opening.leaf().to_bytes();
    let verdict = proof.verify(&policy, &entry).unwrap();
    assert_eq!(verdict.cosigned[0].1, 1_790_000_001);
    assert_eq!(opening.value(FieldId::UNIT), Some("示例县示范局".as_bytes()));
    assert_eq!(opening.value(FieldId::ACTOR), None);
    let sm2 = VerifierKey::parse(block("vkey").trim_end()).unwrap();
    let seals = proof.note().verify([&sm2]).unwrap();
    assert_eq!(seals[0].sm3_root, Some(head::<Sm3>().root));
}

/// Where the tests of the rules stand.
const RULES: [&str; 7] = [
    include_str!("checkpoints.rs"),
    include_str!("cosignatures.rs"),
    include_str!("keys.rs"),
    include_str!("notes.rs"),
    include_str!("policies.rs"),
    include_str!("proofs.rs"),
    include_str!("tiles.rs"),
];

#[test]
fn every_documented_rule_has_a_test_that_accepts_and_one_that_refuses() {
    let (_, rules) = DOCUMENT.split_once("## Rules").unwrap();
    let names: Vec<&str> = rules
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(' ').next())
        .collect();
    let names: Vec<&str> = names
        .into_iter()
        .filter(|name| name.contains('-') && *name != "---")
        .collect();
    assert_eq!(names.len(), 54);
    let sources = [RULES.concat(), include_str!("witnesses.rs").to_owned()].concat();
    for name in names {
        let start = format!("fn {}_", name.to_lowercase().replace('-', "_"));
        let (refusing, accepting): (Vec<&str>, Vec<&str>) = sources
            .lines()
            .filter(|line| line.starts_with(&start))
            .partition(|line| line.contains("_refuses_"));
        assert!(
            !refusing.is_empty() && !accepting.is_empty(),
            "{name}: {accepting:?} {refusing:?}"
        );
    }
}
