//! What mixes letters and digits: passports, number plates, mail addresses.

use std::ops::Range;

use super::reading::Reading;
use super::{Found, Kind, STARS, starred};

pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < reading.len() {
        let hit = plate(reading, place)
            .or_else(|| passport(reading, place))
            .or_else(|| mail(reading, place));
        place = hit.as_ref().map_or(place + 1, |(_, end)| (*end).max(place + 1));
        found.extend(hit.map(|(found, _)| found));
    }
    found
}

fn hit(reading: &Reading<'_>, kind: Kind, places: Range<usize>, masked: String) -> (Found, usize) {
    let end = places.end;
    let place = reading.bytes(places);
    (Found { kind, masked, place }, end)
}

/// A province, a letter, and five signs of which one may be a special word; six for an electric car.
fn plate(reading: &Reading<'_>, start: usize) -> Option<(Found, usize)> {
    const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    const SPECIAL: &str = "挂学警港澳";
    let is_sign = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'O'));
    let letter = reading.at(start + 1);
    if !PROVINCES.contains(reading.at(start)) || !letter.is_ascii_uppercase() || letter == 'I' {
        return None;
    }
    let mut end = start + 2;
    if matches!(reading.at(end), '·' | '•' | '.' | ' ' | '-' | '・') {
        end += 1;
    }
    let first = end;
    while is_sign(reading.at(end)) && end - first < 7 {
        end += 1;
    }
    if end - first == 4 && SPECIAL.contains(reading.at(end)) {
        end += 1;
    }
    let signs = reading.slice(first..end);
    let digits = signs.chars().filter(char::is_ascii_digit).count();
    let sound =
        matches!(signs.chars().count(), 5 | 6) && 2 <= digits && !reading.at(end).is_ascii_alphanumeric();
    let shown = format!("{}{}", reading.slice(start..start + 2), signs);
    sound.then(|| hit(reading, Kind::Plate, start..end, starred(&shown, 2, 2)))
}

/// Passports by their form; diplomats', officials' and travel permits only when they are announced as such.
fn passport(reading: &Reading<'_>, start: usize) -> Option<(Found, usize)> {
    const NAMED: &[&str] = &["护照", "通行证", "PASSPORT"];
    let before = reading.previous(start);
    if !reading.at(start).is_ascii_uppercase() || before.is_ascii_alphanumeric() || before == '-' {
        return None;
    }
    let named = reading.announced(start, NAMED, &["发票", "订单", "编号", "型号"]);
    let mut letters = start;
    while reading.at(letters).is_ascii_uppercase() {
        letters += 1;
    }
    let (mut end, mut digits) = (letters, String::new());
    loop {
        let next = reading.at(end);
        let jumps = named && matches!(next, ' ' | '-') && reading.at(end + 1).is_ascii_digit();
        if next.is_ascii_digit() {
            digits.push(next);
        } else if !jumps {
            break;
        }
        end += 1;
    }
    let prefix = reading.slice(start..letters);
    let named = named || reading.slice(end..end + 4).contains("护照");
    let is_form = match (prefix.as_str(), digits.len()) {
        ("E" | "G", 8) => named || !is_day(&digits),
        ("D" | "S" | "P" | "C" | "H" | "M" | "W" | "K" | "L", 7 | 8) | ("SE" | "DE" | "PE" | "MA", 7) => {
            named
        }
        (_, 7) => prefix.len() == 2 && prefix.starts_with('E') && !prefix.ends_with(['I', 'O']),
        _ => false,
    };
    let sound = is_form && !reading.at(end).is_ascii_alphanumeric() && reading.at(end) != '-';
    let shown = prefix + &digits;
    sound.then(|| hit(reading, Kind::Passport, start..end, starred(&shown, 2, 2)))
}

/// Eight digits that are a day are part of a number that counts by days.
fn is_day(digits: &str) -> bool {
    let part = |range| {
        digits
            .get(range)
            .and_then(|digits: &str| digits.parse::<u32>().ok())
    };
    matches!(part(0..4), Some(1900..=2099))
        && matches!(part(4..6), Some(1..=12))
        && matches!(part(6..8), Some(1..=31))
}

/// A mail address of a person; where an office takes mail is no secret.
fn mail(reading: &Reading<'_>, start: usize) -> Option<(Found, usize)> {
    const OFFICE: &[&str] = &[
        "意见", "监督", "举报", "咨询", "受理", "投诉", "办公", "单位", "公共", "征求", "服务", "信访",
        "采购", "官方",
    ];
    const OWN: &[&str] = &["个人", "本人", "私人"];
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if !is_local(reading.at(start)) || is_local(reading.previous(start)) {
        return None;
    }
    let mut at = start;
    while is_local(reading.at(at)) {
        at += 1;
    }
    let mut end = at + 1;
    while is_domain(reading.at(end)) {
        end += 1;
    }
    while matches!(reading.previous(end), '.' | '-') {
        end -= 1;
    }
    if reading.at(at) != '@' || end <= at + 1 {
        return None;
    }
    let domain = reading.slice(at + 1..end);
    let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
    let public = domain.ends_with("GOV.CN") || reading.announced(start, OFFICE, OWN);
    let sound = 2 <= top.len() && top.chars().all(|c| c.is_ascii_uppercase()) && !public;
    let first: String = reading.written(start..start + 1).into();
    let masked = format!("{first}{STARS}@{}", domain.to_ascii_lowercase());
    // the stars are no part of an address, so the masked form is not found again
    sound.then(|| hit(reading, Kind::Email, start..end, masked))
}
