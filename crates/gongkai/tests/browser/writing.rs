//! Writing a text: what comes from office programs, what is kept, what two people write at once.

use serde_json::json;

use crate::driver::Browser;

/// What a text looks like in the clipboard of an office program, and what it is here.
const PASTED: [(&str, &str, &str); 3] = [
    (
        "Word",
        include_str!("pasted/word.html"),
        include_str!("pasted/word.md"),
    ),
    (
        "WPS",
        include_str!("pasted/wps.html"),
        include_str!("pasted/wps.md"),
    ),
    (
        "a spreadsheet",
        include_str!("pasted/table.html"),
        include_str!("pasted/table.md"),
    ),
];

const PASTE: &str = r##"
    const [html] = arguments, page = document.querySelector(".rich"), data = new DataTransfer();
    document.querySelector("#body").value = "";
    document.querySelector("#body").dispatchEvent(new Event("replaced"));
    data.setData("text/html", html);
    page.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    return document.querySelector("#body").value;
"##;

/// Puts a text into the field, types a sign and takes it back, and says what the field holds then.
const LOOK_AT: &str = r##"
    const [text] = arguments, field = document.querySelector("#body");
    field.value = text;
    field.dispatchEvent(new Event("replaced"));
    document.querySelector(".rich").focus();
    document.execCommand("insertText", false, "甲");
    const between = field.value;
    document.execCommand("delete");
    return [between !== text, field.value];
"##;

pub(crate) async fn text_from_office_programs_is_clean(browser: &Browser) {
    for (program, html, expected) in PASTED {
        let text = browser.run(PASTE, vec![json!(html)]).await;
        assert_eq!(
            text.as_str().unwrap().trim(),
            expected.trim(),
            "pasted from {program}"
        );
    }
}

pub(crate) async fn a_text_that_was_only_looked_at_stays_as_it_is(browser: &Browser, texts: &[String]) {
    for text in texts {
        let answer = browser.run(LOOK_AT, vec![json!(text)]).await;
        assert_eq!(answer[0], json!(true), "the sign did not arrive");
        assert_eq!(answer[1].as_str().unwrap().trim(), text.trim());
    }
}
