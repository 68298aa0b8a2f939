//! Keys: NOTE-4, NOTE-6, NOTE-7, NOTE-10.

use ledger::note::{Algorithm, KeyName, KeyRefusal, Note, SealRefusal, VerifierKey};

use crate::world::{log_key, name, note, some_head, witness};

/// Of c2sp.org/signed-note.
const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

#[test]
fn note_4_accepts_names_of_every_script() {
    for text in [
        "a",
        "log.example/县",
        "x y".replace(' ', "-").as_str(),
        "\u{2014}",
    ] {
        assert_eq!(
            KeyName::parse(text).map(|name| name.to_string()),
            Some(text.to_owned())
        );
    }
}

#[test]
fn note_4_refuses_empty_names_white_space_and_plus() {
    for text in [
        "",
        "a b",
        "a+b",
        "a\u{3000}b",
        "a\u{a0}",
        "\u{2028}",
        "a\u{85}",
        "a\tb",
        "a\nb",
        "a\0",
    ] {
        assert_eq!(KeyName::parse(text), None, "{text:?}");
        let vkey = VKEY.replace("example.com/foo", text);
        assert!(VerifierKey::parse(&vkey).is_err(), "{vkey:?}");
    }
}

#[test]
fn note_6_computes_the_id_from_name_type_and_key() {
    // Of c2sp.org/signed-note, and of Go's implementations (see `published.rs`).
    for vkey in [
        VKEY,
        "example.com/ledgers/acme+c3b6d994+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs",
        "witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY",
    ] {
        let key = VerifierKey::parse(vkey).unwrap();
        let (_, rest) = vkey.split_once('+').unwrap();
        assert_eq!(key.id().to_string(), rest[..8]);
        assert_eq!(key.to_string(), vkey);
    }
}

#[test]
fn note_6_refuses_one_key_under_the_id_of_another_type() {
    let log = log_key().verifier().clone();
    let typed = |kind: u8| [[kind].as_slice(), &log.key_bytes()].concat();
    let as_witness = VerifierKey::new(log.name().clone(), &typed(0x04)).unwrap();
    assert_ne!(as_witness.id(), log.id());
    let swapped = as_witness
        .to_string()
        .replace(&as_witness.id().to_string(), &log.id().to_string());
    assert_eq!(VerifierKey::parse(&swapped), Err(KeyRefusal::Id));
}

#[test]
fn note_7_accepts_the_four_types_it_knows() {
    let of = |typed: &[u8]| VerifierKey::new(name("k"), typed).unwrap().algorithm();
    let key = log_key().verifier().key_bytes();
    assert_eq!(of(&[&[0x01], key.as_slice()].concat()), Algorithm::Ed25519);
    assert_eq!(
        of(&[&[0x04], key.as_slice()].concat()),
        Algorithm::Ed25519Cosignature
    );
    assert_eq!(of(&[0x06; 1313]), Algorithm::MlDsa44Cosignature);
    let sm2 = ledger::sm2sm3::Sm2Key::from_secret(name("k"), &[5; 32]).unwrap();
    assert_eq!(sm2.verifier().algorithm(), Algorithm::Sm2Sm3);
}

#[test]
fn note_7_refuses_types_it_does_not_know() {
    let key = log_key().verifier().key_bytes();
    for kind in (0..=0xff).filter(|kind| ![0x01, 0x04, 0x06].contains(kind)) {
        let refusal = VerifierKey::new(name("k"), &[[kind].as_slice(), &key].concat());
        assert_eq!(refusal, Err(KeyRefusal::Algorithm), "{kind}");
    }
    let unknown = VerifierKey::new(name("k"), &[b"\xffgk.sm2sm3.v2".as_slice(), &key].concat());
    assert_eq!(unknown, Err(KeyRefusal::Algorithm));
    assert_eq!(VerifierKey::new(name("k"), &[]), Err(KeyRefusal::Algorithm));
}

#[test]
fn note_10_accepts_a_key_and_prints_the_same_line() {
    for key in [log_key().verifier(), witness(1).verifier()] {
        assert_eq!(VerifierKey::parse(&key.to_string()).as_ref(), Ok(key));
    }
}

#[test]
fn note_10_refuses_uppercase_wrong_ids_short_keys_and_other_base64() {
    for (vkey, expected) in [
        (VKEY.replace("530d903a", "530D903A"), KeyRefusal::Layout),
        (VKEY.replace("530d903a", "530d903"), KeyRefusal::Layout),
        (VKEY.replace("530d903a", "+30d903a"), KeyRefusal::Layout),
        (VKEY.replace("530d903a", "530d903b"), KeyRefusal::Id),
        (VKEY.replace("example.com/foo", "example.com/bar"), KeyRefusal::Id),
        (VKEY.replace("U2k", "U2l"), KeyRefusal::Id),
        (VKEY.replace("U2k", "U2"), KeyRefusal::Layout),
        (VKEY.replace("3U2k", ""), KeyRefusal::Key),
        (format!("{VKEY} "), KeyRefusal::Layout),
        ("example.com/foo+530d903a".to_owned(), KeyRefusal::Layout),
        (String::new(), KeyRefusal::Layout),
    ] {
        assert_eq!(VerifierKey::parse(&vkey), Err(expected), "{vkey}");
    }
}

#[test]
fn a_key_for_which_anybody_can_sign_is_refused() {
    // The neutral point of the curve, which Go's implementation accepts.
    let weak = "example.com/ledgers/acme+00dc1788+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(VerifierKey::parse(weak), Err(KeyRefusal::Key));
}

#[test]
fn two_known_keys_that_cannot_be_told_apart_refuse_the_note() {
    // Two public keys whose ids collide under one name, found by search; of the vectors of `doubleentry` 0.8.0.
    let one = "witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY";
    let two = "witness.example/w1+24b5d9fe+BJ6PNR8AAAAAWgAAAAAAAAAAAAAAAAAAAAMAAAAAAAAA";
    let keys = [one, two].map(|vkey| VerifierKey::parse(vkey).unwrap());
    let note = Note::parse(include_bytes!("../vectors/checkpoint-13.txt")).unwrap();
    let ambiguous = SealRefusal::Ambiguous("witness.example/w1".to_owned());
    assert_eq!(note.verify(&keys), Err(ambiguous));
    assert!(note.verify([&keys[0], &keys[0]]).is_ok());
    assert!(
        crate::world::all_three()
            .judge(&crate::world::note(some_head()))
            .is_ok()
    );
    assert!(note.verify([log_key().verifier()]).is_err());
    assert!(note_of_test().verify([log_key().verifier()]).is_ok());
}

fn note_of_test() -> Note {
    note(some_head())
}
