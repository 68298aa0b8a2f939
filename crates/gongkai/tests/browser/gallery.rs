//! Every page there is, as it looks: full and empty, in both languages, on a phone and on a desk, in large type and strong
//! contrast. Each of them is looked at by axe, none may be wider than its screen, and none may ask another host for
//! anything. With `GONGKAI_PICTURES` set the pictures are left in `target/pictures/gallery` and those of the guides in
//! `docs/pictures`; `GONGKAI_TASTE=en` looks in one way only, for whoever works on a page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::ids::PersonId;
use serde_json::{Value, json};

use crate::driver::{Browser, Device};
use crate::routes;

/// The first view of a public page, in bytes as they cross the network.
const FIRST_VIEW: u64 = 60 * 1024;

/// The pictures of the guides, each in both languages: the scene, how it is looked at, and the name.
const GUIDE: [(&str, Device, bool, &str); 11] = [
    ("disclosure-member", Device::Desk, false, "why"),
    ("search", Device::Desk, false, "search"),
    ("news", Device::Desk, false, "news"),
    ("portal", Device::Desk, true, "large"),
    ("desk", Device::Desk, false, "desk"),
    ("plan-edit", Device::Desk, false, "editor"),
    ("obligations-year", Device::Desk, false, "obligations"),
    ("plan-review", Device::Desk, false, "review"),
    ("plan-approval", Device::Phone, false, "approval-phone"),
    ("admin-import-report", Device::Desk, false, "import"),
    ("journal", Device::Desk, false, "journal"),
];

/// A page to look at.
pub(crate) struct Scene {
    /// The name of its picture.
    pub(crate) name: &'static str,
    pub(crate) path: String,
    /// Who looks; nobody for a visitor.
    pub(crate) who: Option<PersonId>,
    /// The button that is pressed first, so that the page is what comes of a form that was left as it was.
    sent: Option<&'static str>,
    /// The file that is chosen before.
    file: Option<&'static str>,
    /// What the browser keeps besides.
    kept: Option<(&'static str, String)>,
}

impl Scene {
    /// The page that answers when this button is pressed with nothing filled in.
    pub(crate) fn sent(self, button: &'static str) -> Self {
        Self {
            sent: Some(button),
            ..self
        }
    }

    /// The form has a file, a path in the repository.
    pub(crate) fn choosing(self, file: &'static str) -> Self {
        Self {
            file: Some(file),
            ..self
        }
    }

    /// The page for a browser that keeps this cookie.
    pub(crate) fn keeping(self, name: &'static str, value: String) -> Self {
        Self {
            kept: Some((name, value)),
            ..self
        }
    }
}

/// A visitor's page.
pub(crate) fn open(name: &'static str, path: impl Into<String>) -> Scene {
    Scene {
        name,
        path: path.into(),
        who: None,
        sent: None,
        file: None,
        kept: None,
    }
}

/// A page of somebody who is signed in.
pub(crate) fn of(who: PersonId, name: &'static str, path: impl Into<String>) -> Scene {
    Scene {
        who: Some(who),
        ..open(name, path)
    }
}

/// How pages are looked at: the cookie for each.
#[derive(Clone, Copy)]
struct Taste {
    name: &'static str,
    lang: &'static str,
    strong: bool,
}

const TASTES: [Taste; 4] = [
    Taste {
        name: "zh",
        lang: "zh",
        strong: false,
    },
    Taste {
        name: "en",
        lang: "en",
        strong: false,
    },
    Taste {
        name: "zh-strong",
        lang: "zh",
        strong: true,
    },
    Taste {
        name: "en-strong",
        lang: "en",
        strong: true,
    },
];

/// How a scene is looked at: in every way; what comes of a form in each language and each contrast once.
fn tastes_of(scene: &Scene) -> impl Iterator<Item = Taste> {
    let only = std::env::var("GONGKAI_TASTE").ok();
    let of_form = scene.sent.is_some() && scene.file.is_none();
    TASTES.into_iter().filter(move |taste| match &only {
        Some(only) => taste.name == only,
        None => !of_form || matches!(taste.name, "en" | "zh-strong"),
    })
}

/// A walk through all the scenes; what is wrong is told at the end, all of it.
pub(crate) struct Gallery<'g> {
    /// Where the platform is served.
    pub(crate) address: &'g str,
    /// `full` or `empty`.
    pub(crate) world: &'g str,
    /// The session of somebody.
    pub(crate) sessions: &'g dyn Fn(PersonId) -> String,
}

