//! A draft from a text document says what the document says.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use documents::manuscript::{self, Manuscript};

const LONG: &[u8] = include_bytes!("files/manuscript/long.docx");
const WHAT_IT_SAYS: &str = include_str!("files/manuscript/long.json");

/// The words of a line without the signs of Markdown, as somebody reads them.
fn plain(line: &str) -> String {
    let line = line.trim_start().trim_start_matches('#').trim_start();
    let line = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("1. "))
        .unwrap_or(line);
    let mut plain = String::new();
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => plain.extend(signs.next()),
            '*' => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The cells of a row of a table.
fn cells(line: &str) -> Vec<String> {
    let marked = line.replace("\\|", "\u{1}");
    let inner = marked.trim_start_matches('|').trim_end_matches('|');
    inner
        .split('|')
        .map(|cell| plain(cell.trim()).replace('\u{1}', "|"))
        .collect()
}

fn read() -> (Manuscript, serde_json::Value) {
    (
        manuscript::read(LONG).unwrap(),
        serde_json::from_str(WHAT_IT_SAYS).unwrap(),
    )
}

#[test]
fn five_thousand_characters_and_their_tables_survive() {
    let (draft, truth) = read();
    let paragraphs: Vec<_> = truth["paragraphs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|paragraph| paragraph[1] != "")
        .collect();
    assert_eq!(draft.title, paragraphs[0][1].as_str().unwrap());
    let lines: Vec<_> = draft.body.lines().filter(|line| !line.is_empty()).collect();
    let texts: Vec<_> = lines.iter().filter(|line| !line.starts_with('|')).collect();
    assert!(5_000 <= draft.body.chars().count());
    assert_eq!(texts.len(), paragraphs.len() - 1);
    for (line, paragraph) in texts.iter().zip(&paragraphs[1..]) {
        let (style, words) = (paragraph[0].as_str().unwrap(), paragraph[1].as_str().unwrap());
        assert_eq!(plain(line), words);
        let sign = match style {
            "Heading 1" => "## ",
            "Heading 2" => "### ",
            "List Number" => "1. ",
            "List Bullet" => "- ",
            _ => "",
        };
        assert!(line.starts_with(sign), "{style}: {line}");
    }
    let rows: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with('|') && !line.starts_with("| ---"))
        .map(|line| cells(line))
        .collect();
    let truth: Vec<Vec<String>> = truth["tables"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|table| serde_json::from_value::<Vec<Vec<String>>>(table.clone()).unwrap())
        .collect();
    assert_eq!(rows, truth);
}

#[test]
fn bold_words_stay_bold() {
    let (draft, truth) = read();
    for bold in truth["bold"].as_array().unwrap() {
        let bold = bold.as_str().unwrap().trim();
        let starred = draft.body.split("**").skip(1).step_by(2);
        assert!(starred.into_iter().any(|words| plain(words) == bold), "{bold}");
    }
}
