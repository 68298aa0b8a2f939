use jiff::civil::{Date, date};

use super::{Calendar, NotPublished};

const SHIPPED: &str = include_str!("../../../../rulebooks/calendar-cn.toml");

pub(crate) fn calendar() -> Calendar {
    Calendar::parse("calendar-cn.toml", SHIPPED).unwrap_or_else(|faults| panic!("{faults}"))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn refusal(text: &str) -> String {
    Calendar::parse("c.toml", text).unwrap_err().to_string()
}

/// A file with one holiday, whose last keys are given.
fn one_holiday(rest: &str) -> String {
    format!(
        "title = \"t\"\n[[year]]\nyear = 2026\nnotice = \"n\"\nholidays = [{{ name = \"春节\", {rest} }}]\n"
    )
}

#[test]
fn worked_examples_of_deadlines() {
    // (published on, working days, last day)
    let examples = [
        ("2024-01-02", 1, "2024-01-03"),
        ("2024-02-02", 5, "2024-02-08"), // the Sunday 02-04 is worked
        ("2024-02-09", 1, "2024-02-18"), // the Sunday after the Spring Festival is worked
        ("2024-04-03", 1, "2024-04-07"), // so is the Sunday after Qingming
        ("2024-04-26", 3, "2024-04-30"), // Sunday 04-28, Monday, Tuesday
        ("2024-05-10", 1, "2024-05-11"), // a Saturday
        ("2024-06-07", 1, "2024-06-11"), // Dragon Boat Monday is off
        ("2024-09-13", 2, "2024-09-18"), // Saturday 09-14, then after Mid-Autumn
        ("2024-09-30", 5, "2024-10-12"), // to the worked Saturday
        ("2024-12-31", 1, "2025-01-02"), // over New Year
        ("2025-01-24", 2, "2025-01-27"), // the Sunday 01-26 is worked
        ("2025-01-27", 4, "2025-02-08"), // to the worked Saturday
        ("2025-04-03", 1, "2025-04-07"),
        ("2025-04-25", 4, "2025-04-30"), // with Sunday 04-27
        ("2025-05-30", 1, "2025-06-03"),
        ("2025-09-26", 3, "2025-09-30"),  // with Sunday 09-28
        ("2025-09-30", 3, "2025-10-11"),  // to the worked Saturday
        ("2025-12-31", 1, "2026-01-04"),  // a Sunday
        ("2026-01-02", 5, "2026-01-08"),  // published on a holiday
        ("2026-02-13", 1, "2026-02-14"),  // a Saturday
        ("2026-02-14", 5, "2026-02-28"),  // to the worked Saturday
        ("2026-02-10", 20, "2026-03-16"), // twenty days over the Spring Festival
        ("2026-04-30", 5, "2026-05-11"),  // with Saturday 05-09
        ("2026-06-18", 1, "2026-06-22"),
        ("2026-09-18", 1, "2026-09-20"), // a Sunday
        ("2026-09-30", 3, "2026-10-10"), // to the worked Saturday
        ("2026-03-04", 0, "2026-03-04"),
    ];
    let calendar = calendar();
    for (from, n, last) in examples {
        assert_eq!(
            calendar.after_working_days(day(from), n),
            Ok(day(last)),
            "{n} days after {from}"
        );
    }
}

#[test]
fn the_years_have_as_many_working_days_as_the_law_leaves() {
    let calendar = calendar();
    for (year, days) in [(2024, 251), (2025, 248)] {
        let (from, to) = (date(year, 1, 1), date(year, 12, 31));
        // New Year's Day itself is never worked, so that not counting it loses nothing.
        assert_eq!(calendar.working_days_between(from, to), Ok(days), "{year}");
    }
    assert_eq!(
        calendar.working_days_between(date(2026, 1, 1), date(2026, 12, 31)),
        Ok(248)
    );
}

#[test]
fn a_day_of_a_year_to_come_is_not_guessed() {
    let calendar = calendar();
    let missing = NotPublished { year: 2027 };
    assert_eq!(calendar.is_working_day(date(2027, 3, 3)), Err(missing));
    assert_eq!(
        calendar.after_working_days(date(2026, 12, 30), 1),
        Ok(date(2026, 12, 31))
    );
    assert_eq!(calendar.after_working_days(date(2026, 12, 30), 2), Err(missing));
    assert_eq!(
        calendar.working_days_between(date(2026, 12, 30), date(2027, 1, 1)),
        Err(missing)
    );
    assert_eq!(
        missing.to_string(),
        "2027 年的节假日安排尚未公布，涉及该年的工作日暂不能计算"
    );
    assert_eq!(
        calendar.after_working_days(Date::MAX, 1),
        Err(NotPublished { year: 9999 })
    );
}

#[test]
fn nothing_lies_between_a_day_and_an_earlier_one() {
    assert_eq!(
        calendar().working_days_between(date(2026, 3, 9), date(2026, 3, 2)),
        Ok(0)
    );
}

/// The weekdays that are off and the weekend days that are worked, typed a second time from the notices.
const EXCEPTIONS: &str = "
    2024 off 0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007
    2024 on 0204 0218 0407 0428 0511 0914 0929 1012
    2025 off 0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008
    2025 on 0126 0208 0427 0928 1011
    2026 off 0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007
    2026 on 0104 0214 0228 0509 0920 1010";

/// Every day of three years and whether it is worked, without the calendar and without `jiff`'s weekdays.
pub(crate) fn reference() -> Vec<(Date, bool)> {
    let mut days = Vec::new();
    let mut weekday = 0; // 2024-01-01 was a Monday
    for year in 2024..=2026 {
        for month in 1..=12 {
            for day in 1..=31 {
                let Ok(date) = Date::new(year, month, day) else {
                    continue;
                };
                let code = format!("{month:02}{day:02}");
                let listed = |what: &str| {
                    let head = format!("{year} {what} ");
                    EXCEPTIONS
                        .lines()
                        .any(|line| line.trim().starts_with(&head) && line.contains(&code))
                };
                days.push((date, (weekday < 5 && !listed("off")) || listed("on")));
                weekday = (weekday + 1) % 7;
            }
        }
    }
    days
}

#[test]
fn a_slow_reference_agrees_on_every_day_and_every_count() {
    let calendar = calendar();
    let worked = reference();
    for (at, (from, _)) in worked.iter().enumerate() {
        assert_eq!(calendar.is_working_day(*from), Ok(worked[at].1), "{from}");
        let later = worked[at + 1..]
            .iter()
            .filter(|(_, works)| *works)
            .map(|(day, _)| *day);
        for (n, last) in (1..).zip(later).take(45) {
            assert_eq!(
                calendar.after_working_days(*from, n),
                Ok(last),
                "{n} days after {from}"
            );
            assert_eq!(
                calendar.working_days_between(*from, last),
                Ok(n),
                "{from} to {last}"
            );
        }
    }
}

#[test]
fn a_calendar_without_faults_is_read() {
    let text = one_holiday("from = 2026-02-16, to = 2026-02-17, work = [2026-02-14]");
    let calendar = Calendar::parse("c.toml", &text).unwrap();
    assert_eq!(calendar.is_working_day(date(2026, 2, 17)), Ok(false));
    assert_eq!(calendar.is_working_day(date(2026, 2, 14)), Ok(true));
    assert_eq!(calendar.is_working_day(date(2026, 2, 15)), Ok(false));
}

#[test]
fn every_slip_in_a_holiday_is_named() {
    let slips = [
        ("from = 2026-02-16", "缺少 to；请补写 to"),
        (
            "from = \"2026-02-16\", to = 2026-02-16",
            "from 的值类型不对；请写成不带引号的日期",
        ),
        ("from = 2026-02-16, to = 2026-02-15", "结束日早于开始日"),
        ("from = 2026-02-16, to = 2026-12-15", "假期超过 31 天"),
        (
            "from = 2025-02-16, to = 2025-02-16",
            "2025-02-16 不属于 2026 年的安排",
        ),
        (
            "from = 2026-02-16, to = 2026-02-16, work = [2026-02-18]",
            "2026-02-18 本来就是工作日",
        ),
        (
            "from = 2026-02-16, to = 2026-02-22, work = [2026-02-21]",
            "2026-02-21 已在别处写为放假或上班",
        ),
        (
            "from = 2026-02-16, to = 2026-02-16, works = []",
            "不认识的键“works”；可用的键是：name、from、to、work",
        ),
    ];
    for (rest, sentence) in slips {
        let refusal = refusal(&one_holiday(rest));
        assert!(refusal.starts_with("c.toml，第 5 行，2026 年，春节"), "{refusal}");
        assert!(refusal.contains(sentence), "{refusal}");
    }
}

#[test]
fn the_eve_of_a_year_may_belong_to_its_arrangement() {
    let text = one_holiday("from = 2025-12-31, to = 2026-01-02");
    assert!(Calendar::parse("c.toml", &text).is_ok());
}

#[test]
fn an_empty_year_is_no_published_year() {
    let text = "title = \"t\"\n[[year]]\nyear = 2027\nnotice = \"n\"\nholidays = []\n";
    assert_eq!(
        refusal(text),
        "c.toml，第 5 行，2027 年，holidays：holidays 是空的；请至少写一项。"
    );
}

#[test]
fn a_year_is_written_once() {
    let text = one_holiday("from = 2026-02-16, to = 2026-02-17");
    let twice = format!(
        "{text}[[year]]\nyear = 2026\nnotice = \"n\"\nholidays = [{{ name = \"a\", from = 2026-03-02, to = 2026-03-02 }}]\n"
    );
    assert_eq!(
        refusal(&twice),
        "c.toml，第 7 行，2026 年，year：2026 年写了两次；请合并为一处。"
    );
}
