//! Every line is a leaf, nobody reads what is not signed, and a database that was set back is found out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use app::ledger::{Folder, Sequencer, Step, Trouble, complete, state};
use app::reader::{Filter, Reader};
use app::{likeness, practice, withdrawal};
use domain::audience::Token;
use domain::ids::DisclosureId;
use domain::ledger::Cause;
use domain::words::{Ground, Scope, Track};
use ledger::policy::Policy;
use ledger::receipt::SKEW;
use ledger::record::FieldId;
use testkit::{House, Ledger, TestApp, World, on_both_engines, proposal, prose};

use crate::after::{begun, listed, shown};

/// Something public is released.
pub(crate) async fn release(world: &World<'_>, title: &str) -> DisclosureId {
    let fits = |entry: &domain::rulebook::Entry| {
        entry.narrowest <= Scope::Public && entry.authority == domain::words::Authority::Unit
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let text = proposal(&entry, title, &[Token::Unit(world.cast.first)]);
    world
        .released(matter, entry.stages.first().unwrap().stage, text)
        .await
}

/// A platform on which something was released, under a signed head.
pub(crate) async fn after_a_release(t: &TestApp) -> (World<'_>, Ledger) {
    let world = World::new(t).await;
    let mut ledger = Ledger::begin(t).await;
    release(&world, "示例公示").await;
    ledger.step().await.unwrap();
    (world, ledger)
}

/// Whether somebody of the unit sees it.
async fn seen(ledger: &Ledger, world: &World<'_>, id: DisclosureId) -> bool {
    let mut reader = Reader::open(&ledger.app, Some(world.cast.mara)).await.unwrap();
    reader.disclosure(id).await.unwrap().is_some()
}

on_both_engines! {
    async fn nobody_reads_a_release_before_its_leaf_is_signed(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        ledger.step().await.unwrap();
        let id = release(&world, "示例公示").await;
        t.wait_seconds(60);
        assert!(!seen(&ledger, &world, id).await);
        assert!(matches!(ledger.step().await.unwrap(), Step::Published(_)));
        assert!(seen(&ledger, &world, id).await);
        assert_eq!(ledger.step().await.unwrap(), Step::Idle);
    }

    async fn nobody_waits_for_a_signature_before_they_stop_showing_something(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let first = shown(&world, &[Token::Public]).await;
        ledger.step().await.unwrap();
        assert_eq!(listed(t, None).await, [first.id]);
        let why = (Some(Ground::Wrong), "内容有误。");
        withdrawal::ask(&t.app, world.cast.mara, first.plan, why).await.unwrap();
        withdrawal::confirm(&t.app, world.cast.pi, first.plan).await.unwrap();
        t.wait_seconds(60);
        assert_eq!(listed(t, None).await, []);
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        assert!(reader.some(&[first.id]).await.unwrap().is_empty());
        assert!(reader.search("示例", &Filter::default(), None, 20).await.unwrap().items.is_empty());
    }

    async fn what_ends_while_the_signer_is_silent_is_on_no_shelf_no_source_and_alike_to_nothing(t: TestApp) {
        let house = House::new(t, 3).await;
        let mut ledger = Ledger::begin(t).await;
        let app = house.compared().await;
        let mut list = house.proposal(("名单公示", &prose(1, 12)), &[Token::Public]);
        list.display_until = Some(t.app.today().tomorrow().unwrap());
        let plan = house.drafted(0, list).await;
        let ends = house.releases(0, plan).await;
        ledger.step().await.unwrap();
        t.wait_seconds(60);
        practice::offer(&t.app, house.drafter(0), ends, "要素齐全。").await.unwrap();
        let alike = house.released(1, ("照抄", &prose(1, 12)), &[Token::Public]).await;
        let draft = house.drafted(2, house.proposal(("也照抄", &prose(1, 12)), &[Token::Public])).await;
        ledger.step().await.unwrap();
        let seen = async || {
            let mut reader = Reader::open(&t.app, None).await.unwrap();
            let shelf = reader.practices(None, None, 9).await.unwrap().items.len();
            let credits = reader.credits(&[ends]).await.unwrap().len();
            let outlook = likeness::of_plan(&app, house.drafter(2), draft).await.unwrap();
            let sources: Vec<_> = outlook.findings().iter().map(|found| found.alike.source).collect();
            let every = likeness::Filter::default();
            let listing = likeness::list(&app, house.supervisor, &every, (None, 30)).await.unwrap();
            let figures = listing.trend.units.iter().flat_map(|unit| &unit.figures);
            (shelf, credits, sources, listing.items.len(), figures.map(|figure| figure.alike).sum::<i64>())
        };
        let (shelf, credits, mut sources, found, alikes) = seen().await;
        sources.sort();
        let mut both = vec![ends, alike];
        both.sort();
        assert_eq!((shelf, credits, sources, found, alikes), (1, 1, both, 1, 1));
        t.wait_seconds(60);
        // nobody signs this one, and so the moment of readers stands still
        house.released(2, ("无人签名", &prose(9, 12)), &[Token::Public]).await;
        t.wait_days(2);
        assert_eq!(seen().await, (0, 0, vec![alike], 0, 0));
    }

    async fn the_old_version_is_listed_until_the_new_one_is_signed(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let first = shown(&world, &[Token::Public]).await;
        ledger.step().await.unwrap();
        let mut text = begun(&world, first.plan).await;
        text.body = "第二版正文。".into();
        let second = world.released_again(first.plan, &text).await;
        t.wait_seconds(60);
        assert_eq!(listed(t, None).await, [first.id]);
        ledger.step().await.unwrap();
        assert_eq!(listed(t, None).await, [second]);
    }

    async fn a_receipt_verifies_without_the_platform_and_shows_the_document(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let id = release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        release(&world, "另一示例公示").await;
        ledger.step().await.unwrap();
        let mut reader = Reader::open(&ledger.app, Some(world.cast.mara)).await.unwrap();
        let disclosure = reader.disclosure(id).await.unwrap().unwrap();
        let receipt = reader.receipt(&ledger.app, &disclosure).await.unwrap().unwrap();
        let [key, _] = ledger.signer.verifiers();
        let policy = Policy::parse(format!("log {key}\nquorum none\n").as_bytes()).unwrap();
        let verdict = receipt.verify(&policy, SKEW).unwrap();
        assert_eq!(verdict.value(FieldId::KIND), Some(b"release".as_slice()));
        assert_eq!(verdict.value(FieldId::UNIT), Some(disclosure.unit_name.as_bytes()));
        assert_eq!(verdict.value(FieldId::VISIBILITY), Some(b"restricted".as_slice()));
        assert_eq!(verdict.value(FieldId::ACTOR), None);
        assert!(String::from_utf8(receipt.document.unwrap()).unwrap().contains("示例公示"));
        let recorded = reader.recorded(&ledger.app, &disclosure).await.unwrap().unwrap();
        assert_eq!(recorded.index, verdict.index);
    }

    async fn the_audit_is_clean_after_honest_work_and_finds_what_the_files_do_not_say(t: TestApp) {
        let (world, ledger) = after_a_release(t).await;
        release(&world, "另一示例公示").await;
        let honest = app::audit::run(&ledger.app, |_, _| {}).await.unwrap();
        assert_eq!(honest.faults, []);
        let bundles = ledger.log.join("tile/entries/000.p");
        let bundle = std::fs::read_dir(bundles).unwrap().next().unwrap().unwrap().path();
        let mut bytes = std::fs::read(&bundle).unwrap();
        let last = bytes.last_mut().unwrap();
        *last ^= 1;
        std::fs::write(&bundle, bytes).unwrap();
        let found = app::audit::run(&ledger.app, |_, _| {}).await.unwrap();
        assert!(found.faults.iter().any(|fault| fault.table == "log"), "{found:#?}");
        assert!(found.faults.iter().any(|fault| fault.table == "leaf"), "{found:#?}");
    }

    async fn one_pen_at_a_time_and_two_sequencers_agree(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        let mut other = ledger.another();
        ledger.step().await.unwrap();
        let id = release(&world, "示例公示").await;
        // whoever starts takes the pen, and whoever had it waits
        assert!(matches!(other.step().await.unwrap(), Step::Published(_)));
        assert!(seen(&ledger, &world, id).await);
        let id = release(&world, "另一示例公示").await;
        ledger.step().await.unwrap();
        assert!(!seen(&ledger, &world, id).await);
        // until the other one is not heard of any more
        t.wait_seconds(31);
        assert!(matches!(ledger.step().await.unwrap(), Step::Published(_)));
        assert!(seen(&ledger, &world, id).await);
        let id = release(&world, "又一示例公示").await;
        other.step().await.unwrap();
        assert!(!seen(&ledger, &world, id).await);
        assert_eq!(app::audit::run(&ledger.app, |_, _| {}).await.unwrap().faults, []);
    }

    async fn a_database_that_was_set_back_signs_nothing_until_its_places_are_taken_back(t: TestApp) {
        let world = World::new(t).await;
        let mut ledger = Ledger::begin(t).await;
        ledger.step().await.unwrap();
        t.back_up("early").await;
        release(&world, "示例公示").await;
        ledger.step().await.unwrap();
        let signed = ledger.signer.head();
        t.set_back("early").await;
        ledger.restart();
        let refused = ledger.step().await;
        assert!(matches!(refused, Err(Trouble::SetBack { .. })), "{refused:?}");
        // somebody goes on working: none of it is signed over what was
        let id = release(&world, "后来的示例公示").await;
        release(&world, "再后来的示例公示").await;
        ledger.restart();
        let refused = ledger.step().await;
        assert!(matches!(refused, Err(Trouble::OtherHistory)), "{refused:?}");
        assert_eq!(ledger.signer.head(), signed);
        assert!(!seen(&ledger, &world, id).await);
        let cause = state(&ledger.app).await.unwrap().trouble.map(|(cause, _)| cause);
        assert_eq!(cause, Some(Cause::OtherHistory));
        // set back once more, and completed from what was published
        t.set_back("early").await;
        let folder = Folder::open(&ledger.log).unwrap();
        let lost = complete(&ledger.app, &folder, (signed.sha256(), signed.sm3_root)).await.unwrap();
        assert!(1 < lost);
        ledger.restart();
        ledger.step().await.unwrap();
        let id = release(&world, "补齐之后的示例公示").await;
        ledger.step().await.unwrap();
        assert!(seen(&ledger, &world, id).await);
        let state = state(&ledger.app).await.unwrap();
        assert_eq!((state.trouble, state.lost), (None, lost));
        let findings = app::audit::run(&ledger.app, |_, _| {}).await.unwrap();
        assert_eq!((findings.faults, findings.lost), (vec![], lost));
    }

    async fn nothing_goes_out_that_was_not_signed(t: TestApp) {
        let (_, mut ledger) = after_a_release(t).await;
        let place = ledger.log.join("checkpoint");
        let signed = std::fs::read(&place).unwrap();
        // another text beside the note that was signed, and then in its place
        t.behind_the_back("update ledger_checkpoint set refreshed = 'x', refreshed_at = 1").await;
        ledger.step().await.unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), signed);
        t.behind_the_back(
            "update ledger_checkpoint set note = replace(note, 'ledger.example', 'ledger.other'), refreshed_at = 2"
        ).await;
        let refused = ledger.step().await;
        assert!(matches!(refused, Err(Trouble::OtherHistory)), "{refused:?}");
        assert_eq!(std::fs::read(&place).unwrap(), signed);
    }

    async fn a_checkpoint_that_cannot_be_read_is_not_taken_for_an_empty_log(t: TestApp) {
        let (world, mut ledger) = after_a_release(t).await;
        let place = ledger.log.join("checkpoint");
        let signed = std::fs::read(&place).unwrap();
        std::fs::write(&place, "ledger.example/demo\n").unwrap();
        release(&world, "另一示例公示").await;
        ledger.restart();
        let refused = ledger.step().await;
        assert!(matches!(&refused, Err(Trouble::File { path }) if path == "checkpoint"), "{refused:?}");
        assert_eq!(state(&ledger.app).await.unwrap().trouble.map(|(cause, _)| cause), Some(Cause::Files));
        // whoever has looked into it takes it away, and it is made again
        std::fs::remove_file(&place).unwrap();
        ledger.step().await.unwrap();
        assert_ne!(std::fs::read(&place).unwrap(), signed);
        assert_eq!(app::audit::run(&ledger.app, |_, _| {}).await.unwrap().faults, []);
    }

    async fn the_audit_holds_the_database_against_the_head_that_everybody_can_fetch(t: TestApp) {
        let (world, mut ledger) = after_a_release(t).await;
        let place = ledger.log.join("checkpoint");
        let earlier = std::fs::read(&place).unwrap();
        t.back_up("early").await;
        release(&world, "另一示例公示").await;
        ledger.step().await.unwrap();
        t.wait_seconds(120);
        let last = std::fs::read(&place).unwrap();
        let found = async || {
            let faults = app::audit::log(&ledger.app).await.unwrap().faults;
            faults.into_iter().map(|fault| (fault.row, fault.problem)).collect::<Vec<_>>()
        };
        let names = |faults: &[(String, String)], words: &str| {
            matches!(faults, [(row, problem)] if row == "checkpoint" && problem.contains(words))
        };
        assert_eq!(found().await, []);
        std::fs::write(&place, &earlier).unwrap();
        let faults = found().await;
        assert!(names(&faults, "较早的一个"), "{faults:?}");
        std::fs::write(&place, "x").unwrap();
        assert!(found().await.iter().any(|(row, problem)| row == "checkpoint" && problem.contains("签署")));
        std::fs::remove_file(&place).unwrap();
        let faults = found().await;
        assert!(names(&faults, "没有公布"), "{faults:?}");
        std::fs::write(&place, &last).unwrap();
        assert_eq!(found().await, []);
        // the database alone is set back
        t.set_back("early").await;
        let faults = found().await;
        assert!(names(&faults, "较早的状态"), "{faults:?}");
    }

    async fn a_log_that_the_policy_knows_and_the_database_does_not_stands_still_aloud(t: TestApp) {
        World::new(t).await;
        let ledger = Ledger::begin(t).await;
        let [key, _] = ledger.signer.verifiers();
        let policy = Policy::parse(format!("log {key}\nquorum none\n").as_bytes()).unwrap();
        let app = ledger.app.clone().with_policy(policy);
        let mut sequencer = Sequencer::new(app, Folder::open(&ledger.log).unwrap(), None);
        sequencer.step().await.unwrap();
        t.behind_the_back("delete from ledger").await;
        let refused = sequencer.step().await;
        assert!(matches!(refused, Err(Trouble::OtherHistory)), "{refused:?}");
        // and that is written down once: it goes on looking while somebody else is in the middle of writing
        let mut busy = t.app.db().write().await.unwrap();
        busy.run_script("update ledger_head set size = size").await.unwrap();
        let again = tokio::time::timeout(Duration::from_secs(20), sequencer.step()).await;
        assert!(matches!(again, Ok(Err(Trouble::OtherHistory))), "{again:?}");
    }

    async fn whoever_signs_hears_of_what_is_kept_and_of_nothing_else(t: TestApp) {
        let world = World::new(t).await;
        let ledger = Ledger::begin(t).await;
        let sequencer = ledger.another();
        let is_heard = async || tokio::select! { biased; () = sequencer.written() => true, () = async {} => false };
        assert!(is_heard().await && !is_heard().await);
        let first = shown(&world, &[Token::Public]).await;
        assert!(is_heard().await);
        let refused = withdrawal::confirm(&t.app, world.cast.pi, first.plan).await;
        assert!(refused.is_err() && !is_heard().await);
        release(&world, "示例公示").await;
        assert!(is_heard().await);
    }
}
