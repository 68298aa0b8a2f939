//! What was found when texts came into a view: who is shown it, and what is said of it.

use app::likeness::{self, Filter, Finding, Item, Listing, Named, Outlook};

use app::organisation::{self, Changes};
use app::{App, Error, plan};
use domain::audience::{Share, Token};
use domain::ids::{PersonId, UnitId};
use domain::likeness::{Kind, Outcome, Standing};
use domain::organisation::Unit;
use domain::refusal::LikenessRefusal;
use domain::words::UnitKind;
use testkit::{House, on_both_engines, prose};

use crate::after::clean;

async fn list(app: &App, by: PersonId) -> Listing {
    narrow(app, by, Filter::default()).await
}

async fn narrow(app: &App, by: PersonId, filter: Filter) -> Listing {
    likeness::list(app, by, &filter, (None, 30)).await.unwrap()
}

/// Everything on the list, each with its text.
async fn findings(app: &App, by: PersonId) -> Vec<(Named, Finding)> {
    let items = list(app, by).await.items.into_iter();
    let each = |item: Item| {
        item.findings
            .into_iter()
            .map(move |found| (item.text.clone(), found))
    };
    items.flat_map(each).collect()
}

/// The list in pages of so many texts.
async fn in_pages(app: &App, by: PersonId, (filter, most): (&Filter, usize)) -> Vec<Item> {
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let page = likeness::list(app, by, filter, (after, most)).await.unwrap();
        assert!(page.items.len() == most || page.next.is_none());
        items.extend(page.items);
        // the place of the next page is said in an address
        after = page.next.map(|next| next.to_string().parse().unwrap());
        if after.is_none() {
            return items;
        }
    }
}

fn named_unit(id: UnitId, number: usize, name: &str, superior: UnitId) -> Unit {
    Unit {
        id,
        code: format!("H{number:03}"),
        name: name.into(),
        kind: UnitKind::Branch,
        superior: Some(superior),
    }
}

