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
    return (async () => {
        field.value = text;
        field.dispatchEvent(new Event("replaced"));
        document.querySelector(".rich").focus();
        document.execCommand("insertText", false, "甲");
        // the editor hears of it when this script lets go
        await null;
        const between = field.value;
        document.execCommand("delete");
        await null;
        return [between !== text, field.value];
    })();
"##;

/// The keyboard alone: a chapter, a list, a table by its button, and out of the table again.
const TYPE: &str = r##"
    const page = document.querySelector(".rich"), field = document.querySelector("#body");
    const press = (key, more) => page.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    // the editor hears of what is typed when this script lets go
    const type = async (text) => { document.execCommand("insertText", false, text); await null; };
    return (async () => {
        field.value = "";
        field.dispatchEvent(new Event("replaced"));
        page.focus();
        await type("一、依据");
        press("2", { ctrlKey: true, altKey: true });
        press("Enter", { keyCode: 13 });
        await type("甲");
        press("8", { ctrlKey: true, shiftKey: true, code: "Digit8", keyCode: 56 });
        document.querySelector("[data-do=table]").click();
        await type("项目");
        const stays = !press("Tab", { keyCode: 9 });
        await type("金额");
        press("Escape", { keyCode: 27 });
        const leaves = press("Tab", { keyCode: 9 });
        return [stays, leaves, field.value, page.getAttribute("role"), page.getAttribute("aria-labelledby")];
    })();
"##;

pub(crate) async fn the_keyboard_is_enough(browser: &Browser) {
    let answer = browser.run(TYPE, Vec::new()).await;
    let text = "## 一、依据\n\n- 甲\n\n| 项目 | 金额 | |\n| --- | --- | --- |\n| | | |\n| | | |";
    assert_eq!(answer, json!([true, true, text, "textbox", "body-label"]));
}

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
