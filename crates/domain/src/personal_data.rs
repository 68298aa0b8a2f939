//! Personal data that must not be released by mistake: resident ids and mobile numbers.

/// A suspicious place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: &'static str,
    /// The place with its middle hidden, fit to be shown and logged.
    pub masked: String,
}

/// Every resident id and mobile number in a text. Full-width digits, invisible characters, and a space, a dot or a
/// hyphen between groups of digits do not hide one.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    digit_runs(text)
        .iter()
        .flat_map(|groups| find_in(groups))
        .collect()
}

/// Looks at neighbouring groups of one run together, the longest first, each group used once.
fn find_in(groups: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < groups.len() {
        let hit = (start + 1..=groups.len())
            .rev()
            .find_map(|end| Some((end, suspicious(&groups.get(start..end)?.concat())?)));
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

/// What a number looks like, if it looks like something personal.
fn suspicious(number: &str) -> Option<Found> {
    if is_resident_id(number) {
        return Some(Found {
            kind: "身份证号",
            masked: masked(number, 6, 4),
        });
    }
    let mobile = match number.strip_prefix("86") {
        Some(rest) if number.len() == 13 => rest,
        _ => number,
    };
    is_mobile(mobile).then(|| Found {
        kind: "手机号",
        masked: masked(mobile, 3, 4),
    })
}

/// Runs of groups of digits with at most two spaces, dots or hyphens between; an X may end a group of 17.
fn digit_runs(text: &str) -> Vec<Vec<String>> {
    let mut runs = Vec::new();
    let (mut groups, mut group, mut gap) = (Vec::new(), String::new(), 0);
    for character in text.chars().filter(|character| !is_invisible(*character)) {
        let character = narrow(character);
        if character.is_ascii_digit() || (matches!(character, 'X' | 'x') && !group.is_empty()) {
            gap = 0;
            group.push(character.to_ascii_uppercase());
            if !character.is_ascii_digit() {
                groups.push(std::mem::take(&mut group));
            }
            continue;
        }
        if !group.is_empty() {
            groups.push(std::mem::take(&mut group));
        }
        gap += 1;
        if !matches!(character, ' ' | '.' | '-') || 2 < gap {
            runs.push(std::mem::take(&mut groups));
        }
    }
    groups.extend((!group.is_empty()).then_some(group));
    runs.push(groups);
    runs
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// 18 places, a possible birthday, and the check character of GB 11643 (ISO 7064 MOD 11-2).
fn is_resident_id(run: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8] = b"10X98765432";
    if run.len() != 18 {
        return false;
    }
    let month = run
        .get(10..12)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    let day = run
        .get(12..14)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    let sum: u32 = run
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip(WEIGHTS)
        .map(|(d, w)| d * w)
        .sum();
    let check = usize::try_from(sum % 11)
        .ok()
        .and_then(|place| CHECKS.get(place))
        .copied();
    (1..=12).contains(&month) && (1..=31).contains(&day) && check == run.bytes().last()
}

fn is_mobile(run: &str) -> bool {
    run.len() == 11
        && run.starts_with('1')
        && run
            .chars()
            .nth(1)
            .is_some_and(|digit| ('3'..='9').contains(&digit))
}

fn masked(run: &str, head: usize, tail: usize) -> String {
    let hidden = run.len().saturating_sub(head + tail);
    run.char_indices()
        .map(|(place, digit)| {
            if head <= place && place < head + hidden {
                '*'
            } else {
                digit
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        find(text).into_iter().map(|found| found.kind).collect()
    }

    #[test]
    fn a_resident_id_is_found_by_its_check_character() {
        // made up: region 110101, born 1990-03-07, with the right check character
        assert_eq!(kinds("证号11010119900307803X。"), ["身份证号"]);
        assert_eq!(kinds("证号１１０１０１１９９００３０７８０３Ｘ"), ["身份证号"]);
        assert_eq!(kinds("项目编号110101199003078031"), [""; 0]);
    }

    #[test]
    fn neighbours_groups_and_invisible_characters_hide_nothing() {
        for text in [
            "13800138000 13900139000",
            "11010119900307803X 13800138000",
            "+8613800138000",
            "编号3-13800138000",
            "证件类型1 11010119900307803X",
            "138.0013.8000",
            "138  0013 8000",
            "138\u{200b}00138000",
        ] {
            assert!(!find(text).is_empty(), "{text}");
        }
        assert_eq!(kinds("13800138000 13900139000"), ["手机号", "手机号"]);
    }

    #[test]
    fn a_mobile_number_is_found_even_in_groups() {
        assert_eq!(find("电话138-0013-8000").first().unwrap().masked, "138****8000");
        assert_eq!(kinds("金额12800138000元，内线8001"), [""; 0]);
        assert_eq!(kinds("编号213800138000"), [""; 0]);
    }
}
