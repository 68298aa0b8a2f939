//! Days as people and spreadsheets write them.

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// Serial numbers of 1950-01-01 and 2099-12-31: outside of these a bare number is more
/// likely a slip than a day.
const SERIALS: std::ops::RangeInclusive<u32> = 18_264..=73_050;

/// `2026-03-01` for any of 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301 or a
/// serial number; a time of day behind it is ignored.
pub(super) fn iso(text: &str) -> Option<String> {
    if let Ok(number) = text.parse::<u32>() {
        if SERIALS.contains(&number) {
            return Some(from_serial(number));
        }
        return if text.len() == 8 {
            checked(number / 10_000, number / 100 % 100, number % 100)
        } else {
            None
        };
    }
    let date = text.split_once([' ', 'T']).map_or(text, |(date, _)| date);
    let mut parts = date
        .strip_suffix(['日', '号'])
        .unwrap_or(date)
        .split(['-', '/', '.', '年', '月']);
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    checked(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn checked(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let real = (1900..=2200).contains(&year) && (1..=last).contains(&day);
    real.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn from_serial(number: u32) -> String {
    let moment = ExcelDateTime::new(f64::from(number), ExcelDateTimeType::DateTime, false);
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_the_same_however_it_is_written() {
        let written = [
            "2023-11-01",
            "2023/11/1",
            "2023年11月1日",
            "2023.11.01",
            "45231",
            "20231101",
            "2023-11-01 08:30:00",
        ];
        for text in written {
            assert_eq!(iso(text).as_deref(), Some("2023-11-01"), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_not_days() {
        for text in [
            "",
            "2023-02-29",
            "2023年11月",
            "23-11-1",
            "2023-13-1",
            "9",
            "99999",
            "20231301",
            "明年",
            "1-2-3-4",
            "-1",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
        assert_eq!(iso("2024-2-29").as_deref(), Some("2024-02-29"));
    }
}
