//! Worlds for tests: a platform on either database, whose clock stands still until told, whose chance is seeded,
//! and whose people have names one remembers.
//!
//! **Invariant:** a world is made through the deeds that people use; nothing is written past the write door.
//!
//! Half of every test runs on PostgreSQL, at the server that `TEST_POSTGRES` names. Without one it fails, loudly:
//! `cargo xtask test` starts a private one.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a world that cannot be built is a failed test"
)]

mod engine;
mod house;
mod ledger;
mod letters;
mod people;
mod person;
mod world;

pub use engine::{On, TestApp};
pub use house::{House, prose, unit_name};
pub use ledger::Ledger;
pub use letters::outgoing;
pub use people::{Cast, appoint, cast, officers, post_of};
pub use person::{authenticator, session_of};
pub use world::{PROPOSAL_BODY, World, proposal, with_2027};

/// Runs one body on both databases: two tests for the price of one.
#[macro_export]
macro_rules! on_both_engines {
    ($(async fn $name:ident($t:ident: TestApp) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes)]
            use super::*;

            async fn body($t: &$crate::TestApp) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                let t = $crate::TestApp::new($crate::On::Sqlite).await;
                body(&t).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                let t = $crate::TestApp::new($crate::On::Postgres).await;
                body(&t).await;
            }
        }
    )*};
}
