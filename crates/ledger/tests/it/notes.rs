//! Signed notes: NOTE-1 to NOTE-12 but for those on keys.

use ledger::note::{
    GREATEST_NOTE, LogKey, MOST_SIGNATURES, Note, NoteRefusal, SealRefusal, SignRefusal, Signature,
};

use crate::world::{cosigned, log_key, name, note, signed, some_head, witness};

const TEXT: &str = "a text\n";

fn key(name_of_key: &str, seed: u8) -> LogKey {
    LogKey::from_seed(name(name_of_key), &[seed; 32]).unwrap()
}

fn line(text: &str) -> String {
    key("a.example", 1).sign_text(text).unwrap().to_string()
}

fn refusal(note: &str) -> Option<NoteRefusal> {
    Note::parse(note.as_bytes()).err()
}

#[test]
fn note_1_accepts_text_blank_line_and_signature_lines_and_prints_the_same_bytes() {
    let written = format!("{TEXT}\n{}\n", line(TEXT));
    let note = Note::parse(written.as_bytes()).unwrap();
    assert_eq!((note.text(), note.signatures().len()), (TEXT, 1));
    assert_eq!(note.to_string(), written);
}

#[test]
fn note_1_refuses_any_other_layout() {
    let line = line(TEXT);
    let bare = line.strip_prefix("\u{2014} ").unwrap();
    for (written, expected) in [
        (format!("{TEXT}\n{line}"), NoteRefusal::Layout),
        (format!("{TEXT}{line}\n"), NoteRefusal::Layout),
        (format!("{TEXT}\n\n"), NoteRefusal::Layout),
        (format!("{TEXT}\n{line}\n\n"), NoteRefusal::Layout),
        (format!("\n{line}\n"), NoteRefusal::Layout),
        (String::new(), NoteRefusal::Layout),
        (format!("{TEXT}\n- {bare}\n"), NoteRefusal::SignatureLine),
        (format!("{TEXT}\n\u{2013} {bare}\n"), NoteRefusal::SignatureLine),
        (format!("{TEXT}\n\u{2014}  {bare}\n"), NoteRefusal::SignatureLine),
        (format!("{TEXT}\n {line}\n"), NoteRefusal::SignatureLine),
        (format!("{TEXT}\n{line} \n"), NoteRefusal::SignatureLine),
        (format!("{TEXT}\n{line}\ntrailing\n"), NoteRefusal::SignatureLine),
        (
            format!("{TEXT}\n{}\n", line.replace("a.example ", "a.example  ")),
            NoteRefusal::SignatureLine,
        ),
    ] {
        assert_eq!(refusal(&written), Some(expected), "{written:?}");
    }
}

#[test]
fn note_2_accepts_every_script() {
    let text = "公开\nпривет ☂\n";
    let written = format!("{text}\n{}\n", line(text));
    assert_eq!(Note::parse(written.as_bytes()).unwrap().text(), text);
}

#[test]
fn note_2_refuses_control_characters_and_what_is_not_utf_8() {
    for control in ["\r\n", "\t", "\0", "\u{1b}", "\u{1f}"] {
        let written = format!("a text{control}\n\n{}\n", line(TEXT));
        assert_eq!(refusal(&written), Some(NoteRefusal::Characters), "{control:?}");
        let unsigned = key("a.example", 1).sign_text(&format!("a text{control}\n"));
        assert_eq!(unsigned, Err(SignRefusal::Unsignable));
    }
    let written = [b"a \xff\n\n".as_slice(), line(TEXT).as_bytes(), b"\n"].concat();
    assert_eq!(Note::parse(&written), Err(NoteRefusal::Characters));
}

#[test]
fn note_3_splits_at_the_last_blank_line() {
    let text = "first\n\nsecond\n\n\n";
    let written = format!("{text}\n{}\n", line(text));
    let note = Note::parse(written.as_bytes()).unwrap();
    assert_eq!(note.text(), text);
    assert!(note.verify([key("a.example", 1).verifier()]).is_ok());
}

#[test]
fn note_3_refuses_a_blank_line_among_the_signatures() {
    let signed = line(TEXT);
    let written = format!("{TEXT}\n{signed}\n\n{signed}\n");
    let note = Note::parse(written.as_bytes()).unwrap();
    // The first line has become text, which nobody signed.
    let wrong = SealRefusal::Wrong("a.example".to_owned());
    assert_eq!(note.verify([key("a.example", 1).verifier()]), Err(wrong));
}

#[test]
fn note_5_accepts_a_key_id_and_one_byte() {
    let signature = Signature::parse("\u{2014} a AAAAAAA=").unwrap();
    assert_eq!((signature.id().0, signature.bytes()), ([0; 4], [0].as_slice()));
}

#[test]
fn note_5_refuses_a_key_id_alone_and_less() {
    for blob in ["AAAAAA==", "AAAA", ""] {
        assert_eq!(Signature::parse(&format!("\u{2014} a {blob}")), None, "{blob}");
    }
}

