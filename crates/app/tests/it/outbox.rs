//! What leaves the house: packed when it leaves, sent once or visibly not sent.

use app::organisation::{self, Changes};
use app::outbox::{self, Channel, Failure, Load, Way, Webhook};
use app::{Error, telling};
use domain::audience::Token;
use domain::ids::{DisclosureId, PersonId};
use domain::words::{Crowd, Language, Pace, Posted, Scope, Style, Topic, Track};
use testkit::{TestApp, World, on_both_engines, outgoing, proposal};

/// A world whose letters leave by a server that nobody asks.
async fn world(t: &TestApp) -> World<'_> {
    let world = World::new(t).await;
    outbox::set_outgoing(&t.app, None, outgoing(25)).await.unwrap();
    world
}

async fn release(world: &World<'_>, title: &str, audience: &[Token]) -> DisclosureId {
    let entry = world
        .entry(Track::Party, |entry| entry.narrowest <= Scope::Unit)
        .await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let id = world
        .released(matter, entry.stages[0].stage, proposal(&entry, title, audience))
        .await;
    world.t.tell().await;
    id
}

async fn wants(t: &TestApp, person: PersonId, pace: Pace) {
    outbox::set_pace(&t.app, person, Topic::Disclosures, pace)
        .await
        .unwrap();
}

async fn leaves(world: &World<'_>, person: PersonId) {
    let mut moved = organisation::person(&world.t.app, person).await.unwrap().unwrap();
    moved.unit = world.cast.second;
    let changes = Changes {
        persons: vec![moved],
        ..Changes::default()
    };
    organisation::settle(&world.t.app, None, &changes).await.unwrap();
}

async fn posted(world: &World<'_>) -> Vec<(Posted, i64)> {
    let mut counts = outbox::report(&world.t.app, world.cast.guan)
        .await
        .unwrap()
        .counts;
    counts.sort();
    counts
}

fn webhook(world: &World<'_>, crowd: Crowd, style: Style) -> Webhook {
    Webhook {
        id: world.t.app.new_id(),
        unit: world.cast.organ,
        label: "示例机器人".into(),
        style,
        address: "http://robot.example/send?key=secret".into(),
        secret: "示例密钥".into(),
        crowd,
    }
}

async fn announced(t: &TestApp) -> Option<String> {
    let parcel = outbox::next(&t.app, Channel::Webhook).await.unwrap()?;
    outbox::sent(&t.app, parcel.id).await.unwrap();
    match parcel.load {
        Load::Announcement(sent) => Some(sent.body),
        Load::Letter(_) => None,
    }
}

