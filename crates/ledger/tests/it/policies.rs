//! Policies: the rules of c2sp.org/tlog-policy, POL-1 to POL-8.

use ledger::checkpoint::CheckpointRefusal;
use ledger::hash::Hash;
use ledger::note::{KeyRefusal, Note, SealRefusal, VerifierKey};
use ledger::policy::{Policy, PolicyRefusal, VerdictRefusal};
use ledger::tree::Head;

use crate::world::{
    NOON, all_three, checkpoint, cosigned, log_key, name, note, policy_with, signed, some_head, witness,
};

/// The lines of the log and of three witnesses, then others: their first is line 5.
fn parse(lines: &str) -> Result<Policy, PolicyRefusal> {
    let mut text = format!("log {}\n", log_key().verifier());
    for number in 1..=3 {
        text += &format!("witness w{number} {}\n", witness(number).verifier());
    }
    Policy::parse(format!("{text}{lines}").as_bytes())
}

fn is_confirmed(quorum: &str, witnesses: &[u8]) -> bool {
    let head = some_head();
    let lines = std::iter::once(signed(head)).chain(witnesses.iter().map(|number| cosigned(*number, head)));
    let note = Note::new(&checkpoint(head).to_string(), lines.collect()).unwrap();
    policy_with(quorum).judge(&note).unwrap().is_confirmed
}

#[test]
fn pol_1_accepts_white_space_comments_urls_and_bytes_that_are_no_text() {
    let log = log_key();
    let lines = format!(
        "# a comment\n\n \t # another\n\tlog  {}\thttps://log.example/ \nwitness \u{212a} {}\n",
        log.verifier(),
        witness(1).verifier()
    );
    let bytes = [
        lines.as_bytes(),
        b"# \xff\xfe\ngroup \xff any \xe2\x84\xaa\nquorum \xff\n",
    ]
    .concat();
    let policy = Policy::parse(&bytes).unwrap();
    assert_eq!(
        policy.logs()[0].url.as_deref(),
        Some(b"https://log.example/".as_slice())
    );
    assert_eq!(policy.witnesses()[0].name, "\u{212a}".as_bytes());
    assert_eq!(Policy::parse(&policy.to_bytes()), Ok(policy));
}

#[test]
fn pol_1_refuses_control_characters_other_lines_and_a_missing_newline() {
    for control in ["\r", "\0", "\u{b}", "\u{7f}"] {
        assert_eq!(
            parse(&format!("quorum{control} none\n")),
            Err(PolicyRefusal::Characters)
        );
    }
    assert_eq!(parse("quorum none"), Err(PolicyRefusal::NoNewline));
    for line in [
        "quorums none",
        "quorum",
        "quorum w1 w2",
        "log",
        "witness w4",
        "group g",
        "Quorum none",
    ] {
        assert_eq!(parse(&format!("{line}\n")), Err(PolicyRefusal::Line(5)), "{line}");
    }
    let four_words = format!("log {} https://a https://b\nquorum none\n", log_key().verifier());
    assert_eq!(Policy::parse(four_words.as_bytes()), Err(PolicyRefusal::Line(1)));
}

#[test]
fn pol_2_accepts_any_of_several_logs() {
    let other = ledger::note::LogKey::from_seed(name("other.example"), &[2; 32]).unwrap();
    let policy = format!(
        "log {}\nlog {}\nquorum none\n",
        other.verifier(),
        log_key().verifier()
    );
    let policy = Policy::parse(policy.as_bytes()).unwrap();
    let note = note(some_head());
    assert_eq!(&policy.judge(&note).unwrap().log.key, log_key().verifier());
}

#[test]
fn pol_2_refuses_keys_that_are_none_of_another_kind_or_known_already() {
    let (log, cosigner) = (log_key(), witness(1));
    assert_eq!(
        parse("log example.com/foo+00000000+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"),
        Err(PolicyRefusal::Key(5, KeyRefusal::Id))
    );
    let ml_dsa = VerifierKey::new(name("m"), &[6; 1313]).unwrap();
    for line in [
        format!("log {}\n", witness(4).verifier()),
        format!("log {ml_dsa}\n"),
        "witness w4 example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n".to_owned(),
    ] {
        assert_eq!(parse(&line), Err(PolicyRefusal::WrongAlgorithm(5)), "{line}");
    }
    let renamed = [&[4], cosigner.verifier().key_bytes().as_slice()].concat();
    let renamed = VerifierKey::new(name("another.name"), &renamed).unwrap();
    for line in [
        format!("log {}\n", log.verifier()),
        format!("witness w4 {}\n", cosigner.verifier()),
        format!("witness w4 {renamed}\n"),
    ] {
        assert_eq!(parse(&line), Err(PolicyRefusal::SameKey(5)), "{line}");
    }
}

