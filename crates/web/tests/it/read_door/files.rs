//! What is taken away from the platform: attachments, events for calendar programs, differences, and what those who
//! work in a unit have at their desk.

use std::collections::BTreeSet;

use testkit::TestApp;

use super::model::{Model, Released};
use super::{Told, Viewer};
use crate::browser::{Answer, Browser};

/// What readers are handed out. What they may not have is not there.
pub(super) async fn handed_out(model: &Model, browser: &Browser, nothing: &str) -> Told {
    let (mut attachments, mut events) = (BTreeSet::new(), BTreeSet::new());
    for released in &model.released {
        let page = web::paths::disclosure(&released.id);
        let file = browser.get(&format!("{page}/attachments/1")).await;
        if is_there(&file, nothing) {
            assert_eq!(
                Some(&file.text),
                plain(released).as_ref(),
                "the bytes of {released:?}"
            );
            attachments.insert(released.id);
        }
        let second = browser.get(&format!("{page}/attachments/2")).await;
        assert!(!is_there(&second, nothing), "nothing has two files");
        let event = browser.get(&web::paths::notice_period(&released.id)).await;
        if is_there(&event, nothing) {
            event.shows("BEGIN:VEVENT\r\n").shows(&released.word);
            events.insert(released.id);
        }
    }
    Told::from([("attachment", attachments), ("notice period", events)])
}

/// What readers take away to check it without the platform.
pub(super) async fn receipts(model: &Model, browser: &Browser, nothing: &str) -> Told {
    let mut told = Told::new();
    for (surface, file) in [
        ("receipt", "receipt"),
        ("receipt file", "receipt.receipt"),
        ("proof", "receipt.tlog-proof"),
        ("receipt page", "receipt.html"),
        ("document", "document.json"),
    ] {
        let mut handed_out = BTreeSet::new();
        for released in &model.released {
            let page = web::paths::disclosure(&released.id);
            let answer = browser.get(&format!("{page}/{file}")).await;
            if is_there(&answer, nothing) {
                assert_eq!(
                    answer.text.contains(&released.word),
                    surface != "proof",
                    "{surface}"
                );
                handed_out.insert(released.id);
            }
        }
        told.insert(surface, handed_out);
    }
    told
}

/// What those who work in a unit have of its disclosures.
pub(super) async fn at_the_desk(t: &TestApp, model: &Model, browser: &Browser) -> Told {
    let mut told = Told::new();
    for surface in ["plan", "attachment of a plan", "register", "archive"] {
        told.insert(surface, BTreeSet::new());
    }
    let mut note = |surface, released: &Released| told.entry(surface).or_default().insert(released.id);
    for unit in model.units.keys() {
        let address = |below| web::paths::register(unit, t.app.today().year(), below);
        let (register, archive) = (
            browser.get(&address("")).await,
            browser.get(&address("/export")).await,
        );
        for released in &model.released {
            if register.status == 200 && register.text.contains(&released.word) {
                note("register", released);
            }
            if archive.status == 200 && released.unit == *unit {
                note("archive", released);
            }
        }
    }
    for released in &model.released {
        let plan = web::paths::desk_plan(&released.plan);
        if browser.get(&plan).await.status == 200 {
            note("plan", released);
        }
        let file = browser.get(&format!("{plan}/attachments/1")).await;
        if file.status == 200 {
            assert_eq!(
                Some(&file.text),
                plain(released).as_ref(),
                "the bytes of {released:?}"
            );
            note("attachment of a plan", released);
        }
    }
    told
}

/// Two versions are compared for whoever may read both.
pub(super) async fn differences(
    model: &Model,
    viewer: &Viewer,
    may: impl Fn(&Released) -> bool,
    (nothing, case): (&str, &str),
) {
    for new in &model.released {
        let versions = model
            .released
            .iter()
            .filter(|old| old.matter == new.matter && old.id != new.id);
        for old in versions {
            let page = viewer
                .browser
                .get(&web::paths::difference(&new.id, &old.id))
                .await;
            let both = may(new) && may(old);
            assert_eq!(
                is_there(&page, nothing),
                both,
                "difference: {case}, {new:?}, {old:?}"
            );
        }
    }
}

/// Whoever knows the address reads what its owner has to disclose, as long as its owner has it.
pub(super) async fn calendar(t: &TestApp, model: &Model, viewer: &Viewer, case: &str) {
    let (Some(person), Some(address)) = (viewer.person, &viewer.address) else {
        return;
    };
    let feed = Browser::visitor(t).get(address).await;
    let holds = model.persons[&person].active && model.addresses.contains(&person);
    assert_eq!(feed.status, if holds { 200 } else { 404 }, "calendar: {case}");
    let words = feed.text.replace("\r\n ", "");
    for released in &model.released {
        let told = words.contains(&released.about);
        let works = holds && model.works_in(person, released.unit);
        // the result is owed once the notice period of what stands is over
        let owed = released.noticed && released.withdrawn.is_none();
        assert!(works || !told, "calendar of {released:?}: {case}");
        assert!(told || !(works && owed), "calendar without {released:?}: {case}");
    }
}

fn is_there(answer: &Answer, nothing: &str) -> bool {
    if answer.status == 200 {
        return true;
    }
    assert_eq!(answer.is(404).text, nothing, "hidden and not there are the same");
    false
}

/// The bytes of its file, as a browser in a test reads them.
fn plain(released: &Released) -> Option<String> {
    let file = released.file.as_ref()?;
    Some(String::from_utf8_lossy(file).into_owned())
}
