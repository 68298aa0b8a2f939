//! A unit's catalogue from the draft to the day from which it holds.

use app::catalogue::{self, Base};
use app::{Error, audit, rulebook};
use domain::ids::CatalogueId;
use domain::refusal::{CatalogueRefusal as Refusal, Looser, RequestRefusal};
use domain::rulebook::{Entry, Rulebook};
use domain::words::{CatalogueState as State, Track};
use testkit::{TestApp, World, on_both_engines};

/// A version for the first branch, begun from what holds for it.
async fn begun(world: &World<'_>) -> CatalogueId {
    let place = (world.cast.first, Track::Party);
    catalogue::draft(&world.t.app, world.cast.mara, place, Base::InForce)
        .await
        .unwrap()
}

async fn rules(world: &World<'_>, id: CatalogueId) -> Rulebook {
    catalogue::show(&world.t.app, world.cast.mara, id)
        .await
        .unwrap()
        .rules
}

/// The same, changed, checked and filed: edition 2.
async fn filed(world: &World<'_>, change: impl FnOnce(&mut Rulebook)) -> CatalogueId {
    let (app, cast) = (&world.t.app, world.cast);
    let id = begun(world).await;
    let mut rules = rules(world, id).await;
    change(&mut rules);
    catalogue::edit(app, cast.mara, (id, 1), rules).await.unwrap();
    catalogue::submit(app, cast.mara, (id, 2)).await.unwrap();
    catalogue::check(app, cast.shen, (id, 2), "准确").await.unwrap();
    catalogue::file(app, cast.pi, (id, 2), "").await.unwrap();
    id
}

async fn clean(t: &TestApp) {
    let found = audit::run(&t.app, |_, _| {}).await.unwrap();
    assert!(found.is_clean(), "{found:#?}");
}

/// The day-long rules of an entry, made a little stricter.
fn stricter(rules: &mut Rulebook) {
    let extra = Entry {
        key: "DW-01-90".into(),
        name: "本单位增加的示例条目".into(),
        ..rules.entries[0].clone()
    };
    rules.entries.push(extra);
}

