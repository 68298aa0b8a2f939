//! Where a pair stands is kept beside what was found, so that a page of a list is read by an index: it must say what the
//! words say, whoever said them when.

use app::likeness::{self, Filter};
use app::{App, correction, plan};
use domain::audience::{Share, Token};
use domain::ids::{DisclosureId, PersonId};
use domain::likeness::{Kind, Outcome, Standing};
use testkit::{House, on_both_engines, prose};

use crate::after::clean;

/// The step of the schema since which standings are kept.
const STEP: &str = include_str!("../../../../db/migrations/0024_likeness_standing.sql");

/// What it does for what was found before.
pub(super) fn standings_as_said() -> String {
    let updates = STEP
        .split(';')
        .filter(|statement| statement.trim_start().starts_with("update "));
    updates.collect::<Vec<_>>().join(";")
}

type Told = Vec<(DisclosureId, DisclosureId, Kind, Standing)>;

async fn told(app: &App, by: PersonId, filter: Filter) -> Told {
    let items = likeness::list(app, by, &filter, (None, 100)).await.unwrap().items;
    let mut told = Vec::new();
    for item in items {
        let of = |found: &likeness::Finding| (item.text.id, found.source.id, found.kind, found.standing);
        told.extend(item.findings.iter().map(of));
    }
    told.sort();
    told
}

/// Every narrower list is the part of the whole one that it names, for everybody. What the supervisor is told.
async fn agreed(app: &App, house: &House<'_>) -> Told {
    let drafters = (0..house.units.len()).map(|unit| house.drafter(unit));
    for person in drafters.chain([house.supervisor]) {
        let whole = told(app, person, Filter::default()).await;
        let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Credited).copied();
        for kind in kinds.map(Some).chain([None]) {
            for standing in Standing::ALL.iter().copied().map(Some).chain([None]) {
                let fits = |found: &&(_, _, Kind, Standing)| {
                    kind.is_none_or(|kind| kind == found.2)
                        && standing.is_none_or(|standing| standing == found.3)
                };
                let expected: Told = whole.iter().filter(fits).copied().collect();
                let filter = Filter {
                    unit: None,
                    kind,
                    standing,
                };
                assert_eq!(told(app, person, filter.clone()).await, expected, "{filter:?}");
            }
        }
    }
    told(app, house.supervisor, Filter::default()).await
}

async fn follow(app: &App) {
    while likeness::follow(app).await.unwrap() {}
}

on_both_engines! {
    async fn a_narrower_list_is_the_part_of_the_whole_one_that_it_names_whatever_was_said_when(t: TestApp) {
        let house = House::new(t, 3).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);

        // answered while only its unit reads it: it comes among everybody’s as answered
        let mut late = house.proposal(("后公开", &prose(1, 12)), &[Token::Unit(house.units[1])]);
        late.audience.push(Share { token: Token::Public, from: Some(t.app.now().plus_days(3)) });
        let late = house.drafted(1, late).await;
        let late = house.releases(1, late).await;
        follow(&app).await;
        likeness::answer(&app, house.drafter(1), (late, first), "按统一文本公示。").await.unwrap();
        assert_eq!(agreed(&app, &house).await, []);
        t.wait_days(3);
        follow(&app).await;
        let answered = (late, first, Kind::Copy, Standing::Answered);
        assert_eq!(agreed(&app, &house).await, [answered]);

        // closed, and answered once more
        let close = (Some(Outcome::Reasonable), "可以沿用。");
        likeness::close(&app, house.supervisor, (late, first), close).await.unwrap();
        assert_eq!(agreed(&app, &house).await, [(late, first, Kind::Copy, Standing::Closed)]);
        likeness::answer(&app, house.drafter(1), (late, first), "补充说明。").await.unwrap();
        assert_eq!(agreed(&app, &house).await, [answered]);

        // a draft’s explanation is the answer of the version that it became, and of no later one
        let explained = house.drafted(2, house.proposal(("合办", &prose(1, 12)), &[Token::Public])).await;
        likeness::explain(&app, house.drafter(2), (explained, &[first]), "两家合办。").await.unwrap();
        let version = house.releases(2, explained).await;
        follow(&app).await;
        let of = |told: &Told, text: DisclosureId| {
            let mut standings: Vec<_> = told.iter().filter(|found| found.0 == text).map(|found| found.3).collect();
            standings.sort();
            standings
        };
        assert_eq!(of(&agreed(&app, &house).await, version), [Standing::Open, Standing::Answered]);
        t.wait_seconds(60);
        correction::begin(&t.app, house.drafter(2), explained, "改字。").await.unwrap();
        let mut better = plan::show(&t.app, house.drafter(2), explained).await.unwrap().proposal;
        better.body = format!("{}另附说明。", prose(1, 12));
        plan::edit(&t.app, house.drafter(2), explained, 2, &better).await.unwrap();
        let newer = house.releases(2, explained).await;
        follow(&app).await;
        let told = agreed(&app, &house).await;
        assert_eq!((of(&told, version), of(&told, newer)), (vec![], vec![Standing::Open; 2]));

        // what was found before standings were kept is brought to the same
        t.behind_the_back("update likeness set standing = 'open'").await;
        t.behind_the_back(&standings_as_said()).await;
        assert_eq!(agreed(&app, &house).await, told);
        // and an index made anew finds the same
        t.behind_the_back("delete from likeness; delete from likeness_seen").await;
        let anew = house.compared().await;
        assert_eq!(agreed(&anew, &house).await, told);
        clean(t).await;
    }
}
