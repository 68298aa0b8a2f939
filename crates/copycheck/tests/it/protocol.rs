//! The command: every commit and every question is answered by one line, in order.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::folder::Folder;
use crate::made::{Chance, entry, text, unit};

fn answers(folder: &Folder, lines: &[Value]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copycheck"))
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    lines.iter().for_each(|line| writeln!(input, "{line}").unwrap());
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let output = String::from_utf8(output.stdout).unwrap();
    output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn line(op: &str, id: &str, text: &str) -> Value {
    let mut line = serde_json::to_value(entry(id, &unit(id.len()), text)).unwrap();
    line["op"] = json!(op);
    line
}

#[test]
fn questions_are_answered_in_characters_of_both_texts() {
    let folder = Folder::new("protocol");
    let source = text(&mut Chance::new(71), 8);
    let asked = format!("我们的话。{source}");
    let lines = [
        line("add", "d1", &source),
        json!({"op": "commit"}),
        line("query", "q1", &asked),
        json!({"op": "quit"}),
    ];
    let answers = answers(&folder, &lines);
    assert_eq!(answers[0], json!({"op": "committed", "docs": 1}));
    assert_eq!(answers[1]["id"], "q1");
    assert!(answers[1]["us"].is_u64() && answers[1]["cpu_us"].is_i64());
    let found = &answers[1]["matches"][0];
    assert_eq!((&found["id"], &found["kind"]), (&json!("d1"), &json!("copy")));
    let spans: Vec<[usize; 4]> = serde_json::from_value(found["spans"].clone()).unwrap();
    let cut =
        |text: &str, from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    for [here, here_end, there, there_end] in spans {
        assert_eq!(cut(&asked, here, here_end), cut(&source, there, there_end));
    }
    assert_eq!(answers.len(), 2);
}

#[test]
fn what_was_removed_is_not_reported() {
    let folder = Folder::new("protocol-removed");
    let source = text(&mut Chance::new(72), 8);
    let lines = [
        line("add", "d1", &source),
        json!({"op": "remove", "id": "d1"}),
        line("query", "q1", &source),
    ];
    assert_eq!(answers(&folder, &lines)[0]["matches"], json!([]));
}

#[test]
fn who_asks_among_some_texts_is_told_of_no_others() {
    let folder = Folder::new("protocol-among");
    let source = text(&mut Chance::new(73), 8);
    let with = |mut line: Value, key: &str, value: Value| {
        line[key] = value;
        line
    };
    let question = |mine: Value| with(line("query", "q1", &source), "among", mine);
    let lines = [
        json!({"op": "learn", "names": []}),
        with(line("add", "d1", &source), "readers", json!("few")),
        question(json!(["few", "all"])),
        question(json!(["all"])),
    ];
    let found = answers(&folder, &lines);
    assert_eq!(
        (&found[0]["matches"][0]["id"], &found[1]["matches"]),
        (&json!("d1"), &json!([]))
    );
}
