//! Killed fifty times while it indexes: opens again, nothing acknowledged is lost, nothing is there twice.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use copycheck::{Entry, Store};
use serde_json::{Value, json};

use crate::folder::Folder;
use crate::made::{Chance, entry, text, unit};

fn text_of(number: usize) -> Entry {
    entry(
        &format!("k{number}"),
        &unit(number),
        text(&mut Chance::new(number), 4),
    )
}

fn started(folder: &Folder) -> Child {
    Command::new(env!("CARGO_BIN_EXE_copycheck"))
        .arg("--acknowledge")
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Feeds texts from `next` on and kills the process after some acknowledgements; how many texts are acknowledged then.
fn killed(folder: &Folder, next: usize, after: usize) -> usize {
    let mut child = started(folder);
    let mut input = child.stdin.take().unwrap();
    let answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let feeder = std::thread::spawn(move || {
        for number in next.. {
            let mut line = serde_json::to_value(text_of(number)).unwrap();
            line["op"] = json!("add");
            let commit = if number % 7 == 6 {
                "{\"op\":\"commit\"}\n"
            } else {
                ""
            };
            if write!(input, "{line}\n{commit}")
                .and_then(|()| input.flush())
                .is_err()
            {
                return;
            }
        }
    });
    let mut acknowledged = next;
    for answer in answers.map_while(Result::ok) {
        let Ok(answer) = serde_json::from_str::<Value>(&answer) else {
            break;
        };
        if answer["op"] == "added" {
            assert_eq!(answer["id"], format!("k{acknowledged}"));
            acknowledged += 1;
            if acknowledged == next + after {
                child.kill().unwrap();
            }
        }
    }
    child.wait().unwrap();
    feeder.join().unwrap();
    acknowledged
}

#[test]
fn fifty_kills_lose_nothing_and_double_nothing() {
    let folder = Folder::new("killed");
    let mut chance = Chance::new(61);
    let mut acknowledged = 0;
    for _ in 0..50 {
        acknowledged = killed(&folder, acknowledged, 1 + chance.below(12));
        let store = Store::open(folder.path()).unwrap();
        let held = store.snapshot().len();
        assert!(held >= acknowledged, "{held} of {acknowledged}");
        for number in [acknowledged - 1, chance.below(acknowledged)] {
            let asked = Entry {
                id: "asked".to_owned(),
                ..text_of(number)
            };
            let ids: Vec<String> = store
                .check(&asked)
                .unwrap()
                .findings
                .into_iter()
                .map(|finding| finding.id)
                .collect();
            assert_eq!(ids, [format!("k{number}")]);
        }
        drop(store);
    }
    // What was taken in after the last acknowledgement is put in again under its id, and counted once.
    let store = Store::open(folder.path()).unwrap();
    let held = store.snapshot().len();
    (0..held).for_each(|number| store.add(&text_of(number)).unwrap());
    assert_eq!(store.snapshot().len(), held);
}
