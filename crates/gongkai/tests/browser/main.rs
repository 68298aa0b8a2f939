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
mod people;
mod walk;

use testkit::{On, TestApp};

use driver::Browser;
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
