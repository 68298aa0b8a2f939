//! The last days of what is owed, for calendar programs (iCalendar, RFC 5545). Who holds the address reads what its
//! owner may see at that moment, and nothing once it was taken back.

use app::account;
use app::obligation::{self, Dated, Key};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::Timestamp;

use super::row::{about, standing};
use crate::texts::{Texts, ZH};
use crate::{Result, Site};

/// In bytes, the end of the line not counted.
const LONGEST_LINE: usize = 75;

pub(super) async fn show(State(site): State<Site>, Path(file): Path<String>) -> Result<Response> {
    let token = file.strip_suffix(".ics").unwrap_or(&file);
    let owner = account::addressee(&site.app, token).await?;
    let person = owner.ok_or(app::Error::NotFound)?;
    let dated = obligation::dated(&site.app, person).await?;
    let text = written(ZH, &dated, site.app.now());
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, text).into_response())
}

fn written(t: &Texts, dated: &[Dated], now: Timestamp) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Gongkai//obligations//ZH".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(t.obligation.title)),
    ];
    let stamp = now.instant().strftime("%Y%m%dT%H%M%SZ").to_string();
    for one in dated {
        let owed = &one.owed.obligation;
        let key = Key::of(owed);
        let title = format!("{}{}{}", owed.rule.name, t.common.colon, about(t, &one.owed));
        let words = [one.unit_name.as_str(), &standing(t, owed), &owed.rule.responsible].join("\n");
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            // the same at every reading, so that a program moves an event instead of doubling it
            format!(
                "UID:{}",
                escaped(&format!(
                    "{}/{}/{}/{}@gongkai",
                    one.unit,
                    key.track.code(),
                    key.entry,
                    key.about
                ))
            ),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", one.due.strftime("%Y%m%d")),
            format!("SUMMARY:{}", escaped(&title)),
            format!("DESCRIPTION:{}", escaped(&words)),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]);
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
        let lines = read(&written(ZH, &[], Timestamp(0)));
        let names: Vec<_> = lines
            .iter()
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        assert_eq!(names.first().unwrap(), "BEGIN:VCALENDAR");
        assert_eq!(names.last().unwrap(), "END:VCALENDAR");
    }
}
