//! The shelf of practices: what units put there, who finds it, and what others begin from it.

use app::plan::{self, Drafting};
use app::practice::{Taking, end, offer, places, take_over};
use app::reader::{Practice, Reader};
use app::{Error, audit, autosave, correction, matter, withdrawal};
use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId};
use domain::refusal::{PlanRefusal, PracticeRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, Ground, Scope, Stage, Track};
use testkit::{TestApp, World, on_both_engines, proposal};

const WORDS: &str = "公示要素齐全，公示期写得清楚。";

async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.widest == Scope::Public
            && entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
    };
    world.entry(Track::Party, fits).await
}

/// Something that the first branch discloses to these.
async fn released(world: &World<'_>, title: &str, token: Token) -> (PlanId, DisclosureId) {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, title).await;
    let text = proposal(&entry, title, &[token]);
    let plan = world.reviewed(matter, entry.stages[0].stage, text).await;
    let id = world.approved(plan, 1).await;
    world.t.wait_seconds(60);
    (plan, id)
}

async fn fresh(world: &World<'_>) -> (MatterId, Stage) {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例新事项").await;
    (matter, entry.stages[0].stage)
}

fn taking((matter, stage): (MatterId, Stage), once: Option<&str>) -> Taking {
    let once = once.map(ToOwned::to_owned);
    Taking { matter, stage, once }
}

/// The shelf of somebody.
async fn shelf(t: &TestApp, viewer: Option<PersonId>) -> Vec<Practice> {
    let mut reader = Reader::open(&t.app, viewer).await.unwrap();
    reader.practices(None, None, 20).await.unwrap().items
}

async fn titles(t: &TestApp, viewer: Option<PersonId>) -> Vec<String> {
    shelf(t, viewer)
        .await
        .into_iter()
        .map(|one| one.listed.title)
        .collect()
}

