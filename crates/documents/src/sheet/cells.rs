//! Cells of any origin on their way into rows: cleaned, placed and counted.

use super::Unreadable;

const MOST_ROWS: usize = 200_000;
const MOST_COLUMNS: usize = 256;
const MOST_CELLS: usize = 5_000_000;
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// What is left of the limits; shared by all sheets of one file.
pub(super) struct Allowance {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Allowance {
    pub(super) fn new() -> Self {
        Self {
            rows: MOST_ROWS,
            cells: MOST_CELLS,
            text: MOST_TEXT,
        }
    }

    /// Pays for a cell that was looked at, even if nothing was in it: a small file can hold
    /// very many of those.
    pub(super) fn look(&mut self) -> Result<(), Unreadable> {
        take(&mut self.cells, 1, Unreadable::TooMuch)
    }
}

fn take(left: &mut usize, wanted: usize, else_: Unreadable) -> Result<(), Unreadable> {
    *left = left.checked_sub(wanted).ok_or(else_)?;
    Ok(())
}

/// Puts `text` at its place, making the rows and cells before it as needed.
pub(super) fn place(
    rows: &mut Vec<Vec<String>>,
    (row, column): (usize, usize),
    text: String,
    allowance: &mut Allowance,
) -> Result<(), Unreadable> {
    if text.is_empty() {
        return Ok(());
    }
    if column >= MOST_COLUMNS {
        return Err(Unreadable::TooMuch);
    }
    take(&mut allowance.text, text.len(), Unreadable::TooMuch)?;
    if rows.len() <= row {
        take(&mut allowance.rows, row + 1 - rows.len(), Unreadable::TooManyRows)?;
        rows.resize_with(row + 1, Vec::new);
    }
    let Some(cells) = rows.get_mut(row) else {
        return Ok(());
    };
    if cells.len() <= column {
        take(
            &mut allowance.cells,
            column + 1 - cells.len(),
            Unreadable::TooMuch,
        )?;
        cells.resize_with(column + 1, String::new);
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
    Ok(())
}

/// Removes what nobody sees: outer spaces, full-width spaces anywhere (they pad names to
/// equal width), and marks without width that would make equal codes unequal.
pub(super) fn clean(text: &str) -> String {
    let visible = |c: &char| !matches!(c, '\u{3000}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}');
    let text: String = text.chars().filter(visible).collect();
    let trimmed = text.trim();
    if trimmed.len() == text.len() {
        text
    } else {
        trimmed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_nobody_sees_are_removed() {
        assert_eq!(clean("\u{FEFF} 测　试\u{200B}甲 \u{A0}\n"), "测试甲");
        assert_eq!(clean("a b"), "a b");
    }

    #[test]
    fn a_cell_too_far_away_is_refused() {
        let mut rows = Vec::new();
        let mut allowance = Allowance::new();
        let far_down = place(&mut rows, (200_000, 0), "x".into(), &mut allowance);
        assert_eq!(far_down, Err(Unreadable::TooManyRows));
        let far_right = place(&mut rows, (0, 256), "x".into(), &mut allowance);
        assert_eq!(far_right, Err(Unreadable::TooMuch));
        assert_eq!(
            place(&mut rows, (199_999, 255), "x".into(), &mut allowance),
            Ok(())
        );
        assert_eq!(rows.len(), 200_000);
    }
}
