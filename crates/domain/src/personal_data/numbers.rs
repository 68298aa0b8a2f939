//! What is told by its digits: resident ids, telephones, bank cards, social security numbers.

use super::reading::Reading;
use super::{Found, Kind, starred};

const OFFICE: &[&str] = &[
    "监督",
    "举报",
    "咨询",
    "办公",
    "值班",
    "传真",
    "热线",
    "服务",
    "总机",
    "投诉",
    "受理",
    "公示",
    "信访",
    "单位",
    "委员会",
    "办公室",
    "监察",
    "供应商",
    "采购",
    "代理机构",
    "项目联系",
    "党支部",
    "窗口",
    "中心",
];
const HOME: &[&str] = &[
    "家庭",
    "家里",
    "家中",
    "宅电",
    "住宅",
    "本人",
    "个人",
    "家属",
    "亲属",
    "配偶",
    "座机",
    "固话",
    "固定电话",
];
const BANK: &[&str] = &[
    "卡号",
    "银行卡",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "储蓄卡",
    "信用卡",
    "借记卡",
    "打入",
    "汇入",
    "转入",
];
const PHONE: &[&str] = &["电话", "手机", "联系", "号码", "微信", "TEL"];
const NUMBERED: &[&str] = &["编号", "代码", "证号", "文号"];
const SOCIAL: &[&str] = &["社保", "社会保障", "医保", "社会保险", "养老保险", "医疗保险"];
const RECORD: &[&str] = &[
    "订单",
    "流水",
    "发票",
    "单号",
    "凭证",
    "统一社会信用代码",
    "信用代码",
    "注册号",
    "执照",
    "税号",
    "合同",
    "IMEI",
    "ISBN",
    "项目代码",
    "条码",
    "备案号",
    "招标编号",
    "采购编号",
    "单位编号",
];

/// Digits without anything between them.
struct Group {
    digits: String,
    start: usize,
    end: usize,
}

pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    runs(reading)
        .iter()
        .flat_map(|groups| find_in(reading, groups))
        .collect()
}

/// Looks at neighbouring groups of one run together, the longest first, each group used once.
fn find_in(reading: &Reading<'_>, groups: &[Group]) -> Vec<Found> {
    const MOST_GROUPS: usize = 18;
    let mut found = Vec::new();
    let mut start = 0;
    while start < groups.len() {
        let last = groups.len().min(start + MOST_GROUPS);
        let hit = (start + 1..=last)
            .rev()
            .find_map(|end| Some((end, suspicious(reading, groups.get(start..end)?)?)));
        match hit {
            Some((end, place)) => {
                found.push(place);
                start = end;
            }
            None => start += 1,
        }
    }
    found
}

/// What some groups look like together, if they look like something personal.
fn suspicious(reading: &Reading<'_>, groups: &[Group]) -> Option<Found> {
    let (first, last) = (groups.first()?, groups.last()?);
    let number: String = groups.iter().map(|group| group.digits.as_str()).collect();
    if number.len() < 7 || 22 < number.len() {
        return None;
    }
    let place = (first.start, last.end);
    let found = |kind, start: usize, masked| {
        let place = reading.bytes(start..place.1);
        Some(Found { kind, masked, place })
    };
    if is_resident_id(reading, groups, &number) {
        return found(Kind::ResidentId, place.0, starred(&number, 2, 3));
    }
    if let Some(mobile) = mobile(reading, groups, &number) {
        return found(Kind::Mobile, place.0, starred(mobile, 3, 4));
    }
    if let Some((area, subscriber)) = landline(reading, groups, &number) {
        let dash = if area.is_empty() { "" } else { "-" };
        let start = if reading.previous(place.0) == '(' && reading.slice(place.0..place.1).contains(')') {
            place.0 - 1
        } else {
            place.0
        };
        return found(
            Kind::Landline,
            start,
            format!("{area}{dash}{}", starred(subscriber, 0, 2)),
        );
    }
    if is_bank_card(reading, groups, &number) {
        return found(Kind::BankCard, place.0, starred(&number, 4, 4));
    }
    if is_social_security(reading, first, last, &number) {
        return found(Kind::SocialSecurity, place.0, starred(&number, 2, 2));
    }
    None
}

/// Runs of groups of digits with at most two spaces, dots, hyphens or brackets between; an X may end a group.
fn runs(reading: &Reading<'_>) -> Vec<Vec<Group>> {
    let mut runs = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut place = 0;
    while place < reading.len() {
        if !reading.at(place).is_ascii_digit() {
            place += 1;
            continue;
        }
        let start = place;
        while reading.at(place).is_ascii_digit() {
            place += 1;
        }
        if reading.at(place) == 'X' {
            place += 1;
        }
        let gap = groups.last().map_or(0, |before| before.end)..start;
        if !groups.is_empty() && !is_gap(&reading.slice(gap)) {
            runs.push(std::mem::take(&mut groups));
        }
        groups.push(Group {
            digits: reading.slice(start..place),
            start,
            end: place,
        });
    }
    runs.push(groups);
    runs
}

fn is_gap(between: &str) -> bool {
    between.chars().count() <= 2
        && between
            .chars()
            .all(|c| matches!(c, ' ' | '.' | '-' | '_' | '·' | ')'))
}

