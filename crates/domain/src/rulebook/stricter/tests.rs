use proptest::prelude::*;

use proptest::prelude::any as whatever;

use super::super::{DayUnit, Deadline, Entry, Rulebook, Urgent, any};
use super::Looser;
use crate::money::Yuan;
use crate::words::{Authority, ReviewKind, Rhythm, Scope, Stage};

/// What somebody might do under an entry: show it to these, leave so many days, skip this …
#[derive(Debug)]
enum Conduct<'a> {
    Show(Scope),
    NeverShowMoreThan(Scope),
    PublicAfter(u32),
    LeaveOut(Stage),
    NextStageAfter(Stage, u32),
    /// Disclose the stage so many calendar days after its trigger, when that is a working day or not counted so.
    DiscloseAfter(Option<Stage>, u32, DayUnit),
    CountFromElsewhere,
    EveryMonths(u32),
    AnotherRhythm(Rhythm),
    WithoutReview(ReviewKind),
    ApproveAtHome,
    Unmarked,
    Without(&'a String),
}

fn stage_time(entry: &Entry, stage: Option<Stage>) -> Option<(u32, DayUnit)> {
    let whole = entry.deadline.as_ref();
    let unit = whole.map_or(DayUnit::Working, |deadline| deadline.unit);
    match stage
        .and_then(|stage| entry.stage(stage))
        .and_then(|rule| rule.deadline_days)
    {
        Some(days) => Some((days, unit)),
        None => whole.map(|deadline| (deadline.days, deadline.unit)),
    }
}

fn cycle(rhythm: Rhythm) -> u32 {
    [
        Rhythm::Monthly,
        Rhythm::Quarterly,
        Rhythm::HalfYearly,
        Rhythm::Yearly,
    ]
    .into_iter()
    .zip([1, 3, 6, 12])
    .find(|(known, _)| *known == rhythm)
    .map_or(0, |(_, months)| months)
}

/// Whether an entry lets one do this.
fn permits(entry: &Entry, conduct: &Conduct<'_>, above: &Entry) -> bool {
    match conduct {
        Conduct::Show(scope) => (entry.narrowest..=entry.widest).contains(scope),
        Conduct::NeverShowMoreThan(scope) => entry.widest <= *scope,
        Conduct::PublicAfter(days) => entry.members_first_days.is_none_or(|first| first <= *days),
        Conduct::LeaveOut(stage) => entry.stages.iter().all(|rule| rule.stage != *stage),
        Conduct::NextStageAfter(stage, days) => entry
            .stages
            .iter()
            .any(|rule| rule.stage == *stage && rule.notice_days <= *days),
        Conduct::DiscloseAfter(stage, days, unit) => match stage_time(entry, *stage) {
            None => true,
            Some((limit, DayUnit::Calendar)) => *unit == DayUnit::Calendar && *days <= limit,
            // so many days are never more than so many working days
            Some((limit, DayUnit::Working)) => *days <= limit,
        },
        Conduct::CountFromElsewhere => match (&entry.deadline, &above.deadline) {
            (Some(own), Some(superior)) => own.from != superior.from,
            _ => false,
        },
        Conduct::EveryMonths(months) => *months <= cycle(entry.rhythm),
        Conduct::AnotherRhythm(rhythm) => entry.rhythm == *rhythm,
        Conduct::WithoutReview(kind) => !entry.review.contains(kind),
        Conduct::ApproveAtHome => entry.authority == Authority::Unit,
        Conduct::Unmarked => entry.three_major.is_none(),
        Conduct::Without(element) => !entry.elements.contains(element),
    }
}

/// Everything that could be tried under an entry whose superior's is this.
fn everything<'a>(own: &Entry, above: &'a Entry) -> Vec<Conduct<'a>> {
    let mut all: Vec<Conduct<'a>> = Vec::new();
    all.extend(
        Scope::ALL
            .iter()
            .flat_map(|scope| [Conduct::Show(*scope), Conduct::NeverShowMoreThan(*scope)]),
    );
    all.extend((0..6).map(Conduct::PublicAfter));
    for rule in &above.stages {
        all.push(Conduct::LeaveOut(rule.stage));
        all.extend((0..6).map(|days| Conduct::NextStageAfter(rule.stage, days)));
    }
    let stages = above.stages.iter().map(|rule| Some(rule.stage)).chain([None]);
    let owed = stages.filter(|stage| stage.is_none_or(|stage| own.stage(stage).is_some()));
    for stage in owed {
        for unit in DayUnit::ALL {
            all.extend((1..6).map(|days| Conduct::DiscloseAfter(stage, days, *unit)));
        }
    }
    all.push(Conduct::CountFromElsewhere);
    let periodic = 0 < cycle(own.rhythm) && 0 < cycle(above.rhythm);
    if periodic {
        all.extend([1, 3, 6, 12].map(Conduct::EveryMonths));
    } else {
        all.extend(Rhythm::ALL.iter().map(|rhythm| Conduct::AnotherRhythm(*rhythm)));
    }
    all.extend(ReviewKind::ALL.iter().map(|kind| Conduct::WithoutReview(*kind)));
    all.extend([Conduct::ApproveAtHome, Conduct::Unmarked]);
    all.extend(above.elements.iter().map(Conduct::Without));
    all
}

/// Something that the superior forbids and the entry permits.
fn loophole<'a>(own: &Entry, above: &'a Entry) -> Option<Conduct<'a>> {
    let mut all = everything(own, above).into_iter();
    all.find(|conduct| permits(own, conduct, above) && !permits(above, conduct, above))
}

