//! Personal data that must not be released by mistake: resident ids and mobile numbers.

/// A suspicious place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: &'static str,
    /// The place with its middle hidden, fit to be shown and logged.
    pub masked: String,
}

/// Every resident id and mobile number in a text; full-width digits, spaces and hyphens do not hide one.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for run in digit_runs(text) {
        if is_resident_id(&run) {
            found.push(Found {
                kind: "身份证号",
                masked: masked(&run, 6, 4),
            });
        } else if is_mobile(&run) {
            found.push(Found {
                kind: "手机号",
                masked: masked(&run, 3, 4),
            });
        }
    }
    found
}

/// Runs of digits, joined over single spaces and hyphens, with a final X.
fn digit_runs(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut gap = 0;
    for character in text.chars() {
        match narrow(character) {
            digit if digit.is_ascii_digit() || (matches!(digit, 'X' | 'x') && run.len() == 17) => {
                run.push(digit.to_ascii_uppercase());
                gap = 0;
            }
            ' ' | '-' if !run.is_empty() && gap == 0 => gap = 1,
            _ => {
                runs.push(std::mem::take(&mut run));
                gap = 0;
            }
        }
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
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
    fn a_mobile_number_is_found_even_in_groups() {
        assert_eq!(find("电话138-0013-8000").first().unwrap().masked, "138****8000");
        assert_eq!(kinds("金额12800138000元，内线8001"), [""; 0]);
        assert_eq!(kinds("编号213800138000"), [""; 0]);
    }
}
