//! Sources that a text credits: part of its bytes, and shown to exactly those who may read them.

use std::io::{Cursor, Read};

use app::plan::{self, credit, take_credit_back};
use app::reader::Reader;
use app::{Error, archive, audit, correction, withdrawal};
use domain::audience::Token;
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::refusal::{CreditRefusal, PlanRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, Ground, Scope, Track};
use testkit::{House, TestApp, World, on_both_engines, proposal};

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
async fn source(world: &World<'_>, title: &str, token: Token) -> DisclosureId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, title).await;
    let text = proposal(&entry, title, &[token]);
    world.released(matter, entry.stages[0].stage, text).await
}

/// A draft of the first branch for everybody.
async fn draft(world: &World<'_>) -> PlanId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例借鉴事项").await;
    let text = proposal(&entry, "示例借鉴公示", &[Token::Public]);
    world.drafted(matter, entry.stages[0].stage, text).await
}

async fn released(world: &World<'_>, plan: PlanId) -> DisclosureId {
    let mut text = plan::show(&world.t.app, world.cast.mara, plan)
        .await
        .unwrap()
        .proposal;
    // whoever writes on does not know of credits, and loses none
    text.credits = Vec::new();
    world.released_again(plan, &text).await
}

async fn credited(t: &TestApp, plan: PlanId, by: PersonId) -> Vec<DisclosureId> {
    plan::show(&t.app, by, plan).await.unwrap().proposal.credits
}

/// The titles of the sources of a disclosure that somebody reads.
async fn shown(t: &TestApp, id: DisclosureId, viewer: Option<PersonId>) -> Vec<String> {
    let mut reader = Reader::open(&t.app, viewer).await.unwrap();
    let credits = reader.disclosure(id).await.unwrap().unwrap().proposal.credits;
    let shown = reader.credits(&credits).await.unwrap();
    shown.into_iter().map(|credit| credit.title).collect()
}

async fn clean(t: &TestApp) {
    let findings = audit::run(&t.app, |_, _| {}).await.unwrap();
    assert_eq!(findings.faults, []);
}

