//! Decisions are numbered, so that a gap would be a decision somebody took away.

use anyhow::{Result, ensure};

use crate::tree::{expect_none, files};

/// The headings every decision answers.
const HEADINGS: &[&str] = &["Status", "Context", "Decision", "Consequences"];

#[test]
fn decisions_are_numbered_without_gaps() -> Result<()> {
    let decisions = numbered()?;
    ensure!(
        !decisions.is_empty(),
        "docs/adr holds no decision named like 0001-what-was-decided.md"
    );
    let offences: Vec<String> = (1_u32..)
        .zip(&decisions)
        .filter(|(expected, (number, _))| number != expected)
        .map(|(expected, (_, path))| format!("{path}: should be {expected:04}"))
        .collect();
    expect_none(
        "decisions count 0001, 0002, … without gap or repetition:",
        &offences,
    )
}

#[test]
fn every_decision_says_status_context_decision_and_consequences() -> Result<()> {
    let mut offences = Vec::new();
    for decision in files("docs/adr", &[".md"])?
        .iter()
        .filter(|file| number(file.name()).is_some())
    {
        let missing = HEADINGS.iter().filter(|heading| !says(&decision.text, heading));
        offences.extend(missing.map(|heading| format!("{}: {heading}", decision.path)));
    }
    expect_none("a decision lacks a part:", &offences)
}

/// As a heading, or as a line that starts with the word.
fn says(text: &str, heading: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start_matches(['#', '*', ' ', '-']).starts_with(heading))
}

fn numbered() -> Result<Vec<(u32, String)>> {
    let files = files("docs/adr", &[".md"])?;
    Ok(files
        .into_iter()
        .filter_map(|file| Some((number(file.name())?, file.path.clone())))
        .collect())
}

fn number(name: &str) -> Option<u32> {
    let (digits, _) = name.split_once('-')?;
    if digits.len() == 4 {
        digits.parse().ok()
    } else {
        None
    }
}
