//! What texts have in common: who is told of it, among which texts, and what becomes of it.

mod closing;
mod cost;
mod door;
mod elder;
mod findings;
mod listing;
mod pair;
mod standing;

use app::likeness::{self, DraftFinding, Outlook, Stretch};
use app::{App, Error, correction, plan, withdrawal};
use domain::audience::{Share, Token};
use domain::ids::{PersonId, PlanId};
use domain::likeness::Kind;
use domain::refusal::LikenessRefusal;
use domain::words::Ground;
use testkit::{House, on_both_engines, prose, unit_name};

use crate::after::clean;

async fn found(app: &App, person: PersonId, plan: PlanId) -> Vec<DraftFinding> {
    match likeness::of_plan(app, person, plan).await.unwrap() {
        Outlook::Found(found) => found,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn the_drafter_sees_what_a_draft_is_alike_to_and_explains_it(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let text = format!("由{}承办。{}", unit_name(0), prose(1, 12));
        let source = house.released(0, ("示例公示", &text), &[Token::Public]).await;
        house.released(1, ("另一件", &prose(2, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let copy = text.replace('秋', "春");
        let draft = house.drafted(2, house.proposal(("照抄的公示", &copy), &[Token::Public])).await;
        let drafter = house.drafter(2);
        let findings = found(&app, drafter, draft).await;
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        let alike = &finding.alike;
        assert_eq!((alike.source, alike.kind, finding.is_open, alike.has_page), (source, Kind::Copy, true, true));
        assert!(900 < alike.share && 250 < alike.characters, "{alike:?}");
        assert_eq!(alike.foreign_names, [unit_name(0)], "the other unit’s name was left standing");
        let beside = likeness::of_draft(&app, drafter, (draft, source)).await.unwrap();
        assert!(beside.may_explain);
        let stretches = beside.beside.stretches(&|text| text.chars().map(Some).collect());
        let changed = stretches.iter().any(|stretch| match stretch {
            Stretch::Alike { here, .. } => here.iter().any(|mark| mark.is_changed && mark.text.contains('春')),
            Stretch::Own(_) | Stretch::Exempt(..) => false,
        });
        assert!(changed, "{stretches:?}");
        let silent = likeness::explain(&app, drafter, (draft, &[source]), " ").await;
        assert!(matches!(silent, Err(Error::Likeness(LikenessRefusal::WordsMissing))));
        likeness::explain(&app, drafter, (draft, &[source]), "按党委统一文本公示。").await.unwrap();
        let [_, reviewer, _] = house.hands[2];
        let findings = found(&app, reviewer, draft).await;
        assert!(!findings[0].is_open);
        assert_eq!(findings[0].explained.as_ref().unwrap().words, "按党委统一文本公示。");
        let theirs = likeness::explain(&app, reviewer, (draft, &[source]), "不是我写的。").await;
        assert!(theirs.is_err());
        let stranger = likeness::of_plan(&app, house.drafter(1), draft).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        clean(t).await;
    }

    async fn one_explanation_is_given_of_several_and_of_nothing_else(t: TestApp) {
        let house = House::new(t, 4).await;
        let app = house.compared().await;
        let mut sources = Vec::new();
        for unit in 0..3 {
            sources.push(house.released(unit, ("共用文本", &prose(1, 12)), &[Token::Public]).await);
            t.wait_seconds(60);
        }
        let other = house.released(0, ("另一件", &prose(2, 12)), &[Token::Public]).await;
        let draft = house.drafted(3, house.proposal(("照抄的公示", &prose(1, 12)), &[Token::Public])).await;
        let drafter = house.drafter(3);
        let others = async |source| {
            let beside = likeness::of_draft(&app, drafter, (draft, source)).await.unwrap();
            let mut others: Vec<_> = beside.others.iter().map(|alike| alike.source).collect();
            others.sort();
            others
        };
        assert_eq!(others(sources[1]).await, [sources[0], sources[2]]);
        let nothing = likeness::explain(&app, drafter, (draft, &[other]), "不相干。").await;
        assert!(matches!(nothing, Err(Error::NotFound)));
        let chosen = [sources[1], sources[0], other];
        let silent = likeness::explain(&app, drafter, (draft, &chosen), " ").await;
        assert!(matches!(silent, Err(Error::Likeness(LikenessRefusal::WordsMissing))));
        assert_eq!(others(sources[1]).await.len(), 2, "a refusal leaves all as it was");
        likeness::explain(&app, drafter, (draft, &chosen), "三家合用一稿。").await.unwrap();
        let mut said: Vec<_> = found(&app, drafter, draft).await.into_iter()
            .map(|found| (found.alike.source, found.explained.map(|said| said.words)))
            .collect();
        said.sort();
        let words = || Some("三家合用一稿。".to_owned());
        assert_eq!(said, [(sources[0], words()), (sources[1], words()), (sources[2], None)]);
        assert_eq!(others(sources[0]).await, [sources[2]]);
        let beside = likeness::of_draft(&app, house.hands[3][1], (draft, sources[0])).await.unwrap();
        assert!(beside.others.is_empty(), "whoever reviews explains nothing");
        clean(t).await;
    }

    async fn without_an_index_nothing_is_compared_and_a_page_can_say_so(t: TestApp) {
        let house = House::new(t, 1).await;
        let draft = house.drafted(0, house.proposal(("示例公示", &prose(1, 9)), &[Token::Public])).await;
        let outlook = likeness::of_plan(&t.app, house.drafter(0), draft).await.unwrap();
        assert_eq!(outlook, Outlook::NotCompared);
        assert!(!likeness::follow(&t.app).await.unwrap());
    }

    async fn the_index_follows_openings_withdrawals_and_corrections(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let mut late = house.proposal(("先党内", &prose(1, 12)), &[Token::Unit(house.units[0])]);
        late.audience.push(Share { token: Token::Public, from: Some(t.app.now().plus_days(3)) });
        let plan = house.drafted(0, late).await;
        let source = house.releases(0, plan).await;
        let draft = house.drafted(1, house.proposal(("照抄", &prose(1, 12)), &[Token::Public])).await;
        let drafter = house.drafter(1);
        assert_eq!(found(&app, drafter, draft).await, []);
        t.wait_days(3);
        assert_eq!(found(&app, drafter, draft).await[0].alike.source, source);
        correction::begin(&t.app, house.drafter(0), plan, "改字。").await.unwrap();
        let mut better = plan::show(&t.app, house.drafter(0), plan).await.unwrap().proposal;
        better.body = prose(1, 12).replace('冬', "春");
        better.audience = vec![Share { token: Token::Public, from: None }];
        better.change.as_mut().unwrap().narrower = "改为向社会公开。".into();
        plan::edit(&t.app, house.drafter(0), plan, 2, &better).await.unwrap();
        let newer = house.releases(0, plan).await;
        let findings = found(&app, drafter, draft).await;
        assert_eq!(findings.iter().map(|found| found.alike.source).collect::<Vec<_>>(), [newer]);
        let from_an_old_link = likeness::of_draft(&app, drafter, (draft, source)).await.unwrap();
        assert_eq!(from_an_old_link.beside.alike.source, newer);
        let why = (Some(Ground::Wrong), "内容有误。");
        withdrawal::ask(&t.app, house.drafter(0), plan, why).await.unwrap();
        withdrawal::confirm(&t.app, house.hands[0][2], plan).await.unwrap();
        assert_eq!(found(&app, drafter, draft).await, []);
        // an index that begins with nothing comes to the same
        assert_eq!(found(&t.comparing(), drafter, draft).await, []);
        clean(t).await;
    }

    async fn what_was_destroyed_is_gone_from_the_index_too(t: TestApp) {
        let house = House::new(t, 2).await;
        let folder = std::env::temp_dir().join(format!("{}_destroyed", t.name()));
        let index = likeness::Index::open(&folder).unwrap();
        assert!(likeness::Index::open(&folder).is_err(), "one node, one folder");
        let app = t.app.clone().with_likeness(index);
        let text = prose(1, 12);
        let plan = house.drafted(0, house.proposal(("误公开", &text), &[Token::Public])).await;
        house.releases(0, plan).await;
        house.released(1, ("另一件", &prose(2, 12)), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        let holds = |text: &str| {
            let lain = std::fs::read(folder.join("texts").join("texts")).unwrap();
            lain.windows(text.len()).any(|part| part == text.as_bytes())
        };
        assert!(holds(&text));
        let why = (Some(Ground::NotForDisclosure), "不应公开。");
        withdrawal::ask(&t.app, house.drafter(0), plan, why).await.unwrap();
        withdrawal::confirm(&t.app, house.hands[0][2], plan).await.unwrap();
        withdrawal::erase(&t.app, house.hands[0][2], plan, "依规定抹除。").await.unwrap();
        while likeness::follow(&app).await.unwrap() {}
        assert!(!holds(&text) && holds(&prose(2, 12)));
        std::fs::remove_dir_all(folder).unwrap();
    }

    async fn the_same_words_to_somebody_else_are_told_from_last_years_text(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let [first, second] = [house.hands[0][1], house.hands[0][2]];
        house.released(0, ("答复", &prose(1, 12)), &[Token::Person(first)]).await;
        house.released(0, ("年度报告", &prose(2, 12)), &[Token::Public]).await;
        t.wait_days(300);
        let reply = house.proposal(("再次答复", &prose(1, 12)), &[Token::Person(second)]);
        let reply = house.drafted(0, reply).await;
        let report = house.drafted(0, house.proposal(("新年度报告", &prose(2, 12)), &[Token::Public])).await;
        let drafter = house.drafter(0);
        let kinds = [found(&app, drafter, reply).await[0].alike.kind, found(&app, drafter, report).await[0].alike.kind];
        assert_eq!(kinds, [Kind::Reply, Kind::Own]);
        let alike = &found(&app, drafter, reply).await[0].alike;
        assert!(!alike.has_page, "a reply to somebody else is known from the desk alone");
    }
}
