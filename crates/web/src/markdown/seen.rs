//! Which characters of a text its readers see.

use comrak::nodes::{ListType, NodeValue, Sourcepos};
use comrak::{Arena, parse_document};

use super::{masked, options};

/// One for each character of a body, as a reader sees it; nothing for a sign that only makes headings, tables, links and
/// bold words.
pub(crate) fn seen(body: &str) -> Vec<Option<char>> {
    // sign by sign as long as the body
    let body = masked(body);
    let mut options = options();
    options.parse.sourcepos_chars = true;
    let arena = Arena::new();
    let mut page = Page::of(&body);
    for node in parse_document(&arena, &body, &options).descendants() {
        let data = node.data.borrow();
        let place = data.sourcepos;
        match &data.value {
            NodeValue::Text(text) => page.show(place, text),
            NodeValue::HtmlInline(text) => page.show(place, text),
            NodeValue::Code(code) => page.show(place, &code.literal),
            NodeValue::CodeBlock(code) => page.show(place, &code.literal),
            NodeValue::HtmlBlock(html) => page.show(place, &html.literal),
            NodeValue::Item(list) => page.count(place, list.list_type),
            _ => {}
        }
    }
    page.done()
}

/// A body on its way to what is seen of it.
struct Page {
    signs: Vec<char>,
    /// Where each line begins.
    lines: Vec<usize>,
    shown: Vec<Option<char>>,
    /// Everything before it was gone through.
    at: usize,
}

impl Page {
    fn of(body: &str) -> Self {
        let signs: Vec<char> = body.chars().collect();
        let breaks = signs.iter().enumerate().filter(|(_, sign)| **sign == '\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(place, _)| place + 1))
            .collect();
        Self {
            shown: vec![None; signs.len()],
            signs,
            lines,
            at: 0,
        }
    }

    /// Where a line begins, counted from one; the line after the last begins at the end.
    fn line(&self, number: usize) -> usize {
        let place = number.checked_sub(1).and_then(|number| self.lines.get(number));
        place.copied().unwrap_or(self.signs.len())
    }

    /// Shows words that stand somewhere in a place: the signs between them are for the machine.
    fn show(&mut self, place: Sourcepos, words: &str) {
        let end = self.line(place.end.line + 1);
        let begin = self.line(place.start.line) + place.start.column.saturating_sub(1);
        self.at = self.at.max(self.line(place.start.line));
        if self.at <= begin && self.signs.get(begin).copied() == words.chars().next() {
            self.at = begin;
        }
        for sign in words.chars() {
            let rest = self.signs.get(self.at..end).unwrap_or_default();
            // what is written otherwise than it is seen, as `&copy;`, is not looked for in what follows
            // the end of a line in code is seen as a space
            let fits = |candidate: &char| *candidate == sign || (sign, *candidate) == (' ', '\n');
            let Some(found) = rest.iter().position(fits) else {
                continue;
            };
            self.put(self.at + found, sign);
            self.at += found + 1;
        }
    }

    /// The number of an item, or its dot.
    fn count(&mut self, place: Sourcepos, list: ListType) {
        let begin = self.line(place.start.line) + place.start.column.saturating_sub(1);
        for place in begin.max(self.at)..self.line(place.start.line + 1) {
            let sign = match (self.signs.get(place).copied(), list) {
                (Some('-' | '*' | '+'), ListType::Bullet) => '·',
                (Some(sign), ListType::Ordered) if sign.is_ascii_digit() || matches!(sign, '.' | ')') => sign,
                (Some(' '), _) => {
                    self.put(place, ' ');
                    self.at = place + 1;
                    return;
                }
                _ => return,
            };
            self.put(place, sign);
            self.at = place + 1;
        }
    }

    fn put(&mut self, place: usize, sign: char) {
        if let Some(shown) = self.shown.get_mut(place) {
            *shown = Some(sign);
        }
    }

    /// With the ends of lines, and room between the cells of a table.
    fn done(mut self) -> Vec<Option<char>> {
        let (mut is_empty, mut has_signs, mut breaks) = (true, false, 2);
        for (sign, shown) in self.signs.iter().zip(&mut self.shown) {
            match sign {
                '\n' => {
                    let is_for_the_machine = is_empty && has_signs;
                    if !is_for_the_machine && breaks < 2 {
                        *shown = Some('\n');
                        breaks += 1;
                    }
                    (is_empty, has_signs) = (true, false);
                    continue;
                }
                '|' if shown.is_none() && !is_empty => *shown = Some(' '),
                _ => {}
            }
            has_signs |= !sign.is_whitespace();
            if shown.is_some() {
                (is_empty, breaks) = (false, 0);
            }
        }
        self.shown
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::html;
    use super::seen;

    fn words(body: &str) -> String {
        let shown = seen(body);
        assert_eq!(shown.len(), body.chars().count());
        shown.into_iter().flatten().collect()
    }

    /// What stands on the page, from its HTML: another way to the same, but for what numbers and dots an item has.
    fn on_page(body: &str) -> String {
        let html = html(body);
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
        }
        text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        text.replace("&amp;", "&")
    }

    fn without_space(text: &str) -> String {
        text.chars().filter(|sign| !sign.is_whitespace()).collect()
    }

    #[test]
    fn signs_that_make_headings_tables_and_bold_words_are_not_seen() {
        let text = "各支部：\n\n## 一、经费\n\n| 项目 | 金额 |\n| --- | ---: |\n| 慰问 | **12** |";
        assert_eq!(words(text), "各支部：\n\n一、经费\n\n项目 金额 \n慰问 12 ");
        assert_eq!(
            words("1. **规划正文**，**附图**\n2. 说明"),
            "1. 规划正文，附图\n2. 说明"
        );
        assert_eq!(words("- 甲\n- [乙](https://example.org/乙)"), "· 甲\n· 乙");
        assert_eq!(words("甲\n\n\n\n乙\n\n---\n\n丙"), "甲\n\n乙\n\n丙");
        assert_eq!(words("&copy; 甲 &amp; 乙\\*"), " 甲 & 乙*");
    }

    #[test]
    fn signs_that_hide_a_part_of_a_name_or_a_number_are_seen() {
        assert_eq!(
            words("李**未完，138****8000，139****9000"),
            "李**未完，138＊＊＊＊8000，139＊＊＊＊9000"
        );
    }

    proptest! {
        #[test]
        fn what_is_seen_is_what_stands_on_the_page(
            parts in proptest::collection::vec(
                prop::sample::select(vec![
                    "甲", "乙。", "：", "**", "*", "~~", "`", "\n", "\n\n", "# ", "## ", "> ", "|", "|---|---|\n", " ", "138",
                    "[", "](x)", "<b>", "\\", "&", "_", "a", "1", ".",
                ]),
                0..30,
            ),
        ) {
            let body: String = parts.concat();
            // the number of an item stands on no page as a word
            prop_assume!(!html(&body).contains("<li>") && !html(&body).contains("<ol"));
            prop_assert_eq!(without_space(&words(&body)), without_space(&on_page(&body)), "{:?}", body);
        }
    }
}
