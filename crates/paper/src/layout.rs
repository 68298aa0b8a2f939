//! Where everything stands: letterhead, red rule, title, text, tables, code, page numbers.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::break_lines::lines;
use crate::faces::{Faces, Style};
use crate::sheet::{
    BODY_SIZE, Bar, CELL, HEIGHT, LEFT, LINE, MM, Run, Sheet, TEXT_HEIGHT, TEXT_WIDTH, TOP, WIDTH,
};
use crate::{Block, Fault, Notice, table};

const TITLE_SIZE: f32 = 22.0;
const TITLE_LINE: f32 = 33.0;
const LETTERHEAD_SIZE: f32 = 32.0;
const FACT_SIZE: f32 = 10.5;
const FACT_LINE: f32 = 17.0;
const PAGE_NUMBER_SIZE: f32 = 14.0;
const CODE: f32 = 26.0 * MM;

/// The pages of a notice.
pub(crate) fn sheets(notice: &Notice, faces: &Faces) -> Result<Vec<Sheet>, Fault> {
    let mut writer = Writer::new(faces);
    writer.letterhead(&notice.letterhead, &notice.number);
    writer.centred(&notice.title);
    for block in &notice.blocks {
        writer.block(block);
    }
    writer.code(notice)?;
    writer.number_pages();
    Ok(writer.sheets)
}

/// Writes line by line and begins a page when one is full.
pub(crate) struct Writer<'f> {
    pub(crate) faces: &'f Faces,
    sheets: Vec<Sheet>,
    /// The page being written.
    pub(crate) sheet: Sheet,
    /// How much of its text area is used.
    pub(crate) used: f32,
}

/// How a line is written.
#[derive(Clone, Copy)]
pub(crate) struct Hand {
    pub(crate) style: Style,
    pub(crate) size: f32,
    pub(crate) red: bool,
}

impl Hand {
    pub(crate) fn black(style: Style, size: f32) -> Self {
        Self {
            style,
            size,
            red: false,
        }
    }
}

impl<'f> Writer<'f> {
    fn new(faces: &'f Faces) -> Self {
        Self {
            faces,
            sheets: Vec::new(),
            sheet: Sheet::default(),
            used: 0.0,
        }
    }

    /// Makes sure that so much fits on the page being written.
    pub(crate) fn room(&mut self, height: f32) {
        if 0.0 < self.used && TEXT_HEIGHT + 0.5 < self.used + height {
            self.turn();
        }
    }

    /// Begins a page.
    pub(crate) fn turn(&mut self) {
        self.sheets.push(std::mem::take(&mut self.sheet));
        self.used = 0.0;
    }

    /// Characters with their widths, Chinese ones in cells of this width.
    pub(crate) fn measured(&self, text: &str, hand: Hand, cell: f32) -> Vec<(char, f32)> {
        let width = |sign| self.faces.width(hand.style, hand.size, cell, sign);
        text.chars().map(|sign| (sign, width(sign))).collect()
    }

    /// Puts characters on a line whose top is so far down the text area and which is so high.
    pub(crate) fn put(&mut self, signs: Vec<(char, f32)>, hand: Hand, x: f32, (down, height): (f32, f32)) {
        // the middle of a character is a little above its baseline
        let y = TOP + down + height / 2.0 + hand.size * 0.36;
        let Hand { style, size, red } = hand;
        self.sheet.runs.push(Run {
            x,
            y,
            style,
            size,
            red,
            signs,
        });
    }

    fn letterhead(&mut self, who: &str, number: &str) {
        let mut hand = Hand {
            style: Style::Title,
            size: LETTERHEAD_SIZE,
            red: true,
        };
        let mut signs = self.measured(who, hand, hand.size);
        if TEXT_WIDTH < total(&signs) {
            hand.size *= TEXT_WIDTH / total(&signs);
            signs = self.measured(who, hand, hand.size);
        }
        let x = LEFT + (TEXT_WIDTH - total(&signs)) / 2.0;
        self.put(signs, hand, x, (0.0, 2.0 * LINE));
        let hand = Hand::black(Style::Text, BODY_SIZE);
        let signs = self.measured(number, hand, CELL);
        let x = LEFT + (TEXT_WIDTH - total(&signs)) / 2.0;
        self.put(signs, hand, x, (2.5 * LINE, LINE));
        self.sheet.bars.push(Bar {
            x: LEFT,
            y: TOP + 3.5 * LINE + 4.0 * MM,
            width: TEXT_WIDTH,
            height: 1.6,
            red: true,
        });
        self.used = 5.0 * LINE;
    }

    fn centred(&mut self, title: &str) {
        let hand = Hand::black(Style::Title, TITLE_SIZE);
        let signs = self.measured(title, hand, TITLE_SIZE);
        // lines of about the same length read as one title
        let count = (total(&signs) / (TEXT_WIDTH - 2.0 * CELL)).ceil().max(1.0);
        let width = (total(&signs) / count + TITLE_SIZE).min(TEXT_WIDTH);
        for line in lines(&signs, width, 0.0) {
            let x = LEFT + (TEXT_WIDTH - total(&line)) / 2.0;
            self.put(line, hand, x, (self.used, TITLE_LINE));
            self.used += TITLE_LINE;
        }
        self.used += LINE;
    }

