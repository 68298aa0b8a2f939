//! Looking into files in a process of its own: whatever a stranger sends is answered within the limits.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "in a test a panic is the answer, and what was measured is told"
)]

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use domain::attachment::Look;
use domain::refusal::AttachmentRefusal as Refusal;
use nix::sys::resource::{UsageWho, getrusage};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What the process answers; nothing when it died.
fn inspect(bytes: &[u8]) -> Option<Result<Look, Refusal>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("inspect")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(bytes);
    drop(stdin);
    serde_json::from_slice(&child.wait_with_output().unwrap().stdout).ok()
}

/// What is written again and again, and how many times.
type Piece<'p> = (&'p [u8], usize);

/// Written piece by piece: what a file unpacks to is never in the memory of the test, whose own would otherwise be
/// counted as that of its children.
fn zip(parts: &[(&str, &[Piece<'_>])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        for (piece, times) in *pieces {
            for _ in 0..*times {
                writer.write_all(piece).unwrap();
            }
        }
    }
    writer.finish().unwrap().into_inner()
}

fn word(body: &[Piece<'_>]) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", &[(b"<Types/>", 1)]),
        ("word/document.xml", body),
    ])
}

fn pdf(objects: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{objects}\ntrailer << /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF").into_bytes()
}

/// Office files that no honest person sends.
fn hostile_office_files() -> Vec<(&'static str, Vec<u8>)> {
    let laughs = br#"<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"#;
    let many = b"<p/>".repeat(10_000);
    let page = [b'a'; 32 * 1024];
    let (thirty, empty): (&[Piece<'_>], &[Piece<'_>]) = (&[(&page, 960)], &[(b"<a/>", 1)]);
    let names: Vec<_> = (0..10).map(|number| format!("word/header{number}.xml")).collect();
    let document = ("word/document.xml", empty);
    let mut parts = vec![document];
    parts.extend(names.iter().map(|name| (name.as_str(), thirty)));
    vec![
        ("a zip that unpacks to 300 MB", word(&[(&page, 9_600)])),
        ("ten parts of 30 MB", zip(&parts)),
        (
            "three million elements in each other",
            word(&[(b"<a>", 3_000_000)]),
        ),
        ("entities that grow", word(&[(laughs, 1)])),
        (
            "forty megabytes of paragraphs",
            word(&[(b"<a>", 1), (&many, 1_000), (b"</a>", 1)]),
        ),
        (
            "a part with a path",
            zip(&[document, ("../../etc/cron.d/x.xml", empty)]),
        ),
        ("a part twice", zip(&[document, ("WORD/document.xml", empty)])),
        ("macros", zip(&[document, ("word/vbaProject.bin", &[(b"x", 1)])])),
        (
            "a program inside",
            zip(&[document, ("word/embeddings/a.exe", &[(b"MZ", 1)])]),
        ),
        ("UTF-16 that looks like ASCII", word(&[(b"<\0a\0/\0>\0", 1)])),
        ("a torn zip", word(empty).into_iter().take(60).collect()),
    ]
}

/// Other files that no honest person sends.
fn hostile_files() -> Vec<(&'static str, Vec<u8>)> {
    let nested = format!("1 0 obj {} endobj", "[".repeat(2_000_000));
    let runs = "1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >> endobj \
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj 3 0 obj << /Type /Page /Parent 2 0 R >> endobj";
    let circle = "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj \
        2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >> endobj";
    let chance = (0..50_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes());
    vec![
        ("a program called .pdf", b"MZ\x90\0".repeat(100)),
        (
            "a workbook of before",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(100),
        ),
        ("nothing of a PDF", b"%PDF-1.7\n".to_vec()),
        ("a PDF of brackets", pdf(&nested)),
        ("a PDF whose pages hold themselves", pdf(circle)),
        ("a PDF that runs something", pdf(runs)),
        ("chance", chance.collect()),
        ("twenty-one megabytes", vec![b'%'; 21 * 1024 * 1024]),
    ]
}

#[test]
fn whatever_a_stranger_sends_is_refused_within_two_seconds_and_a_quarter_of_a_gigabyte() {
    let seconds = || {
        let used = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
        let all = [used.user_time(), used.system_time()];
        all.iter()
            .map(|time| time.tv_sec() * 1_000_000 + time.tv_usec())
            .sum::<i64>()
    };
    for (what, bytes) in hostile_office_files().into_iter().chain(hostile_files()) {
        let before = seconds();
        let answer = inspect(&bytes);
        let (used, most) = (
            seconds() - before,
            getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss(),
        );
        println!(
            "{what}: {} bytes, {} ms, {most} KB at most so far: {answer:?}",
            bytes.len(),
            used / 1000
        );
        assert!(!matches!(answer, Some(Ok(_))), "{what}");
        assert!(used < 2_100_000, "{what} took {used} µs");
        assert!(most < 256 * 1024, "{what} took {most} KB");
    }
}

#[test]
fn an_honest_file_is_looked_into_within_the_limits() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/files/hidden");
    let mut looked_at = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "py") {
            continue;
        }
        let look = inspect(&std::fs::read(&path).unwrap());
        assert!(
            matches!(&look, Some(Ok(look)) if !look.findings.is_empty()),
            "{path:?}: {look:?}"
        );
        looked_at += 1;
    }
    assert_eq!(looked_at, 60);
}