impl Gallery<'_> {
    pub(crate) async fn visit(&self, scenes: &[Scene], device: Device) -> Vec<String> {
        let browser = Browser::start_on(device).await;
        let mut wrong = Vec::new();
        let mut signed_in = None;
        for scene in scenes {
            if signed_in != Some(scene.who) {
                self.enter(&browser, scene.who).await;
                signed_in = Some(scene.who);
            }
            for taste in tastes_of(scene) {
                // a phone shows what large type does to narrow pages, so it is not asked for contrast as well
                if device == Device::Phone && taste.name == "en-strong" {
                    continue;
                }
                self.look(&browser, scene, (taste, device), &mut wrong).await;
            }
        }
        if device == Device::Desk {
            self.axe_sees(&browser).await;
        }
        browser.end().await;
        wrong
    }

    /// A check that finds nothing has to find something once: a page without a language and a picture without words.
    async fn axe_sees(&self, browser: &Browser) {
        browser.open(&format!("{}/", self.address)).await;
        let spoil = "document.documentElement.removeAttribute('lang');
            document.body.append(document.createElement('img'));";
        browser.run(spoil, Vec::new()).await;
        let found = axe(browser).await.join("\n");
        assert!(
            found.contains("html-has-lang") && found.contains("image-alt"),
            "{found}"
        );
    }

    async fn enter(&self, browser: &Browser, who: Option<PersonId>) {
        browser.open(&format!("{}/healthz", self.address)).await;
        browser.leave().await;
        if let Some(who) = who {
            browser.cookie("gongkai_session", &(self.sessions)(who)).await;
        }
    }

    async fn look(
        &self,
        browser: &Browser,
        scene: &Scene,
        (taste, device): (Taste, Device),
        wrong: &mut Vec<String>,
    ) {
        browser.cookie("gongkai_lang", taste.lang).await;
        let strong = if taste.strong { "1" } else { "0" };
        browser.cookie("gongkai_large", strong).await;
        browser.cookie("gongkai_contrast", strong).await;
        if let Some((name, value)) = &scene.kept {
            browser.cookie(name, value).await;
        }
        browser.open(&format!("{}{}", self.address, scene.path)).await;
        if let Some(file) = scene.file {
            let file = repository(file).canonicalize().unwrap();
            browser.fill("input[type=file]", &file.to_string_lossy()).await;
        }
        if let Some(button) = scene.sent {
            browser.send_as_it_is(button).await;
        }
        let place = format!(
            "{} {} ({}, {}, {device:?})",
            self.world, scene.name, scene.path, taste.name
        );
        for problem in faults(browser, scene, device).await {
            wrong.push(format!("{place}: {problem}"));
        }
        if std::env::var_os("GONGKAI_PICTURES").is_some() {
            let name = format!("{}-{}-{}-{device:?}.png", self.world, scene.name, taste.name);
            browser.whole_picture(&folder().join(name.to_lowercase())).await;
            if let Some(name) = self.guide(scene, taste, device) {
                browser.first_picture(&repository(&name)).await;
            }
        }
    }

    /// The picture that the guides have of this.
    fn guide(&self, scene: &Scene, taste: Taste, device: Device) -> Option<String> {
        let wanted = GUIDE
            .iter()
            .find(|(name, on, strong, _)| (*name, *on, *strong) == (scene.name, device, taste.strong));
        let (.., name) = wanted.filter(|_| self.world == "full")?;
        Some(format!("docs/pictures/guide-{}-{name}.png", taste.lang))
    }
}

/// A file of the repository by its whole path.
fn repository(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file)
}

/// What is wrong with the page in front.
async fn faults(browser: &Browser, scene: &Scene, device: Device) -> Vec<String> {
    let mut faults = Vec::new();
    let page = browser.run(MEASURES, Vec::new()).await;
    let number = |name: &str| page[name].as_u64().unwrap_or(u64::MAX);
    if number("screen") < number("wide") {
        faults.push(format!(
            "{} px wide on a screen of {}",
            page["wide"], page["screen"]
        ));
    }
    for foreign in page["foreign"].as_array().into_iter().flatten() {
        faults.push(format!("asks for {foreign}"));
    }
    if scene.who.is_none() && device == Device::Desk && FIRST_VIEW < number("bytes") {
        faults.push(format!("first view of {} bytes", page["bytes"]));
    }
    if device == Device::Desk {
        faults.extend(axe(browser).await);
    }
    faults
}

/// The width of the page and of the screen, who was asked for something, and how many bytes crossed the network.
const MEASURES: &str = "
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return {
        wide: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
        foreign: all.map(one => one.name).filter(name => !name.startsWith(location.origin)),
        bytes: all.reduce((sum, one) => sum + one.encodedBodySize + 300, 0),
    };";

/// Serious and critical findings of axe, by the rules of WCAG 2.2 AA.
async fn axe(browser: &Browser) -> Vec<String> {
    let script = std::fs::read_to_string(repository("editor/node_modules/axe-core/axe.min.js"))
        .expect("axe is not installed: `cargo xtask setup` does it");
    browser.run(&script, Vec::new()).await;
    let asked = json!({ "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"] });
    let found = browser
        .answer(
            "const done = arguments[arguments.length - 1];
             axe.run(document, arguments[0]).then(found => done(found.violations), error => done([String(error)]));",
            vec![asked],
        )
        .await;
    let serious = |finding: &&Value| !matches!(finding["impact"].as_str(), Some("minor" | "moderate"));
    let findings = found.as_array().cloned().unwrap_or_default();
    findings
        .iter()
        .filter(serious)
        .map(|finding| {
            format!(
                "{}: {} {}",
                finding["id"], finding["help"], finding["nodes"][0]["html"]
            )
        })
        .collect()
}

fn folder() -> PathBuf {
    let folder = repository("target/pictures/gallery");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The pages that no scene shows; a page without a picture is a page that nobody looked at.
pub(crate) fn unseen(scenes: &[Scene]) -> Vec<String> {
    let seen: BTreeSet<String> = scenes
        .iter()
        .filter_map(|scene| routes::route_of(scene.path.split('?').next().unwrap_or_default()))
        .collect();
    routes::pages()
        .into_iter()
        .filter(|route| !seen.contains(route))
        .collect()
}
