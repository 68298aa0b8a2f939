//! The way of a plan through several hands: going up, standing in, handing over, the end of a unit.

use app::delegation::{self, Asked};
use app::plan::{self, Part};
use app::reader::{Filter, Reader};
use app::{Error, archive, audit, dissolution, endorsement, organisation, post};
use domain::audience::Token;
use domain::ids::{MatterId, PersonId, PlanId, UnitId};
use domain::organisation::{Holding, Person, Unit};
use domain::refusal::{PlanRefusal, ProcedureRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, ReviewKind, Scope, Track, UnitKind};
use testkit::{World, on_both_engines, post_of, proposal};

async fn entry(world: &World<'_>, authority: Authority) -> Entry {
    let fits = |entry: &Entry| {
        entry.authority == authority && entry.narrowest <= Scope::Members && entry.after.is_empty()
    };
    world.entry(Track::Party, fits).await
}

/// A plan with every opinion of its route, and nothing after that.
async fn reviewed(world: &World<'_>, entry: &Entry) -> (MatterId, PlanId) {
    let matter = world.matter(Track::Party, entry, "示例事项").await;
    let proposal = proposal(entry, "示例公示", &[Token::Members]);
    let plan = world.submitted(matter, entry.stages[0].stage, proposal).await;
    let route = plan::show(&world.t.app, world.cast.mara, plan)
        .await
        .unwrap()
        .entry
        .review;
    for kind in route {
        let by = world.reviewer(kind);
        plan::review(&world.t.app, by, (plan, 1), kind, (true, ""))
            .await
            .unwrap();
    }
    (matter, plan)
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> PlanRefusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn not_passed<T: std::fmt::Debug>(outcome: Result<T, Error>) -> ProcedureRefusal {
    match outcome {
        Err(Error::Procedure(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

async fn code(world: &World<'_>, id: PersonId) -> String {
    let person: Person = organisation::person(&world.t.app, id).await.unwrap().unwrap();
    person.code
}

/// Their post's duties, in their place, from today for four days.
pub(crate) async fn asked(world: &World<'_>, holder: PersonId, deputy: PersonId, duties: &[Duty]) -> Asked {
    let today = world.t.app.today();
    Asked {
        post: post_of(&world.cast, holder),
        holder,
        deputy: code(world, deputy).await,
        duties: duties.to_vec(),
        days: (today, today.checked_add(jiff::ToSpan::days(3)).unwrap()),
        away: false,
        reason: "外出学习".into(),
    }
}

/// Nobody holds the post of this person any more.
pub(crate) async fn leave(world: &World<'_>, person: PersonId) {
    let post = post_of(&world.cast, person);
    let holding = Holding {
        id: domain::ids::HoldingId(uuid::Uuid::from_u128(post.0.as_u128() + 0x100)),
        post,
        person,
        from: "2026-01-01".parse().unwrap(),
        until: Some("2026-02-01".parse().unwrap()),
    };
    let changes = organisation::Changes {
        holdings: vec![holding],
        ..Default::default()
    };
    organisation::settle(&world.t.app, None, &changes).await.unwrap();
}

async fn clean(world: &World<'_>) {
    assert_eq!(audit::run(&world.t.app, |_, _| ()).await.unwrap().faults, []);
}

async fn parts(world: &World<'_>, plan: PlanId) -> Vec<Part> {
    let view = plan::show(&world.t.app, world.cast.mara, plan).await.unwrap();
    view.way.rungs.iter().map(|rung| rung.part).collect()
}

on_both_engines! {
    async fn what_is_beyond_the_units_authority_goes_up_with_the_units_view(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (_, plan) = reviewed(&world, &entry(&world, Authority::Superior).await).await;
        assert_eq!(parts(&world, plan).await, [Part::Views, Part::Decides]);
        assert_eq!(refused(plan::approve(&t.app, cast.shu, (plan, 1), "").await), PlanRefusal::EndorsementMissing);
        assert!(plan::desk(&t.app, cast.shu).await.unwrap().approving.is_empty());
        assert_eq!(plan::desk(&t.app, cast.pi).await.unwrap().endorsing.len(), 1);
        let own = refused(endorsement::endorse(&t.app, cast.bao, (plan, 1), "").await);
        assert_eq!(own, PlanRefusal::DutyMissing(Duty::Approve));
        endorsement::endorse(&t.app, cast.pi, (plan, 1), "情况属实").await.unwrap();
        assert_eq!(refused(endorsement::endorse(&t.app, cast.pi, (plan, 1), "").await), PlanRefusal::ReviewedAlready);
        let desk = plan::desk(&t.app, cast.shu).await.unwrap().approving;
        assert_eq!(desk.iter().map(|it| it.unit_name.as_str()).collect::<Vec<_>>(), ["示例第一支部"]);
        assert!(plan::approve(&t.app, cast.pi, (plan, 1), "").await.is_err(), "who gave the view does not decide");
        plan::approve(&t.app, cast.shu, (plan, 1), "同意").await.unwrap().unwrap();
        clean(&world).await;
    }

    async fn a_view_on_an_old_edition_is_void(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Superior).await;
        let (_, plan) = reviewed(&world, &entry).await;
        endorsement::endorse(&t.app, cast.pi, (plan, 1), "").await.unwrap();
        let mut text = proposal(&entry, "示例公示", &[Token::Members]);
        text.body.push_str("\n\n已补充。");
        plan::edit(&t.app, cast.mara, plan, 1, &text).await.unwrap();
        plan::submit(&t.app, cast.mara, plan, 2).await.unwrap();
        for kind in entry.review {
            plan::review(&t.app, world.reviewer(kind), (plan, 2), kind, (true, "")).await.unwrap();
        }
        assert_eq!(refused(plan::approve(&t.app, cast.shu, (plan, 2), "").await), PlanRefusal::EndorsementMissing);
    }

    async fn the_units_approver_may_send_back_what_would_go_up(t: TestApp) {
        let world = World::new(t).await;
        let (_, plan) = reviewed(&world, &entry(&world, Authority::Superior).await).await;
        plan::send_back(&t.app, world.cast.pi, (plan, 1), "请补充依据").await.unwrap();
        assert_eq!(plan::desk(&t.app, world.cast.mara).await.unwrap().drafting.len(), 1);
    }

    async fn where_nobody_approves_it_goes_on_by_itself(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Superior).await;
        // the second branch has no approver and stands between the first and the organ
        organisation::move_unit(&t.app, cast.guan, cast.first, cast.second).await.unwrap();
        let (_, plan) = reviewed(&world, &entry).await;
        assert_eq!(parts(&world, plan).await, [Part::Views, Part::PassesOn, Part::Decides]);
        leave(&world, cast.pi).await;
        assert_eq!(parts(&world, plan).await, [Part::PassesOn, Part::PassesOn, Part::Decides]);
        assert_eq!(plan::desk(&t.app, cast.shu).await.unwrap().approving.len(), 1);
        plan::approve(&t.app, cast.shu, (plan, 1), "").await.unwrap().unwrap();
        clean(&world).await;
    }

    async fn a_deputy_signs_for_the_holder_and_only_for_some_days(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Unit).await;
        let (_, plan) = reviewed(&world, &entry).await;
        assert!(matches!(plan::approve(&t.app, cast.yi, (plan, 1), "").await, Err(Error::NotFound)));
        let days = asked(&world, cast.pi, cast.yi, &[Duty::Approve]).await;
        delegation::delegate(&t.app, cast.pi, &days).await.unwrap();
        let view = plan::show(&t.app, cast.yi, plan).await.unwrap();
        let who: Vec<_> = view.way.next[0].who.iter().map(|hand| (hand.name.clone(), hand.for_whom.clone())).collect();
        assert_eq!(who, [("皮示批".into(), None), ("易示员".into(), Some("皮示批".into()))]);
        t.wait_days(4);
        assert!(matches!(plan::approve(&t.app, cast.yi, (plan, 1), "").await, Err(Error::NotFound)), "it ended by itself");
        let again = asked(&world, cast.pi, cast.yi, &[Duty::Approve]).await;
        let id = delegation::delegate(&t.app, cast.pi, &again).await.unwrap();
        delegation::end(&t.app, cast.pi, id).await.unwrap();
        assert!(plan::approve(&t.app, cast.yi, (plan, 1), "").await.is_err(), "it was ended");
        delegation::delegate(&t.app, cast.pi, &again).await.unwrap();
        plan::approve(&t.app, cast.yi, (plan, 1), "").await.unwrap().unwrap();
        let mut tx = t.app.db().read().await.unwrap();
        let found = tx.query("select approver, approver_for from plan").all::<(uuid::Uuid, Option<uuid::Uuid>)>().await;
        assert_eq!(found.unwrap(), [(cast.yi.0, Some(cast.pi.0))]);
        drop(tx);
        clean(&world).await;
    }

    async fn standing_in_never_joins_two_steps_in_one_hand(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Unit).await;
        let (_, plan) = reviewed(&world, &entry).await;
        for (deputy, why) in [(cast.mara, PlanRefusal::OwnDraft), (cast.bao, PlanRefusal::ReviewedAlready)] {
            let days = asked(&world, cast.pi, deputy, &[Duty::Approve]).await;
            delegation::delegate(&t.app, cast.pi, &days).await.unwrap();
            assert_eq!(refused(plan::approve(&t.app, deputy, (plan, 1), "").await), why);
        }
        // nor does the drafter have it approved by somebody in their place
        leave(&world, cast.pi).await;
        let approver = post_of(&cast, cast.pi);
        let holding = Holding {
            id: domain::ids::HoldingId(t.app.new_id()),
            post: approver,
            person: cast.mara,
            from: "2026-01-01".parse().unwrap(),
            until: None,
        };
        let changes = organisation::Changes { holdings: vec![holding], ..Default::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let mut days = asked(&world, cast.mara, cast.yi, &[Duty::Approve]).await;
        days.post = approver;
        delegation::delegate(&t.app, cast.mara, &days).await.unwrap();
        assert_eq!(refused(plan::approve(&t.app, cast.yi, (plan, 1), "").await), PlanRefusal::OwnDraft);
    }

    async fn nobody_lets_somebody_stand_in_for_a_stranger(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let mut days = asked(&world, cast.bao, cast.yi, &[Duty::Secrecy]).await;
        assert_eq!(not_passed(delegation::delegate(&t.app, cast.shen, &days).await), ProcedureRefusal::NotYours);
        assert!(matches!(delegation::delegate(&t.app, cast.er, &days).await, Err(Error::NotFound)));
        assert_eq!(not_passed(delegation::delegate(&t.app, cast.pi, &days).await), ProcedureRefusal::OnlyForTheAbsent);
        days.away = true;
        delegation::delegate(&t.app, cast.pi, &days).await.unwrap();
        days.deputy = "er".into();
        let elsewhere = not_passed(delegation::delegate(&t.app, cast.bao, &days).await);
        assert_eq!(elsewhere, ProcedureRefusal::DeputyFromElsewhere);
    }

    async fn a_post_changes_hands_with_its_plans(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Unit).await;
        let (_, plan) = reviewed(&world, &entry).await;
        let post = post_of(&cast, cast.mara);
        assert_eq!(post::show(&t.app, cast.pi, post).await.unwrap().work.len(), 0, "it lies with the approver");
        assert_eq!(not_passed(post::hand_over(&t.app, cast.bao, (post, cast.mara), "yi").await), ProcedureRefusal::NotYours);
        let passed = post::hand_over(&t.app, cast.mara, (post, cast.mara), "yi").await.unwrap();
        assert_eq!((passed.plans, passed.left), (1, 0));
        let view = plan::show(&t.app, cast.yi, plan).await.unwrap();
        assert_eq!(view.drafter, "易示员");
        plan::send_back(&t.app, cast.pi, (plan, 1), "请补充").await.unwrap();
        assert!(plan::edit(&t.app, cast.mara, plan, 1, &view.proposal).await.is_err(), "she has left");
        let mut text = view.proposal.clone();
        text.body.push_str("\n\n已补充。");
        plan::edit(&t.app, cast.yi, plan, 1, &text).await.unwrap();
        plan::submit(&t.app, cast.yi, plan, 2).await.unwrap();
        clean(&world).await;
    }

    async fn whoever_wrote_or_judged_it_takes_no_other_step_after_it_changed_hands(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Unit).await;
        let (_, plan) = reviewed(&world, &entry).await;
        let post = post_of(&cast, cast.mara);
        // Bao has given the opinion on secrecy
        let passed = post::hand_over(&t.app, cast.guan, (post, cast.mara), "bao").await.unwrap();
        assert_eq!((passed.plans, passed.left), (0, 1));
        let refusal = refused(post::pass_on(&t.app, cast.pi, plan, "bao").await);
        assert_eq!(refusal, PlanRefusal::SuccessorHasJudged);
        post::hand_over(&t.app, cast.guan, (post, cast.bao), "yi").await.unwrap();
        post::pass_on(&t.app, cast.pi, plan, "yi").await.unwrap();
        // Mara wrote these bytes: she does not approve them either
        let approver = post_of(&cast, cast.pi);
        post::hand_over(&t.app, cast.guan, (approver, cast.pi), "mara").await.unwrap();
        assert_eq!(refused(plan::approve(&t.app, cast.mara, (plan, 1), "").await), PlanRefusal::OwnDraft);
        let next = plan::show(&t.app, cast.yi, plan).await.unwrap().way.next;
        assert!(next[0].who.is_empty(), "and the page says that somebody is missing: {next:?}");
    }

    async fn a_vacant_post_with_work_is_on_the_desk_of_those_who_can_fill_it(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Unit).await;
        assert_eq!(plan::desk(&t.app, cast.pi).await.unwrap().vacant, []);
        reviewed(&world, &entry).await;
        leave(&world, cast.bao).await;
        for person in [cast.pi, cast.shu] {
            let vacant = plan::desk(&t.app, person).await.unwrap().vacant;
            assert_eq!(vacant, [(post_of(&cast, cast.bao), "保密审查岗".into(), "示例第一支部".into())]);
        }
        let matter = world.matter(Track::Party, &entry, "另一事项").await;
        let plan = world.submitted(matter, entry.stages[0].stage, proposal(&entry, "另一公示", &[Token::Members])).await;
        let view = plan::show(&t.app, cast.pi, plan).await.unwrap();
        let missing = view.way.next.iter().find(|next| next.step == domain::plan::Step::Review(ReviewKind::Secrecy));
        assert!(missing.unwrap().who.is_empty());
    }

    async fn a_unit_that_ends_passes_everything_on_and_its_people_keep_what_they_could_read(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let narrow = world.entry(Track::Party, |it| it.narrowest <= Scope::Unit && it.after.is_empty()).await;
        let matter = world.matter(Track::Party, &narrow, "内部事项").await;
        let shown = proposal(&narrow, "内部公示", &[Token::Unit(cast.first)]);
        let disclosure = world.released(matter, narrow.stages[0].stage, shown).await;
        let entry = entry(&world, Authority::Unit).await;
        let (_, plan) = reviewed(&world, &entry).await;
        let refusal = not_passed(dissolution::dissolve(&t.app, cast.guan, cast.first, cast.first, "合并").await);
        assert_eq!(refusal, ProcedureRefusal::SuccessorBelow);
        assert!(dissolution::dissolve(&t.app, cast.pi, cast.first, cast.second, "合并").await.is_err());
        dissolution::dissolve(&t.app, cast.guan, cast.first, cast.second, "支部合并").await.unwrap();
        for (person, sees) in [(cast.yi, true), (cast.qun, true), (cast.er, false), (cast.shu, false)] {
            let mut reader = Reader::open(&t.app, Some(person)).await.unwrap();
            assert_eq!(reader.disclosure(disclosure).await.unwrap().is_some(), sees, "{person:?}");
        }
        assert_eq!(plan::desk(&t.app, cast.pi).await.unwrap().approving.len(), 1);
        plan::approve(&t.app, cast.pi, (plan, 1), "").await.unwrap().unwrap();
        let mara = organisation::actor(&t.app, cast.mara).await.unwrap();
        assert!(mara.sits(cast.second, Duty::Draft) && !mara.sits(cast.first, Duty::Draft));
        // who goes somewhere else leaves it behind
        let yi = organisation::person(&t.app, cast.yi).await.unwrap().unwrap();
        let moved = Person { unit: cast.organ, ..yi };
        let changes = organisation::Changes { persons: vec![moved], ..Default::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let mut reader = Reader::open(&t.app, Some(cast.yi)).await.unwrap();
        assert!(reader.disclosure(disclosure).await.unwrap().is_none());
        drop(reader);
        clean(&world).await;
    }

    async fn people_of_an_ended_unit_keep_what_units_above_showed_them_and_see_nothing_newer_there(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let [between, elsewhere] = [(); 2].map(|()| UnitId(t.app.new_id()));
        let unit = |id, code: &str, superior| Unit {
            id,
            code: code.into(),
            name: format!("示例单位{code}"),
            kind: UnitKind::Branch,
            superior: Some(superior),
        };
        let changes = organisation::Changes {
            units: vec![
                unit(between, "001-09", cast.organ),
                unit(elsewhere, "001-08", cast.organ),
                unit(cast.first, "001-01", between),
                unit(cast.second, "001-02", between),
            ],
            ..Default::default()
        };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let entry = entry(&world, Authority::Unit).await;
        let shown = async |title: &str| {
            let matter = world.matter(Track::Party, &entry, "示例事项").await;
            let text = proposal(&entry, title, &[Token::Subtree(between)]);
            world.released(matter, entry.stages[0].stage, text).await
        };
        let old = shown("示例旧公示").await;
        dissolution::dissolve(&t.app, cast.guan, cast.second, elsewhere, "支部合并").await.unwrap();
        t.wait_seconds(60);
        let new = shown("示例新公示").await;
        let mut reader = Reader::open(&t.app, Some(cast.er)).await.unwrap();
        assert!(reader.disclosure(old).await.unwrap().is_some(), "kept");
        assert!(reader.disclosure(new).await.unwrap().is_none(), "what came later is not theirs");
        let listed = reader.list(&Filter::default(), None, 20).await.unwrap();
        assert_eq!(listed.items.iter().map(|one| one.id).collect::<Vec<_>>(), [old]);
        assert_eq!(reader.count(&Filter::default()).await.unwrap(), 1);
        let found = reader.search("支部委员会", &Filter::default(), None, 20).await.unwrap();
        assert_eq!(found.items.iter().map(|hit| hit.listed.id).collect::<Vec<_>>(), [old]);
        drop(reader);
        let mut reader = Reader::open(&t.app, Some(cast.yi)).await.unwrap();
        assert_eq!(reader.list(&Filter::default(), None, 20).await.unwrap().items.len(), 2, "each once");
        drop(reader);
        let mut reader = Reader::open(&t.app, Some(cast.shu)).await.unwrap();
        assert!(reader.disclosure(old).await.unwrap().is_none(), "nobody else gains it");
        drop(reader);
        clean(&world).await;
    }

    async fn the_register_of_an_ended_unit_opens_for_those_who_work_in_its_successor(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = entry(&world, Authority::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        world.released(matter, entry.stages[0].stage, proposal(&entry, "示例公示", &[Token::Members])).await;
        let last = UnitId(t.app.new_id());
        let third = Unit {
            id: last,
            code: "001-07".into(),
            name: "示例第三支部".into(),
            kind: UnitKind::Branch,
            superior: Some(cast.organ),
        };
        let changes = organisation::Changes { units: vec![third], ..Default::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        for (unit, successor) in [(cast.first, cast.second), (cast.second, last)] {
            dissolution::dissolve(&t.app, cast.guan, unit, successor, "支部合并").await.unwrap();
        }
        let units = archive::units(&t.app, cast.mara).await.unwrap();
        let units: Vec<_> = units.into_iter().map(|(unit, _)| unit).collect();
        assert_eq!(units, [last, cast.first, cast.second]);
        let register = archive::register(&t.app, cast.mara, cast.first, 2026).await.unwrap();
        assert_eq!(register.entries.len(), 1);
        assert!(archive::export(&t.app, cast.mara, cast.first, 2026).await.is_ok());
        assert!(archive::register(&t.app, cast.shu, cast.first, 2026).await.is_err(), "nobody from elsewhere");
        archive::close(&t.app, cast.pi, cast.first, 2025).await.unwrap();
        clean(&world).await;
    }

    async fn none_of_the_three_administrators_becomes_a_deputy(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        testkit::officers(t).await;
        for officer in [cast.guan, cast.an, cast.sheng] {
            let asked = asked(&world, cast.shu, officer, &[Duty::Approve]).await;
            let refusal = not_passed(delegation::delegate(&t.app, cast.shu, &asked).await);
            assert_eq!(refusal, ProcedureRefusal::DeputyAdministers);
        }
    }
}