/// 18 places with the check character of GB 11643 (ISO 7064 MOD 11-2), or the 15 of an old one: in both, a province
/// and a possible birthday.
fn is_resident_id(reading: &Reading<'_>, groups: &[Group], number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8] = b"10X98765432";
    const PROVINCES: &[u32] = &[
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53,
        54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ];
    let part = |from: usize, to: usize| number.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    if !part(0, 2).is_some_and(|province| PROVINCES.contains(&province)) {
        return false;
    }
    let born = |month, day| matches!((month, day), (Some(month), Some(day)) if (1..=12).contains(&month) && (1..=31).contains(&day));
    match number.len() {
        18 => {
            let sum: u32 = number
                .chars()
                .zip(WEIGHTS)
                .map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight)
                .sum();
            let check = usize::try_from(sum % 11).ok().and_then(|place| CHECKS.get(place));
            part(6, 10).is_some_and(|year| (1880..=2100).contains(&year))
                && born(part(10, 12), part(12, 14))
                && check == number.as_bytes().last()
        }
        15 => {
            let [group] = groups else { return false };
            !number.ends_with('X')
                && !reading.previous(group.start).is_ascii_alphanumeric()
                && born(part(8, 10), part(10, 12))
                && !reading.announced(group.start, RECORD, &["身份证", "证件号"])
        }
        _ => false,
    }
}

/// The eleven digits, when they are those of a mobile telephone.
fn mobile<'n>(reading: &Reading<'_>, groups: &[Group], number: &'n str) -> Option<&'n str> {
    let bare = match number.len() {
        13 => number.strip_prefix("86")?,
        15 => number.strip_prefix("0086")?,
        _ => number,
    };
    let second = bare.chars().nth(1)?;
    let is_mobile = bare.len() == 11
        && bare.starts_with('1')
        && ('3'..='9').contains(&second)
        && bare.chars().all(|digit| digit.is_ascii_digit());
    let whole = groups
        .iter()
        .all(|group| matches!(group.digits.as_str(), "86" | "0086") || 2 < group.digits.len())
        || groups.iter().all(|group| group.digits.len() == 1);
    let (first, last) = (groups.first()?, groups.last()?);
    let other = reading.counts_something(last.end) || reading.announced(first.start, RECORD, PHONE);
    (is_mobile && whole && !other).then_some(bare)
}

/// Area code and number of a telephone at somebody's home: an office that answers the public is no secret.
fn landline<'n>(reading: &Reading<'_>, groups: &[Group], number: &'n str) -> Option<(&'n str, &'n str)> {
    let (first, last) = (groups.first()?, groups.last()?);
    let context = first.start;
    if !number.chars().all(|digit| digit.is_ascii_digit()) || reading.counts_something(last.end) {
        return None;
    }
    let others = [(OFFICE, HOME), (RECORD, PHONE), (NUMBERED, PHONE)];
    if others
        .iter()
        .any(|(other, own)| reading.announced(context, other, own))
    {
        return None;
    }
    if !number.starts_with('0') {
        let home = matches!(number.len(), 7 | 8) && reading.announced(context, HOME, OFFICE);
        let told = reading.before(context, 8).contains("电话") || reading.before(context, 8).contains('机');
        let whole = groups.iter().all(|group| 2 < group.digits.len());
        return (home && told && whole && !number.starts_with(['0', '1'])).then_some(("", number));
    }
    let area = if number.starts_with("010") || number.starts_with("02") {
        3
    } else {
        4
    };
    let (area, subscriber) = number.split_at_checked(area)?;
    let split = groups.len() == 1 || first.digits == area;
    let lengths = if area.len() == 3 { 8..=8 } else { 7..=8 };
    let sound = lengths.contains(&subscriber.len())
        && !subscriber.starts_with(['0', '1'])
        && !area.starts_with("00")
        && (area == "010" || !area.starts_with("01"))
        && !reading.previous(context).is_ascii_alphanumeric()
        && !reading.at(last.end).is_ascii_alphabetic();
    (sound && split).then_some((area, subscriber))
}

/// 16 to 19 digits with the check digit of ISO/IEC 7812 (Luhn), told by the issuer or by the words before it.
fn is_bank_card(reading: &Reading<'_>, groups: &[Group], number: &str) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    let whole = groups
        .iter()
        .take(groups.len() - 1)
        .all(|group| 2 < group.digits.len());
    let issued = (number.starts_with("62") || number.starts_with("9558"))
        && !reading.announced(first.start, RECORD, BANK);
    (16..=19).contains(&number.len())
        && whole
        && passes_luhn(number)
        && !reading.previous(first.start).is_ascii_alphanumeric()
        && !reading.at(last.end).is_ascii_alphanumeric()
        && !reading.counts_something(last.end)
        && (issued || reading.announced(first.start, BANK, RECORD))
}

fn passes_luhn(number: &str) -> bool {
    let mut sum = 0;
    for (place, digit) in number.chars().rev().enumerate() {
        let Some(digit) = digit.to_digit(10) else {
            return false;
        };
        let doubled = digit * 2;
        sum += match place % 2 {
            0 => digit,
            _ if 9 < doubled => doubled - 9,
            _ => doubled,
        };
    }
    sum % 10 == 0
}

/// No form of its own: told by the words before it alone.
fn is_social_security(reading: &Reading<'_>, first: &Group, last: &Group, number: &str) -> bool {
    let before = reading.before(first.start, 7);
    let named = ["号", "卡"].iter().any(|word| before.contains(word));
    (8..=18).contains(&number.len())
        && named
        && reading.announced(first.start, SOCIAL, RECORD)
        && !reading.at(last.end).is_ascii_alphanumeric()
        && !reading.counts_something(last.end)
        && !reading.announced(first.start, &["电话", "热线"], SOCIAL)
}