    fn block(&mut self, block: &Block) {
        let text = Hand::black(Style::Text, BODY_SIZE);
        match block {
            Block::Heading(1, words) => self.paragraph(words, Hand::black(Style::Heading, BODY_SIZE), 2.0),
            Block::Heading(_, words) => self.paragraph(words, Hand::black(Style::Second, BODY_SIZE), 2.0),
            Block::Paragraph(words) => self.paragraph(words, text, 2.0),
            Block::Flush(words) => self.paragraph(words, text, 0.0),
            Block::Signature(words) => self.signature(words, text),
            Block::Table(rows) => table::write(self, rows),
        }
    }

    fn paragraph(&mut self, words: &str, hand: Hand, indent: f32) {
        let signs = self.measured(words, hand, CELL);
        let lines = lines(&signs, TEXT_WIDTH, indent * CELL);
        let last = lines.len().saturating_sub(1);
        for (place, mut line) in lines.into_iter().enumerate() {
            let left = if place == 0 { indent * CELL } else { 0.0 };
            if place < last {
                justify(&mut line, TEXT_WIDTH - left);
            }
            self.room(LINE);
            self.put(line, hand, LEFT + left, (self.used, LINE));
            self.used += LINE;
        }
    }

    /// Right, four characters from the margin, its lines centred under each other; never alone on a page.
    fn signature(&mut self, words: &[String], hand: Hand) {
        let lines: Vec<_> = words.iter().map(|line| self.measured(line, hand, CELL)).collect();
        let widest = lines.iter().map(|line| total(line)).fold(0.0, f32::max);
        let count = f32::from(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        self.room((count + 1.0) * LINE);
        self.used += LINE;
        for line in lines {
            let x = LEFT + TEXT_WIDTH - 4.0 * CELL - widest / 2.0 - total(&line) / 2.0;
            self.put(line, hand, x.max(LEFT), (self.used, LINE));
            self.used += LINE;
        }
    }

    fn code(&mut self, notice: &Notice) -> Result<(), Fault> {
        let code = QrCode::encode_text(&notice.address, QrCodeEcc::Medium).map_err(|_| Fault::Code)?;
        self.room(CODE + LINE);
        self.used += LINE;
        let side = u16::try_from(code.size()).map_err(|_| Fault::Code)?;
        let module = CODE / f32::from(side);
        for (down, row) in (0..code.size()).zip(0_u16..) {
            for (across, column) in (0..code.size()).zip(0_u16..) {
                if code.get_module(across, down) {
                    self.sheet.bars.push(Bar {
                        x: LEFT + f32::from(column) * module,
                        y: TOP + self.used + f32::from(row) * module,
                        // a hair more, so that no light line shows between two modules
                        width: module + 0.05,
                        height: module + 0.05,
                        red: false,
                    });
                }
            }
        }
        let hand = Hand::black(Style::Text, FACT_SIZE);
        let x = LEFT + CODE + 5.0 * MM;
        let mut down = self.used;
        for fact in &notice.facts {
            let signs = self.measured(fact, hand, FACT_SIZE);
            for line in lines(&signs, TEXT_WIDTH - CODE - 5.0 * MM, 0.0) {
                self.put(line, hand, x, (down, FACT_LINE));
                down += FACT_LINE;
            }
        }
        self.used = (self.used + CODE).max(down);
        Ok(())
    }

    /// “— 1 —” under the text area: at the right on odd pages, at the left on even ones (7.5 of the standard).
    fn number_pages(&mut self) {
        self.turn();
        let hand = Hand::black(Style::Text, PAGE_NUMBER_SIZE);
        for (place, number) in (0..self.sheets.len()).zip(1_u32..) {
            let signs = self.measured(&format!("— {number} —"), hand, PAGE_NUMBER_SIZE);
            let x = if number % 2 == 1 {
                WIDTH - (WIDTH - LEFT - TEXT_WIDTH) - CELL - total(&signs)
            } else {
                LEFT + CELL
            };
            if let Some(sheet) = self.sheets.get_mut(place) {
                sheet.runs.push(Run {
                    x,
                    y: (TOP + TEXT_HEIGHT + 7.0 * MM + PAGE_NUMBER_SIZE).min(HEIGHT),
                    style: hand.style,
                    size: hand.size,
                    red: false,
                    signs,
                });
            }
        }
    }
}

pub(crate) fn total(signs: &[(char, f32)]) -> f32 {
    signs.iter().map(|(_, width)| width).sum()
}

/// Spreads what is left of a line over it.
fn justify(line: &mut [(char, f32)], width: f32) {
    let left = width - total(line);
    let gaps = f32::from(u16::try_from(line.len().saturating_sub(1)).unwrap_or(u16::MAX));
    if 0.0 < gaps && 0.0 < left && left < 4.0 * CELL {
        for (_, sign) in line {
            *sign += left / gaps;
        }
    }
}
