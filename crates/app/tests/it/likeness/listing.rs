//! The rules of the list: what stands on it in which order and on which page, and for whom.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use app::likeness::{self, Filter, Item};
use app::organisation::{self, Changes};
use app::{App, Error, withdrawal};
use domain::audience::Token;
use domain::ids::{DisclosureId, HoldingId, PersonId, PostId, UnitId};
use domain::likeness::Standing;
use domain::organisation::{Holding, Person, Post};
use domain::words::{Duty, Ground};
use testkit::{House, TestApp, on_both_engines, prose};

use super::standing::standings_as_said;

const TEXTS: usize = 14;

/// Texts that have nothing in common.
async fn texts(house: &House<'_>, count: usize) -> Vec<DisclosureId> {
    let mut texts = Vec::new();
    for number in 0..count {
        let body = prose(100 + u64::try_from(number).unwrap(), 4);
        texts.push(house.released(0, (&title(number), &body), &[Token::Public]).await);
    }
    texts
}

fn title(number: usize) -> String {
    format!("示例公示{number:02}")
}

/// When a view says that a text turned out alike to a source, often at the same moment as others; nothing if it does not.
fn found_at(view: usize, (text, source): (usize, usize)) -> Option<i64> {
    let is_there = text != source && (text + 2 * source) % 3 != 2 * view;
    let moment = (view * 31 + text * 17 + source * 29) % 23;
    is_there.then(|| i64::try_from(1 + moment).unwrap())
}

/// What was said of a pair: answered, then closed, then answered again.
fn said((text, source): (usize, usize)) -> (usize, Standing) {
    match (5 * text + source) % 8 {
        0 => (3, Standing::Answered),
        1 => (2, Standing::Closed),
        2 | 3 => (1, Standing::Answered),
        _ => (0, Standing::Open),
    }
}

/// The pairs, and what was said of them, as if all that had happened.
fn script(unit: UnitId) -> String {
    let (mut script, mut seq) = (String::new(), 1_000_000);
    for (text, source) in (0..TEXTS * TEXTS).map(|pair| (pair / TEXTS, pair % TEXTS)) {
        let both = format!(
            "from disclosure text, disclosure source where text.title = '{}' and source.title = '{}'",
            title(text),
            title(source)
        );
        for (view, name) in ["public".to_owned(), format!("desk:{unit}")].iter().enumerate() {
            if let Some(at) = found_at(view, (text, source)) {
                write!(
                    script,
                    "insert into likeness (view, disclosure, source, kind, share, characters, foreign_name, found_at)
                     select '{name}', text.id, source.id, 'copy', 300, 99, false, {at} {both}; "
                )
                .unwrap();
            }
        }
        for word in 0..said((text, source)).0 {
            seq += 1;
            let (table, more, outcome) = match word {
                1 => ("likeness_closing", ", outcome", ", 'reasonable'"),
                _ => ("likeness_answer", "", ""),
            };
            write!(
                script,
                "insert into {table} (seq, disclosure, source, words, by_person, at{more})
                 select {seq}, text.id, source.id, '示例', (select drafter from plan limit 1), 1{outcome} {both}; "
            )
            .unwrap();
        }
    }
    script
}

/// The reference, from what was written there alone: each text by the newest of it, with how much was found.
fn expected(ids: &[DisclosureId], views: usize, wanted: Option<Standing>) -> Vec<(DisclosureId, usize)> {
    let mut places = BTreeMap::new();
    for (text, id) in ids.iter().enumerate() {
        let pairs = (0..ids.len()).map(|source| (text, source));
        let pairs = pairs.filter(|pair| wanted.is_none_or(|wanted| wanted == said(*pair).1));
        let found = pairs.filter_map(|pair| (0..views).find_map(|view| found_at(view, pair)));
        let found: Vec<_> = found.collect();
        if let Some(newest) = found.iter().max() {
            places.insert((*newest, *id), found.len());
        }
    }
    let newest_first = places.into_iter().rev();
    newest_first.map(|((_, id), count)| (id, count)).collect()
}

