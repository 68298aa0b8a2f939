//! The main job in a real browser: an organisation comes from a spreadsheet, a matter goes through its three stages
//! in the hands of those whose turn it is, and its readers see what they may see, when they may see it. Once as people
//! browse, once with JavaScript off. Pictures at phone and desktop width are left in `target/pictures`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "in a test a panic is the answer"
)]

mod driver;
mod gallery;
mod keyboard;
mod likeness;
mod passkey;
mod people;
mod receipt;
mod routes;
mod scenes;
mod walk;
mod writing;
mod year;

use domain::words::Stage;
use testkit::{Ledger, On, TestApp};

use driver::{Browser, Device};
use gallery::Gallery;
use people::Office;

#[tokio::test(flavor = "multi_thread")]
async fn five_people_carry_a_matter_through_its_three_stages() {
    let t = TestApp::new(On::Sqlite).await;
    let office = Office::open(&t).await;
    let browser = Browser::start(true).await;
    walk::three_stages(&t, &office, &browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_can_do_it_with_javascript_off_and_on_postgres_too() {
    let t = TestApp::new(On::Postgres).await;
    let office = Office::open(&t).await;
    let browser = Browser::start(false).await;
    walk::three_stages(&t, &office, &browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_can_do_it_by_keyboard_alone() {
    let t = TestApp::new(On::Sqlite).await;
    let office = Office::open(&t).await;
    let browser = Browser::start(true).await.by_keyboard();
    walk::three_stages(&t, &office, &browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_from_office_programs_is_clean_and_one_that_was_only_looked_at_stays_as_it_is() {
    let t = TestApp::new(On::Sqlite).await;
    let office = Office::open(&t).await;
    let browser = Browser::start(true).await;
    walk::to_an_empty_plan(&t, &office, &browser).await;
    writing::text_from_office_programs_is_clean(&browser).await;
    let texts = Stage::ALL
        .iter()
        .map(|stage| walk::body(*stage, &t))
        .collect::<Vec<_>>();
    writing::a_text_that_was_only_looked_at_stays_as_it_is(&browser, &texts).await;
    writing::the_keyboard_is_enough(&browser).await;
    browser.picture("plan-editor").await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_takes_up_a_passkey_and_signs_in_by_it() {
    let t = TestApp::new(On::Sqlite).await;
    let browser = Browser::start(true).await;
    passkey::of_one_person(&t, &browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_verifies_a_receipt_in_their_own_browser() {
    let t = TestApp::new(On::Sqlite).await;
    let browser = Browser::start(true).await;
    receipt::on_the_page(&t, &browser).await;
    receipt::in_one_file(&browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drafter_is_warned_and_a_supervisor_looks_at_what_units_share() {
    let mut t = TestApp::new(On::Sqlite).await;
    t.app = t.comparing();
    let browser = Browser::start(true).await;
    likeness::in_one_organisation(&t, &browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_lives_through_a_year() {
    let t = TestApp::new(On::Sqlite).await;
    let browser = Browser::start(true).await;
    year::of_one_unit(&t, &browser).await;
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_passes_axe_fits_its_screen_and_asks_no_other_host() {
    let mut wrong = Vec::new();
    let (mut full, empty) = (TestApp::new(On::Sqlite).await, TestApp::new(On::Sqlite).await);
    let exhibitions = (scenes::full(&full).await, scenes::empty(&empty).await);
    app::audit::run_when_due(&full.app).await.unwrap();
    let mut ledger = Ledger::begin(&full).await;
    ledger.step().await.unwrap();
    full.app = ledger.app.clone();
    full.app = full.comparing();
    let worlds = [("full", &full, exhibitions.0), ("empty", &empty, exhibitions.1)];
    for (world, t, exhibition) in &worlds {
        let address = people::serve(t, "示例机关").await;
        let gallery = Gallery {
            address: &address,
            world,
            sessions: &|person| exhibition.sessions[&person].clone(),
        };
        let (desk, phone) = tokio::join!(
            gallery.visit(&exhibition.scenes, Device::Desk),
            gallery.visit(&exhibition.scenes, Device::Phone),
        );
        wrong.extend(desk.into_iter().chain(phone));
    }
    wrong.extend(
        gallery::unseen(&worlds[0].2.scenes)
            .iter()
            .map(|route| format!("{route}: no scene shows it")),
    );
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}
