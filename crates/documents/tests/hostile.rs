//! Bytes from anybody: an answer, never a panic.

#![expect(
    clippy::unwrap_used,
    reason = "a file that cannot be prepared is a failed test"
)]

use std::io::{Cursor, Read, Write};

use documents::roster;
use documents::sheet::{self, Unreadable};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

const ORGANISATION: &[u8] = include_bytes!("files/organisation.xlsx");

/// A workbook with one of its parts changed.
fn changed(workbook: &[u8], part: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            change(&mut content);
        }
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// With the first `from` in a part replaced by `to`.
fn forged(workbook: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    changed(workbook, part, |content| {
        let text = String::from_utf8(std::mem::take(content)).unwrap();
        assert!(text.contains(from), "{from} is not in {part}");
        *content = text.replacen(from, to, 1).into_bytes();
    })
}

/// With something put into a part.
fn mangled(part: &str, at: usize, insert: &str) -> Vec<u8> {
    changed(ORGANISATION, part, |content| {
        let at = at.min(content.len());
        content.splice(at..at, insert.bytes());
    })
}

#[test]
fn a_cell_in_the_last_corner_costs_no_memory() {
    let bytes = forged(
        ORGANISATION,
        "xl/worksheets/sheet1.xml",
        "r=\"A1\"",
        "r=\"XFD1048576\"",
    );
    assert_eq!(sheet::read("corner.xlsx", &bytes), Err(Unreadable::TooMuch));
    let bytes = forged(
        ORGANISATION,
        "xl/worksheets/sheet1.xml",
        "r=\"A1\"",
        "r=\"A1048576\"",
    );
    assert_eq!(sheet::read("deep.xlsx", &bytes), Err(Unreadable::TooManyRows));
}

#[test]
fn a_lie_about_the_number_of_texts_is_refused() {
    let honest = roster::write_xlsx(&roster::Roster::default()).unwrap();
    let bytes = forged(
        &honest,
        "xl/sharedStrings.xml",
        "uniqueCount=\"",
        "uniqueCount=\"99999999",
    );
    assert_eq!(sheet::read("liar.xlsx", &bytes), Err(Unreadable::Swollen));
}

#[test]
fn an_unreal_row_number_is_an_answer() {
    let bytes = forged(
        ORGANISATION,
        "xl/worksheets/sheet1.xml",
        "r=\"A1\"",
        "r=\"A99999999999999999999\"",
    );
    assert!(sheet::read("row.xlsx", &bytes).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in ["a.xlsx", "a.csv", "a"] {
            let _answer = roster::read(name, &bytes);
        }
        let _answer = roster::read("a.xlsx", &[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_truncated_file_is_refused(end in 0..ORGANISATION.len()) {
        prop_assert!(roster::read("a.xlsx", &ORGANISATION[..end]).is_err());
    }

    #[test]
    fn a_flipped_byte_is_answered(at in 0..ORGANISATION.len(), byte: u8) {
        let mut bytes = ORGANISATION.to_vec();
        bytes[at] = byte;
        let _answer = roster::read("a.xlsx", &bytes);
    }

    #[test]
    fn mangled_xml_is_answered(cut in 0..3000_usize, insert in "[<>&\"'/a-zA-Z0-9=]{0,6}") {
        let bytes = mangled("xl/worksheets/sheet4.xml", cut, &insert);
        let _answer = roster::read("a.xlsx", &bytes);
        let bytes = mangled("xl/workbook.xml", cut, &insert);
        let _answer = roster::read("a.xlsx", &bytes);
    }

    #[test]
    fn any_text_as_a_table_is_answered(cells in proptest::collection::vec(".{0,12}", 4..40)) {
        let rows: Vec<String> = cells.chunks(4).map(|row| row.join(",")).collect();
        for header in ["单位编码,单位名称,类别,上级编码", "岗位编码,工号,任职起,任职止", "编码,单位编码,岗位,职责"] {
            let _answer = roster::read("a.csv", format!("{header}\n{}", rows.join("\n")).as_bytes());
        }
    }
}