on_both_engines! {
    async fn a_credit_is_part_of_what_is_released_and_shown_to_those_who_may_read_the_source(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let inner = source(&world, "示例内部公示", Token::Unit(cast.first)).await;
        let open = source(&world, "示例公开公示", Token::Public).await;
        let plan = draft(&world).await;
        assert_eq!(credit(&t.app, cast.mara, (plan, 1), inner).await.unwrap(), 2);
        assert_eq!(credit(&t.app, cast.mara, (plan, 2), open).await.unwrap(), 3);
        assert_eq!(credited(t, plan, cast.mara).await, [inner, open]);
        let id = released(&world, plan).await;
        for (viewer, titles) in [
            (Some(cast.yi), vec!["示例内部公示", "示例公开公示"]),
            (Some(cast.er), vec!["示例公开公示"]),
            (None, vec!["示例公开公示"]),
        ] {
            assert_eq!(shown(t, id, viewer).await, titles, "{viewer:?}");
        }
        correction::begin(&t.app, cast.mara, plan, "电话写错。").await.unwrap();
        assert_eq!(credited(t, plan, cast.mara).await, [inner, open], "a correction keeps them");
        clean(t).await;
    }

    async fn what_was_withdrawn_is_no_source_any_more(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例撤回事项").await;
        let text = proposal(&entry, "示例撤回公示", &[Token::Public]);
        let old = world.reviewed(matter, entry.stages[0].stage, text).await;
        let gone = world.approved(old, 1).await;
        let plan = draft(&world).await;
        credit(&t.app, cast.mara, (plan, 1), gone).await.unwrap();
        let id = released(&world, plan).await;
        assert_eq!(shown(t, id, None).await, ["示例撤回公示"]);
        let words = (Some(Ground::PersonalData), "示例理由。");
        withdrawal::ask(&t.app, cast.mara, old, words).await.unwrap();
        withdrawal::confirm(&t.app, cast.pi, old).await.unwrap();
        assert_eq!(shown(t, id, None).await, Vec::<String>::new());
        let other = draft(&world).await;
        let again = credit(&t.app, cast.mara, (other, 1), gone).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
        clean(t).await;
    }

    async fn only_a_drafter_credits_and_only_what_they_may_read(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        testkit::appoint(t, &cast, cast.er, Duty::Draft).await;
        let inner = source(&world, "示例内部公示", Token::Unit(cast.first)).await;
        let plan = draft(&world).await;
        // er drafts here, and is on the roster of another unit
        let unreadable = credit(&t.app, cast.er, (plan, 1), inner).await;
        let nothing = credit(&t.app, cast.er, (plan, 1), DisclosureId(uuid::Uuid::nil())).await;
        assert!(matches!(unreadable, Err(Error::NotFound)), "{unreadable:?}");
        assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
        let reviewer = credit(&t.app, cast.bao, (plan, 1), inner).await;
        assert!(matches!(reviewer, Err(Error::Refused(PlanRefusal::DutyMissing(Duty::Draft)))), "{reviewer:?}");
        let outsider = credit(&t.app, cast.yi, (plan, 1), inner).await;
        assert!(matches!(outsider, Err(Error::NotFound)), "{outsider:?}");
        credit(&t.app, cast.mara, (plan, 1), inner).await.unwrap();
        let twice = credit(&t.app, cast.mara, (plan, 2), inner).await;
        assert!(matches!(twice, Err(Error::Credit(CreditRefusal::Already))), "{twice:?}");
        let stale = take_credit_back(&t.app, cast.mara, (plan, 1), inner).await;
        assert!(matches!(stale, Err(Error::Refused(PlanRefusal::Stale { .. }))), "{stale:?}");
        // what er may not see in the draft, er cannot take out of it, and does not lose either
        let unseen = take_credit_back(&t.app, cast.er, (plan, 2), inner).await;
        assert!(matches!(unseen, Err(Error::NotFound)), "{unseen:?}");
        let mut text = plan::show(&t.app, cast.er, plan).await.unwrap().proposal;
        (text.body, text.credits) = ("另一位起草人改过的正文。".into(), Vec::new());
        assert_eq!(plan::edit(&t.app, cast.er, plan, 2, &text).await.unwrap(), 3);
        assert_eq!(credited(t, plan, cast.mara).await, [inner]);
        assert_eq!(take_credit_back(&t.app, cast.mara, (plan, 3), inner).await.unwrap(), 4);
        assert!(credited(t, plan, cast.mara).await.is_empty());
    }

    async fn a_matter_does_not_borrow_from_itself(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = world.entry(Track::Party, |entry| {
            entry.stages.len() == 3 && entry.narrowest == Scope::Unit && entry.authority == Authority::Unit
        }).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let text = proposal(&entry, "示例公示", &[Token::Unit(cast.first)]);
        let own = world.released(matter, entry.stages[0].stage, text.clone()).await;
        let plan = world.drafted(matter, entry.stages[1].stage, text).await;
        let outcome = credit(&t.app, cast.mara, (plan, 1), own).await;
        assert!(matches!(outcome, Err(Error::Credit(CreditRefusal::OwnMatter))), "{outcome:?}");
    }

    async fn a_source_is_named_by_its_number_or_the_address_of_its_page(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let inner = source(&world, "示例内部公示", Token::Unit(cast.first)).await;
        let mut reader = Reader::open(&t.app, Some(cast.yi)).await.unwrap();
        let number = reader.disclosure(inner).await.unwrap().unwrap().number;
        for text in [number.clone(), inner.to_string(), format!(" http://示例.invalid/disclosures/{inner}/receipt?a=1 ")] {
            assert_eq!(reader.named(&text).await.unwrap(), Some(inner), "{text}");
        }
        assert_eq!(reader.named("示例内部公示").await.unwrap(), None);
        let mut visitor = Reader::open(&t.app, None).await.unwrap();
        assert_eq!(visitor.named(&number).await.unwrap(), None, "its number tells nobody else that it is there");
    }

    async fn what_a_drafter_does_not_see_of_the_credits_fills_no_place(t: TestApp) {
        let house = House::new(t, 2).await;
        let drafter = house.drafter(1);
        let plan = house.drafted(1, house.proposal(("借鉴", "正文。"), &[Token::Public])).await;
        let mut edition = 1;
        for number in 0..20 {
            let title = format!("名单{number}");
            let mut text = house.proposal((&title, "名单。"), &[Token::Public]);
            text.display_until = Some(t.app.today().tomorrow().unwrap());
            let list = house.drafted(0, text).await;
            let source = house.releases(0, list).await;
            edition = credit(&t.app, drafter, (plan, edition), source).await.unwrap();
        }
        let next = house.released(0, ("做法", "正文。"), &[Token::Public]).await;
        let full = credit(&t.app, drafter, (plan, edition), next).await;
        assert!(matches!(full, Err(Error::Credit(CreditRefusal::TooMany))), "{full:?}");
        t.wait_days(2);
        credit(&t.app, drafter, (plan, edition), next).await.unwrap();
    }

    async fn a_year_that_is_taken_along_names_the_sources_that_whoever_takes_it_may_read(t: TestApp) {
        let house = House::new(t, 2).await;
        let [drafter, reviewer, _] = house.hands[1];
        let sources = [
            house.released(0, ("公开的做法", "正文。"), &[Token::Public]).await,
            house.released(0, ("给起草人的", "正文。"), &[Token::Person(drafter)]).await,
        ];
        let text = house.proposal(("借鉴", "正文。"), &[Token::Public]);
        let plan = house.drafted(1, text).await;
        for (source, edition) in sources.into_iter().zip(1..) {
            credit(&t.app, drafter, (plan, edition), source).await.unwrap();
        }
        house.releases(1, plan).await;
        let told = async |person| {
            let year = t.app.today().year();
            let bytes = archive::export(&t.app, person, house.units[1], year).await.unwrap();
            let mut files = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            let mut told = String::new();
            for place in 0..files.len() {
                let mut file = files.by_index(place).unwrap();
                if file.name().unwrap().ends_with(".md") {
                    file.read_to_string(&mut told).unwrap();
                }
            }
            told
        };
        let own = told(drafter).await;
        assert!(own.contains("借鉴：") && own.contains("《公开的做法》") && own.contains("《给起草人的》"), "{own}");
        let other = told(reviewer).await;
        assert!(other.contains("《公开的做法》") && !other.contains("给起草人的"), "{other}");
    }
}
