//! Text behind «the circular 《…》 requires:», up to the paired quotation mark or to the end of the paragraph.

use std::ops::Range;

/// Words by which a rule or a superior speaks.
const SPEAKS: &[&str] = &[
    "要求", "规定", "强调", "指出", "明确", "提出", "部署", "精神", "决定", "通知", "批示", "重申", "作出",
    "载明", "如下", "所述", "第",
];

/// The longest title between 《 and 》.
const LONGEST_TITLE: usize = 60;
/// How far behind 》 the speaking word and the colon may stand.
const LEAD: usize = 24;
/// A quotation without its closing mark ends here.
const LONGEST_QUOTATION: usize = 3000;

/// Text given as the words of a rule or a superior.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    /// Its characters.
    pub(crate) range: Range<usize>,
    /// What stands between 《 and 》.
    pub(crate) title: String,
    /// Whether a colon or a quotation mark says where the cited words begin. A comma alone may as well open the
    /// writer's own words: such a passage is honest only if the other text cites the same title for it.
    pub(crate) is_marked: bool,
}

/// All cited text.
pub(crate) fn cited(signs: &[char]) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    let mut at = 0;
    while let Some(open) = next(signs, at, '《', signs.len()) {
        at = open + 1;
        let Some(close) = next(signs, at, '》', at + LONGEST_TITLE) else {
            continue;
        };
        if let Some((start, is_marked)) = speech(signs, close + 1) {
            let range = start..end(signs, start);
            at = range.end.max(close);
            let title = signs.get(open + 1..close).unwrap_or_default().iter().collect();
            found.push(Cited {
                range,
                title,
                is_marked,
            });
        }
    }
    found
}

fn next(signs: &[char], from: usize, sign: char, before: usize) -> Option<usize> {
    let searched = signs.get(from..before.min(signs.len()))?;
    searched
        .iter()
        .position(|found| *found == sign)
        .map(|at| from + at)
}

/// Where the cited words begin, if the clause behind the title lets a rule speak.
fn speech(signs: &[char], after: usize) -> Option<(usize, bool)> {
    let lead = signs.get(after..)?.iter().take(LEAD);
    let clause: String = lead
        .take_while(|sign| !matches!(sign, '。' | '\n' | '；' | '《'))
        .collect();
    let spoken = SPEAKS
        .iter()
        .filter_map(|word| Some(clause.find(word)? + word.len()))
        .min()?;
    let rest = clause.get(spoken..)?;
    let colon = rest
        .find(['：', ':', '，', ',', '“', '「'])
        .map(|at| spoken + at)?;
    let mut start = after + clause.get(..colon)?.chars().count();
    let mut is_marked = false;
    while let Some(sign @ ('：' | ':' | '，' | ',' | ' ')) = signs.get(start) {
        is_marked |= matches!(sign, '：' | ':');
        start += 1;
    }
    is_marked |= matches!(signs.get(start), Some('“' | '「'));
    Some((start, is_marked))
}

fn end(signs: &[char], start: usize) -> usize {
    match signs.get(start) {
        Some('“') => paired(signs, start, '“', '”'),
        Some('「') => paired(signs, start, '「', '」'),
        Some(_) => next(signs, start, '\n', signs.len()).unwrap_or(signs.len()),
        None => signs.len(),
    }
}

/// Behind the mark that closes the one at `start`; marks inside come in pairs.
fn paired(signs: &[char], start: usize, opening: char, closing: char) -> usize {
    let mut depth = 0_usize;
    let mut paragraph = None;
    for (at, sign) in signs.iter().enumerate().skip(start).take(LONGEST_QUOTATION) {
        if *sign == opening {
            depth += 1;
        } else if *sign == closing {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + 1;
            }
        } else if *sign == '\n' {
            paragraph = paragraph.or(Some(at));
        }
    }
    paragraph.unwrap_or(signs.len())
}

#[cfg(test)]
mod tests {
    use super::cited;

    fn words(text: &str) -> Vec<String> {
        let signs: Vec<char> = text.chars().collect();
        cited(&signs)
            .into_iter()
            .map(|cited| signs[cited.range].iter().collect())
            .collect()
    }

    #[test]
    fn a_quotation_ends_at_its_own_mark() {
        let text = "根据《示范办法》第三条规定：“办结后公开，坚持“两个示例”，不得拖延。”我局照办。";
        assert_eq!(words(text), ["“办结后公开，坚持“两个示例”，不得拖延。”"]);
    }

    #[test]
    fn without_marks_the_paragraph_may_be_cited() {
        let text = "按照《示例通知》要求，做好工作。抓好落实。\n我局照办。";
        assert_eq!(words(text), ["做好工作。抓好落实。"]);
        assert!(!cited(&text.chars().collect::<Vec<char>>())[0].is_marked);
    }

    #[test]
    fn naming_a_title_is_not_citing_it() {
        assert!(words("大家学习了《示例通知》。会后讨论了要求，").is_empty());
    }
}