/// The list in pages of so many texts.
async fn in_pages(app: &App, by: PersonId, (filter, most): (&Filter, usize)) -> Vec<(DisclosureId, usize)> {
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let page = likeness::list(app, by, filter, (after, most)).await.unwrap();
        items.extend(page.items.iter().map(|item| (item.text.id, item.findings.len())));
        after = page.next;
        if after.is_none() {
            return items;
        }
    }
}

async fn list(app: &App, by: PersonId) -> Vec<Item> {
    let listing = likeness::list(app, by, &Filter::default(), (None, 30)).await;
    listing.unwrap().items
}

/// Somebody of the discipline bodies of these units.
pub(super) async fn inspector(t: &TestApp, units: &[UnitId]) -> PersonId {
    let person = PersonId(t.app.new_id());
    let mut changes = Changes {
        persons: vec![Person {
            id: person,
            code: person.0.simple().to_string(),
            name: "纪示检".into(),
            unit: units[0],
            member: true,
            active: true,
        }],
        ..Changes::default()
    };
    for unit in units {
        let post = PostId(t.app.new_id());
        changes.posts.push(Post {
            id: post,
            code: post.0.simple().to_string(),
            unit: *unit,
            title: "纪检岗".into(),
            duties: vec![Duty::Discipline],
        });
        changes.holdings.push(Holding {
            id: HoldingId(t.app.new_id()),
            post,
            person,
            from: "2026-01-01".parse().unwrap(),
            until: None,
        });
    }
    organisation::settle(&t.app, None, &changes).await.unwrap();
    person
}

