//! Calendars for calendar programs (iCalendar, RFC 5545): whole days, each with what is to be done on them.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::Timestamp;
use jiff::civil::Date;

/// In bytes, the end of the line not counted.
const LONGEST_LINE: usize = 75;

/// Something that takes whole days.
pub(crate) struct Event {
    /// The same at every reading, so that a program moves an event instead of doubling it.
    pub(crate) uid: String,
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) title: String,
    pub(crate) words: String,
    /// Where more is to be read.
    pub(crate) address: Option<String>,
}

/// A calendar of one reader's; nobody keeps it for another.
pub(crate) fn answer((program, name): (&str, &str), events: &[Event], now: Timestamp) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CACHE_CONTROL, "private, no-store"),
    ];
    (headers, written((program, name), events, now)).into_response()
}

fn written((program, name): (&str, &str), events: &[Event], now: Timestamp) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//Gongkai//{program}//ZH"),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
    ];
    let stamp = now.instant().strftime("%Y%m%dT%H%M%SZ").to_string();
    for event in events {
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@gongkai", escaped(&event.uid)),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", event.first.strftime("%Y%m%d")),
        ]);
        // an event ends before the day that stands here; without one it takes a single day
        let end = event.last.tomorrow().ok().filter(|_| event.first < event.last);
        lines.extend(end.map(|end| format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d"))));
        lines.extend([
            format!("SUMMARY:{}", escaped(&event.title)),
            format!("DESCRIPTION:{}", escaped(&event.words)),
        ]);
        lines.extend(event.address.as_ref().map(|address| format!("URL:{address}")));
        lines.extend(["TRANSP:TRANSPARENT".to_owned(), "END:VEVENT".to_owned()]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            _ if sign.is_control() => {}
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// A line with its end, in pieces of at most 75 bytes that break between characters; each piece but the first begins
/// with a space (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 16);
    let mut length = 0;
    for sign in line.chars() {
        if LONGEST_LINE < length + sign.len_utf8() {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(sign);
        length += sign.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A strict reader: lines end with CRLF, none is longer than 75 bytes, and what was folded and escaped comes back.
    fn read(text: &str) -> Vec<(String, String)> {
        assert!(text.ends_with("\r\n"));
        let mut whole: Vec<String> = Vec::new();
        for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains(['\r', '\n']), "{line}");
            match line.strip_prefix(' ') {
                Some(rest) => whole.last_mut().unwrap().push_str(rest),
                None => whole.push(line.to_owned()),
            }
        }
        whole
            .iter()
            .map(|line| {
                let (name, value) = line.split_once(':').unwrap();
                let mut signs = value.chars();
                let mut plain = String::new();
                while let Some(sign) = signs.next() {
                    match sign {
                        '\\' => match signs.next().unwrap() {
                            'n' => plain.push('\n'),
                            other @ ('\\' | ';' | ',') => plain.push(other),
                            other => panic!("\\{other}"),
                        },
                        ';' | ',' => panic!("not escaped in {line}"),
                        other => plain.push(other),
                    }
                }
                (name.to_owned(), plain)
            })
            .collect()
    }

    #[test]
    fn whatever_is_written_is_read_again() {
        for text in [
            "短",
            "逗号, 分号; 反斜\\杠\n第二行",
            &"很长的中文".repeat(40),
            &"x".repeat(300),
            &"x".repeat(66),
            "",
        ] {
            let line = folded(&format!("SUMMARY:{}", escaped(text)));
            assert_eq!(read(&line), [("SUMMARY".to_owned(), text.to_owned())]);
        }
    }

    #[test]
    fn an_empty_calendar_is_one_too() {
        let lines = read(&written(("test", "空"), &[], Timestamp(0)));
        let names: Vec<_> = lines
            .iter()
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        assert_eq!(names.first().unwrap(), "BEGIN:VCALENDAR");
        assert_eq!(names.last().unwrap(), "END:VCALENDAR");
    }

    #[test]
    fn an_event_ends_before_the_day_after_its_last_one_and_a_single_day_has_no_end() {
        let day = jiff::civil::date(2026, 12, 31);
        for (last, end) in [(day, None), (day.tomorrow().unwrap(), Some("20270102"))] {
            let event = Event {
                uid: "1".into(),
                first: day,
                last,
                title: "公示期，示例".into(),
                words: "示例支部\n第二行".into(),
                address: Some("http://gongkai.example/disclosures/1".into()),
            };
            let lines = read(&written(("test", "示例"), &[event], Timestamp(0)));
            let value = |name: &str| {
                lines
                    .iter()
                    .find(|line| line.0 == name)
                    .map(|line| line.1.as_str())
            };
            assert_eq!(value("DTSTART;VALUE=DATE"), Some("20261231"));
            assert_eq!(value("DTEND;VALUE=DATE"), end);
            assert_eq!(value("SUMMARY"), Some("公示期，示例"));
            assert_eq!(value("UID"), Some("1@gongkai"));
            assert_eq!(value("URL"), Some("http://gongkai.example/disclosures/1"));
        }
    }
}
