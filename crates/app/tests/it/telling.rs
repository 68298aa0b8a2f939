//! Telling people: at once, once, and no longer than they may know of it.

use app::catalogue::{self, Base};
use app::obligation::{self, Key};
use app::organisation::{self, Changes};
use app::telling::{self, Message, Subject};
use app::{delegation, plan, post, withdrawal};
use domain::audience::Token;
use domain::ids::PersonId;
use domain::obligation::About;
use domain::rulebook::Entry;
use domain::words::{Duty, Followed, Ground, Occasion, Rhythm, Scope, Track};
use testkit::{TestApp, World, on_both_engines, proposal};

/// What somebody is told, newest first.
async fn told(t: &TestApp, person: PersonId) -> Vec<(Occasion, bool)> {
    let messages = telling::messages(&t.app, person).await.unwrap();
    messages
        .iter()
        .map(|message| (message.occasion, message.unread))
        .collect()
}

async fn narrow(world: &World<'_>) -> Entry {
    world
        .entry(Track::Party, |entry| entry.narrowest <= Scope::Unit)
        .await
}

async fn follow(t: &TestApp, person: PersonId, what: Followed, about: &str) {
    telling::follow(&t.app, person, (what, about)).await.unwrap();
}

/// Moves somebody of the first branch to the second.
async fn leaves(world: &World<'_>, person: PersonId) {
    let mut moved = organisation::person(&world.t.app, person).await.unwrap().unwrap();
    moved.unit = world.cast.second;
    let changes = Changes {
        persons: vec![moved],
        ..Changes::default()
    };
    organisation::settle(&world.t.app, None, &changes).await.unwrap();
}

/// Nobody of the first branch any more, and no post there either.
async fn leaves_its_post(world: &World<'_>, person: PersonId) {
    leaves(world, person).await;
    crate::procedure::leave(world, person).await;
}