on_both_engines! {
    async fn a_version_holds_from_its_day_when_the_superior_has_accepted_it(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let before = rulebook::in_force(app, cast.first, Track::Party).await.unwrap().unwrap();
        let later = t.app.today().tomorrow().unwrap().tomorrow().unwrap();
        let id = filed(&world, |rules| { stricter(rules); rules.in_force_from = later; }).await;
        let accepted = catalogue::accept(app, cast.shu, (id, 2), "同意备案").await.unwrap();
        let shown = catalogue::show(app, cast.mara, id).await.unwrap();
        assert_eq!((shown.version.state, shown.steps.len()), (State::Accepted, 6));
        let held = async || rulebook::in_force(app, cast.first, Track::Party).await.unwrap().unwrap();
        assert_eq!(held().await.id, before.id, "its day has not come");
        t.wait_days(2);
        let now = held().await;
        assert_eq!(now.id, accepted);
        assert!(now.rules.entry("DW-01-90").is_some());
        assert_eq!((now.rules.code.as_str(), now.rules.version), ("party-grassroots", 1));
        let second = rulebook::in_force(app, cast.second, Track::Party).await.unwrap().unwrap();
        assert_eq!(second.id, before.id, "other units keep the superior's");
        let next = begun(&world).await;
        assert_eq!(rules(&world, next).await.version, 2);
        clean(t).await;
    }

    async fn a_looser_version_is_refused_with_the_reasons(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let id = begun(&world).await;
        let mut loose = rules(&world, id).await;
        let dropped = loose.entries.pop().unwrap();
        loose.entries[0].deadline = None;
        catalogue::edit(app, cast.mara, (id, 1), loose).await.unwrap();
        let refused = catalogue::submit(app, cast.mara, (id, 2)).await.unwrap_err();
        let Error::Catalogue(Refusal::Looser(found)) = refused else { panic!("{refused:?}") };
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].looser, Looser::DeadlineDropped);
        assert_eq!((found[1].key.as_str(), &found[1].looser), (dropped.key.as_str(), &Looser::Dropped));
    }

    async fn a_template_that_became_stricter_meanwhile_stops_the_acceptance_and_is_told_below(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let first = filed(&world, stricter).await;
        catalogue::accept(app, cast.shu, (first, 2), "").await.unwrap();
        assert!(catalogue::too_loose(app, cast.first, Track::Party).await.unwrap().is_empty());
        let second = filed(&world, |rules| rules.note = "第二版".into()).await;
        let mut template = Rulebook::parse("t", rulebook::STARTERS[0].1).unwrap();
        template.version = 2;
        template.entries[0].elements.push("新增的要素".into());
        let later = t.app.today().tomorrow().unwrap();
        template.in_force_from = later;
        world.renewed(&template).await;
        let told = catalogue::too_loose(app, cast.first, Track::Party).await.unwrap();
        assert_eq!((told.len(), told[0].from, told[0].found.len()), (1, later, 1));
        assert!(catalogue::too_loose(app, cast.second, Track::Party).await.unwrap().is_empty(), "it has none of its own");
        t.wait_days(1);
        let refused = catalogue::accept(app, cast.shu, (second, 2), "").await.unwrap_err();
        assert!(matches!(refused, Error::Catalogue(Refusal::Looser(_))), "{refused:?}");
        assert!(catalogue::desk(app, cast.shu).await.unwrap().iter().any(|row| row.version == Some(second) && row.mine));
        catalogue::send_back(app, cast.shu, (second, 2), "请按上级新版补上要素").await.unwrap();
        let desk = catalogue::desk(app, cast.mara).await.unwrap();
        assert_eq!((desk.len(), desk[0].state, desk[0].mine), (1, State::Returned, true));
        let held = rulebook::in_force(app, cast.second, Track::Party).await.unwrap().unwrap();
        assert_eq!(held.rules.version, 2, "the template holds where there is none of their own");
        clean(t).await;
    }

    async fn a_unit_that_became_too_loose_finds_it_on_its_desk(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let id = filed(&world, stricter).await;
        catalogue::accept(app, cast.shu, (id, 2), "").await.unwrap();
        assert!(catalogue::desk(app, cast.mara).await.unwrap().is_empty());
        let mut template = Rulebook::parse("t", rulebook::STARTERS[0].1).unwrap();
        template.version = 2;
        template.entries[3].elements.push("新增的要素".into());
        world.renewed(&template).await;
        let desk = catalogue::desk(app, cast.mara).await.unwrap();
        assert_eq!((desk.len(), desk[0].version, desk[0].unit), (1, None, cast.first));
        begun(&world).await;
        let desk = catalogue::desk(app, cast.mara).await.unwrap();
        assert!(desk.len() == 1 && desk[0].version.is_some(), "a new version is on its way");
    }

    async fn nothing_is_put_in_force_past_filing_once_there_is_a_rulebook_or_work_has_begun(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let text = rulebook::STARTERS[0].1.replacen("version = 1", "version = 2", 1);
        let set_up = |refused| matches!(refused, Err(Error::Invalid(RequestRefusal::SetUp)));
        assert!(set_up(rulebook::enact(app, cast.organ, ("t", &text)).await), "the root has one");
        let entry = world.entry(Track::Party, |_| true).await;
        world.matter(Track::Party, &entry, "示例事项").await;
        assert!(set_up(rulebook::enact(app, cast.second, ("t", &text)).await), "work has begun");
        let held = rulebook::in_force(app, cast.second, Track::Party).await.unwrap().unwrap();
        assert_eq!(held.rules.version, 1);
    }

    async fn everybody_keeps_to_their_step(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let id = begun(&world).await;
        let place = (cast.first, Track::Party);
        let twice = catalogue::draft(app, cast.mara, place, Base::InForce).await.unwrap_err();
        assert!(matches!(twice, Error::Catalogue(Refusal::UnderWay)));
        let other = catalogue::draft(app, cast.pi, (cast.first, Track::Government), Base::InForce).await.unwrap_err();
        assert!(matches!(other, Error::Catalogue(Refusal::DutyMissing(_))));
        let wrong = Base::Starter("government-standard".into());
        let wrong = catalogue::draft(app, cast.mara, place, wrong).await.unwrap_err();
        assert!(matches!(wrong, Error::Catalogue(Refusal::OtherTrack)));
        for outsider in [cast.er, cast.yi, cast.guan] {
            assert!(matches!(catalogue::show(app, outsider, id).await, Err(Error::NotFound)));
            assert!(matches!(catalogue::submit(app, outsider, (id, 1)).await, Err(Error::NotFound)));
        }
        assert!(matches!(catalogue::check(app, cast.shen, (id, 1), "").await, Err(Error::Catalogue(Refusal::WrongState(_)))));
        catalogue::submit(app, cast.mara, (id, 1)).await.unwrap();
        assert!(matches!(catalogue::check(app, cast.shen, (id, 7), "").await, Err(Error::Catalogue(Refusal::Stale { .. }))));
        catalogue::check(app, cast.shen, (id, 1), "").await.unwrap();
        catalogue::file(app, cast.pi, (id, 1), "").await.unwrap();
        assert!(catalogue::accept(app, cast.pi, (id, 1), "").await.is_err(), "the superior answers");
        catalogue::send_back(app, cast.shu, (id, 1), "范围请核对").await.unwrap();
        let shown = catalogue::show(app, cast.mara, id).await.unwrap();
        assert_eq!(shown.steps.last().unwrap().done.words, "范围请核对");
        clean(t).await;
    }

    async fn a_broken_edition_is_refused_with_its_faults(t: TestApp) {
        let world = World::new(t).await;
        let id = begun(&world).await;
        let mut broken = rules(&world, id).await;
        broken.entries[0].category = "无".into();
        broken.entries[1].elements.clear();
        let refused = catalogue::edit(&t.app, world.cast.mara, (id, 1), broken).await.unwrap_err();
        let Error::Rulebook(faults) = refused else { panic!("{refused:?}") };
        assert_eq!(faults.0.len(), 2);
        assert_eq!(catalogue::show(&t.app, world.cast.mara, id).await.unwrap().version.edition, 1);
    }
}
