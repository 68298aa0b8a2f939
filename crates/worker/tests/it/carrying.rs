use std::time::Duration;

use app::outbox::{self, Channel, Webhook};
use domain::audience::Token;
use domain::words::{Crowd, Pace, Posted, Scope, Style, Topic, Track};
use testkit::{TestApp, World, on_both_engines, outgoing, proposal};
use worker::{Patience, carry};

use crate::other_side::{Manners, OtherSide};

const SHORT: Patience = Patience(Duration::from_millis(300));
const LONG: Patience = Patience(Duration::from_secs(20));

/// Yi wants a mail at once of what the first branch discloses, and it has just disclosed something.
async fn one_letter<'t>(t: &'t TestApp, server: &OtherSide) -> World<'t> {
    let world = World::new(t).await;
    outbox::set_outgoing(&t.app, None, outgoing(server.port))
        .await
        .unwrap();
    let yi = world.cast.yi;
    world.writes_to(yi, "yi@neiwang.example").await;
    world.follows_the_first(yi).await;
    outbox::set_pace(&t.app, yi, Topic::Disclosures, Pace::AtOnce)
        .await
        .unwrap();
    release(&world, &[Token::Unit(world.cast.first)]).await;
    world
}

/// A robot of members hears of what has just been disclosed.
async fn one_announcement<'t>(t: &'t TestApp, server: &OtherSide) -> World<'t> {
    let world = World::new(t).await;
    outbox::set_outgoing(&t.app, None, outgoing(25)).await.unwrap();
    let webhook = Webhook {
        id: t.app.new_id(),
        unit: world.cast.organ,
        label: "示例机器人".into(),
        style: Style::DingTalk,
        address: format!("http://127.0.0.1:{}/send?token=demo", server.port),
        secret: "SECdemo".into(),
        crowd: Crowd::Members,
    };
    outbox::add_webhook(&t.app, None, webhook).await.unwrap();
    release(&world, &[Token::Members]).await;
    world
}

async fn release(world: &World<'_>, audience: &[Token]) {
    let entry = world
        .entry(Track::Party, |entry| entry.narrowest <= Scope::Unit)
        .await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    world
        .released(
            matter,
            entry.stages[0].stage,
            proposal(&entry, "示例公示", audience),
        )
        .await;
    world.t.tell().await;
}

/// What became of the only parcel in trouble.
async fn trouble(world: &World<'_>) -> (Posted, String) {
    let report = outbox::report(&world.t.app, world.cast.guan).await.unwrap();
    let trouble = report.troubles.into_iter().next().unwrap();
    (trouble.state, trouble.error)
}

on_both_engines! {
    async fn a_letter_arrives_once_with_its_head_in_order(t: TestApp) {
        let server = OtherSide::mail(Manners::Takes).await;
        let _world = one_letter(t, &server).await;
        assert!(carry(&t.app, Channel::Mail, LONG).await.unwrap());
        assert!(!carry(&t.app, Channel::Mail, LONG).await.unwrap(), "once");
        let letters = server.taken.lock().unwrap().clone();
        assert_eq!(letters.len(), 1);
        let letter = letters[0].replace("\r\n ", " ");
        for line in [
            "To: yi@neiwang.example",
            "From: gongkai@jiguan.example",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(letter.contains(line), "{line}: {letter}");
        }
        assert!(letter.contains("List-Unsubscribe: <http://gongkai.example/news/stop/"), "{letter}");
        assert!(letter.contains("Message-ID: <") && !letter.contains("示例公示"), "encoded: {letter}");
    }

    async fn whoever_hangs_holds_up_a_parcel_no_longer_than_our_patience(t: TestApp) {
        let server = OtherSide::mail(Manners::Hangs).await;
        let world = one_letter(t, &server).await;
        assert!(carry(&t.app, Channel::Mail, SHORT).await.unwrap());
        assert_eq!(trouble(&world).await, (Posted::Waiting, "no answer within 300 ms".to_owned()));
    }

    async fn whoever_answers_byte_by_byte_and_never_to_the_end_is_no_better(t: TestApp) {
        let server = OtherSide::mail(Manners::Drips).await;
        let world = one_letter(t, &server).await;
        assert!(carry(&t.app, Channel::Mail, SHORT).await.unwrap());
        assert_eq!(trouble(&world).await, (Posted::Waiting, "no answer within 300 ms".to_owned()));
    }

    async fn a_server_that_says_later_is_asked_later_and_one_that_says_never_is_not(t: TestApp) {
        let server = OtherSide::mail(Manners::Later).await;
        let world = one_letter(t, &server).await;
        carry(&t.app, Channel::Mail, LONG).await.unwrap();
        let (state, error) = trouble(&world).await;
        assert!(state == Posted::Waiting && error.contains("451"), "{state:?} {error}");
        let strict = OtherSide::mail(Manners::Never).await;
        outbox::set_outgoing(&t.app, None, outgoing(strict.port)).await.unwrap();
        t.wait_seconds(60);
        carry(&t.app, Channel::Mail, LONG).await.unwrap();
        let (state, error) = trouble(&world).await;
        assert!(state == Posted::Failed && error.contains("550"), "{state:?} {error}");
    }

    async fn a_server_that_is_not_there_is_tried_again_and_the_letter_is_not_lost(t: TestApp) {
        let gone = OtherSide { port: 9, taken: std::sync::Arc::default() };
        let world = one_letter(t, &gone).await;
        carry(&t.app, Channel::Mail, LONG).await.unwrap();
        assert_eq!(trouble(&world).await.0, Posted::Waiting);
        let server = OtherSide::mail(Manners::Takes).await;
        outbox::set_outgoing(&t.app, None, outgoing(server.port)).await.unwrap();
        t.wait_seconds(60);
        carry(&t.app, Channel::Mail, LONG).await.unwrap();
        assert_eq!(server.taken.lock().unwrap().len(), 1);
    }

    async fn a_robot_is_told_in_its_own_way_and_signed(t: TestApp) {
        let server = OtherSide::robot(Manners::Takes).await;
        let _world = one_announcement(t, &server).await;
        assert!(carry(&t.app, Channel::Webhook, LONG).await.unwrap());
        let asked = server.taken.lock().unwrap().clone();
        assert_eq!(asked.len(), 1);
        assert!(asked[0].starts_with("POST /send?token=demo&timestamp=17"), "{}", asked[0]);
        assert!(asked[0].contains("&sign=") && asked[0].contains("示例公示"), "{}", asked[0]);
    }

    async fn a_robot_that_is_busy_is_told_later(t: TestApp) {
        let busy = OtherSide::robot(Manners::Later).await;
        let world = one_announcement(t, &busy).await;
        carry(&t.app, Channel::Webhook, LONG).await.unwrap();
        let (state, error) = trouble(&world).await;
        assert!(state == Posted::Waiting && error.contains("503"), "{state:?} {error}");
    }

    async fn a_robot_that_is_gone_waits_for_a_person(t: TestApp) {
        let gone = OtherSide::robot(Manners::Never).await;
        let world = one_announcement(t, &gone).await;
        carry(&t.app, Channel::Webhook, LONG).await.unwrap();
        let (state, error) = trouble(&world).await;
        assert!(state == Posted::Failed && error.contains("404"), "{state:?} {error}");
    }

    async fn a_robot_that_hangs_is_left_after_our_patience(t: TestApp) {
        let hangs = OtherSide::robot(Manners::Hangs).await;
        let world = one_announcement(t, &hangs).await;
        assert!(carry(&t.app, Channel::Webhook, SHORT).await.unwrap());
        assert_eq!(trouble(&world).await.0, Posted::Waiting);
    }
}
