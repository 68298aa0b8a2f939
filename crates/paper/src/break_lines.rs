//! Where a line ends: Chinese breaks between any two characters but where punctuation forbids it; words and numbers
//! in other scripts stay whole.

use crate::faces::is_wide;

/// What no line begins with.
const NOT_FIRST: &str = "，。、；：？！）》」』】〕〉”’…—·,.;:?!)]}%％℃";
/// What no line ends with.
const NOT_LAST: &str = "（《「『【〔〈“‘([{￥$#";

/// The lines of a text that is so wide, the first of them with less room. Each character comes with its width.
pub(crate) fn lines(signs: &[(char, f32)], width: f32, indent: f32) -> Vec<Vec<(char, f32)>> {
    let mut lines = Vec::new();
    let mut rest = signs;
    let mut room = width - indent;
    while !rest.is_empty() {
        let fits = fitting(rest, room);
        let end = if fits == rest.len() {
            fits
        } else {
            allowed(rest, fits)
        };
        let (line, after) = rest.split_at(end);
        lines.push(trimmed(line).to_vec());
        rest = after;
        // a space at the break is the break
        while let Some(((' ', _), after)) = rest.split_first() {
            rest = after;
        }
        room = width;
    }
    lines
}

/// How many characters fit; at least one.
fn fitting(signs: &[(char, f32)], room: f32) -> usize {
    let mut used = 0.0;
    let count = signs
        .iter()
        .take_while(|(_, width)| {
            used += width;
            // 28 cells are as wide as the line but for the last digit of a float
            used <= room + 0.01
        })
        .count();
    count.max(1)
}

/// The last place not after `fits` where a line may end; where none is, it ends there all the same.
fn allowed(signs: &[(char, f32)], fits: usize) -> usize {
    (1..=fits)
        .rev()
        .find(|end| may_break(signs, *end))
        // a word longer than half a line is cut rather than leaving a hole
        .filter(|end| fits / 2 < *end)
        .unwrap_or(fits)
}

fn may_break(signs: &[(char, f32)], at: usize) -> bool {
    let sign = |place: usize| signs.get(place).map(|(sign, _)| *sign);
    let (Some(before), Some(after)) = (sign(at.wrapping_sub(1)), sign(at)) else {
        return true;
    };
    let joined = !is_wide(before) && !is_wide(after) && before != ' ' && after != ' ';
    !NOT_FIRST.contains(after) && !NOT_LAST.contains(before) && !joined
}

fn trimmed(line: &[(char, f32)]) -> &[(char, f32)] {
    let kept = line
        .iter()
        .rposition(|(sign, _)| *sign != ' ')
        .map_or(0, |last| last + 1);
    line.split_at(kept).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, cells: f32) -> Vec<String> {
        let width = |sign| if is_wide(sign) { 1.0 } else { 0.5 };
        let signs: Vec<_> = text.chars().map(|sign| (sign, width(sign))).collect();
        let lines = lines(&signs, cells, 0.0);
        lines
            .iter()
            .map(|line| line.iter().map(|(sign, _)| sign).collect())
            .collect()
    }

    #[test]
    fn a_line_takes_what_fits() {
        assert_eq!(broken("一二三四五六七", 3.0), ["一二三", "四五六", "七"]);
        assert_eq!(broken("", 3.0), [""; 0]);
    }

    #[test]
    fn no_line_begins_with_a_full_stop_or_ends_with_an_opening_bracket() {
        assert_eq!(broken("一二三。四五", 3.0), ["一二", "三。四", "五"]);
        assert_eq!(broken("一二《三四》", 3.0), ["一二", "《三", "四》"]);
    }

    #[test]
    fn a_number_stays_whole_when_there_is_a_place_before_it() {
        assert_eq!(broken("一共支出12345元", 5.0), ["一共支出", "12345元"]);
        assert_eq!(broken("123456789", 2.0), ["1234", "5678", "9"]);
    }

    #[test]
    fn nothing_is_lost_but_spaces_at_the_ends() {
        let text = "为进一步做好 2026 年度党务公开工作，现将《实施方案》（试行）予以公开：见 https://example.org/a。";
        for cells in 2..30_u8 {
            let together = broken(text, f32::from(cells)).concat();
            assert_eq!(together.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
