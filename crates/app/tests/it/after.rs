//! What happens to a disclosure after its release: new versions, and the end of its display.

use app::reader::{Difference, Filter, Reader};
use app::{Error, correction, plan, withdrawal};
use domain::audience::{Share, Token};
use domain::difference::Piece;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId};
use domain::proposal::Proposal;
use domain::refusal::{AdmissionRefusal, PlanRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Ground, Scope, Stage, Track};
use testkit::{TestApp, World, on_both_engines, proposal};

/// A disclosure of the first branch to these, with its plan.
pub(crate) struct Shown {
    pub(crate) entry: Entry,
    pub(crate) matter: MatterId,
    pub(crate) stage: Stage,
    pub(crate) plan: PlanId,
    pub(crate) id: DisclosureId,
}

pub(crate) async fn shown(world: &World<'_>, audience: &[Token]) -> Shown {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit
            && entry.widest == Scope::Public
            && entry.authority == Authority::Unit
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
            && entry.stages.iter().all(|rule| rule.notice_days == 0)
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let stage = entry.stages[0].stage;
    let plan = world
        .reviewed(matter, stage, proposal(&entry, "示例公示", audience))
        .await;
    let id = plan::approve(&world.t.app, world.cast.pi, (plan, 1), "同意")
        .await
        .unwrap()
        .unwrap();
    world.t.wait_seconds(60);
    Shown {
        entry,
        matter,
        stage,
        plan,
        id,
    }
}

/// The text that a correction begins with, and its edition.
pub(crate) async fn begun(world: &World<'_>, plan: PlanId) -> Proposal {
    correction::begin(&world.t.app, world.cast.mara, plan, "金额写错，改为 1520 元。")
        .await
        .unwrap();
    let view = plan::show(&world.t.app, world.cast.mara, plan).await.unwrap();
    view.proposal
}

pub(crate) async fn listed(t: &TestApp, viewer: Option<PersonId>) -> Vec<DisclosureId> {
    let mut reader = Reader::open(&t.app, viewer).await.unwrap();
    let page = reader.list(&Filter::default(), None, 20).await.unwrap();
    let count = reader.count(&Filter::default()).await.unwrap();
    assert_eq!(count, page.items.len());
    page.items.iter().map(|item| item.id).collect()
}

async fn found(t: &TestApp, viewer: Option<PersonId>, words: &str) -> Vec<DisclosureId> {
    let mut reader = Reader::open(&t.app, viewer).await.unwrap();
    let hits = reader.search(words, &Filter::default(), None, 20).await.unwrap();
    hits.items.iter().map(|hit| hit.listed.id).collect()
}

pub(crate) async fn clean(t: &TestApp) {
    assert_eq!(app::audit::run(&t.app, |_, _| {}).await.unwrap().faults, []);
}

