//! A body's Markdown as HTML. Raw HTML is shown as text, and no address but a web or mail one becomes a link.

mod seen;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use comrak::{Options, markdown_to_html};
use domain::ids::ContentId;

pub(crate) use seen::seen;

/// Bytes of rendered contents that are kept; released bytes never change.
const MOST: usize = 16 * 1024 * 1024;

/// What was rendered lately, and how many bytes that is.
#[derive(Default)]
pub(crate) struct Rendered(Mutex<(usize, HashMap<ContentId, Arc<str>>)>);

impl Rendered {
    /// The HTML of a released content, made once.
    pub(crate) fn of(&self, content: ContentId, body: &str) -> Arc<str> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(html) = kept().1.get(&content) {
            return Arc::clone(html);
        }
        // not under the lock: a long table takes its time
        let html: Arc<str> = html(body).into();
        let mut kept = kept();
        if MOST < kept.0 + html.len() {
            *kept = (0, HashMap::new());
        }
        kept.0 += html.len();
        kept.1.insert(content, Arc::clone(&html));
        html
    }
}

/// What our Markdown has beyond the plain one: tables, and each line break as it was typed. No HTML.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    // **重点：**后面紧跟文字也是加粗
    options.extension.cjk_friendly_emphasis = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
}

/// Masks that were made with narrow stars, which Markdown would read as bold: 138****8000 as 138＊＊＊＊8000.
pub(crate) fn masked(body: &str) -> String {
    let mut shown = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(start) = rest.find("**") {
        let (before, stars) = rest.split_at(start);
        let after = stars.trim_start_matches('*');
        let count = stars.len() - after.len();
        let figure = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
        let sign = if 2 < count && figure(before.chars().last()) && figure(after.chars().next()) {
            "＊"
        } else {
            "*"
        };
        shown.push_str(before);
        shown.push_str(&sign.repeat(count));
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// The HTML of a text that may still change.
pub(crate) fn html(body: &str) -> String {
    let options = options();
    // a table scrolls by itself on a narrow screen
    let html = markdown_to_html(&masked(body), &options)
        .replace("<table>", "<div class=\"table-wrap\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
    signed(&addressed(&html))
}

/// Who is addressed stands at the margin, as in every official letter.
fn addressed(html: &str) -> String {
    let first = html.strip_prefix("<p>").and_then(|rest| rest.split_once("</p>"));
    match first {
        Some((whom, rest)) if is_address(whom) => {
            format!("<p class=\"flush\">{whom}</p>{rest}")
        }
        _ => html.to_owned(),
    }
}

/// The unit and the day at the end stand right, as below every official letter.
fn signed(html: &str) -> String {
    let Some((above, last)) = last_paragraph(html) else {
        return html.to_owned();
    };
    let (unit, day) = last.rsplit_once("<br />\n").unwrap_or(("", last));
    if !is_day(day) || !(unit.is_empty() || is_line(unit)) {
        return html.to_owned();
    }
    match last_paragraph(above) {
        Some((above, unit)) if !last.contains('<') && is_line(unit) => {
            format!("{above}<p class=\"sign\">{unit}<br />\n{day}</p>\n")
        }
        _ => format!("{above}<p class=\"sign\">{last}</p>\n"),
    }
}

/// The last paragraph, when nothing else ends the text, and what comes before it.
fn last_paragraph(html: &str) -> Option<(&str, &str)> {
    html.trim_end().strip_suffix("</p>")?.rsplit_once("<p>")
}

/// Whom a letter is addressed to.
pub(crate) fn is_address(text: &str) -> bool {
    text.ends_with('：') && is_line(text)
}

/// One short line that is no sentence.
pub(crate) fn is_line(text: &str) -> bool {
    text.chars().count() <= 40 && !text.contains(['<', '。', '；'])
}

/// A day as documents write it.
pub(crate) fn is_day(text: &str) -> bool {
    let signs = "年月日 0123456789〇零一二三四五六七八九十";
    text.ends_with('日') && text.contains('年') && text.chars().all(|sign| signs.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_becomes_a_table_and_a_script_becomes_text() {
        let html = html(
            "|项目|金额|\n|---|---|\n|示例|1.00|\n\n<script>alert(1)</script>\n\n[点](javascript:alert(1))",
        );
        assert!(
            html.contains("<div class=\"table-wrap\" tabindex=\"0\"><table>"),
            "{html}"
        );
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("javascript:"), "{html}");
    }

    #[test]
    fn bold_words_that_end_with_a_chinese_sign_are_bold() {
        let html = html("**重点：**内容");
        assert!(html.contains("<strong>重点：</strong>内容"), "{html}");
    }

    #[test]
    fn masks_that_were_made_with_narrow_stars_are_no_bold_words() {
        let html = html("电话 138****8000，证号 110105**********21，139****9000，**重点**");
        let shown =
            "138＊＊＊＊8000，证号 110105＊＊＊＊＊＊＊＊＊＊21，139＊＊＊＊9000，<strong>重点</strong>";
        assert!(html.contains(shown), "{html}");
    }

    #[test]
    fn who_is_addressed_and_who_signs_stand_where_a_letter_has_them() {
        let end = "<p class=\"sign\">示例支部<br />\n2026 年 11 月 9 日</p>\n";
        let letter = html("各科室：\n\n现将结果公布。\n\n示例支部\n\n2026 年 11 月 9 日");
        assert!(letter.starts_with("<p class=\"flush\">各科室：</p>"), "{letter}");
        assert!(letter.ends_with(end), "{letter}");
        let together = html("现将结果公布。\n\n示例支部\n2026 年 11 月 9 日\n");
        assert!(together.ends_with(end), "{together}");
    }

    #[test]
    fn a_text_that_is_no_letter_stays_as_it_is() {
        for body in [
            "现将结果公布。",
            "截止日期为 2026 年 11 月 9 日",
            "- 2026 年 11 月 9 日",
            "",
        ] {
            let html = html(body);
            assert!(!html.contains("class="), "{html}");
        }
    }
}
