//! What should never have been released is destroyed, and everything can still be verified.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use app::reader::{End, Reader};
use app::{Error, plan, withdrawal};
use db::Engine;
use domain::audience::Token;
use domain::proposal::{ERASED, Proposal};
use domain::refusal::WithdrawalRefusal;
use domain::words::Ground;
use testkit::{Ledger, TestApp, World, on_both_engines, proposal};

use crate::after::{begun, clean, listed, shown};

const SECRET: &str = "示例隐私三七二十一";
const WHY: &str = "含有不应公开的信息。";

/// All that the tables hold of what somebody wrote for a disclosure.
async fn everything(t: &TestApp) -> String {
    let mut tx = t.app.db().read().await.unwrap();
    let mut all = String::new();
    for statement in [
        "select body from journal",
        "select title from plan",
        "select title from disclosure",
        "select form from autosave",
    ] {
        for (text,) in tx.query(statement).all::<(String,)>().await.unwrap() {
            all += &text;
        }
    }
    for (bytes,) in tx
        .query("select bytes from content")
        .all::<(Vec<u8>,)>()
        .await
        .unwrap()
    {
        all += &String::from_utf8_lossy(&bytes);
    }
    all
}

/// Whether the embedded database has it anywhere in its file, also in what is free.
async fn is_in_the_file(t: &TestApp) -> bool {
    t.behind_the_back("commit; pragma wal_checkpoint(truncate); begin")
        .await;
    let folder = std::path::Path::new(&t.address);
    assert_eq!(std::fs::metadata(folder.join("gongkai.db-wal")).unwrap().len(), 0);
    let bytes = std::fs::read(folder.join("gongkai.db")).unwrap();
    bytes
        .windows(SECRET.len())
        .any(|window| window == SECRET.as_bytes())
}

/// Something with two versions is withdrawn on a ground.
async fn withdrawn(world: &World<'_>, ground: Ground) -> crate::after::Shown {
    let (t, cast) = (world.t, world.cast);
    let first = shown(world, &[Token::Public]).await;
    let mut text = begun(world, first.plan).await;
    text.title = format!("{SECRET}的公示");
    text.body = format!("{SECRET}的情况。");
    world.released_again(first.plan, &text).await;
    let why = (Some(ground), WHY);
    withdrawal::ask(&t.app, cast.mara, first.plan, why).await.unwrap();
    withdrawal::confirm(&t.app, cast.pi, first.plan).await.unwrap();
    t.wait_seconds(60);
    first
}

on_both_engines! {
    async fn nothing_of_what_was_destroyed_is_left_and_the_log_is_whole(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let first = withdrawn(&world, Ground::PersonalData).await;
        ledger.step().await.unwrap();
        while 0 < app::audit::watch(&ledger.app).await.unwrap() {}
        assert!(everything(t).await.contains(SECRET));
        withdrawal::erase(&t.app, world.cast.pi, first.plan, "依规定抹除。").await.unwrap();
        ledger.step().await.unwrap();
        assert!(!everything(t).await.contains(SECRET));
        let mut tx = t.app.db().read().await.unwrap();
        let terms = tx.query("select count(*) from search_term").first::<(i64,)>().await.unwrap();
        assert_eq!(terms, Some((0,)));
        let salts = "select count(*) from leaf join disclosure on disclosure.seq = leaf.seq where salt is not null";
        assert_eq!(tx.query(salts).first::<(i64,)>().await.unwrap(), Some((0,)));
        drop(tx);
        assert_eq!(app::audit::run(&ledger.app, |_, _| {}).await.unwrap().faults, []);
        let view = withdrawal::show(&t.app, world.cast.mara, first.plan).await.unwrap();
        assert_eq!(view.erased.unwrap().words, "依规定抹除。");
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        let stone = reader.tombstone(first.id).await.unwrap().unwrap();
        assert!(matches!(stone.end, End::Withdrawn { erased: Some(_), .. }));
        // and the stage can be disclosed anew
        drop(reader);
        let empty = begun(&world, first.plan).await;
        assert_eq!((empty.title.as_str(), empty.body.as_str()), (ERASED, ""));
        let text = Proposal { change: empty.change, ..proposal(&first.entry, "示例公示", &[Token::Public]) };
        let again = world.released_again(first.plan, &text).await;
        ledger.step().await.unwrap();
        t.wait_seconds(60);
        assert_eq!(listed(t, None).await, [again]);
        assert_eq!(app::audit::run(&ledger.app, |_, _| {}).await.unwrap().faults, []);
    }

    async fn nothing_is_left_in_the_free_pages_of_the_embedded_database(t: TestApp) {
        if t.app.db().engine() == Engine::Postgres {
            return;
        }
        let world = World::new(t).await;
        let first = withdrawn(&world, Ground::PersonalData).await;
        assert!(is_in_the_file(t).await);
        withdrawal::erase(&t.app, world.cast.pi, first.plan, "依规定抹除。").await.unwrap();
        assert!(!is_in_the_file(t).await);
    }

    async fn a_text_that_was_emptied_without_a_record_is_found(t: TestApp) {
        let world = World::new(t).await;
        let first = withdrawn(&world, Ground::PersonalData).await;
        withdrawal::erase(&t.app, world.cast.pi, first.plan, "依规定抹除。").await.unwrap();
        shown(&world, &[Token::Unit(world.cast.first)]).await;
        clean(t).await;
        // somebody empties another text in the same way
        let zeros = match t.app.db().engine() {
            Engine::Sqlite => "zeroblob(32)",
            Engine::Postgres => "decode(repeat('00', 32), 'hex')",
        };
        t.behind_the_back(&format!(
            "update content set bytes = (select bytes from content where salt = {zeros} limit 1), salt = {zeros}
             where id = (select content from disclosure order by seq desc limit 1)"
        )).await;
        let faults = app::audit::run(&t.app, |_, _| {}).await.unwrap().faults;
        assert!(faults.iter().any(|fault| fault.table == "content"), "{faults:?}");
    }

    async fn only_another_hand_destroys_and_only_what_must_not_be_read(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        let refused = async |by| match withdrawal::erase(&t.app, by, first.plan, WHY).await {
            Err(Error::Withdrawal(refusal)) => Some(refusal),
            _ => None,
        };
        assert_eq!(refused(cast.pi).await, Some(WithdrawalRefusal::NotWithdrawn));
        let why = (Some(Ground::NotForDisclosure), WHY);
        withdrawal::ask(&t.app, cast.pi, first.plan, why).await.unwrap();
        withdrawal::confirm(&t.app, cast.shu, first.plan).await.unwrap();
        assert_eq!(refused(cast.pi).await, Some(WithdrawalRefusal::OwnErasure));
        assert!(matches!(refused(cast.mara).await, Some(WithdrawalRefusal::Plan(_))), "she does not approve");
        assert!(refused(cast.er).await.is_none(), "a stranger learns nothing");
        assert!(plan::show(&t.app, cast.mara, first.plan).await.is_ok());
        clean(t).await;
    }

    async fn what_was_only_wrong_is_kept(t: TestApp) {
        let world = World::new(t).await;
        let first = withdrawn(&world, Ground::Wrong).await;
        let erased = withdrawal::erase(&t.app, world.cast.pi, first.plan, WHY).await;
        assert!(matches!(erased, Err(Error::Withdrawal(WithdrawalRefusal::GroundKeeps))));
        assert!(everything(t).await.contains(SECRET));
    }
}