async fn clean(t: &TestApp) {
    let findings = audit::run(&t.app, |_, _| {}).await.unwrap();
    assert_eq!(findings.faults, []);
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> PracticeRefusal {
    match outcome {
        Err(Error::Practice(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

on_both_engines! {
    async fn what_is_offered_is_found_by_exactly_those_who_may_read_it_until_it_ends(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, inner) = released(&world, "示例内部公示", Token::Unit(cast.first)).await;
        let (_, open) = released(&world, "示例公开公示", Token::Public).await;
        assert!(titles(t, Some(cast.yi)).await.is_empty());
        offer(&t.app, cast.mara, inner, WORDS).await.unwrap();
        t.wait_seconds(60);
        offer(&t.app, cast.pi, open, " 适用面广。 ").await.unwrap();
        assert_eq!(titles(t, Some(cast.yi)).await, ["示例公开公示", "示例内部公示"]);
        assert_eq!(titles(t, Some(cast.er)).await, ["示例公开公示"]);
        assert_eq!(titles(t, None).await, ["示例公开公示"]);
        assert_eq!(shelf(t, None).await[0].words, "适用面广。");
        let mut reader = Reader::open(&t.app, Some(cast.yi)).await.unwrap();
        assert!(reader.practices(Some(Track::Government), None, 20).await.unwrap().items.is_empty());
        let first = reader.practices(Some(Track::Party), None, 1).await.unwrap();
        let second = reader.practices(Some(Track::Party), first.next, 1).await.unwrap();
        assert_eq!((second.items[0].listed.id, second.next), (inner, None));
        assert_eq!(reader.practices_of(cast.first, 5).await.unwrap().len(), 2);
        assert!(reader.practices_of(cast.second, 5).await.unwrap().is_empty());
        drop(reader);
        end(&t.app, cast.pi, inner).await.unwrap();
        assert_eq!(titles(t, Some(cast.yi)).await, ["示例公开公示"]);
        t.wait_seconds(60);
        offer(&t.app, cast.mara, inner, "再次推荐。").await.unwrap();
        assert_eq!(titles(t, Some(cast.yi)).await, ["示例内部公示", "示例公开公示"]);
        clean(t).await;
    }

    async fn only_those_who_keep_a_units_shelf_change_it_and_only_what_they_read(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, inner) = released(&world, "示例内部公示", Token::Unit(cast.first)).await;
        for nobody in [cast.bao, cast.shen, cast.yi] {
            assert_eq!(refused(offer(&t.app, nobody, inner, WORDS).await), PracticeRefusal::NotYours);
        }
        let unreadable = offer(&t.app, cast.er, inner, WORDS).await;
        assert!(matches!(unreadable, Err(Error::NotFound)), "{unreadable:?}");
        assert_eq!(refused(end(&t.app, cast.mara, inner).await), PracticeRefusal::NotOffered);
        assert_eq!(refused(offer(&t.app, cast.mara, inner, " ").await), PracticeRefusal::WordsMissing);
        offer(&t.app, cast.mara, inner, WORDS).await.unwrap();
        assert_eq!(refused(offer(&t.app, cast.pi, inner, WORDS).await), PracticeRefusal::Offered);
        assert_eq!(refused(end(&t.app, cast.bao, inner).await), PracticeRefusal::NotYours);
        let unreadable = end(&t.app, cast.er, inner).await;
        assert!(matches!(unreadable, Err(Error::NotFound)), "{unreadable:?}");
    }

    async fn a_new_version_takes_its_place_on_the_shelf_and_a_withdrawal_takes_it_off(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (plan, first) = released(&world, "示例公开公示", Token::Public).await;
        offer(&t.app, cast.mara, first, WORDS).await.unwrap();
        correction::begin(&t.app, cast.mara, plan, "电话写错。").await.unwrap();
        let mut text = plan::show(&t.app, cast.mara, plan).await.unwrap().proposal;
        text.title = "示例更正公示".into();
        let second = world.released_again(plan, &text).await;
        let found = shelf(t, None).await;
        assert_eq!((found.len(), found[0].listed.id, found[0].words.as_str()), (1, second, WORDS));
        // either version leads to it, and it is there once
        assert_eq!(refused(offer(&t.app, cast.mara, second, WORDS).await), PracticeRefusal::Offered);
        let target = fresh(&world).await;
        let taken = take_over(&t.app, cast.mara, first, taking(target, None)).await.unwrap();
        let text = plan::show(&t.app, cast.mara, taken).await.unwrap().proposal;
        assert_eq!((text.title.as_str(), text.credits), ("示例更正公示", vec![second]));
        let words = (Some(Ground::PersonalData), "示例理由。");
        withdrawal::ask(&t.app, cast.mara, plan, words).await.unwrap();
        withdrawal::confirm(&t.app, cast.pi, plan).await.unwrap();
        assert!(titles(t, Some(cast.yi)).await.is_empty());
        clean(t).await;
    }

    async fn a_practice_becomes_a_draft_with_its_text_and_the_credit(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, open) = released(&world, "示例公开公示", Token::Public).await;
        let target = fresh(&world).await;
        let nothing = take_over(&t.app, cast.mara, open, taking(target, None)).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "nobody offered it: {nothing:?}");
        offer(&t.app, cast.mara, open, WORDS).await.unwrap();
        for outsider in [cast.yi, cast.er] {
            let outcome = take_over(&t.app, outsider, open, taking(target, None)).await;
            assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        }
        let reviewer = take_over(&t.app, cast.bao, open, taking(target, None)).await;
        assert!(matches!(reviewer, Err(Error::Refused(PlanRefusal::DutyMissing(Duty::Draft)))), "{reviewer:?}");
        autosave::keep(&t.app, cast.mara, target, (0, "{}")).await.unwrap();
        let plan = take_over(&t.app, cast.mara, open, taking(target, Some("一次"))).await.unwrap();
        let again = take_over(&t.app, cast.mara, open, taking(target, Some("一次"))).await.unwrap();
        assert_eq!(plan, again, "a second click is the same");
        let text = plan::show(&t.app, cast.mara, plan).await.unwrap().proposal;
        assert_eq!((text.title.as_str(), text.body.as_str()), ("示例公开公示", testkit::PROPOSAL_BODY));
        assert_eq!((text.credits.clone(), text.elements.len()), (vec![open], 0));
        assert_eq!(text.audience[0].token, Token::Unit(cast.first), "as narrow as the entry allows");
        assert!(autosave::kept(&t.app, cast.mara, target).await.unwrap().is_some(), "what was typed stays kept");
        let twice = take_over(&t.app, cast.mara, open, taking(target, None)).await;
        assert!(matches!(twice, Err(Error::Refused(PlanRefusal::StagePlanned(_)))), "{twice:?}");
        clean(t).await;
    }

    async fn a_draft_of_ones_own_begins_without_credit_whatever_it_says(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, open) = released(&world, "示例公开公示", Token::Public).await;
        let (matter, stage) = fresh(&world).await;
        let mut text = proposal(&entry(&world).await, "示例公示", &[Token::Public]);
        text.credits = vec![open];
        let drafting = Drafting { matter, stage, proposal: text, once: None };
        let plan = plan::draft(&t.app, cast.mara, drafting).await.unwrap();
        assert!(plan::show(&t.app, cast.mara, plan).await.unwrap().proposal.credits.is_empty());
    }

    async fn it_counts_how_often_it_was_taken_over_as_far_as_the_viewer_may_read(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, open) = released(&world, "示例公开公示", Token::Public).await;
        offer(&t.app, cast.mara, open, WORDS).await.unwrap();
        let counted = async |viewer| shelf(t, viewer).await[0].taken_over;
        for (number, token) in [Token::Unit(cast.first), Token::Public].into_iter().enumerate() {
            let target = fresh(&world).await;
            let plan = take_over(&t.app, cast.mara, open, taking(target, None)).await.unwrap();
            assert_eq!(counted(Some(cast.yi)).await, number, "a draft does not count");
            let mut text = proposal(&entry(&world).await, "示例借鉴公示", &[token]);
            text.body = format!("{number}。{}", text.body);
            let id = world.released_again(plan, &text).await;
            // a new version of it does not count again
            correction::begin(&t.app, cast.mara, plan, "电话写错。").await.unwrap();
            text = plan::show(&t.app, cast.mara, plan).await.unwrap().proposal;
            text.body.push('。');
            assert_ne!(world.released_again(plan, &text).await, id);
        }
        assert_eq!(counted(Some(cast.yi)).await, 2);
        assert_eq!(counted(Some(cast.er)).await, 1);
        assert_eq!(counted(None).await, 1);
        clean(t).await;
    }

    async fn the_places_for_a_practice_are_the_open_stages_of_ones_own_units(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, open) = released(&world, "示例公开公示", Token::Public).await;
        offer(&t.app, cast.mara, open, WORDS).await.unwrap();
        let practice = shelf(t, None).await.remove(0);
        assert_eq!(places(&t.app, cast.mara, &practice).await.unwrap(), [], "not its own matter");
        let long = world.entry(Track::Party, |entry| {
            entry.stages.len() == 3 && entry.narrowest == Scope::Unit && entry.authority == Authority::Unit
        }).await;
        let other = world.matter(Track::Party, &long, "示例三阶段事项").await;
        let skipped = long.stages[0].stage;
        matter::skip(&t.app, cast.pi, other, skipped, "此阶段不适用").await.unwrap();
        let text = proposal(&long, "示例公示", &[Token::Unit(cast.first)]);
        world.drafted(other, long.stages[1].stage, text).await;
        let target = fresh(&world).await;
        let found = places(&t.app, cast.mara, &practice).await.unwrap();
        let found: Vec<_> = found.iter().map(|place| (place.matter, place.stage, place.fits)).collect();
        assert_eq!(found, [(target.0, target.1, true), (other, long.stages[2].stage, false)]);
        assert_eq!(places(&t.app, cast.bao, &practice).await.unwrap(), [], "who does not draft");
    }
}