on_both_engines! {
    async fn a_correction_goes_the_whole_way_and_takes_the_place_of_the_old_version(t: TestApp) {
        let world = World::new(t).await;
        let first = shown(&world, &[Token::Public]).await;
        let mut text = begun(&world, first.plan).await;
        assert_eq!(listed(t, None).await, [first.id], "nothing changes before the approval");
        text.body = text.body.replace("8001", "8002");
        let second = world.released_again(first.plan, &text).await;
        assert_eq!(listed(t, None).await, [second]);
        assert_eq!(found(t, None, "8001").await, [], "the old words lead nowhere");
        assert_eq!(found(t, None, "8002").await, [second]);
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        let old = reader.disclosure(first.id).await.unwrap().expect("still at its own address");
        assert!(old.corrected && old.newest == Some(second));
        let new = reader.disclosure(second).await.unwrap().unwrap();
        assert!(!new.corrected && new.newest.is_none());
        assert_eq!(new.proposal.change.as_ref().unwrap().why, "金额写错，改为 1520 元。");
        assert_ne!(old.number, new.number);
        let versions = reader.versions(&new).await.unwrap();
        assert_eq!(versions.iter().map(|one| one.id).collect::<Vec<_>>(), [second, first.id]);
        let changed = Difference::between(&old, &new).body;
        assert!(changed.contains(&Piece::Gone("8001".into())) && changed.contains(&Piece::New("8002".into())));
        let matter = reader.matter(first.matter).await.unwrap().unwrap();
        let shown = matter.stages.into_iter().filter_map(|stage| stage.disclosure).collect::<Vec<_>>();
        assert_eq!(shown.iter().map(|one| one.id).collect::<Vec<_>>(), [second]);
        assert_eq!(plan::show(&t.app, world.cast.mara, first.plan).await.unwrap().disclosure, Some(second));
        clean(t).await;
    }

    async fn a_version_corrected_twice_keeps_all_its_versions(t: TestApp) {
        let world = World::new(t).await;
        let first = shown(&world, &[Token::Unit(world.cast.first)]).await;
        let mut last = first.id;
        for body in ["第二版正文。", "第三版正文。"] {
            t.wait_seconds(60);
            let mut text = begun(&world, first.plan).await;
            text.body = body.into();
            last = world.released_again(first.plan, &text).await;
        }
        let yi = Some(world.cast.yi);
        assert_eq!(listed(t, yi).await, [last]);
        let mut reader = Reader::open(&t.app, yi).await.unwrap();
        let newest = reader.disclosure(last).await.unwrap().unwrap();
        assert_eq!(reader.versions(&newest).await.unwrap().len(), 3);
        clean(t).await;
    }

    async fn whoever_sees_only_the_old_version_finds_it_marked_and_learns_nothing_of_the_new_one(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Unit(cast.first), Token::Unit(cast.second)]).await;
        let mut text = begun(&world, first.plan).await;
        text.audience.retain(|share| share.token == Token::Unit(cast.first));
        text.body = "只给第一支部的新正文。".into();
        let edition = plan::show(&t.app, cast.mara, first.plan).await.unwrap().edition;
        let obstacles = plan::check(&t.app, cast.mara, (first.matter, first.stage), &text).await.unwrap();
        assert_eq!(obstacles, [AdmissionRefusal::NarrowerThanBefore(Scope::Unit)]);
        text.change.as_mut().unwrap().narrower = "第二支部已划出本事项".into();
        assert_eq!(edition, 2);
        let second = world.released_again(first.plan, &text).await;
        assert_eq!(listed(t, Some(cast.yi)).await, [second]);
        assert_eq!(listed(t, Some(cast.er)).await, [first.id]);
        let mut reader = Reader::open(&t.app, Some(cast.er)).await.unwrap();
        let item = reader.list(&Filter::default(), None, 1).await.unwrap().items.remove(0);
        assert!(item.corrected);
        let old = reader.disclosure(first.id).await.unwrap().unwrap();
        assert!(old.corrected && old.newest.is_none());
        assert_eq!(reader.versions(&old).await.unwrap().len(), 1);
        assert!(reader.disclosure(second).await.unwrap().is_none());
        assert_eq!(found(t, Some(cast.er), "支部委员会").await, [first.id]);
        assert_eq!(found(t, Some(cast.yi), "支部委员会").await, []);
        clean(t).await;
    }

    async fn a_new_version_that_opens_later_to_some_leaves_them_the_old_one_until_then(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        let mut text = begun(&world, first.plan).await;
        let later = t.app.now().plus_days(3);
        text.audience = vec![
            Share { token: Token::Unit(cast.first), from: None },
            Share { token: Token::Public, from: Some(later) },
        ];
        text.change.as_mut().unwrap().narrower = "先在本单位说明".into();
        let second = world.released_again(first.plan, &text).await;
        assert_eq!(listed(t, Some(cast.yi)).await, [second], "not both");
        assert_eq!(listed(t, None).await, [first.id]);
        t.wait_days(4);
        assert_eq!(listed(t, Some(cast.yi)).await, [second]);
        assert_eq!(listed(t, None).await, [second]);
        clean(t).await;
    }

    async fn only_drafters_correct_and_only_what_was_released_and_not_without_saying_why(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        let refused = async |by, plan, why| match correction::begin(&t.app, by, plan, why).await {
            Err(Error::Refused(refusal)) => Some(refusal),
            Err(Error::NotFound) => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(cast.mara, first.plan, " ").await, Some(PlanRefusal::ChangeNoteMissing));
        assert!(matches!(refused(cast.pi, first.plan, "改").await, Some(PlanRefusal::DutyMissing(_))));
        assert_eq!(refused(cast.er, first.plan, "改").await, None, "a stranger learns nothing");
        begun(&world, first.plan).await;
        assert_eq!(refused(cast.mara, first.plan, "改").await, Some(PlanRefusal::WrongState("draft")));
        let other = world.matter(Track::Party, &first.entry, "另一示例事项").await;
        let draft = proposal(&first.entry, "未公开", &[Token::Public]);
        let draft = world.drafted(other, first.stage, draft).await;
        assert_eq!(refused(cast.mara, draft, "改").await, Some(PlanRefusal::WrongState("draft")));
    }

    async fn a_withdrawn_disclosure_takes_its_versions_with_it_and_can_be_disclosed_anew(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        let mut text = begun(&world, first.plan).await;
        text.body = "第二版正文。".into();
        let second = world.released_again(first.plan, &text).await;
        let ground = (Some(Ground::Wrong), "内容有误。");
        withdrawal::ask(&t.app, cast.mara, first.plan, ground).await.unwrap();
        let own = withdrawal::confirm(&t.app, cast.mara, first.plan).await;
        assert!(matches!(own, Err(Error::Withdrawal(_))));
        assert_eq!(listed(t, None).await, [second], "nothing changes before somebody confirms");
        let waiting = withdrawal::waiting(&t.app, cast.pi).await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.plan).collect::<Vec<_>>(), [first.plan]);
        withdrawal::confirm(&t.app, cast.pi, first.plan).await.unwrap();
        assert_eq!(listed(t, None).await, []);
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        for version in [first.id, second] {
            assert!(reader.disclosure(version).await.unwrap().is_none());
            let stone = reader.tombstone(version).await.unwrap().expect("it stays at its address");
            assert_eq!(stone.title.as_deref(), Some("示例公示"));
        }
        assert!(reader.some(&[second]).await.unwrap().is_empty(), "no message shows its title");
        drop(reader);
        t.wait_seconds(60);
        let mut text = begun(&world, first.plan).await;
        text.body = "第三版正文。".into();
        let third = world.released_again(first.plan, &text).await;
        assert_eq!(listed(t, None).await, [third]);
        assert_eq!(found(t, None, "第二版").await, []);
        clean(t).await;
    }

    async fn a_declined_withdrawal_changes_nothing_and_can_be_asked_again(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let first = shown(&world, &[Token::Public]).await;
        let ground = (Some(Ground::Superior), "上级来函。");
        withdrawal::ask(&t.app, cast.mara, first.plan, ground).await.unwrap();
        assert!(withdrawal::ask(&t.app, cast.bao, first.plan, ground).await.is_err());
        assert!(withdrawal::decline(&t.app, cast.pi, first.plan, " ").await.is_err());
        withdrawal::decline(&t.app, cast.pi, first.plan, "来函不涉及本件。").await.unwrap();
        assert_eq!(listed(t, None).await, [first.id]);
        withdrawal::ask(&t.app, cast.bao, first.plan, ground).await.unwrap();
        assert!(withdrawal::ask(&t.app, cast.er, first.plan, ground).await.is_err(), "a stranger");
        clean(t).await;
    }

    async fn after_its_last_day_on_display_a_disclosure_is_on_no_surface(t: TestApp) {
        let world = World::new(t).await;
        let first = shown(&world, &[Token::Public]).await;
        let matter = world.matter(Track::Party, &first.entry, "另一示例事项").await;
        let mut text = proposal(&first.entry, "名单公示", &[Token::Public]);
        text.display_until = Some("2026-03-03".parse().unwrap());
        let id = world.released(matter, first.stage, text).await;
        assert_eq!(listed(t, None).await, [id, first.id]);
        t.wait_days(1);
        assert_eq!(listed(t, None).await, [id, first.id], "the last day counts");
        t.wait_days(1);
        assert_eq!(listed(t, None).await, [first.id]);
        assert_eq!(found(t, None, "名单公示").await, []);
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        assert!(reader.disclosure(id).await.unwrap().is_none());
        assert!(reader.tombstone(id).await.unwrap().is_some());
        clean(t).await;
    }

    async fn an_older_version_is_not_shown_for_longer_than_the_one_that_took_its_place(t: TestApp) {
        let world = World::new(t).await;
        let first = shown(&world, &[Token::Public]).await;
        let mut text = begun(&world, first.plan).await;
        text.display_until = Some("2026-03-03".parse().unwrap());
        let second = world.released_again(first.plan, &text).await;
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        assert!(reader.disclosure(first.id).await.unwrap().is_some());
        drop(reader);
        t.wait_days(2);
        let mut reader = Reader::open(&t.app, None).await.unwrap();
        for version in [first.id, second] {
            assert!(reader.disclosure(version).await.unwrap().is_none());
            assert!(reader.tombstone(version).await.unwrap().is_some());
        }
        drop(reader);
        clean(t).await;
    }
}