#[test]
fn pol_2_refuses_the_checkpoint_of_one_log_signed_by_another() {
    let other = ledger::note::LogKey::from_seed(name("other.example"), &[2; 32]).unwrap();
    let policy = format!(
        "log {}\nlog {}\nquorum none\n",
        other.verifier(),
        log_key().verifier()
    );
    let policy = Policy::parse(policy.as_bytes()).unwrap();
    let text = checkpoint(some_head()).to_string();
    let line = other.sign_text(&text).unwrap();
    let note = Note::new(&text, vec![line]).unwrap();
    let not_by_log = VerdictRefusal::Checkpoint(CheckpointRefusal::NotByLog);
    assert_eq!(policy.judge(&note), Err(not_by_log));
}

#[test]
fn pol_3_counts_all_any_and_at_least_as_many() {
    for (quorum, expected) in [
        ("quorum none\n", [true, true, true, true]),
        ("quorum w1\n", [false, true, true, true]),
        ("group g any w1 w2 w3\nquorum g\n", [false, true, true, true]),
        ("group g 1 w1 w2 w3\nquorum g\n", [false, true, true, true]),
        ("group g 2 w1 w2 w3\nquorum g\n", [false, false, true, true]),
        ("group g 3 w1 w2 w3\nquorum g\n", [false, false, false, true]),
        ("group g all w1 w2 w3\nquorum g\n", [false, false, false, true]),
        (
            "group a any w1 w2\ngroup g all a w3\nquorum g\n",
            [false, false, false, true],
        ),
        (
            "group a 2 w1 w2\ngroup g any a w3\nquorum g\n",
            [false, false, true, true],
        ),
    ] {
        let found = [0, 1, 2, 3].map(|count| is_confirmed(quorum, &[1, 2, 3][..count]));
        assert_eq!(found, expected, "{quorum}");
    }
}

#[test]
fn pol_3_refuses_thresholds_that_no_group_could_have() {
    for threshold in [
        "0",
        "4",
        "01",
        "+1",
        "-1",
        "half",
        "2^64",
        "18446744073709551617",
        "ALL",
    ] {
        let lines = format!("group g {threshold} w1 w2 w3\nquorum g\n");
        assert_eq!(parse(&lines), Err(PolicyRefusal::Threshold(5)), "{threshold}");
    }
    for empty in [
        "group g all\nquorum g\n",
        "group g any\nquorum g\n",
        "group g 1\nquorum g\n",
    ] {
        assert_eq!(parse(empty), Err(PolicyRefusal::Threshold(5)));
    }
}

#[test]
fn pol_4_accepts_names_defined_on_lines_before() {
    assert!(parse("group a all w1 w2\ngroup b 1 a w3\nquorum b\n").is_ok());
}

#[test]
fn pol_4_refuses_names_that_are_not_defined_yet_defined_twice_or_none() {
    for lines in [
        "group g any w9\n",
        "group a any b\ngroup b any w1\n",
        "group g any g\n",
        "quorum g\n",
    ] {
        assert_eq!(parse(lines), Err(PolicyRefusal::Undefined(5)), "{lines}");
    }
    for lines in ["group w1 any w2\n", "group none any w2\n"] {
        assert_eq!(parse(lines), Err(PolicyRefusal::SameName(5)), "{lines}");
    }
    assert_eq!(parse("group g any none\n"), Err(PolicyRefusal::Undefined(5)));
    assert_eq!(
        parse("group g any w1\ngroup g any w2\n"),
        Err(PolicyRefusal::SameName(6))
    );
    let named_twice = format!("witness w1 {}\nquorum w1\n", witness(4).verifier());
    assert_eq!(parse(&named_twice), Err(PolicyRefusal::SameName(5)));
}

#[test]
fn pol_5_accepts_each_name_in_one_group() {
    assert!(parse("group a any w1\ngroup b any w2 w3\nquorum a\n").is_ok());
}

#[test]
fn pol_5_refuses_a_member_of_two_groups_or_twice_of_one() {
    assert_eq!(parse("group a any w1 w1\n"), Err(PolicyRefusal::SameMember(5)));
    assert_eq!(
        parse("group a any w1\ngroup b any w1\n"),
        Err(PolicyRefusal::SameMember(6))
    );
}

#[test]
fn pol_6_accepts_exactly_one_quorum() {
    assert!(parse("quorum none\n").is_ok());
    assert!(parse("quorum w2\n# later\ngroup g any w1\n").is_ok());
}