on_both_engines! {
    async fn pages_of_a_list_with_more_places_than_are_fetched_at_once_repeat_nothing_and_leave_nothing_out(t: TestApp) {
        let house = House::new(t, 1).await;
        let app = house.compared().await;
        let ids = texts(&house, TEXTS).await;
        t.behind_the_back(&script(house.units[0])).await;
        t.behind_the_back(&standings_as_said()).await;
        for (person, views) in [(house.supervisor, 1), (house.drafter(0), 2)] {
            for standing in [None, Some(Standing::Open), Some(Standing::Answered), Some(Standing::Closed)] {
                let (filter, expected) = (Filter { standing, ..Filter::default() }, expected(&ids, views, standing));
                assert!(3 < expected.len(), "{standing:?} would prove nothing");
                for most in [1, 3, 5, TEXTS] {
                    let pages = in_pages(&app, person, (&filter, most)).await;
                    assert_eq!(pages, expected, "{views} views, {standing:?} by {most}");
                }
            }
        }
    }

    async fn a_name_left_standing_comes_first_and_then_what_shares_most(t: TestApp) {
        let house = House::new(t, 1).await;
        let app = house.compared().await;
        let ids = texts(&house, 4).await;
        for (source, share, foreign) in [(0, 300, false), (1, 900, false), (2, 200, true)] {
            t.behind_the_back(&format!(
                "insert into likeness (view, disclosure, source, kind, share, characters, foreign_name, found_at)
                 select 'public', text.id, source.id, 'copy', {share}, 99, {foreign}, 1
                 from disclosure text, disclosure source where text.title = '{}' and source.title = '{}'",
                title(3),
                title(source)
            ))
            .await;
        }
        let items = list(&app, house.supervisor).await;
        let sources: Vec<_> = items[0].findings.iter().map(|found| found.source.id).collect();
        assert_eq!(sources, [ids[2], ids[1], ids[0]]);
    }

    async fn a_discipline_body_looks_at_the_units_below_it_and_at_no_others(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        for unit in 0..3 {
            house.released(unit, ("共用文本", &prose(1, 12)), &[Token::Public]).await;
            t.wait_seconds(60);
        }
        while likeness::follow(&app).await.unwrap() {}
        let (above, beside) = (inspector(t, &[house.root]).await, inspector(t, &house.units[1..2]).await);
        let half = inspector(t, &house.units[..2]).await;
        let units = async |person| {
            let mut units: Vec<_> = list(&app, person).await.iter().map(|item| item.text.unit).collect();
            units.sort();
            units
        };
        let mut both = house.units[1..].to_vec();
        both.sort();
        assert_eq!(units(above).await, both);
        assert_eq!(units(beside).await, [house.units[1]]);
        assert_eq!(units(half).await, [house.units[1]], "what is not theirs is passed over");
        let other = Filter { unit: Some(house.units[2]), ..Filter::default() };
        let listing = likeness::list(&app, beside, &other, (None, 30)).await.unwrap();
        assert_eq!((listing.items, listing.trend.units), (Vec::new(), Vec::new()));
    }

    async fn two_units_that_share_a_text_are_no_cluster(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let mut texts = Vec::new();
        for unit in [0, 1, 1] {
            texts.push(house.released(unit, ("共用文本", &prose(1, 12)), &[Token::Public]).await);
            t.wait_seconds(60);
        }
        while likeness::follow(&app).await.unwrap() {}
        let listing = likeness::list(&app, house.supervisor, &Filter::default(), (None, 30)).await.unwrap();
        assert_eq!((listing.items.len(), listing.clusters), (2, Vec::new()));
        assert!(matches!(likeness::cluster(&app, house.supervisor, texts[0]).await, Err(Error::NotFound)));
    }

    async fn a_text_of_a_cluster_leads_to_a_pair_that_opens_also_when_it_is_not_alike_to_the_earliest(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let mut ids = Vec::new();
        for unit in 0..3 {
            let body = prose(100 + u64::try_from(unit).unwrap(), 4);
            ids.push(house.released(unit, (&title(unit), &body), &[Token::Public]).await);
            t.wait_seconds(60);
        }
        for (text, source) in [(1, 0), (2, 1)] {
            t.behind_the_back(&format!(
                "insert into likeness (view, disclosure, source, kind, share, characters, foreign_name, found_at)
                 select 'public', text.id, source.id, 'copy', 900, 99, false, 1
                 from disclosure text, disclosure source where text.title = '{}' and source.title = '{}'",
                title(text),
                title(source)
            ))
            .await;
        }
        let cluster = likeness::cluster(&app, house.supervisor, ids[0]).await.unwrap();
        let pairs: Vec<_> = cluster.others.iter().map(|other| other.pair).collect();
        assert_eq!(pairs, [(ids[1], ids[0]), (ids[2], ids[1])]);
        for pair in pairs {
            assert!(likeness::of_pair(&app, house.supervisor, pair).await.is_ok());
        }
    }

    async fn what_is_withdrawn_leaves_the_list_the_trend_and_the_clusters(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let mut plans = Vec::new();
        for unit in 0..3 {
            let plan = house.drafted(unit, house.proposal(("共用文本", &prose(1, 12)), &[Token::Public])).await;
            plans.push((plan, house.releases(unit, plan).await));
            t.wait_seconds(60);
        }
        while likeness::follow(&app).await.unwrap() {}
        let shown = async || {
            let listing = likeness::list(&app, house.supervisor, &Filter::default(), (None, 30)).await.unwrap();
            let alike = listing.trend.units.iter().flat_map(|unit| &unit.figures).map(|figure| figure.alike);
            (listing.items.len(), listing.clusters.len(), alike.sum::<i64>())
        };
        assert_eq!(shown().await, (2, 1, 2));
        let [(_, first), _, (plan, gone)] = plans[..] else { unreachable!() };
        withdrawal::ask(&t.app, house.drafter(2), plan, (Some(Ground::Wrong), "内容有误。")).await.unwrap();
        withdrawal::confirm(&t.app, house.hands[2][2], plan).await.unwrap();
        assert_eq!(shown().await, (1, 0, 1));
        assert!(matches!(likeness::of_pair(&app, house.supervisor, (gone, first)).await, Err(Error::NotFound)));
    }
}