on_both_engines! {
    async fn nobody_is_written_to_before_the_address_is_shown_to_be_theirs(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::AtOnce).await;
        outbox::set_address(&t.app, yi, "yi@neiwang.example", Language::Zh).await.unwrap();
        let letter = t.letter().await.unwrap();
        assert_eq!(letter.to, "yi@neiwang.example");
        let code = letter.subject.rsplit(' ').next().unwrap().to_owned();
        release(&world, "示例公示", &[Token::Unit(world.cast.first)]).await;
        assert_eq!(t.letter().await, None);
        let other = if code == "000000" { "000001" } else { "000000" };
        outbox::confirm(&t.app, yi, other).await.unwrap_err();
        outbox::confirm(&t.app, world.cast.er, &code).await.unwrap_err();
        outbox::confirm(&t.app, yi, &code).await.unwrap();
        assert!(outbox::mail_address(&t.app, yi).await.unwrap().unwrap().confirmed);
        outbox::confirm(&t.app, yi, &code).await.expect_err("a code is used once");
    }

    async fn a_code_is_tried_five_times_or_for_half_an_hour_and_asked_for_once_a_minute(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        outbox::set_address(&t.app, yi, "yi@neiwang.example", Language::En).await.unwrap();
        let early = outbox::set_address(&t.app, yi, "other@neiwang.example", Language::En).await;
        assert_eq!(early.unwrap_err().to_string(), "验证码刚刚发出，请一分钟后再试。");
        let code = t.letter().await.unwrap().subject.rsplit(' ').next().unwrap().to_owned();
        for _ in 0..5 {
            outbox::confirm(&t.app, yi, "nonsense").await.unwrap_err();
        }
        outbox::confirm(&t.app, yi, &code).await.expect_err("too many tries");
        t.wait_seconds(61);
        outbox::set_address(&t.app, yi, "yi@neiwang.example", Language::En).await.unwrap();
        let code = t.letter().await.unwrap().subject.rsplit(' ').next().unwrap().to_owned();
        t.wait_seconds(31 * 60);
        outbox::confirm(&t.app, yi, &code).await.expect_err("too late");
    }

    async fn a_mail_at_once_says_what_the_page_says_in_their_language_and_how_to_stop_it(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        world.writes_to(yi, "yi@neiwang.example").await;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::AtOnce).await;
        let id = release(&world, "示例公示", &[Token::Unit(world.cast.first)]).await;
        let letter = t.letter().await.unwrap();
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("yi@neiwang.example", "新公开：示例公示"));
        assert!(letter.text.contains(&format!("http://gongkai.example/disclosures/{id}")), "{}", letter.text);
        assert!(letter.text.starts_with("易示员，您好："), "{}", letter.text);
        let stop = letter.stop.unwrap();
        assert!(letter.text.contains(&stop));
        assert_eq!(t.letter().await, None, "once");
        let token = stop.rsplit('/').next().unwrap();
        assert_eq!(outbox::stop(&t.app, token).await.unwrap(), Topic::Disclosures);
        release(&world, "示例公示二", &[Token::Unit(world.cast.first)]).await;
        assert_eq!(t.letter().await, None, "one click was enough");
        let forged = token.replace("disclosures", "work");
        outbox::stop(&t.app, &forged).await.expect_err("a link ends what it was made for");
        outbox::stop(&t.app, &token[..token.len() - 1]).await.unwrap_err();
    }

    async fn who_may_not_see_it_any_more_when_the_mail_leaves_gets_none(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        world.writes_to(yi, "yi@neiwang.example").await;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::AtOnce).await;
        release(&world, "示例公示", &[Token::Unit(world.cast.first)]).await;
        leaves(&world, yi).await;
        assert_eq!(t.letter().await, None);
        assert_eq!(posted(&world).await, [(Posted::Sent, 1), (Posted::Dropped, 1)], "the code, and the letter");
    }

    async fn who_is_not_active_any_more_gets_not_even_what_is_public(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        world.writes_to(yi, "yi@neiwang.example").await;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::AtOnce).await;
        release(&world, "示例公示", &[Token::Unit(world.cast.first), Token::Members]).await;
        let mut left = organisation::person(&t.app, yi).await.unwrap().unwrap();
        left.active = false;
        let changes = Changes { persons: vec![left], ..Changes::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        assert_eq!(t.letter().await, None);
    }

    async fn a_day_is_one_mail_of_what_is_unread_newest_first_and_no_mail_when_nothing_is(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        world.writes_to(yi, "yi@neiwang.example").await;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::Daily).await;
        let mut released = Vec::new();
        for title in ["示例甲", "示例乙", "示例丙"] {
            released.push(release(&world, title, &[Token::Unit(world.cast.first)]).await);
        }
        telling::read(&t.app, yi, released[1].0).await.unwrap();
        assert_eq!(t.letter().await, None, "not before the morning");
        t.wait_seconds(23 * 3600 + 180);
        let letter = t.letter().await.unwrap();
        assert_eq!(letter.subject, "公开平台每日消息（2 条）");
        let place = |title: &str| letter.text.find(title);
        assert!(place("示例丙") < place("示例甲") && place("示例甲").is_some(), "{}", letter.text);
        assert_eq!(place("示例乙"), None);
        assert_eq!(t.letter().await, None);
        let last = release(&world, "示例丁", &[Token::Unit(world.cast.first)]).await;
        telling::read(&t.app, yi, last.0).await.unwrap();
        t.wait_days(1);
        assert_eq!(t.letter().await, None, "nothing unread, no mail");
    }

    async fn what_was_not_taken_is_tried_again_later_as_the_same_letter_and_at_last_waits_for_a_person(t: TestApp) {
        let world = world(t).await;
        let (yi, guan) = (world.cast.yi, world.cast.guan);
        world.writes_to(yi, "yi@neiwang.example").await;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::AtOnce).await;
        release(&world, "示例公示", &[Token::Unit(world.cast.first)]).await;
        let failure = Failure { words: "451 yi@neiwang.example later".into(), for_good: false };
        let mut ids = Vec::new();
        for _ in 0..10 {
            let parcel = outbox::next(&t.app, Channel::Mail).await.unwrap().unwrap();
            let Load::Letter(letter) = &parcel.load else { panic!("no letter") };
            ids.push(letter.message_id.clone());
            outbox::not_sent(&t.app, parcel.id, &failure).await.unwrap();
            assert!(outbox::next(&t.app, Channel::Mail).await.unwrap().is_none(), "not at once");
            t.wait_days(1);
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        let report = outbox::report(&t.app, guan).await.unwrap();
        let trouble = &report.troubles[0];
        assert_eq!((trouble.state, trouble.whose.as_str()), (Posted::Failed, "易示员"));
        assert_eq!(trouble.error, "451 … later", "the address is nobody's business");
        outbox::retry(&t.app, world.cast.yi, trouble.id).await.unwrap_err();
        outbox::retry(&t.app, guan, trouble.id).await.unwrap();
        assert_eq!(t.letter().await.unwrap().message_id, ids[0]);
    }

    async fn a_parcel_whose_carrier_died_is_carried_by_the_next_one(t: TestApp) {
        let world = world(t).await;
        let yi = world.cast.yi;
        world.writes_to(yi, "yi@neiwang.example").await;
        world.follows_the_first(yi).await;
        wants(t, yi, Pace::AtOnce).await;
        release(&world, "示例公示", &[Token::Unit(world.cast.first)]).await;
        let parcel = outbox::next(&t.app, Channel::Mail).await.unwrap().unwrap();
        assert!(outbox::next(&t.app, Channel::Mail).await.unwrap().is_none(), "somebody is at it");
        t.wait_seconds(301);
        assert_eq!(outbox::next(&t.app, Channel::Mail).await.unwrap().unwrap().id, parcel.id);
    }

    async fn a_webhook_is_told_what_all_of_its_readers_may_see_and_nothing_else(t: TestApp) {
        let world = world(t).await;
        outbox::add_webhook(&t.app, None, webhook(&world, Crowd::Everybody, Style::Program)).await.unwrap();
        release(&world, "示例内部", &[Token::Unit(world.cast.first)]).await;
        assert_eq!(announced(t).await, None);
        release(&world, "示例党内", &[Token::Members]).await;
        assert_eq!(announced(t).await, None);
        outbox::add_webhook(&t.app, None, webhook(&world, Crowd::Members, Style::WeCom)).await.unwrap();
        release(&world, "示例党内二", &[Token::Members]).await;
        let body = announced(t).await.unwrap();
        assert!(body.contains("示例党内二") && body.contains("\"msgtype\":\"text\""), "{body}");
        assert_eq!(announced(t).await, None);
        release(&world, "示例内部二", &[Token::Unit(world.cast.first)]).await;
        assert_eq!(announced(t).await, None);
    }

    async fn a_webhook_of_the_public_hears_when_the_public_does(t: TestApp) {
        let world = world(t).await;
        outbox::add_webhook(&t.app, None, webhook(&world, Crowd::Everybody, Style::DingTalk)).await.unwrap();
        let entry = world.entry(Track::Party, |entry| entry.widest == Scope::Public && entry.narrowest <= Scope::Members).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let mut later = proposal(&entry, "示例公示", &[Token::Members, Token::Public]);
        later.audience[1].from = Some(t.app.now().plus_days(40));
        world.released(matter, entry.stages[0].stage, later).await;
        t.tell().await;
        assert_eq!(announced(t).await, None);
        t.wait_days(41);
        t.tell().await;
        assert!(announced(t).await.unwrap().contains("示例公示"));
        assert_eq!(announced(t).await, None, "once");
    }

    async fn a_mail_server_and_a_webhook_for_members_take_effect_when_the_security_administrator_confirms(t: TestApp) {
        let world = world(t).await;
        let cast = world.cast;
        testkit::officers(t).await;
        let mut server = outgoing(25);
        server.host = "other.example".into();
        assert!(outbox::set_outgoing(&t.app, Some(cast.guan), server).await.unwrap(), "it waits");
        assert!(outbox::add_webhook(&t.app, Some(cast.guan), webhook(&world, Crowd::Members, Style::WeCom)).await.unwrap());
        let before = outbox::outgoing(&t.app, cast.guan).await.unwrap().unwrap();
        assert_ne!(before.host, "other.example");
        assert!(outbox::webhooks(&t.app, cast.an).await.unwrap().is_empty());
        release(&world, "示例旧公示", &[Token::Members]).await;
        assert_eq!(announced(t).await, None, "nothing leaves before it is confirmed");
        let asked = outbox::asked(&t.app, cast.an).await.unwrap();
        let ids: Vec<_> = asked.iter().map(|one| one.id).collect();
        assert_eq!(asked.iter().map(|one| one.by).collect::<Vec<_>>(), [cast.guan; 2]);
        assert!(matches!(&asked[1].way, Way::Webhook(hook) if hook.address == "http://robot.example"));
        for id in &ids {
            assert!(matches!(outbox::confirm_outlet(&t.app, cast.guan, *id).await, Err(Error::Forbidden)));
            assert!(matches!(outbox::decline_outlet(&t.app, cast.mara, *id).await, Err(Error::Forbidden)));
            outbox::confirm_outlet(&t.app, cast.an, *id).await.unwrap();
            assert!(matches!(outbox::confirm_outlet(&t.app, cast.an, *id).await, Err(Error::NotFound)), "once");
        }
        assert_eq!(outbox::outgoing(&t.app, cast.an).await.unwrap().unwrap().host, "other.example");
        release(&world, "示例新公示", &[Token::Members]).await;
        assert!(announced(t).await.unwrap().contains("示例新公示"));
        assert_eq!(app::audit::run(&t.app, |_, _| {}).await.unwrap().faults, []);
    }

    async fn a_way_out_that_was_asked_for_is_taken_back_or_declined(t: TestApp) {
        let world = world(t).await;
        let cast = world.cast;
        testkit::officers(t).await;
        for by in [cast.guan, cast.an] {
            let mut server = outgoing(25);
            server.host = "other.example".into();
            outbox::set_outgoing(&t.app, Some(cast.guan), server).await.unwrap();
            let id = outbox::asked(&t.app, by).await.unwrap()[0].id;
            outbox::decline_outlet(&t.app, by, id).await.unwrap();
            assert!(outbox::asked(&t.app, by).await.unwrap().is_empty());
        }
        let mut none = outgoing(25);
        none.host = String::new();
        assert!(!outbox::set_outgoing(&t.app, Some(cast.guan), none).await.unwrap(), "closing takes one");
    }

    async fn only_who_looks_after_the_platform_sets_the_ways_out_and_nobody_sees_their_secrets(t: TestApp) {
        let world = world(t).await;
        let cast = world.cast;
        let mut server = outgoing(25);
        (server.account, server.password) = ("示例".into(), "示例口令".into());
        outbox::set_outgoing(&t.app, Some(cast.mara), server.clone()).await.unwrap_err();
        assert!(outbox::set_outgoing(&t.app, Some(cast.guan), server).await.unwrap());
        assert_eq!(outbox::outgoing(&t.app, cast.guan).await.unwrap().unwrap().password, "");
        let Way::Server(asked) = outbox::asked(&t.app, cast.guan).await.unwrap().remove(0).way else { panic!("no server") };
        assert_eq!(asked.password, "");
        outbox::outgoing(&t.app, cast.mara).await.unwrap_err();
        outbox::add_webhook(&t.app, Some(cast.mara), webhook(&world, Crowd::Everybody, Style::Program)).await.unwrap_err();
        outbox::add_webhook(&t.app, Some(cast.guan), webhook(&world, Crowd::Everybody, Style::Program)).await.unwrap();
        let shown = outbox::webhooks(&t.app, cast.guan).await.unwrap();
        assert_eq!((shown[0].address.as_str(), shown[0].secret.as_str()), ("http://robot.example", ""));
        let findings = app::audit::run(&t.app, |_, _| {}).await.unwrap();
        assert_eq!(findings.faults, []);
        outbox::remove_webhook(&t.app, cast.guan, shown[0].id).await.unwrap();
        release(&world, "示例公示", &[Token::Members]).await;
        assert_eq!(announced(t).await, None);
    }
}