proptest! {
    #[test]
    fn an_entry_is_looser_exactly_when_it_permits_what_the_superior_forbids(
        (own, above) in (any::entry("A-1"), any::entry("A-1"))
    ) {
        let told = own.looser_than(&above);
        // a cap on how widely it may be shown cuts both ways
        let caps = own.widest < above.widest;
        prop_assert_eq!(told.is_empty(), loophole(&own, &above).is_none() && !caps, "{:?} {:?}", told, loophole(&own, &above));
    }

    /// Entries that differ in one place only, so that each rule decides alone.
    #[test]
    fn each_rule_decides_alone((own, above, which) in (any::entry("A-1"), any::entry("A-1"), 0..6_usize)) {
        let mut changed = above.clone();
        match which {
            0 => (changed.widest, changed.narrowest) = (above.widest, own.narrowest.min(above.widest)),
            1 => changed.deadline = own.deadline,
            2 => changed.stages = own.stages,
            3 => changed.rhythm = own.rhythm,
            4 => changed.review = own.review,
            _ => changed.elements = own.elements,
        }
        let told = changed.looser_than(&above);
        prop_assert_eq!(told.is_empty(), loophole(&changed, &above).is_none(), "{:?}", told);
    }

    /// Every amount there is, one after the other, instead of the few that matter.
    #[test]
    fn a_rulebook_is_looser_exactly_when_it_is_for_some_amount(
        (own, above) in (any::rulebook(), any::rulebook()), same in whatever::<bool>()
    ) {
        let own = if same { Rulebook { thresholds: own.thresholds, ..above.clone() } } else { own };
        let told = own.looser_than(&above);
        let is_looser = |amount: i64| above.entries.iter().any(|entry| {
            let amount = (0 < amount).then_some(Yuan(amount - 1));
            match (own.entry(&entry.key), amount) {
                (None, _) => true,
                (Some(own), None) => !own.looser_than(entry).is_empty(),
                (Some(own_entry), amount) => {
                    let superior = above.entry_for(&entry.key, amount).unwrap();
                    !own.entry_for(&own_entry.key, amount).unwrap().looser_than(&superior).is_empty()
                }
            }
        });
        let hours = |book: &Rulebook| match book.urgent {
            Urgent::Within { hours } => hours,
            Urgent::Not { .. } => 0,
        };
        let easier = hours(&above) < hours(&own);
        prop_assert_eq!(!told.is_empty(), easier || (0..8).any(is_looser), "{:?}", told);
    }

    #[test]
    fn nothing_is_looser_than_itself(rulebook in any::rulebook()) {
        prop_assert_eq!(rulebook.looser_than(&rulebook), []);
    }
}

fn party() -> Rulebook {
    Rulebook::parse(
        "r.toml",
        include_str!("../../../../../rulebooks/party-grassroots.toml"),
    )
    .unwrap()
}

#[test]
fn each_loosening_has_its_sentence() {
    let above = party();
    let mut own = above.clone();
    own.urgent = Urgent::Within { hours: 24 };
    own.entries.retain(|entry| entry.key != "DW-01-01");
    let place = own
        .entries
        .iter()
        .position(|entry| entry.key == "DW-01-02")
        .unwrap();
    let entry = &mut own.entries[place];
    entry.widest = Scope::Unit;
    entry.stages[0].notice_days = 5;
    entry.stages.remove(1);
    entry.deadline = Some(Deadline {
        days: 15,
        ..entry.deadline.clone().unwrap()
    });
    entry.rhythm = Rhythm::Yearly;
    entry.review.retain(|kind| *kind != ReviewKind::Legal);
    entry.elements.remove(0);
    let told: Vec<_> = own.looser_than(&above).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "目录《基层党组织党务公开目录》对加急先行公开的规定比上级宽；只能不允许，或者规定更短的确认期限。",
            "条目 DW-01-01《上级决策部署的传达学习》被删去；上级目录中的条目必须保留。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》最大范围是“本单位”，上级是“全体党员”；不能缩小。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》“事前”阶段的公示期是 5 个工作日，上级是 7 个；不能缩短。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》少了“决策”阶段；上级要求的阶段必须保留。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》时限是 15 个工作日，上级是 10 个工作日；不能延长。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》公开周期是“每年”，上级是“逐段公开”；只能更勤，不能改成另一类。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》少了“合法性审查”；上级要求的审查环节必须保留。",
            "条目 DW-01-02《贯彻上级重大决策部署的实施方案》少了要素“方案正文”；上级要求的要素须照原文保留，可以增加。",
        ]
    );
}

#[test]
fn stricter_and_additional_entries_pass() {
    let above = party();
    let mut own = above.clone();
    let extra = Entry {
        key: "DW-99-01".into(),
        ..own.entries[0].clone()
    };
    own.entries.push(extra);
    for entry in &mut own.entries {
        entry.narrowest = entry.widest;
        entry.authority = Authority::Superior;
        entry.elements.push("本单位增加的要素".into());
        if let Some(deadline) = &mut entry.deadline {
            deadline.days = 1;
        }
    }
    assert_eq!(own.looser_than(&above), []);
    let only_days = Looser::DeadlineDropped;
    own.entries[0].deadline = None;
    assert_eq!(own.looser_than(&above)[0].looser, only_days);
}
