//! The calendar's file: per year the notice it follows and its holidays, each with its make-up days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use super::Calendar;
use crate::rulebook::Faults;
use crate::rulebook::sheet::{Sheet, Table};

/// No holiday lasts longer; a longer one is a slip of the pen.
const LONGEST: usize = 31;

pub(super) fn calendar(file_name: &str, text: &str) -> Result<Calendar, Faults> {
    let (sheet, root) = Sheet::open(file_name, text)?;
    let table = Table::root(&sheet, &root);
    table.text("title");
    let mut calendar = Calendar {
        published: BTreeSet::new(),
        holidays: BTreeMap::new(),
        made_up: BTreeMap::new(),
    };
    for mut year in table.tables("year") {
        read_year(&mut year, &mut calendar);
    }
    table.finish();
    sheet.close(Some(calendar))
}

fn read_year(table: &mut Table<'_>, calendar: &mut Calendar) {
    let number = table
        .number("year", (1950, 9998))
        .and_then(|year| i16::try_from(year).ok());
    if let Some(year) = number {
        table.rename(format!("{year} 年"));
        if !calendar.published.insert(year) {
            table.fault("year", format!("{year} 年写了两次"), "请合并为一处");
        }
    }
    table.text("notice");
    for mut holiday in table.tables("holidays") {
        let name = holiday.text("name").unwrap_or_default();
        if !name.is_empty() {
            holiday.rename(number.map_or(name.clone(), |year| format!("{year} 年，{name}")));
        }
        read_holiday(&holiday, (&name, number), calendar);
        holiday.finish();
    }
    table.finish();
}

fn read_holiday(table: &Table<'_>, (name, year): (&str, Option<i16>), calendar: &mut Calendar) {
    let (from, to) = (table.date("from"), table.date("to"));
    for day in table.dates("work").unwrap_or_default() {
        belongs(table, "work", day, year);
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            table.fault("work", format!("{day} 本来就是工作日"), "调休上班只写周六、周日");
        }
        add(table, ("work", name), day, calendar);
    }
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    if to < from {
        table.fault("to", "结束日早于开始日", "请核对 from 与 to");
        return;
    }
    let days: Vec<Date> = from
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= to)
        .take(LONGEST + 1)
        .collect();
    if LONGEST < days.len() {
        table.fault("to", format!("假期超过 {LONGEST} 天"), "请核对 from 与 to");
        return;
    }
    belongs(table, "from", from, year);
    belongs(table, "to", to, year);
    for day in days {
        add(table, ("from", name), day, calendar);
    }
}

/// A year's arrangement may reach back into the December before it, and nowhere else.
fn belongs(table: &Table<'_>, key: &str, day: Date, year: Option<i16>) {
    let Some(year) = year else { return };
    let december_before = day.month() == 12 && day.year() == year.saturating_sub(1);
    if day.year() != year && !december_before {
        table.fault(
            key,
            format!("{day} 不属于 {year} 年的安排"),
            "请核对年份，或移到该年之下",
        );
    }
}

/// A day is either off or worked, and said once.
fn add(table: &Table<'_>, (key, name): (&str, &str), day: Date, calendar: &mut Calendar) {
    let known = calendar.holidays.contains_key(&day) || calendar.made_up.contains_key(&day);
    if known {
        table.fault(key, format!("{day} 已在别处写为放假或上班"), "同一天请只写一次");
        return;
    }
    let list = if key == "work" {
        &mut calendar.made_up
    } else {
        &mut calendar.holidays
    };
    list.insert(day, name.to_owned());
}
