//! The content elements (公开要素) that an entry asks for, and where a text speaks of them: in a heading, at the
//! beginning of a paragraph or an item, in bold words, at the head of a table. It is a help for whoever writes; the
//! drafter still confirms each by themselves.

use crate::rulebook::Entry;

/// What stands in a template where the drafter fills something in; a text with it left over is not released.
pub const BLANK: &str = "【填写：";
/// A paragraph names what it is about within so many characters, or not at all.
const LONGEST_LEAD: usize = 30;
const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Whether a text has a place for an element: by its whole name, or by each of the things that its name joins.
#[must_use]
pub fn speaks_of(body: &str, element: &str) -> bool {
    let leads: Vec<String> = body.lines().flat_map(leads).collect();
    let named = |name: &str| leads.iter().any(|lead| lead.contains(name));
    let whole = bare(element);
    if named(&whole) {
        return true;
    }
    let parts: Vec<String> = element.split(['与', '和', '及', '、']).map(bare).collect();
    1 < parts.len() && parts.iter().all(|part| 2 <= part.chars().count() && named(part))
}

/// The text with a heading at its end for each element that it does not speak of yet.
#[must_use]
pub fn with_headings(body: &str, elements: &[String]) -> String {
    let mut text = body.trim_end().to_owned();
    let mut chapters = chapters(body);
    for element in elements.iter().filter(|element| !speaks_of(body, element)) {
        chapters += 1;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&format!(
            "## {}、{element}\n\n{BLANK}{element}】",
            figure(chapters)
        ));
    }
    text
}

/// Up to which number the chapters of a text go, whether they are marked as headings or only written with one.
fn chapters(body: &str) -> usize {
    let marked = body.lines().filter(|line| line.starts_with("## ")).count();
    let written = |number: &usize| {
        let figure = format!("{}、", figure(*number));
        let bears = |line: &str| {
            line.trim_start_matches(['#', '*', ' ', '\u{3000}'])
                .starts_with(&figure)
        };
        body.lines().any(bears)
    };
    (1..100).rev().find(written).unwrap_or(0).max(marked)
}

/// What a drafter of an entry may begin with: its own template, or a heading for each of its elements.
#[must_use]
pub fn skeleton(entry: &Entry) -> String {
    match &entry.template {
        Some(template) => template.clone(),
        None => with_headings("", &entry.elements),
    }
}

/// The first blank that nobody has filled in.
#[must_use]
pub fn blank(text: &str) -> Option<String> {
    let (_, rest) = text.split_once(BLANK)?;
    let what = rest.split(['】', '\n']).next().unwrap_or_default();
    Some(what.trim().chars().take(LONGEST_LEAD).collect())
}

/// What a line names at its beginning, and what it has in bold.
fn leads(line: &str) -> Vec<String> {
    let line = line.trim();
    if line.starts_with('|') {
        return line
            .split('|')
            .map(bare)
            .filter(|cell| !cell.is_empty())
            .collect();
    }
    let bold = line.split("**").skip(1).step_by(2).map(bare);
    let is_heading = line.starts_with('#');
    let first = if is_heading {
        line
    } else {
        line.split(['：', ':', '。', '；']).next().unwrap_or_default()
    };
    let first = bare(first);
    let names = is_heading || first.chars().count() <= LONGEST_LEAD;
    bold.chain(names.then_some(first)).collect()
}

/// Only the letters and figures of a text, so that neither numbering nor quotation marks count.
fn bare(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// A number below a hundred as chapters are numbered.
fn figure(number: usize) -> String {
    let digit = |number: usize| FIGURES.get(number).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_found_wherever_a_document_would_name_it() {
        for body in [
            "## 二、受理意见的渠道\n\n内线 8001",
            "受理意见的渠道：内线 8001。",
            "- **受理意见的渠道** 内线 8001",
            "| 姓名 | 受理意见的渠道 |\n| --- | --- |",
            "1. 受理意见的渠道：内线",
        ] {
            assert!(speaks_of(body, "受理意见的渠道"), "{body}");
        }
    }

    #[test]
    fn a_word_in_passing_is_no_place_for_an_element() {
        let body = "经研究，现将有关情况公布如下，其中本次会议也讨论了今后受理意见的渠道怎样安排等问题。";
        assert!(!speaks_of(body, "受理意见的渠道"));
        assert!(!speaks_of("", "受理意见的渠道"));
    }

    #[test]
    fn an_element_that_joins_two_things_is_there_when_both_are() {
        assert!(speaks_of("| 姓名 | 所在支部 |", "姓名与所在支部"));
        assert!(!speaks_of("| 姓名 | 备注 |", "姓名与所在支部"));
        // a part of one character would be found anywhere
        assert!(!speaks_of("甲：一\n\n乙：二", "甲与乙"));
    }

    #[test]
    fn headings_go_on_from_those_that_are_there_and_are_found_afterwards() {
        let elements = ["收缴金额", "支出明细", "结存金额"].map(String::from);
        let text = with_headings("## 一、收缴金额\n\n12 元", &elements);
        assert_eq!(
            text,
            "## 一、收缴金额\n\n12 元\n\n## 二、支出明细\n\n【填写：支出明细】\n\n## 三、结存金额\n\n【填写：结存金额】"
        );
        assert!(elements.iter().all(|element| speaks_of(&text, element)));
        assert_eq!(with_headings(&text, &elements), text);
        let numbered = with_headings("一、基本情况\n\n**二、经过**\n\n### （一）起因", &elements);
        assert!(
            numbered.contains("## 三、收缴金额") && !numbered.contains("## 一、"),
            "{numbered}"
        );
        assert_eq!(blank(&text).as_deref(), Some("支出明细"));
        assert_eq!(blank("国发〔2026〕5 号【附】"), None);
    }

    #[test]
    fn chapters_are_numbered_as_documents_number_them() {
        let figures: Vec<_> = [1, 9, 10, 11, 20, 25].into_iter().map(figure).collect();
        assert_eq!(figures, ["一", "九", "十", "十一", "二十", "二十五"]);
    }
}