#[test]
fn pol_6_refuses_two_quorums_and_no_quorum() {
    assert_eq!(
        parse("quorum none\nquorum none\n"),
        Err(PolicyRefusal::SecondQuorum(6))
    );
    assert_eq!(parse(""), Err(PolicyRefusal::NoQuorum));
    assert_eq!(Policy::parse(b""), Err(PolicyRefusal::NoQuorum));
}

#[test]
fn pol_7_has_room_for_thirty_two_of_each_and_more() {
    let mut lines = String::new();
    for number in 0..40_u8 {
        let log = ledger::note::LogKey::from_seed(name(&format!("l{number}")), &[number; 32]).unwrap();
        let cosigner = ledger::cosignature::WitnessKey::from_seed(name("w"), &[50 + number; 32]).unwrap();
        lines += &format!(
            "log {}\nwitness n{number} {}\n",
            log.verifier(),
            cosigner.verifier()
        );
        lines += &format!("group g{number} all n{number}\n");
    }
    let policy = Policy::parse(format!("{lines}quorum g39\n").as_bytes()).unwrap();
    assert_eq!((policy.logs().len(), policy.witnesses().len()), (40, 40));
    assert_eq!(Policy::parse(&policy.to_bytes()), Ok(policy));
}

#[test]
fn pol_7_refuses_more_bytes_than_anybody_needs() {
    let lines = format!("quorum none\n# {}\n", "x".repeat(512 * 1024));
    assert_eq!(parse(&lines), Err(PolicyRefusal::TooLong));
}

#[test]
fn pol_8_tells_who_cosigned_and_when() {
    let (policy, note) = (all_three(), note(some_head()));
    let verdict = policy.judge(&note).unwrap();
    let times: Vec<u64> = verdict.cosigned.iter().map(|(_, time)| *time).collect();
    assert_eq!(times, [NOON + 1, NOON + 2, NOON + 3]);
    assert!(verdict.is_confirmed);
    assert_eq!(verdict.checkpoint.head(), some_head());
}

#[test]
fn pol_8_refuses_unknown_logs_strangers_and_any_wrong_signature() {
    let head = some_head();
    let text = checkpoint(head).to_string();
    let without_log = Note::new(&text, vec![cosigned(1, head)]).unwrap();
    let not_by_log = VerdictRefusal::Checkpoint(CheckpointRefusal::NotByLog);
    assert_eq!(all_three().judge(&without_log), Err(not_by_log));
    let other = Policy::parse(format!("witness w {}\nquorum w\n", witness(1).verifier()).as_bytes()).unwrap();
    let unknown = VerdictRefusal::UnknownLog("log.example/test".to_owned());
    assert_eq!(other.judge(&without_log), Err(unknown));
    let of_another_head = cosigned(2, Head { size: 6, ..head });
    let wrong = Note::new(&text, vec![signed(head), cosigned(1, head), of_another_head]).unwrap();
    let refusal = VerdictRefusal::from(SealRefusal::Wrong("witness.example/w2".to_owned()));
    assert_eq!(policy_with("quorum w1\n").judge(&wrong), Err(refusal));
}

/// The arithmetic of quorums, 2k − n > f: of four peers one is dishonest and cosigns both branches of a split log.
#[test]
fn no_split_of_honest_peers_confirms_two_branches_at_three_of_four() {
    let mut lines = format!("log {}\n", log_key().verifier());
    for number in 1..=4 {
        lines += &format!("witness w{number} {}\n", witness(number).verifier());
    }
    lines += "group peers 3 w1 w2 w3 w4\nquorum peers\n";
    let policy = Policy::parse(lines.as_bytes()).unwrap();
    let fork = Head {
        root: Hash([8; 32]),
        ..some_head()
    };
    let is_confirmed = |head: Head, peers: &[u8]| {
        let lines = std::iter::once(signed(head)).chain(peers.iter().map(|peer| cosigned(*peer, head)));
        let note = Note::new(&checkpoint(head).to_string(), lines.collect()).unwrap();
        policy.judge(&note).unwrap().is_confirmed
    };
    for split in 0..8_u8 {
        let (mut first, mut second): (Vec<u8>, Vec<u8>) =
            (1..=3).partition(|peer| split >> (peer - 1) & 1 == 0);
        first.push(4);
        second.push(4);
        let both = is_confirmed(some_head(), &first) && is_confirmed(fork, &second);
        assert!(!both, "{first:?} {second:?}");
    }
    assert!(is_confirmed(fork, &[1, 2, 4]));
}
