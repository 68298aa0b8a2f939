#![expect(clippy::disallowed_methods, reason = "people who do things at the same time")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use db::{Db, Engine};
use domain::time::Timestamp;
use tokio::task::JoinHandle;

use super::{Most, Turn, Turns};
use crate::journal::{self, Head, Line};

static COUNT: AtomicU64 = AtomicU64::new(0);

/// An empty platform, and the turns at it.
struct House {
    db: Db,
    turns: Turns,
    folder: PathBuf,
}

impl House {
    async fn new(postgres: bool) -> Self {
        let name = format!(
            "gongkai_turn_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let folder = std::env::temp_dir().join(&name);
        // what a process of the same number left behind
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let db = if postgres {
            let server = std::env::var("TEST_POSTGRES").unwrap();
            let address = db::recreate_database(&server, &name).await.unwrap();
            Db::open_postgres(&address).await.unwrap()
        } else {
            Db::open_sqlite(&folder.join("turn.db")).await.unwrap()
        };
        Self {
            db,
            turns: Turns::default(),
            folder,
        }
    }

    async fn turn(&self) -> Turn {
        self.turns.next(&self.db, Most::MANY).await.unwrap()
    }

    /// Somebody who comes now, while another has the turn.
    async fn waiting(&self) -> JoinHandle<Turn> {
        self.coming(Most::MANY).await
    }

    async fn coming(&self, most: Most) -> JoinHandle<Turn> {
        let (turns, db) = (self.turns.clone(), self.db.clone());
        let coming = tokio::spawn(async move { turns.next(&db, most).await.unwrap() });
        tokio::task::yield_now().await;
        assert!(!coming.is_finished());
        coming
    }

    /// What others can see.
    async fn seen(&self) -> Vec<i64> {
        let mut tx = self.db.read().await.unwrap();
        let lines = journal::store::lines(&mut tx, (0, i64::MAX), (None, None), 100).await;
        lines.unwrap().iter().rev().map(|line| line.seq).collect()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn write(turn: &mut Turn, seq: i64) {
    let line = Line {
        seq,
        at: Timestamp(seq),
        actor: None,
        kind: "示".into(),
        body: "{}".into(),
        hash: Vec::new(),
    };
    journal::append(turn, &line).await.unwrap();
}

/// The transaction comes to the end that an error gives it, and whoever has the turn does not notice.
async fn break_off(turn: &mut Turn) {
    match turn.engine() {
        Engine::Sqlite => turn.run_script("rollback").await.unwrap(),
        Engine::Postgres => assert!(turn.run_script("nonsense").await.is_err()),
    }
}

/// Somebody who is done and waits for the flush.
async fn kept(turn: Turn) -> JoinHandle<crate::Result<()>> {
    let (head, _) = turn.start();
    let kept = tokio::spawn(turn.keep(head));
    tokio::task::yield_now().await;
    kept
}

/// One thread, so that whoever comes first is first.
macro_rules! on_both_engines {
    ($(async fn $name:ident($house:ident: House) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn body($house: House) $body

            #[tokio::test]
            async fn on_sqlite() {
                body(House::new(false).await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                body(House::new(true).await).await;
            }
        }
    )*};
}

on_both_engines! {
    async fn nobody_is_answered_before_everything_is_on_the_disk(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        let (second, third) = (house.waiting().await, house.waiting().await);
        let first = kept(first).await;
        let mut second = second.await.unwrap();
        write(&mut second, 2).await;
        let second = kept(second).await;
        let mut third = third.await.unwrap();
        write(&mut third, 3).await;
        assert!(house.seen().await.is_empty());
        assert!(!first.is_finished() && !second.is_finished());
        third.keep(Head::default()).await.unwrap();
        assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
        assert_eq!(house.seen().await, [1, 2, 3]);
    }

    async fn nobody_waits_for_what_takes_long_and_comes_after_them(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        let (second, long) = (house.waiting().await, house.coming(Most::NOBODY).await);
        let first = kept(first).await;
        let mut second = second.await.unwrap();
        write(&mut second, 2).await;
        let second = kept(second).await;
        let mut long = long.await.unwrap();
        assert_eq!(house.seen().await, [1, 2]);
        assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
        write(&mut long, 3).await;
        long.keep(Head::default()).await.unwrap();
        assert_eq!(house.seen().await, [1, 2, 3]);
    }

    async fn what_is_refused_is_undone_alone_and_answered_with_the_others(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        let (second, third) = (house.waiting().await, house.waiting().await);
        let first = kept(first).await;
        let mut second = second.await.unwrap();
        write(&mut second, 2).await;
        let second = tokio::spawn(second.undo());
        let mut third = third.await.unwrap();
        assert!(!second.is_finished());
        write(&mut third, 3).await;
        third.keep(Head::default()).await.unwrap();
        assert!(first.await.unwrap().is_ok());
        assert!(second.await.unwrap().is_ok());
        assert_eq!(house.seen().await, [1, 3]);
        let mut alone = house.turn().await;
        write(&mut alone, 4).await;
        alone.undo().await.unwrap();
        assert_eq!(house.seen().await, [1, 3]);
    }

    async fn whoever_goes_away_in_the_middle_takes_nothing_of_the_others_along(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        let (second, third) = (house.waiting().await, house.waiting().await);
        let fourth = house.waiting().await;
        let first = kept(first).await;
        let mut second = second.await.unwrap();
        write(&mut second, 2).await;
        drop(second);
        let mut third = third.await.unwrap();
        write(&mut third, 3).await;
        let third = kept(third).await;
        let mut fourth = fourth.await.unwrap();
        write(&mut fourth, 4).await;
        drop(fourth);
        assert!(first.await.unwrap().is_ok() && third.await.unwrap().is_ok());
        assert_eq!(house.seen().await, [1, 3]);
        let mut alone = house.turn().await;
        write(&mut alone, 5).await;
        drop(alone);
        // the embedded database has one writer: it is free again
        drop(house.db.write().await.unwrap());
        assert_eq!(house.seen().await, [1, 3]);
    }

    async fn whoever_goes_away_while_it_ends_breaks_nothing(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        let (second, third, fourth) = (house.waiting().await, house.waiting().await, house.waiting().await);
        let first = kept(first).await;
        let mut second = second.await.unwrap();
        write(&mut second, 2).await;
        // asked for once, and then nobody waits for the answer
        tokio::select! { biased; _ = second.undo() => {} () = std::future::ready(()) => {} }
        let mut third = third.await.unwrap();
        write(&mut third, 3).await;
        tokio::select! { biased; _ = third.keep(Head::default()) => {} () = std::future::ready(()) => {} }
        let mut fourth = fourth.await.unwrap();
        write(&mut fourth, 4).await;
        fourth.keep(Head::default()).await.unwrap();
        assert!(first.await.unwrap().is_ok());
        assert_eq!(house.seen().await, [1, 3, 4]);
    }

    async fn when_the_transaction_breaks_everybody_in_it_tries_again(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        let second = house.waiting().await;
        let first = kept(first).await;
        let mut second = second.await.unwrap();
        let third = house.waiting().await;
        break_off(&mut second).await;
        let second = kept(second).await;
        let mut third = third.await.unwrap();
        assert!(first.await.unwrap().unwrap_err().wants_another_try());
        assert!(second.await.unwrap().unwrap_err().wants_another_try());
        // whoever came new has a transaction of their own
        write(&mut third, 3).await;
        third.keep(Head::default()).await.unwrap();
        assert_eq!(house.seen().await, [3]);
    }

    async fn when_it_breaks_with_nobody_to_come_it_is_tried_again_too(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 1).await;
        break_off(&mut first).await;
        let head = Head { seq: 1, ..Head::default() };
        let error = first.keep(head).await.unwrap_err();
        assert!(house.seen().await.is_empty());
        let mut tx = house.db.read().await.unwrap();
        assert_eq!(journal::store::length(&mut tx).await.unwrap(), 0);
        assert!(error.wants_another_try());
    }

    async fn a_group_ends_when_it_is_full(house: House) {
        let mut first = house.turn().await;
        write(&mut first, 0).await;
        let mut places = Vec::new();
        for _ in 0..Most::MANY.0 + 5 {
            places.push(house.waiting().await);
        }
        let mut answers = vec![kept(first).await];
        for (number, place) in (1..).zip(places) {
            let mut turn = place.await.unwrap();
            let before = if number < i64::try_from(Most::MANY.0).unwrap() { 0 } else { Most::MANY.0 };
            assert_eq!(house.seen().await.len(), before, "at turn {number}");
            write(&mut turn, number).await;
            answers.push(kept(turn).await);
        }
        for answer in answers {
            answer.await.unwrap().unwrap();
        }
        assert_eq!(house.seen().await.len(), Most::MANY.0 + 6);
    }
}
