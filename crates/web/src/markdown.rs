//! A body's Markdown as HTML. Raw HTML is shown as text, and no address but a web or mail one becomes a link.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use comrak::{Options, markdown_to_html};
use domain::ids::ContentId;

/// Contents kept rendered; released bytes never change.
const MOST: usize = 512;

/// What was rendered lately.
#[derive(Default)]
pub(crate) struct Rendered(Mutex<HashMap<ContentId, Arc<str>>>);

impl Rendered {
    /// The HTML of a released content, made once.
    pub(crate) fn of(&self, content: ContentId, body: &str) -> Arc<str> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if MOST <= kept.len() {
            kept.clear();
        }
        Arc::clone(kept.entry(content).or_insert_with(|| html(body).into()))
    }
}

/// The HTML of a text that may still change.
pub(crate) fn html(body: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    // a table scrolls by itself on a narrow screen
    markdown_to_html(body, &options)
        .replace("<table>", "<div class=\"table-wrap\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
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
}
