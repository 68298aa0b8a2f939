//! What was found when texts came into a view: who is shown it, and what is said of it.

use app::likeness::{self, Filter, Finding, Listing};
use app::{App, Error, plan};
use domain::audience::{Share, Token};
use domain::ids::PersonId;
use domain::likeness::{Kind, Outcome, Standing};
use domain::refusal::LikenessRefusal;
use testkit::{House, on_both_engines, prose};

use crate::after::clean;

async fn list(app: &App, by: PersonId) -> Listing {
    likeness::list(app, by, &Filter::default(), None).await.unwrap()
}

async fn findings(app: &App, by: PersonId) -> Vec<Finding> {
    list(app, by).await.findings
}

on_both_engines! {
    async fn a_finding_is_answered_by_the_unit_and_closed_by_somebody_without_part_in_it(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let second = house.released(1, ("照抄", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        while likeness::follow(&app).await.unwrap() {}
        let (drafter, supervisor) = (house.drafter(1), house.supervisor);
        let found = findings(&app, supervisor).await;
        let [finding] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((finding.disclosure.id, finding.source.id), (second, first), "the later one is alike to the earlier");
        assert_eq!((finding.kind, finding.standing), (Kind::Copy, Standing::Open));
        assert!(990 < finding.share, "all but the last stop: {finding:?}");
        assert_eq!(findings(&app, drafter).await.len(), 1, "its unit sees it");
        assert_eq!(findings(&app, house.drafter(0)).await, [], "another one does not");
        assert!(matches!(likeness::list(&app, PersonId(t.app.new_id()), &Filter::default(), None).await, Err(Error::NotFound)));

        let pair = (second, first);
        let theirs = likeness::answer(&app, house.drafter(0), pair, "不是我们。").await;
        assert!(matches!(theirs, Err(Error::Likeness(_))));
        likeness::answer(&app, drafter, pair, "按统一文本公示。").await.unwrap();
        assert_eq!(findings(&app, supervisor).await[0].standing, Standing::Answered);
        let own = likeness::close(&app, drafter, pair, (Some(Outcome::Reasonable), "合理。")).await;
        assert!(matches!(own, Err(Error::Likeness(LikenessRefusal::NotSupervising))));
        likeness::close(&app, supervisor, pair, (Some(Outcome::Borrowed), "已提醒注明出处。")).await.unwrap();
        let closed = findings(&app, supervisor).await[0].clone();
        assert_eq!((closed.standing, closed.outcome), (Standing::Closed, Some(Outcome::Borrowed)));
        let again = likeness::close(&app, supervisor, pair, (Some(Outcome::Borrowed), "再次。")).await;
        assert!(matches!(again, Err(Error::Likeness(LikenessRefusal::ClosedAlready))));
        t.wait_seconds(60);
        likeness::answer(&app, drafter, pair, "已经补注。").await.unwrap();
        let view = likeness::of_pair(&app, supervisor, pair).await.unwrap();
        assert_eq!((view.standing, view.voices.len(), view.may_close), (Standing::Answered, 3, true));
        let wanted = Filter { standing: Some(Standing::Open), ..Filter::default() };
        assert_eq!(likeness::list(&app, supervisor, &wanted, None).await.unwrap().findings, []);
        clean(t).await;
    }

    async fn what_the_drafter_explained_is_the_first_answer(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let draft = house.drafted(1, house.proposal(("合办", &prose(1, 12)), &[Token::Public])).await;
        likeness::explain(&app, house.drafter(1), (draft, first), "两家合办。").await.unwrap();
        let second = house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        assert_eq!(findings(&app, house.supervisor).await[0].standing, Standing::Answered);
        let view = likeness::of_pair(&app, house.supervisor, (second, first)).await.unwrap();
        assert_eq!(view.voices[0].words, "两家合办。");
        clean(t).await;
    }

    async fn credit_beside_the_text_counts_as_credit(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        let draft = house.drafted(1, house.proposal(("借鉴", &prose(1, 12)), &[Token::Public])).await;
        let drafter = house.drafter(1);
        let open = likeness::of_plan(&app, drafter, draft).await.unwrap();
        assert!(open.findings()[0].is_open);
        let beside = likeness::of_draft(&app, drafter, (draft, first)).await.unwrap();
        plan::credit(&app, drafter, (draft, beside.may_credit.unwrap()), first).await.unwrap();
        let outlook = likeness::of_plan(&app, drafter, draft).await.unwrap();
        assert_eq!((outlook.findings()[0].alike.kind, outlook.findings()[0].is_open), (Kind::Credited, false));
        house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        assert_eq!(findings(&app, house.supervisor).await, [], "what is credited is not pointed out");
        let credited = Filter { kind: Some(Kind::Credited), ..Filter::default() };
        assert_eq!(likeness::list(&app, house.supervisor, &credited, None).await.unwrap().findings.len(), 1);
    }

    async fn a_text_that_units_share_is_one_cluster_from_its_earliest(t: TestApp) {
        let house = House::new(t, 5).await;
        let app = house.compared().await;
        let mut texts = Vec::new();
        for unit in 0..5 {
            let text = prose(if unit == 4 { 9 } else { 1 }, 12);
            texts.push(house.released(unit, ("共用文本", &text), &[Token::Public]).await);
            t.wait_seconds(60);
        }
        while likeness::follow(&app).await.unwrap() {}
        let listing = list(&app, house.supervisor).await;
        let [cluster] = listing.clusters.as_slice() else { panic!("{:?}", listing.clusters) };
        assert_eq!((cluster.origin.id, cluster.units), (texts[0], 4));
        let found = likeness::cluster(&app, house.supervisor, texts[0]).await.unwrap();
        assert_eq!(found.texts().map(|text| text.id).collect::<Vec<_>>(), texts[..4]);
        assert!(matches!(likeness::cluster(&app, house.supervisor, texts[1]).await, Err(Error::NotFound)));
        let figures = &listing.trend.units;
        assert_eq!(figures.len(), 3, "the earliest and the other one are alike to nothing before them");
        assert_eq!(figures.iter().map(|unit| unit.figures[4].alike).sum::<i64>(), 3);
        assert!(list(&app, house.drafter(4)).await.clusters.is_empty(), "no unit of theirs is in it");
        // pages of one are the whole list again
        let all = listing.findings.iter().map(|found| (found.disclosure.id, found.source.id)).collect::<Vec<_>>();
        assert_eq!(all.len(), 6, "each with each before it");
    }

    async fn what_is_found_does_not_depend_on_when_somebody_looked(t: TestApp) {
        let house = House::new(t, 4).await;
        let often = house.compared().await;
        let mut late = house.proposal(("后开", &prose(1, 12)), &[Token::Unit(house.units[0])]);
        late.audience.push(Share { token: Token::Public, from: Some(t.app.now().plus_days(2)) });
        let plan = house.drafted(0, late).await;
        house.releases(0, plan).await;
        for unit in 1..4 {
            house.released(unit, ("文本", &prose(1, 12)), &[Token::Public]).await;
            t.wait_days(1);
            while likeness::follow(&often).await.unwrap() {}
        }
        let found = findings(&often, house.supervisor).await;
        t.behind_the_back("delete from likeness; delete from likeness_seen").await;
        let once = house.compared().await;
        assert_eq!(findings(&once, house.supervisor).await, found);
        assert_eq!(found.len(), 6, "the late one came after two and before the last: {found:?}");
    }

    async fn whoever_supervises_reads_no_more_than_before(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let inner = house.released(0, ("内部", &prose(1, 12)), &[Token::Unit(house.units[0])]).await;
        t.wait_seconds(60);
        let again = house.released(0, ("内部再次", &prose(1, 12)), &[Token::Unit(house.units[0])]).await;
        while likeness::follow(&app).await.unwrap() {}
        assert_eq!(findings(&app, house.supervisor).await, []);
        assert!(matches!(likeness::of_pair(&app, house.supervisor, (again, inner)).await, Err(Error::NotFound)));
        assert_eq!(findings(&app, house.drafter(0)).await.len(), 1);
        let close = (Some(Outcome::Reasonable), "合理。");
        let unseen = likeness::close(&app, house.supervisor, (again, inner), close).await;
        assert!(matches!(unseen, Err(Error::NotFound)));
    }
}
