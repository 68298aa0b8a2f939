//! The words people write in closed columns and the codes they stand for. The first word
//! of a code is the one we write.

pub(super) type Words = &'static [(&'static str, &'static [&'static str])];

pub(super) const KINDS: Words = &[
    ("committee", &["党委", "委员会"]),
    ("general_branch", &["党总支", "总支"]),
    ("branch", &["党支部", "支部"]),
    ("department", &["部门", "内设机构"]),
    ("discipline", &["纪委", "纪检机构"]),
    ("organ", &["机关"]),
];

pub(super) const DUTIES: Words = &[
    ("draft", &["起草"]),
    ("secrecy", &["保密审查"]),
    ("check", &["审核"]),
    ("legal", &["合法性审查"]),
    ("discipline", &["纪委审核"]),
    ("approve", &["审批"]),
    ("supervise", &["监督"]),
    ("administer", &["系统管理", "管理"]),
    ("secure", &["安全保密管理"]),
    ("audit", &["安全审计"]),
];

const YES: &[&str] = &["是", "√", "✓", "✔", "1", "y", "yes", "true", "党员", "中共党员"];
const NO: &[&str] = &[
    "",
    "否",
    "×",
    "0",
    "n",
    "no",
    "false",
    "非党员",
    "群众",
    "-",
    "—",
    "无",
];

/// The code for a word; a code stands for itself.
pub(super) fn code(words: Words, word: &str) -> Option<&'static str> {
    words
        .iter()
        .find(|(code, known)| *code == word || known.contains(&word))
        .map(|(code, _)| *code)
}

/// The word we write for a code; an unknown code is written as it is.
pub(super) fn word(words: Words, code: &str) -> &str {
    let known = words
        .iter()
        .find(|(known, _)| *known == code)
        .and_then(|(_, words)| words.first());
    known.copied().unwrap_or(code)
}

/// The words to choose from, for a sentence.
pub(super) fn choices(words: Words) -> String {
    let first: Vec<&str> = words
        .iter()
        .filter_map(|(_, words)| words.first().copied())
        .collect();
    first.join("、")
}

/// Whether a cell says yes. A probationary member is neither here: what follows from that
/// is for the sender to decide.
pub(super) fn yes(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    if YES.contains(&text.as_str()) {
        Some(true)
    } else if NO.contains(&text.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Splits a cell with several duties, however they are separated.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let separates = |c: char| matches!(c, '、' | '，' | ',' | ';' | '；' | '/' | '／') || c.is_whitespace();
    text.split(separates).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_word_reads_back_as_its_code() {
        for words in [KINDS, DUTIES] {
            for (stored, _) in words {
                assert_eq!(code(words, word(words, stored)), Some(*stored));
            }
        }
    }

    #[test]
    fn duties_may_be_separated_in_any_usual_way() {
        let found: Vec<&str> = split("起草、审核，审批;监督/管理 保密审查；，").collect();
        assert_eq!(found, ["起草", "审核", "审批", "监督", "管理", "保密审查"]);
    }

    #[test]
    fn a_probationary_member_is_left_to_the_sender() {
        assert_eq!(yes("中共党员"), Some(true));
        assert_eq!(yes("群众"), Some(false));
        assert_eq!(yes("预备党员"), None);
    }
}
