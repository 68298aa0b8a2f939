use super::*;
use crate::audience::{Share, Token};
use crate::personal_data::Kind;
use crate::rulebook::Rulebook;

const CALENDAR: &str = include_str!("../../../../rulebooks/calendar-cn.toml");
const RULES: &str = include_str!("../../../../rulebooks/party-grassroots.toml");

fn day(text: &str) -> Timestamp {
    Timestamp::start_of(text.parse().unwrap(), &TimeZone::UTC).plus_seconds(9 * 3600)
}

/// An entry that allows the public, wants members 7 days earlier and a notice of 5 working days before the decision.
fn entry() -> Entry {
    let rules = Rulebook::parse("party-grassroots.toml", RULES).unwrap();
    let mut entry = rules
        .entries
        .into_iter()
        .find(|entry| entry.stages.len() == 3)
        .unwrap();
    entry.widest = Scope::Public;
    entry.narrowest = Scope::Members;
    entry.members_first_days = Some(7);
    for rule in &mut entry.stages {
        rule.notice_days = if rule.stage == Stage::Before { 5 } else { 0 };
    }
    entry
}

fn proposal(entry: &Entry) -> Proposal {
    Proposal {
        title: "关于示例事项的公示".into(),
        body: "正文".into(),
        basis: "示例依据".into(),
        audience: vec![Share {
            token: Token::Members,
            from: None,
        }],
        elements: entry.elements.clone(),
        ..Proposal::default()
    }
}

fn judge(
    stage: Stage,
    released: &[(Stage, Timestamp)],
    skipped: &[Stage],
    now: &str,
    change: impl FnOnce(&mut Proposal),
) -> Admission {
    let entry = entry();
    let calendar = Calendar::parse("calendar-cn.toml", CALENDAR).unwrap();
    let mut proposal = proposal(&entry);
    change(&mut proposal);
    let zone = TimeZone::UTC;
    let case = Case {
        entry: &entry,
        stage,
        proposal: &proposal,
        released,
        skipped,
        disclosed: &[],
        line: &[],
        matter_title: "示例事项",
        corrected: None,
        calendar: &calendar,
        zone: &zone,
        now: day(now),
    };
    case.judge()
}

#[test]
fn a_complete_first_stage_is_admitted_now() {
    assert_eq!(
        judge(Stage::Before, &[], &[], "2026-04-20", |_| {}),
        Ok(day("2026-04-20"))
    );
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let refusals = judge(Stage::Before, &[], &[], "2026-04-20", |proposal| {
        proposal.body.clear();
        proposal.basis.clear();
        proposal.elements.clear();
    });
    assert!(matches!(
        refusals.unwrap_err().as_slice(),
        [
            Refusal::TextMissing,
            Refusal::BasisMissing,
            Refusal::ElementsMissing(_)
        ]
    ));
}

#[test]
fn a_stage_is_not_left_out_in_silence() {
    let refusals = judge(Stage::Decision, &[], &[], "2026-04-20", |_| {});
    assert_eq!(refusals, Err(vec![Refusal::EarlierStageMissing(Stage::Before)]));
    assert!(judge(Stage::Decision, &[], &[Stage::Before], "2026-04-20", |_| {}).is_ok());
}

#[test]
fn the_notice_period_runs_over_the_holiday_to_the_end_of_its_last_working_day() {
    // released Monday 27 April 2026; 1–5 May are holidays, 9 May is a make-up day
    let released = [(Stage::Before, day("2026-04-27"))];
    let until = "2026-05-07".parse().unwrap();
    let running = Err(vec![Refusal::NoticeRunning {
        stage: Stage::Before,
        days: 5,
        until,
    }]);
    assert_eq!(
        judge(Stage::Decision, &released, &[], "2026-05-07", |_| {}),
        running
    );
    assert!(judge(Stage::Decision, &released, &[], "2026-05-08", |_| {}).is_ok());
}

#[test]
fn a_year_without_a_calendar_is_no_guess() {
    let released = [(Stage::Before, day("2026-12-30"))];
    let refusals = judge(Stage::Decision, &released, &[], "2027-01-20", |_| {});
    assert_eq!(refusals, Err(vec![Refusal::CalendarUnknown(2027)]));
}

#[test]
fn the_public_comes_after_the_members_by_the_gap() {
    let public = |from: Option<&str>| {
        let from = from.map(day);
        judge(Stage::Before, &[], &[], "2026-04-20", |proposal| {
            proposal.audience.push(Share {
                token: Token::Public,
                from,
            });
        })
    };
    let earliest = "2026-04-28".parse().unwrap();
    assert_eq!(
        public(None),
        Err(vec![Refusal::MembersFirst { days: 7, earliest }])
    );
    assert_eq!(
        public(Some("2026-04-26")),
        Err(vec![Refusal::MembersFirst { days: 7, earliest }])
    );
    assert!(public(Some("2026-04-27")).is_ok());
}

#[test]
fn too_narrow_and_too_wide_are_refused() {
    let unit = Token::Unit(crate::ids::UnitId(uuid::Uuid::from_u128(1)));
    let narrow = judge(Stage::Before, &[], &[], "2026-04-20", |proposal| {
        proposal.audience = vec![Share {
            token: unit,
            from: None,
        }];
    });
    assert_eq!(narrow, Err(vec![Refusal::TooNarrow(Scope::Members)]));
}

#[test]
fn classified_marks_and_personal_data_stop_it() {
    let refusals = judge(Stage::Before, &[], &[], "2026-04-20", |proposal| {
        proposal.body = "机密★10年\n联系人电话 13800138000".into();
    });
    assert!(matches!(
        refusals.unwrap_err().as_slice(),
        [
            Refusal::PersonalData {
                kind: Kind::Mobile,
                ..
            },
            Refusal::Classified(_)
        ]
    ));
}

#[test]
fn a_blank_of_a_template_stops_it_until_it_is_filled_in() {
    let with = |body: &str| {
        judge(Stage::Before, &[], &[], "2026-04-20", |proposal| {
            proposal.body = body.into()
        })
    };
    assert_eq!(
        with("共收缴【填写：金额】元。"),
        Err(vec![Refusal::BlankLeft("金额".into())])
    );
    assert!(with("共收缴 12 元。").is_ok());
}

#[test]
fn an_entry_that_follows_another_waits_for_it() {
    let mut entry = entry();
    entry.after = vec!["DW-99-01".into()];
    let calendar = Calendar::parse("calendar-cn.toml", CALENDAR).unwrap();
    let (proposal, zone) = (proposal(&entry), TimeZone::UTC);
    let judge = |disclosed: &[String]| {
        let case = Case {
            entry: &entry,
            stage: Stage::Before,
            proposal: &proposal,
            released: &[],
            skipped: &[],
            disclosed,
            line: &[],
            matter_title: "示例事项",
            corrected: None,
            calendar: &calendar,
            zone: &zone,
            now: day("2026-04-20"),
        };
        case.judge()
    };
    assert_eq!(
        judge(&[]),
        Err(vec![Refusal::PrerequisiteMissing("DW-99-01".into())])
    );
    assert!(judge(&["DW-99-01".into()]).is_ok());
}
