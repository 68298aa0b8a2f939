//! Several plans at one go: each judged by itself, each with its own line in the journal.

use app::Error;
use app::plan::{self, approve_each, endorse_each};
use domain::audience::Token;
use domain::ids::PlanId;
use domain::plan::State;
use domain::refusal::PlanRefusal;
use domain::rulebook::Entry;
use domain::words::{Authority, Scope, Track};
use testkit::{World, on_both_engines, proposal};

/// Plans under one entry of this authority, reviewed as far as their route goes before the decision.
async fn plans(world: &World<'_>, authority: Authority, titles: &[&str]) -> Vec<PlanId> {
    let fits = |entry: &Entry| {
        entry.authority == authority && entry.narrowest <= Scope::Unit && entry.after.is_empty()
    };
    let entry = world.entry(Track::Party, fits).await;
    let mut plans = Vec::new();
    for title in titles {
        let matter = world.matter(Track::Party, &entry, title).await;
        let text = proposal(&entry, title, &[Token::Unit(world.cast.first)]);
        let plan = world.submitted(matter, entry.stages[0].stage, text).await;
        for kind in &entry.review {
            let by = world.reviewer(*kind);
            plan::review(&world.t.app, by, (plan, 1), *kind, (true, ""))
                .await
                .unwrap();
        }
        plans.push(plan);
    }
    plans
}

async fn lines(world: &World<'_>) -> i64 {
    let mut tx = world.t.app.db().read().await.unwrap();
    let found = tx
        .query("select count(*) from journal")
        .first::<(i64,)>()
        .await
        .unwrap();
    found.unwrap().0
}

on_both_engines! {
    async fn one_that_is_refused_keeps_no_other_back_and_each_is_a_deed_of_its_own(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let found = plans(&world, Authority::Unit, &["示例一", "示例二", "示例三", "示例四"]).await;
        let mut changed = plan::show(app, cast.mara, found[1]).await.unwrap().proposal;
        changed.body = "改过的正文。".into();
        plan::edit(app, cast.mara, found[1], 1, &changed).await.unwrap();
        plan::send_back(app, cast.pi, (found[2], 1), "请补充。").await.unwrap();
        let before = lines(&world).await;
        let chosen: Vec<_> = found.iter().map(|plan| (*plan, 1)).collect();
        let outcomes = approve_each(app, cast.pi, &chosen, "同意公开").await;
        assert!(matches!(outcomes[0], Ok(Some(_))), "{:?}", outcomes[0]);
        assert!(matches!(outcomes[1], Err(Error::Refused(_))), "{:?}", outcomes[1]);
        assert!(matches!(outcomes[2], Err(Error::Refused(PlanRefusal::WrongState("returned")))));
        assert!(matches!(outcomes[3], Ok(Some(_))), "{:?}", outcomes[3]);
        assert_eq!(lines(&world).await - before, 4, "an approval and a release for each of two");
        for (place, released) in [true, false, false, true].into_iter().enumerate() {
            let view = plan::show(app, cast.mara, found[place]).await.unwrap();
            assert_eq!(view.state == State::Released, released);
        }
        let stranger = approve_each(app, cast.er, &chosen, "").await;
        assert!(stranger.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))));
        let twice = approve_each(app, cast.pi, &chosen[..1], "").await;
        assert!(matches!(twice[0], Err(Error::Refused(PlanRefusal::WrongState("released")))));
        let findings = app::audit::run(app, |_, _| {}).await.unwrap();
        assert!(findings.is_clean(), "{findings:#?}");
    }

    async fn what_goes_up_is_reported_together_and_approved_together_above(t: TestApp) {
        let world = World::new(t).await;
        let (app, cast) = (&t.app, world.cast);
        let found = plans(&world, Authority::Superior, &["示例一", "示例二"]).await;
        let chosen: Vec<_> = found.iter().map(|plan| (*plan, 1)).collect();
        let early = approve_each(app, cast.shu, &chosen, "").await;
        assert!(early.iter().all(|outcome| matches!(outcome, Err(Error::Refused(PlanRefusal::EndorsementMissing)))));
        let views = endorse_each(app, cast.pi, &chosen, "同意上报").await;
        assert!(views.iter().all(Result::is_ok), "{views:?}");
        let again = endorse_each(app, cast.pi, &chosen, "同意上报").await;
        assert!(again.iter().all(|outcome| matches!(outcome, Err(Error::Refused(PlanRefusal::ReviewedAlready)))));
        let done = approve_each(app, cast.shu, &chosen, "同意").await;
        assert!(done.iter().all(Result::is_ok), "{done:?}");
    }
}
