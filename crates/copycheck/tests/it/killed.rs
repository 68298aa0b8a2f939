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

/// What happens at each step of a life with removals, replacements and other readers.
fn step(number: usize) -> Value {
    let earlier = |back: usize| format!("k{}", number.saturating_sub(back));
    let mut line = match number % 8 {
        2 | 6 => json!({"op": "remove", "id": earlier(2)}),
        3 => json!({"op": "readers", "id": earlier(3 + 8), "readers": format!("readers {number}")}),
        5 => {
            let entry = Entry {
                id: earlier(4),
                ..text_of(number)
            };
            serde_json::to_value(entry).unwrap()
        }
        _ => serde_json::to_value(text_of(number)).unwrap(),
    };
    if line.get("op").is_none() {
        line["op"] = json!("add");
    }
    line
}

/// What is in the index after so many steps: each id with its text and its readers.
fn lived(steps: usize) -> std::collections::BTreeMap<String, (String, String)> {
    let mut held = std::collections::BTreeMap::new();
    for line in (0..steps).map(step) {
        let id = line["id"].as_str().unwrap().to_owned();
        match line["op"].as_str().unwrap() {
            "add" => {
                held.insert(id, (line["text"].as_str().unwrap().to_owned(), String::new()));
            }
            "readers" => {
                held.entry(id)
                    .and_modify(|(_, readers)| line["readers"].as_str().unwrap().clone_into(readers));
            }
            _ => {
                held.remove(&id);
            }
        }
    }
    held
}

/// Lives on from a step and is killed after some acknowledgements; how many steps are acknowledged then.
fn killed_while_compacting(folder: &Folder, next: usize, after: usize) -> usize {
    let mut child = started(folder);
    let mut input = child.stdin.take().unwrap();
    let answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let feeder = std::thread::spawn(move || {
        for number in next.. {
            let commit = if number % 4 == 3 {
                "{\"op\":\"commit\"}\n"
            } else {
                ""
            };
            let written = write!(input, "{}\n{commit}", step(number)).and_then(|()| input.flush());
            if written.is_err() {
                return;
            }
        }
    });
    let mut acknowledged = next;
    for answer in answers.map_while(Result::ok) {
        let Ok(answer) = serde_json::from_str::<Value>(&answer) else {
            break;
        };
        if answer["op"] != "committed" {
            acknowledged += 1;
            if acknowledged == next + after {
                if after.is_multiple_of(2) {
                    await_another_file(folder);
                }
                child.kill().unwrap();
            }
        }
    }
    child.wait().unwrap();
    feeder.join().unwrap();
    acknowledged
}

fn files_of_texts(folder: &Folder) -> Vec<String> {
    let names = std::fs::read_dir(folder.path()).unwrap();
    let names = names.filter_map(|file| file.unwrap().file_name().into_string().ok());
    names.filter(|name| name.starts_with("texts")).collect()
}

/// Goes on at the moment when the file of texts that is written anew has its name and does not hold yet; or, if none
/// is, when the process has long been waiting for somebody to read its answers.
fn await_another_file(folder: &Folder) {
    let before = files_of_texts(folder);
    let mut looks = 0..10_000;
    while looks.next().is_some() && files_of_texts(folder).iter().all(|name| before.contains(name)) {}
}

#[test]
fn fifty_kills_while_the_file_of_texts_is_written_anew_lose_nothing_and_bring_nothing_back() {
    let folder = Folder::new("killed-compacting");
    let mut chance = Chance::new(62);
    let mut acknowledged = 0;
    let mut files = std::collections::BTreeSet::new();
    for _ in 0..50 {
        acknowledged = killed_while_compacting(&folder, acknowledged, 1 + chance.below(24));
        let store = Store::open(folder.path()).unwrap();
        let snapshot = store.snapshot();
        // What was not acknowledged any more may have happened, in order.
        let is_after = |steps: usize| {
            let held = lived(steps);
            held.len() == snapshot.len()
                && held.iter().all(|(id, (text, readers))| {
                    let entry = snapshot.entry(id).unwrap();
                    entry.is_some_and(|entry| entry.text == *text && entry.readers == *readers)
                })
        };
        let steps = (acknowledged..acknowledged + 400).find(|steps| is_after(*steps));
        acknowledged = steps.unwrap_or_else(|| panic!("no state after {acknowledged} steps"));
        files.extend(files_of_texts(&folder));
    }
    assert!(files.len() > 10, "it was written anew again and again: {files:?}");
}