#[test]
fn note_8_passes_over_keys_that_are_not_known_even_of_the_same_name() {
    let (known, stranger, namesake) = (key("a.example", 1), key("b.example", 2), key("a.example", 3));
    let lines = [&stranger, &namesake, &known].map(|key| key.sign_text(TEXT).unwrap());
    let note = Note::new(TEXT, lines.to_vec()).unwrap();
    let seals = note.verify([known.verifier()]).unwrap();
    assert_eq!(seals.len(), 1);
    assert_eq!(seals[0].key, known.verifier());
}

#[test]
fn note_8_passes_over_the_same_id_under_another_name() {
    let known = key("a.example", 1);
    let right = known.sign_text(TEXT).unwrap();
    let renamed = Signature::parse(&right.to_string().replace("a.example", "c.example")).unwrap();
    let note = Note::new(TEXT, vec![renamed, right]).unwrap();
    assert_eq!(note.verify([known.verifier()]).unwrap().len(), 1);
}

#[test]
fn note_8_refuses_the_whole_note_for_one_wrong_signature_of_a_known_key() {
    let (right, wrong) = (key("a.example", 1), key("b.example", 2));
    let lines = vec![
        right.sign_text(TEXT).unwrap(),
        wrong.sign_text("another text\n").unwrap(),
    ];
    let note = Note::new(TEXT, lines).unwrap();
    let refusal = note.verify([right.verifier(), wrong.verifier()]);
    assert_eq!(refusal, Err(SealRefusal::Wrong("b.example".to_owned())));
    assert!(note.verify([right.verifier()]).is_ok());
}

#[test]
fn note_8_refuses_a_note_that_nobody_known_signed() {
    let note = Note::new(TEXT, vec![key("a.example", 1).sign_text(TEXT).unwrap()]).unwrap();
    assert_eq!(
        note.verify([key("b.example", 2).verifier()]),
        Err(SealRefusal::Nobody)
    );
    assert_eq!(note.verify([]), Err(SealRefusal::Nobody));
}

#[test]
fn note_9_accepts_sixteen_signatures_and_sixty_four() {
    for count in [16, MOST_SIGNATURES] {
        let lines: Vec<Signature> = (0..count)
            .map(|number| key(&format!("k{number}.example"), 7).sign_text(TEXT).unwrap())
            .collect();
        let note = Note::new(TEXT, lines).unwrap();
        let last = key(&format!("k{}.example", count - 1), 7);
        assert_eq!(note.verify([last.verifier()]).unwrap().len(), 1);
    }
}

#[test]
fn note_9_refuses_more_signatures_and_more_bytes_than_anybody_needs() {
    let lines = format!("{}\n", line(TEXT)).repeat(MOST_SIGNATURES + 1);
    assert_eq!(refusal(&format!("{TEXT}\n{lines}")), Some(NoteRefusal::TooLong));
    let text = format!("{}\n", "x".repeat(GREATEST_NOTE));
    assert_eq!(
        refusal(&format!("{text}\n{}\n", line(TEXT))),
        Some(NoteRefusal::TooLong)
    );
}

#[test]
fn note_11_accepts_canonical_base64() {
    assert!(Signature::parse("\u{2014} a AAAAAAA=").is_some());
    assert!(Signature::parse("\u{2014} a AAAAAAAAAA==").is_some());
}

#[test]
fn note_11_refuses_every_other_way_to_write_the_same_bytes() {
    for blob in [
        "AAAAAAA",
        "AAAAAAB=",
        "AAAAAAAAAB==",
        "AAAA AAA=",
        "AAAAAAA==",
        "AAAAAAA=\u{a0}",
        "_AAAAAA=",
    ] {
        assert_eq!(Signature::parse(&format!("\u{2014} a {blob}")), None, "{blob}");
    }
}

#[test]
fn note_12_accepts_strangers_lines_twice() {
    let (known, stranger) = (key("a.example", 1), key("b.example", 2).sign_text(TEXT).unwrap());
    let lines = vec![stranger.clone(), known.sign_text(TEXT).unwrap(), stranger];
    let note = Note::new(TEXT, lines).unwrap();
    assert_eq!(note.verify([known.verifier()]).unwrap().len(), 1);
}

#[test]
fn note_12_refuses_a_known_key_that_signs_twice() {
    let head = some_head();
    let note = note(head).with([cosigned(1, head)]).unwrap();
    let twice = SealRefusal::Twice("witness.example/w1".to_owned());
    assert_eq!(
        note.verify([log_key().verifier(), witness(1).verifier()]),
        Err(twice)
    );
    assert!(note.verify([log_key().verifier()]).is_ok());
}

#[test]
fn what_reads_as_a_checkpoint_is_signed_as_a_checkpoint_only() {
    let text = ledger_checkpoint_text();
    assert_eq!(log_key().sign_text(&text), Err(SignRefusal::Checkpoint));
    assert_eq!(log_key().sign_text("no newline"), Err(SignRefusal::Unsignable));
    assert!(signed(some_head()).bytes().len() == 64);
}

fn ledger_checkpoint_text() -> String {
    crate::world::checkpoint(some_head()).to_string()
}
