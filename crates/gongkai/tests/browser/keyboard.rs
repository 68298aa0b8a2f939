//! The same deeds by keyboard alone: Tab until the control has the focus, which must show, then keys.

use serde_json::{Value, json};

use crate::driver::Browser;

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const CONTROL: char = '\u{e009}';
const RIGHT: char = '\u{e014}';
const DOWN: char = '\u{e015}';
const HOME: char = '\u{e011}';
/// More controls than any page has.
const PATIENCE: usize = 400;

/// One control, as a script finds it.
pub(crate) enum Control<'c> {
    /// The so-manieth that fits.
    Css(&'c str, usize),
    /// The first link that says so.
    Link(&'c str),
}

/// Whether the focus is where it should be: on the control, or on its group of radio buttons; and whether it shows. A
/// toolbar is one stop, and arrows lead along it.
const WHERE: &str = "
    const [css, place, words] = arguments;
    const wanted = words === null
        ? document.querySelectorAll(css)[place]
        : [...document.links].find(link => link.textContent.trim() === words);
    const now = document.activeElement;
    if (!wanted) return 'missing';
    const group = one => one.type === 'radio' && one.name === wanted.name && one.form === wanted.form;
    const bar = wanted.closest('[role=toolbar]');
    if (now !== wanted && bar && bar.contains(now)) return 'along';
    if (now !== wanted && !(wanted.type === 'radio' && group(now))) return 'elsewhere';
    return getComputedStyle(now).outlineStyle === 'none' ? 'invisible' : wanted.type || wanted.localName;";

impl Browser {
    /// Tabs to a control; answers what it is.
    async fn reach(&self, control: &Control<'_>) -> String {
        let arguments: Vec<Value> = match control {
            Control::Css(css, place) => vec![json!(css), json!(place), Value::Null],
            Control::Link(words) => vec![Value::Null, json!(0), json!(words)],
        };
        for _ in 0..PATIENCE {
            let found = self.run(WHERE, arguments.clone()).await;
            match found.as_str().unwrap() {
                "elsewhere" => self.tap(TAB).await,
                "along" => self.tap(RIGHT).await,
                "missing" => panic!("{} has no {arguments:?}", self.path().await),
                "invisible" => panic!(
                    "the focus on {arguments:?} does not show on {}",
                    self.path().await
                ),
                kind => return kind.to_owned(),
            }
        }
        panic!("no way by Tab to {arguments:?} on {}", self.path().await)
    }

    pub(crate) async fn press_by_keyboard(&self, control: Control<'_>) {
        match self.reach(&control).await.as_str() {
            "checkbox" => self.tap(' ').await,
            "radio" => {
                let Control::Css(css, place) = control else { return };
                let checked = "return document.querySelectorAll(arguments[0])[arguments[1]].checked";
                self.tap(' ').await;
                for _ in 0..PATIENCE {
                    if self.run(checked, vec![json!(css), json!(place)]).await == json!(true) {
                        return;
                    }
                    self.tap(DOWN).await;
                }
                panic!("no arrow leads to {css}");
            }
            _ => self.tap(ENTER).await,
        }
    }

    pub(crate) async fn fill_by_keyboard(&self, css: &str, value: &str) {
        self.reach(&Control::Css(css, 0)).await;
        self.together(CONTROL, 'a').await;
        self.type_in(value).await;
    }

    pub(crate) async fn choose_by_keyboard(&self, css: &str, value: &str) {
        self.reach(&Control::Css(css, 0)).await;
        self.tap(HOME).await;
        for _ in 0..PATIENCE {
            let chosen = self
                .run(
                    "return document.querySelector(arguments[0]).value",
                    vec![json!(css)],
                )
                .await;
            if chosen == json!(value) {
                return;
            }
            self.tap(DOWN).await;
        }
        panic!("no arrow leads to {value} in {css}");
    }
}
