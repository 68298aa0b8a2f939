//! .csv as it really comes: with or without a mark, in UTF-8 or in what older programs
//! save, separated by whatever the writer's country separates with.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::Unreadable;
use super::cells::{Allowance, clean, place};

const SEPARATORS: [u8; 3] = *b",;\t";

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    // One kind of line break, also behind the last record, so that lines can be counted.
    let text = decode(bytes)?.replace("\r\n", "\n").replace('\r', "\n") + "\n";
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut allowance = Allowance::new();
    let mut rows = Vec::new();
    let (mut row, mut line) = (0_usize, reader.position().line());
    while reader.read_record(&mut record).map_err(|_| Unreadable::NotText)? {
        // The reader skips blank lines without a word; a spreadsheet counts them.
        let lines = usize::try_from(reader.position().line() - line).unwrap_or(0);
        let broken: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        row += lines.saturating_sub(broken + 1);
        line = reader.position().line();
        for (column, cell) in record.iter().enumerate() {
            allowance.look()?;
            place(&mut rows, (row, column), disarmed(clean(cell)), &mut allowance)?;
        }
        row += 1;
    }
    Ok(rows)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (GB18030, 0),
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    if broken || text.contains('\0') {
        Err(Unreadable::NotText)
    } else {
        Ok(text)
    }
}

/// The separator that the first lines use most, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = SEPARATORS.map(|separator| (0_usize, separator));
    for byte in text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(10)
        .flat_map(str::bytes)
    {
        quoted ^= byte == b'"';
        for (count, separator) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // The last of equals wins `max_by_key`, so look from the back: comma is the default.
    counts
        .iter()
        .rev()
        .max_by_key(|(count, _)| *count)
        .map_or(b',', |(_, separator)| *separator)
}

/// Takes away the apostrophe that exports put before a cell that could start a formula.
fn disarmed(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text.as_bytes()).unwrap()
    }

    #[test]
    fn every_usual_separator_and_encoding_reads_the_same() {
        let expected = rows("编码,名称\n01,示例支部一\n");
        assert_eq!(expected, [["编码", "名称"], ["01", "示例支部一"]]);
        assert_eq!(rows("\u{FEFF}编码;名称\r\n01;示例支部一"), expected);
        assert_eq!(rows("编码\t名称\n01\t示例支部一\n\n\n"), expected);
        let (older, ..) = GB18030.encode("编码,名称\n01,示例支部一\n");
        assert_eq!(read(&older).unwrap(), expected);
        let wide = "编码\t名称\n01\t示例支部一\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide).collect();
        assert_eq!(read(&wide).unwrap(), expected);
    }

    #[test]
    fn blank_and_broken_lines_do_not_shift_the_row_numbers() {
        let rows = rows("甲,乙\r\n\r\n\"一\n二\",三\n,\n\n四,五");
        let filled: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(_, cells)| !cells.is_empty())
            .map(|(row, _)| row)
            .collect();
        assert_eq!(filled, [0, 2, 5]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(read(&[0x80, 0xFF, 0xFF, 0x00]), Err(Unreadable::NotText));
        assert_eq!(read(b"a,\0b"), Err(Unreadable::NotText));
    }
}
