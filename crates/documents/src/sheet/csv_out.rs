//! Rows as .csv that every spreadsheet program opens as it is meant.

/// UTF-8 with a mark, which spreadsheets need to see that it is UTF-8. Cells that could start a formula get a leading
/// apostrophe, which reading takes away again.
pub fn write(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> csv::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from("\u{FEFF}"));
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row.into_iter().map(disarm))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn disarm(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_could_start_a_formula_are_disarmed() {
        for cell in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(disarm(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(disarm("示例支部一".to_owned()), "示例支部一");
    }
}