async fn settle(app: &App, units: Vec<Unit>) {
    let changes = Changes {
        units,
        ..Changes::default()
    };
    organisation::settle(app, None, &changes).await.unwrap();
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
        let [(text, finding)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((text.id, finding.source.id), (second, first), "the later one is alike to the earlier");
        assert_eq!((finding.kind, finding.standing), (Kind::Copy, Standing::Open));
        assert!(990 < finding.share, "all but the last stop: {finding:?}");
        assert_eq!(findings(&app, drafter).await.len(), 1, "its unit sees it");
        assert_eq!(findings(&app, house.drafter(0)).await, [], "another one does not");
        assert!(matches!(likeness::list(&app, PersonId(t.app.new_id()), &Filter::default(), (None, 30)).await, Err(Error::NotFound)));

        let pair = (second, first);
        let theirs = likeness::answer(&app, house.drafter(0), pair, "不是我们。").await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        likeness::answer(&app, drafter, pair, "按统一文本公示。").await.unwrap();
        assert_eq!(findings(&app, supervisor).await[0].1.standing, Standing::Answered);
        let own = likeness::close(&app, drafter, pair, (Some(Outcome::Reasonable), "合理。")).await;
        assert!(matches!(own, Err(Error::Likeness(LikenessRefusal::NotSupervising))));
        likeness::close(&app, supervisor, pair, (Some(Outcome::Borrowed), "已提醒注明出处。")).await.unwrap();
        let closed = findings(&app, supervisor).await[0].1.clone();
        assert_eq!((closed.standing, closed.outcome), (Standing::Closed, Some(Outcome::Borrowed)));
        let again = likeness::close(&app, supervisor, pair, (Some(Outcome::Borrowed), "再次。")).await;
        assert!(matches!(again, Err(Error::Likeness(LikenessRefusal::ClosedAlready))));
        t.wait_seconds(60);
        likeness::answer(&app, drafter, pair, "已经补注。").await.unwrap();
        let view = likeness::of_pair(&app, supervisor, pair).await.unwrap().course.unwrap();
        assert_eq!((view.standing, view.voices.len(), view.may_close), (Standing::Answered, 3, true));
        let wanted = Filter { standing: Some(Standing::Open), ..Filter::default() };
        assert_eq!(narrow(&app, supervisor, wanted).await.items, []);
        clean(t).await;
    }

    async fn what_the_drafter_explained_is_the_first_answer(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let draft = house.drafted(1, house.proposal(("合办", &prose(1, 12)), &[Token::Public])).await;
        likeness::explain(&app, house.drafter(1), (draft, &[first]), "两家合办。").await.unwrap();
        let second = house.releases(1, draft).await;
        while likeness::follow(&app).await.unwrap() {}
        assert_eq!(findings(&app, house.supervisor).await[0].1.standing, Standing::Answered);
        let view = likeness::of_pair(&app, house.supervisor, (second, first)).await.unwrap().course.unwrap();
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
        assert_eq!(narrow(&app, house.supervisor, credited).await.items.len(), 1);
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
        assert_eq!(cluster.texts().map(|text| text.id).collect::<Vec<_>>(), texts[..4]);
        for text in &texts[..4] {
            assert_eq!(&likeness::cluster(&app, house.supervisor, *text).await.unwrap(), cluster, "each leads to it");
        }
        assert!(matches!(likeness::cluster(&app, house.supervisor, texts[4]).await, Err(Error::NotFound)));
        assert!(matches!(likeness::cluster(&app, house.drafter(4), texts[0]).await, Err(Error::NotFound)));
        let figures = &listing.trend.units;
        assert_eq!(figures.len(), 3, "the earliest and the other one are alike to nothing before them");
        assert_eq!(figures.iter().map(|unit| unit.figures[4].alike).sum::<i64>(), 3);
        assert!(list(&app, house.drafter(4)).await.clusters.is_empty(), "no unit of theirs is in it");
    }

    async fn a_text_with_many_sources_is_one_entry_and_stands_on_one_page(t: TestApp) {
        let house = House::new(t, 5).await;
        let app = house.compared().await;
        let mut texts = Vec::new();
        for unit in 0..5 {
            // what only its unit reads comes into its desk’s view now, and into everybody’s days later
            let mut text = house.proposal(("共用文本", &prose(1, 12)), &[Token::Unit(house.units[unit])]);
            text.audience.push(Share { token: Token::Public, from: Some(t.app.now().plus_days(2)) });
            let plan = house.drafted(unit, text).await;
            texts.push(house.releases(unit, plan).await);
            t.wait_days(1);
        }
        t.wait_days(3);
        while likeness::follow(&app).await.unwrap() {}
        let whole = list(&app, house.supervisor).await;
        let entries: Vec<_> = whole.items.iter().map(|item| (item.text.id, item.findings.len())).collect();
        assert_eq!(entries, [(texts[4], 4), (texts[3], 3), (texts[2], 2), (texts[1], 1)]);
        let pair = (texts[3], texts[0]);
        likeness::answer(&app, house.drafter(3), pair, "共用一稿。").await.unwrap();
        let last = list(&app, house.supervisor).await.items[1].findings[2].clone();
        assert_eq!((last.source.id, last.standing), (texts[0], Standing::Answered), "what is open comes first");
        let close = (Some(Outcome::Reasonable), "可以共用。");
        likeness::close(&app, house.supervisor, (texts[2], texts[1]), close).await.unwrap();
        let of_unit = Filter { unit: Some(house.units[4]), ..Filter::default() };
        let standing = |standing| Filter { standing: Some(standing), ..Filter::default() };
        let all = Filter::default();
        for (filter, found) in [
            (all, 10),
            (of_unit, 4),
            (standing(Standing::Open), 8),
            (standing(Standing::Answered), 1),
            (standing(Standing::Closed), 1),
            (Filter { kind: Some(Kind::Reply), ..Filter::default() }, 0),
        ] {
            let whole = narrow(&app, house.supervisor, filter.clone()).await.items;
            assert_eq!(whole.iter().map(|item| item.findings.len()).sum::<usize>(), found, "{filter:?}");
            for most in 1..4 {
                assert_eq!(in_pages(&app, house.supervisor, (&filter, most)).await, whole, "{filter:?} by {most}");
            }
        }
        let second = likeness::list(&app, house.supervisor, &Filter::default(), (whole.next, 1)).await.unwrap();
        assert!(!second.trend.units.is_empty(), "the first page");
        let next = likeness::list(&app, house.supervisor, &Filter::default(), (second.next, 1)).await.unwrap();
        assert!(next.trend.units.is_empty() && next.clusters.is_empty(), "the later pages are the list alone");
        let own = in_pages(&app, house.drafter(4), (&Filter::default(), 1)).await;
        assert_eq!(own.iter().map(|item| item.text.id).collect::<Vec<_>>(), [texts[4]]);
    }

    async fn a_unit_that_is_renamed_keeps_its_texts_and_its_new_name_is_no_foreign_one(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let text = format!("由示例新名支部承办。{}", prose(1, 12));
        let source = house.released(0, ("原文", &text), &[Token::Public]).await;
        let draft = house.drafted(1, house.proposal(("照抄", &text), &[Token::Public])).await;
        let alike = async || {
            let outlook = likeness::of_plan(&app, house.drafter(1), draft).await.unwrap();
            let [found] = outlook.findings() else { panic!("{outlook:?}") };
            found.alike.clone()
        };
        assert_eq!(alike().await.foreign_names, Vec::<String>::new());
        let renamed = named_unit(house.units[0], 0, "示例新名支部", house.root);
        settle(&app, vec![renamed]).await;
        let found = alike().await;
        assert_eq!((found.source, found.unit_name.as_str()), (source, "示例新名支部"));
        assert_eq!(found.foreign_names, ["示例新名支部"]);
    }

    async fn an_index_that_is_being_made_says_that_it_is_not_ready(t: TestApp) {
        let house = House::new(t, 2).await;
        // a line of the journal for each of them
        let units = 10..610;
        let unit = |number| named_unit(UnitId(t.app.new_id()), number, &format!("示例第{number}支部"), house.root);
        settle(&t.app, units.map(unit).collect()).await;
        let draft = house.drafted(1, house.proposal(("照抄", &prose(1, 12)), &[Token::Public])).await;
        let (app, mut portions) = (t.comparing(), 0);
        while likeness::of_plan(&app, house.drafter(1), draft).await.unwrap() == Outlook::NotReady {
            portions += 1;
        }
        assert!(0 < portions, "so many lines are more than one question waits for");
        let outlook = likeness::of_plan(&app, house.drafter(1), draft).await.unwrap();
        assert!(matches!(outlook, Outlook::Found(_)), "{outlook:?}");
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
