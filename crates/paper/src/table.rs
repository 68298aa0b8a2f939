//! Tables: as wide as the text, their head again on each page.

use crate::break_lines::lines;
use crate::faces::Style;
use crate::layout::{Hand, Writer, total};
use crate::sheet::{Bar, LEFT, LINE, TEXT_HEIGHT, TEXT_WIDTH, TOP};

const SIZE: f32 = 12.0;
const ROW_LINE: f32 = 18.0;
const PADDING: f32 = 4.0;
const RULE: f32 = 0.6;
/// The narrowest column: two characters.
const NARROWEST: f32 = 2.0 * SIZE + 2.0 * PADDING;

type Signs = Vec<(char, f32)>;

/// A row whose cells are broken into lines.
struct Row {
    cells: Vec<Vec<Signs>>,
    head: bool,
}

pub(crate) fn write(writer: &mut Writer<'_>, rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    let widths = widths(writer, rows, columns);
    let Some((head, rows)) = rows.split_first() else {
        return;
    };
    let head = broken(writer, head, &widths, true);
    writer.used += LINE / 3.0;
    writer.room(head.height() + ROW_LINE + 2.0 * PADDING);
    row(writer, &head, &widths, true);
    for cells in rows {
        for piece in broken(writer, cells, &widths, false).pieces() {
            if TEXT_HEIGHT < writer.used + piece.height() {
                writer.turn();
                row(writer, &head, &widths, true);
            }
            row(writer, &piece, &widths, false);
        }
    }
    writer.used += LINE / 3.0;
}

/// Each column as wide as its longest line asks for, and all together as wide as the text.
fn widths(writer: &Writer<'_>, rows: &[Vec<String>], columns: usize) -> Vec<f32> {
    let hand = Hand::black(Style::Text, SIZE);
    let natural = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells
            .map(|cell| total(&writer.measured(cell, hand, SIZE)))
            .fold(0.0, f32::max);
        // a long text takes a third of the line, not all of it
        (widest + 2.0 * PADDING).clamp(NARROWEST, TEXT_WIDTH / 3.0)
    };
    let natural: Vec<f32> = (0..columns).map(natural).collect();
    let sum: f32 = natural.iter().sum();
    natural.iter().map(|width| width * TEXT_WIDTH / sum).collect()
}

fn broken(writer: &Writer<'_>, cells: &[String], widths: &[f32], head: bool) -> Row {
    let hand = hand(head);
    let cell = |(place, width): (usize, &f32)| {
        let text = cells.get(place).map_or("", String::as_str);
        lines(&writer.measured(text, hand, SIZE), width - 2.0 * PADDING, 0.0)
    };
    Row {
        cells: widths.iter().enumerate().map(cell).collect(),
        head,
    }
}

fn hand(head: bool) -> Hand {
    Hand::black(if head { Style::Heading } else { Style::Text }, SIZE)
}

impl Row {
    fn height(&self) -> f32 {
        let most = self.cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        f32::from(u16::try_from(most).unwrap_or(u16::MAX)) * ROW_LINE + 2.0 * PADDING
    }

    /// The row itself, or pieces of one that is higher than half a page.
    fn pieces(&self) -> Vec<Row> {
        const MOST: usize = 15;
        let most = self.cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let piece = |start: usize| Row {
            cells: self
                .cells
                .iter()
                .map(|lines| lines.iter().skip(start).take(MOST).cloned().collect())
                .collect(),
            head: self.head,
        };
        (0..most).step_by(MOST).map(piece).collect()
    }
}

fn row(writer: &mut Writer<'_>, row: &Row, widths: &[f32], top: bool) {
    let (height, hand) = (row.height(), hand(row.head));
    if top {
        rule(writer, (LEFT, writer.used), (TEXT_WIDTH, RULE));
    }
    let mut x = LEFT;
    for (cell, width) in row.cells.iter().zip(widths) {
        rule(writer, (x, writer.used), (RULE, height));
        let mut down = writer.used + PADDING;
        for line in cell {
            writer.put(line.clone(), hand, x + PADDING, (down, ROW_LINE));
            down += ROW_LINE;
        }
        x += width;
    }
    rule(writer, (x, writer.used), (RULE, height));
    writer.used += height;
    rule(writer, (LEFT, writer.used), (TEXT_WIDTH + RULE, RULE));
}

fn rule(writer: &mut Writer<'_>, (x, down): (f32, f32), (width, height): (f32, f32)) {
    writer.sheet.bars.push(Bar {
        x,
        y: TOP + down,
        width,
        height,
        red: false,
    });
}