on_both_engines! {
    async fn everybody_on_the_way_of_a_plan_hears_when_it_is_their_turn_and_the_drafter_what_became_of_it(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = world.entry(Track::Party, |entry| entry.review.len() == 2 && entry.narrowest <= Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        let plan = world.submitted(matter, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        t.tell().await;
        assert_eq!(told(t, cast.bao).await, [(Occasion::ToReview, true)]);
        assert_eq!(told(t, cast.shen).await, [(Occasion::ToReview, true)]);
        let approver = world.approver(plan).await;
        assert_eq!(told(t, approver).await, [], "nothing to approve before the reviews");
        plan::review(&t.app, cast.bao, (plan, 1), entry.review[0], (true, "")).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.bao).await, [], "what was done waits no longer");
        assert_eq!(told(t, cast.shen).await, [(Occasion::ToReview, true)], "and nobody is told twice");
        plan::review(&t.app, cast.shen, (plan, 1), entry.review[1], (true, "")).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, approver).await, [(Occasion::ToApprove, true)]);
        plan::approve(&t.app, approver, (plan, 1), "").await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.mara).await, [(Occasion::Released, true), (Occasion::Approved, true)]);
        let Message { subject, title, .. } = &telling::messages(&t.app, cast.mara).await.unwrap()[0];
        assert_eq!((subject, title.as_str()), (&Subject::Plan(plan), "示例公示"));
    }

    async fn what_waits_for_somebody_stands_once_when_they_hear_of_its_whole_way_at_once(t: TestApp) {
        let world = World::new(t).await;
        let entry = world.entry(Track::Party, |entry| entry.review.len() == 2 && entry.narrowest <= Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let text = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
        let plan = world.reviewed(matter, entry.stages[0].stage, text).await;
        t.tell().await;
        let approver = world.approver(plan).await;
        assert_eq!(told(t, approver).await, [(Occasion::ToApprove, true)]);
        assert_eq!(telling::unread(&t.app, approver).await.unwrap(), 1);
    }

    async fn whoever_answers_a_withdrawal_hears_of_the_request_and_whoever_asked_of_the_answer(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = crate::after::shown(&world, &[Token::Unit(cast.first)]).await;
        t.tell().await;
        telling::read_all(&t.app, cast.mara, i64::MAX).await.unwrap();
        let ground = (Some(Ground::PersonalData), "误列了个人情况。");
        withdrawal::ask(&t.app, cast.pi, first.plan, ground).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.shu).await, [(Occasion::ToAnswer, true)], "it went up");
        let Message { subject, title, .. } = &telling::messages(&t.app, cast.shu).await.unwrap()[0];
        assert_eq!((subject, title.as_str()), (&Subject::Withdrawal(first.plan), "示例公示"));
        withdrawal::take_back(&t.app, cast.pi, first.plan).await.unwrap();
        assert_eq!(told(t, cast.shu).await, [], "nothing waits there any more");
        t.wait_seconds(60);
        withdrawal::ask(&t.app, cast.bao, first.plan, ground).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.pi).await, [(Occasion::ToAnswer, true)]);
        withdrawal::decline(&t.app, cast.pi, first.plan, "情况不实。").await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.bao).await[0], (Occasion::NotWithdrawn, true));
        t.wait_seconds(60);
        withdrawal::ask(&t.app, cast.bao, first.plan, ground).await.unwrap();
        withdrawal::confirm(&t.app, cast.pi, first.plan).await.unwrap();
        t.tell().await;
        let newest = telling::messages(&t.app, cast.bao).await.unwrap().remove(0);
        assert_eq!(newest.occasion, Occasion::Withdrawn);
        assert_ne!(newest.title, "示例公示", "its title is not to be read any more");
        leaves_its_post(&world, cast.bao).await;
        assert!(told(t, cast.bao).await.iter().all(|(occasion, _)| *occasion != Occasion::Withdrawn));
    }

    async fn excuses_catalogues_deputies_and_new_drafters_are_told(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let month = world.entry(Track::Party, |entry| entry.rhythm == Rhythm::Monthly).await;
        let today = app.today();
        let about = About::Period { from: today.first_of_month(), to: today.last_of_month() };
        let key = Key { track: Track::Party, entry: month.key, about };
        let excuse = obligation::ask(app, cast.mara, cast.first, &key, "本月没有发展党员").await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.shu).await, [(Occasion::ToRule, true)]);
        assert_eq!(told(t, cast.pi).await, [], "the superior answers");
        obligation::rule(app, cast.shu, excuse, (true, "同意")).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.shu).await, [], "it was answered");
        assert_eq!(told(t, cast.mara).await, [(Occasion::Ruled, true)]);

        let place = (cast.first, Track::Party);
        let id = catalogue::draft(app, cast.mara, place, Base::InForce).await.unwrap();
        catalogue::submit(app, cast.mara, (id, 1)).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.shen).await, [(Occasion::ToHandOn, true)]);
        catalogue::check(app, cast.shen, (id, 1), "").await.unwrap();
        catalogue::file(app, cast.pi, (id, 1), "").await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.shen).await, []);
        assert_eq!(told(t, cast.shu).await, [(Occasion::ToHandOn, true)]);
        catalogue::send_back(app, cast.shu, (id, 1), "请补依据").await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.mara).await[0], (Occasion::CatalogueReturned, true));

        let asked = crate::procedure::asked(&world, cast.mara, cast.yi, &[Duty::Draft]).await;
        delegation::delegate(app, cast.mara, &asked).await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.yi).await, [(Occasion::StandsIn, true)]);
        let entry = narrow(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        let plan = world.drafted(matter, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        post::pass_on(app, cast.pi, plan, "yi").await.unwrap();
        t.tell().await;
        assert_eq!(told(t, cast.yi).await[0], (Occasion::PassedOn, true));
        t.wait_days(5);
        assert_eq!(told(t, cast.yi).await, [], "nobody stands in any more");
    }

    async fn followers_hear_of_a_release_once_and_only_those_who_may_see_it(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        for person in [cast.yi, cast.er, cast.qun] {
            follow(t, person, Followed::Unit, &cast.first.to_string()).await;
            follow(t, person, Followed::Entry, &entry.key).await;
        }
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        world.released(matter, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        t.tell().await;
        t.tell().await;
        assert_eq!(told(t, cast.yi).await, [(Occasion::Disclosed, true)]);
        assert_eq!(told(t, cast.qun).await, [(Occasion::Disclosed, true)]);
        assert_eq!(told(t, cast.er).await, []);
        assert_eq!(told(t, cast.ji).await.len(), 0, "who follows nothing hears nothing");
        assert_eq!(telling::unread(&t.app, cast.yi).await.unwrap(), 1);
    }

    async fn a_message_is_gone_when_its_reader_may_not_see_the_disclosure_any_more(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        follow(t, cast.yi, Followed::Unit, &cast.first.to_string()).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        world.released(matter, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        t.tell().await;
        leaves(&world, cast.yi).await;
        assert_eq!(told(t, cast.yi).await, []);
        assert_eq!(telling::unread(&t.app, cast.yi).await.unwrap(), 0, "not even the bell knows of it");
    }

    async fn who_leaves_between_release_and_telling_is_not_told(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        follow(t, cast.yi, Followed::Entry, &entry.key).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        world.released(matter, stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        leaves(&world, cast.yi).await;
        t.tell().await;
        assert_eq!(told(t, cast.yi).await, []);
    }

    async fn whoever_may_see_it_later_hears_of_it_then(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        follow(t, cast.er, Followed::Unit, &cast.first.to_string()).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let mut later = proposal(&entry, "示例公示", &[Token::Unit(cast.first), Token::Unit(cast.second)]);
        later.audience[1].from = Some(t.app.now().plus_days(3));
        world.released(matter, entry.stages[0].stage, later).await;
        t.tell().await;
        assert_eq!(told(t, cast.er).await, []);
        t.wait_days(3);
        t.tell().await;
        assert_eq!(told(t, cast.er).await, [(Occasion::Disclosed, true)]);
    }

    async fn what_somebody_has_looked_at_is_read_and_what_came_later_is_not(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        follow(t, cast.yi, Followed::Unit, &cast.first.to_string()).await;
        let mut released = Vec::new();
        for _ in 0..3 {
            let matter = world.matter(Track::Party, &entry, "示例事项").await;
            let proposal = proposal(&entry, "示例公示", &[Token::Unit(cast.first)]);
            released.push(world.released(matter, entry.stages[0].stage, proposal).await);
            t.tell().await;
        }
        assert!(telling::read(&t.app, cast.yi, released[1].0).await.unwrap());
        assert!(!telling::read(&t.app, cast.yi, released[1].0).await.unwrap(), "only once");
        assert_eq!(telling::unread(&t.app, cast.yi).await.unwrap(), 2);
        let oldest = telling::messages(&t.app, cast.yi).await.unwrap()[2].seq;
        telling::read_all(&t.app, cast.yi, oldest).await.unwrap();
        let unread: Vec<_> = told(t, cast.yi).await.iter().map(|(_, unread)| *unread).collect();
        assert_eq!(unread, [true, false, false]);
    }

    async fn nobody_can_follow_a_matter_that_is_hidden_from_them(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        world.released(matter, entry.stages[0].stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        let matter = matter.to_string();
        let hidden = telling::follow(&t.app, cast.er, (Followed::Matter, &matter)).await.unwrap_err();
        let nil = uuid::Uuid::nil().to_string();
        let absent = telling::follow(&t.app, cast.er, (Followed::Matter, &nil)).await.unwrap_err();
        assert_eq!(hidden.to_string(), absent.to_string());
        follow(t, cast.yi, Followed::Matter, &matter).await;
        assert_eq!(telling::followings(&t.app, cast.yi).await.unwrap()[0].name.as_deref(), Some("示例事项"));
        leaves(&world, cast.yi).await;
        assert_eq!(telling::followings(&t.app, cast.yi).await.unwrap()[0].name, None);
    }

    async fn a_followed_matter_that_was_withdrawn_is_called_by_its_number(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let text = proposal(&entry, "示例公示", &[Token::Unit(cast.first)]);
        let plan = world.reviewed(matter, entry.stages[0].stage, text).await;
        let disclosure = world.approved(plan, 1).await;
        follow(t, cast.yi, Followed::Matter, &matter.to_string()).await;
        let ground = (Some(Ground::NotForDisclosure), "不应公开。");
        app::withdrawal::ask(&t.app, cast.mara, plan, ground).await.unwrap();
        app::withdrawal::confirm(&t.app, cast.pi, plan).await.unwrap();
        let mut reader = app::reader::Reader::open(&t.app, Some(cast.yi)).await.unwrap();
        let stone = reader.tombstone(disclosure).await.unwrap().unwrap();
        drop(reader);
        let followed = &telling::followings(&t.app, cast.yi).await.unwrap()[0];
        assert_eq!((followed.name.as_ref(), followed.withdrawn.as_ref()), (None, Some(&stone.number)));
        leaves(&world, cast.yi).await;
        assert_eq!(telling::followings(&t.app, cast.yi).await.unwrap()[0].withdrawn, None);
    }

    async fn what_happened_long_ago_is_no_news(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = narrow(&world).await;
        follow(t, cast.yi, Followed::Entry, &entry.key).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        world.released(matter, entry.stages[0].stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        t.wait_days(31);
        t.tell().await;
        assert_eq!(told(t, cast.yi).await, []);
    }
}
