//! The order of a text: basis, content, lists and sums, notice period, who answers, signature.

use super::bank::{self, Bank};
use super::pen::Pen;
use super::theme::Theme;
use super::{Length, table};
use crate::organisation::name::numeral;
use domain::words::Stage;

pub(super) fn write(pen: &mut Pen<'_>) {
    match pen.about.length {
        Length::Short => short(pen),
        Length::Usual => usual(pen),
        Length::Long => long(pen),
    }
    pen.write("{unit}\n\n{day}\n");
}

fn short(pen: &mut Pen<'_>) {
    pen.write("{audience}：\n\n{basis}");
    pen.write("{main}");
    elements_in_one_sentence(pen);
    let goal = usize::try_from(pen.chance.between(240, 300)).unwrap_or(240);
    fill(pen, goal);
    pen.write("\n\n{notice_short}\n\n");
}

fn usual(pen: &mut Pen<'_>) {
    let goal = usize::try_from(pen.chance.between(520, 950)).unwrap_or(520);
    let mut heading = Headings::default();
    pen.write("{audience}：\n\n{opening}\n\n");
    heading.next(pen, "{head_basis}");
    pen.write("{basis}\n\n");
    heading.next(pen, "{head_content}");
    pen.write("{main}");
    elements(pen, false);
    main_table(pen);
    heading.next(pen, "{head_more}");
    paragraphs(pen, goal, 3);
    closing(pen, &mut heading);
}

fn long(pen: &mut Pen<'_>) {
    let mut heading = Headings::default();
    pen.write("{audience}：\n\n{opening}\n\n");
    heading.next(pen, "{head_basis}");
    pen.write("{basis}\n\n");
    heading.next(pen, "{head_process}");
    let goal = pen.written() + 600;
    paragraphs(pen, goal, 4);
    heading.next(pen, "{head_content}");
    pen.write("{main}");
    elements(pen, true);
    heading.next(pen, "{head_money}");
    pen.write("{money}\n\n");
    table::budget(pen);
    pen.write("{sources}\n\n");
    table::sources(pen);
    remarks(pen, Theme::Money);
    heading.next(pen, "{head_people}");
    pen.write("{list}\n\n");
    table::roster(pen);
    remarks(pen, Theme::People);
    heading.next(pen, "{head_steps}");
    pen.write("{steps}\n\n");
    table::progress(pen);
    heading.next(pen, "{head_opinions}");
    pen.write("{heard}\n\n");
    table::opinions(pen);
    heading.next(pen, "{head_duties}");
    duties(pen);
    heading.next(pen, "{head_more}");
    let goal = usize::try_from(pen.chance.between(4_900, 5_200)).unwrap_or(4_900);
    paragraphs(pen, goal, 5);
    closing(pen, &mut heading);
}

#[derive(Default)]
struct Headings {
    so_far: u64,
}

impl Headings {
    fn next(&mut self, pen: &mut Pen<'_>, words: &str) {
        self.so_far += 1;
        pen.plain(&format!("## {}、", numeral(self.so_far)));
        pen.write(words);
        pen.plain("\n\n");
    }
}

/// The part that says what readers may do now, and where.
fn closing(pen: &mut Pen<'_>, heading: &mut Headings) {
    heading.next(pen, "{head_notice}");
    pen.write("{notice}\n\n");
    heading.next(pen, "{head_office}");
    pen.write("{office}\n\n");
}

fn elements_in_one_sentence(pen: &mut Pen<'_>) {
    let elements = pen.about.elements;
    let mut room = 70;
    let fitting = elements.iter().take_while(|element| {
        let size = element.chars().count() + 1;
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    });
    let fitting: Vec<&str> = fitting.map(String::as_str).collect();
    if fitting.is_empty() {
        return;
    }
    pen.write("{listed}");
    pen.plain(&fitting.join("、"));
    pen.plain(if fitting.len() < elements.len() {
        "等。"
    } else {
        "。"
    });
}

fn elements(pen: &mut Pen<'_>, wordy: bool) {
    pen.plain("\n\n");
    let most = if wordy { 2 } else { 1 };
    // Many elements leave a usual text no room for a sentence about each.
    let brief = !wordy && pen.about.elements.len() > 8;
    for (number, element) in (1..).zip(pen.about.elements) {
        pen.plain(&format!("{number}. **{element}**"));
        if brief {
            pen.plain("：已列明。");
        } else {
            pen.plain("：");
            for _ in 0..most {
                pen.sentence(bank::element(pen.about.stage));
            }
        }
        pen.plain("\n");
    }
    pen.plain("\n");
}

fn main_table(pen: &mut Pen<'_>) {
    match (pen.facts.theme, pen.about.stage) {
        (Theme::Money, _) | (Theme::Project, Stage::Result) => {
            pen.write("{money}\n\n");
            table::budget(pen);
        }
        (Theme::People, _) => {
            pen.write("{list}\n\n");
            table::roster(pen);
        }
        (Theme::Project | Theme::Rules, _) if pen.chance.percent(60) => {
            pen.write("{steps}\n\n");
            table::progress(pen);
        }
        _ => (),
    }
}

fn duties(pen: &mut Pen<'_>) {
    for _ in 0..9 {
        pen.plain("- ");
        pen.sentence(bank::DUTIES);
        pen.plain("\n");
    }
    pen.plain("\n");
}

/// A long text speaks of money and people whatever its subject.
fn banks(pen: &Pen<'_>) -> Vec<Bank> {
    let mut banks = vec![
        bank::content(pen.facts.theme),
        bank::stage(pen.about.stage),
        bank::ANY,
    ];
    if pen.about.length == Length::Long {
        banks.extend([Theme::Money, Theme::People].map(bank::content));
    }
    banks
}

/// Sentences in a row until so many characters are written.
fn fill(pen: &mut Pen<'_>, goal: usize) {
    let banks = banks(pen);
    for _ in 0..200 {
        if pen.written() >= goal {
            break;
        }
        pen.sentence_from(&banks);
    }
}

/// At least one paragraph, then more until so many characters are written.
fn paragraphs(pen: &mut Pen<'_>, goal: usize, sentences: u32) {
    let banks = banks(pen);
    for _ in 0..200 {
        paragraph(pen, &banks, sentences);
        if pen.written() >= goal {
            break;
        }
    }
}

fn paragraph(pen: &mut Pen<'_>, banks: &[Bank], sentences: u32) {
    for _ in 0..pen.chance.between(2, sentences) {
        pen.sentence_from(banks);
    }
    pen.plain("\n\n");
}

/// A paragraph or two that say more about a table.
fn remarks(pen: &mut Pen<'_>, theme: Theme) {
    for _ in 0..2 {
        paragraph(pen, &[bank::content(theme), bank::ANY], 6);
    }
}
