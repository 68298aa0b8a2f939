//! Two disclosures beside each other: who is told what of them, and that a pair on the list always opens.

use app::likeness::{self, Filter, Item};
use app::{App, Error, correction, plan};
use domain::audience::Token;
use domain::ids::PersonId;
use domain::likeness::{Kind, Outcome, Standing};
use testkit::{House, on_both_engines, prose};

use crate::after::clean;

async fn list(app: &App, by: PersonId, standing: Option<Standing>) -> Vec<Item> {
    let filter = Filter {
        standing,
        ..Filter::default()
    };
    likeness::list(app, by, &filter, (None, 30)).await.unwrap().items
}

on_both_engines! {
    async fn what_was_said_of_a_pair_is_told_to_those_alone_who_look_at_its_unit(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let second = house.released(1, ("照抄", &prose(1, 12)), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        let (pair, supervisor) = ((second, first), house.supervisor);
        let others = [house.drafter(0), house.drafter(2)];
        let seen = async || {
            let mut seen = Vec::new();
            for other in others {
                let view = likeness::of_pair(&app, other, pair).await.unwrap();
                assert!(view.course.is_none(), "{view:?}");
                assert!(900 < view.beside.alike.share, "they may open both texts");
                seen.push(format!("{view:?}"));
            }
            seen
        };
        let before = seen().await;
        likeness::answer(&app, house.drafter(1), pair, "按统一文本公示。").await.unwrap();
        likeness::close(&app, supervisor, pair, (Some(Outcome::Borrowed), "已提醒。")).await.unwrap();
        assert_eq!(seen().await, before);
        t.behind_the_back("delete from likeness").await;
        assert_eq!(seen().await, before, "nor whether anything was found");
        for other in others {
            let answer = likeness::answer(&app, other, pair, "不是我们。").await;
            let close = likeness::close(&app, other, pair, (Some(Outcome::ToMend), "重发。")).await;
            assert!(matches!((&answer, &close), (Err(Error::NotFound), Err(Error::NotFound))), "{answer:?} {close:?}");
        }
        for person in [house.drafter(1), supervisor] {
            let course = likeness::of_pair(&app, person, pair).await.unwrap().course.unwrap();
            assert_eq!((course.standing, course.voices.len()), (Standing::Closed, 2));
        }
    }

    async fn words_of_a_correction_are_told_of_the_version_that_it_becomes(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let (drafter, supervisor) = (house.drafter(1), house.supervisor);
        let source = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let draft = house.drafted(1, house.proposal(("照抄", &prose(1, 12)), &[Token::Public])).await;
        let first = house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        let course = async |version| likeness::of_pair(&app, supervisor, (version, source)).await.unwrap().course.unwrap();
        likeness::close(&app, supervisor, (first, source), (Some(Outcome::ToMend), "请注明。")).await.unwrap();
        t.wait_seconds(60);
        correction::begin(&t.app, drafter, draft, "补注。").await.unwrap();
        likeness::explain(&app, drafter, (draft, &[source]), "更正稿里的话。").await.unwrap();
        let said = course(first).await;
        assert_eq!((said.standing, said.voices.len()), (Standing::Closed, 1), "{said:?}");
        assert_eq!(list(&app, supervisor, Some(Standing::Closed)).await.len(), 1);
        let mut better = plan::show(&t.app, drafter, draft).await.unwrap().proposal;
        better.body = prose(1, 12).replace('冬', "春");
        plan::edit(&t.app, drafter, draft, 2, &better).await.unwrap();
        t.wait_seconds(60);
        let second = house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        assert_eq!(course(first).await.voices.len(), 1, "not of the first version afterwards either");
        let said = course(second).await;
        assert_eq!((said.standing, said.voices[0].words.as_str()), (Standing::Answered, "更正稿里的话。"));
        correction::begin(&t.app, drafter, draft, "再改。").await.unwrap();
        let next = likeness::of_plan(&app, drafter, draft).await.unwrap();
        assert!(next.findings()[0].is_open, "a new version is to be explained anew");
        clean(t).await;
    }

    async fn words_of_an_unreleased_correction_leave_what_is_open_on_the_list_of_it(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let source = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let draft = house.drafted(1, house.proposal(("照抄", &prose(1, 12)), &[Token::Public])).await;
        house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        correction::begin(&t.app, house.drafter(1), draft, "补注。").await.unwrap();
        likeness::explain(&app, house.drafter(1), (draft, &[source]), "更正稿里的话。").await.unwrap();
        for (standing, count) in [(Standing::Open, 1), (Standing::Answered, 0)] {
            assert_eq!(list(&app, house.supervisor, Some(standing)).await.len(), count, "{standing:?}");
        }
    }

    async fn a_pair_on_the_list_opens_when_other_texts_are_more_alike_and_when_nothing_is_left(t: TestApp) {
        let house = House::new(t, 4).await;
        let app = house.compared().await;
        let (shared, own) = (prose(1, 3), prose(2, 30));
        let first = house.released(0, ("原文", &format!("{shared}{}", prose(3, 9))), &[Token::Public]).await;
        t.wait_seconds(60);
        let second = house.released(1, ("部分照抄", &format!("{shared}{own}")), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        // whoever asks the index anew is told of this one alone
        house.released(2, ("全部照抄", &format!("{shared}{own}")), &[Token::Public]).await;
        let third = house.released(3, ("另一件", &prose(9, 9)), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        t.behind_the_back(
            "insert into likeness (view, disclosure, source, kind, share, characters, foreign_name, found_at)
             select 'public', gone.id, source.id, 'mass', 300, 99, false, 1 from disclosure gone, disclosure source
             where gone.title = '另一件' and source.title = '原文'",
        )
        .await;
        let mut opened = 0;
        for item in list(&app, house.supervisor, None).await {
            for found in &item.findings {
                let view = likeness::of_pair(&app, house.supervisor, (item.text.id, found.source.id)).await;
                assert_eq!(view.unwrap().beside.alike.kind, found.kind, "{} {found:?}", item.text.title);
                opened += 1;
            }
        }
        assert_eq!(opened, 3);
        let view = likeness::of_pair(&app, house.supervisor, (second, first)).await.unwrap();
        assert!((60..=80).contains(&view.beside.alike.characters), "{:?}", view.beside.alike);
        // nothing is left of what was found here
        let gone = (third, first);
        let view = likeness::of_pair(&app, house.supervisor, gone).await.unwrap();
        assert!(!view.beside.is_alike() && view.course.is_some(), "{view:?}");
        likeness::answer(&app, house.drafter(3), gone, "已重写。").await.unwrap();
        likeness::close(&app, house.supervisor, gone, (Some(Outcome::Reasonable), "已无相同。")).await.unwrap();
        for other in [house.drafter(0), house.drafter(2)] {
            let view = likeness::of_pair(&app, other, gone).await;
            assert!(matches!(view, Err(Error::NotFound)), "for others it is as if nothing had been found: {view:?}");
        }
    }

    async fn an_earlier_stage_of_the_same_matter_is_no_likeness(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        house.released(0, ("事前", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        house.released(0, ("结果", &prose(1, 12)), &[Token::Public]).await;
        let early = "update disclosure set stage = 'before' where title = '事前'";
        let together = "update disclosure set matter = (select first.matter from disclosure first
             where first.title = '事前') where title = '结果'";
        t.behind_the_back(&format!("{early}; {together}")).await;
        while likeness::follow(&app).await.unwrap() {}
        let listing = likeness::list(&app, house.supervisor, &Filter::default(), (None, 30)).await.unwrap();
        assert_eq!((listing.items, listing.trend.units), (Vec::new(), Vec::new()));
    }

    async fn a_stage_that_was_once_listed_beside_its_matter_is_so_no_more(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        house.released(0, ("事前", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        house.released(0, ("结果", &prose(1, 12)), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        let listing = async || likeness::list(&app, house.supervisor, &Filter::default(), (None, 30)).await.unwrap();
        let before = listing().await;
        assert_eq!((before.items.len(), before.trend.units.len()), (1, 1));
        let together = "update disclosure set matter = (select first.matter from disclosure first
             where first.title = '事前') where title = '结果'";
        t.behind_the_back(together).await;
        let after = listing().await;
        assert_eq!((after.items, after.trend.units), (Vec::new(), Vec::new()));
    }

    async fn a_credited_version_that_somebody_may_not_open_is_no_credit_to_them(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let (theirs, drafter) = (house.drafter(0), house.drafter(1));
        let plan = house.drafted(0, house.proposal(("原文", &prose(1, 12)), &[Token::Public])).await;
        let source = house.releases(0, plan).await;
        t.wait_seconds(60);
        correction::begin(&t.app, theirs, plan, "收窄。").await.unwrap();
        let mut narrow = plan::show(&t.app, theirs, plan).await.unwrap().proposal;
        narrow.audience = house.proposal(("", ""), &[Token::Unit(house.units[0]), Token::Unit(house.units[1])]).audience;
        narrow.change.as_mut().unwrap().narrower = "改为向两个支部公开。".into();
        plan::edit(&t.app, theirs, plan, 2, &narrow).await.unwrap();
        let inner = house.releases(0, plan).await;
        t.wait_seconds(60);
        let draft = house.drafted(1, house.proposal(("借鉴", &prose(1, 12)), &[Token::Public])).await;
        plan::credit(&t.app, drafter, (draft, 1), inner).await.unwrap();
        let outlook = likeness::of_plan(&app, drafter, draft).await.unwrap();
        assert_eq!(outlook.findings()[0].alike.kind, Kind::Credited, "who gave it knows");
        let copy = house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        let items = list(&app, house.supervisor, None).await;
        let found: Vec<_> = items.iter().flat_map(|item| &item.findings).map(|found| (found.source.id, found.kind)).collect();
        assert_eq!(found, [(source, Kind::Copy)]);
        let kind = async |person| likeness::of_pair(&app, person, (copy, source)).await.unwrap().beside.alike.kind;
        assert_eq!([kind(house.supervisor).await, kind(house.drafter(2)).await], [Kind::Copy; 2]);
        let later = house.drafted(2, house.proposal(("也照抄", &prose(1, 12)), &[Token::Public])).await;
        assert_eq!(likeness::of_plan(&app, house.drafter(2), later).await.unwrap().findings().len(), 2);
    }
}
