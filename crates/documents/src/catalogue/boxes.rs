//! ■ and □, √ in a column of its own, and the 口 that text recognition makes of □.

const CHOSEN: &[char] = &['■', '☑', '☒', '√', '✓', '✔', '●', '◼', '▣'];
const EMPTY: &[char] = &['□', '☐', '○', '◻', '▢'];

/// Whether a cell of a column that is only ticked is ticked.
pub(super) fn is_ticked(cell: &str) -> bool {
    let cell = cell.trim();
    cell.contains(CHOSEN) || matches!(cell, "是" | "V" | "v" | "Y" | "y" | "1" | "有")
}

/// The names that are chosen in a cell, and whether a 口 had to be taken for an empty box. A cell without any box
/// chooses everything it names.
pub(super) fn chosen(cell: &str) -> (Vec<String>, bool) {
    let mut items: Vec<(Option<bool>, String)> = vec![(None, String::new())];
    let mut guessed = false;
    let mut before: Option<char> = None;
    for sign in cell.chars() {
        let starts = before.is_none_or(|before| before.is_whitespace() || is_separator(before));
        let mark = if CHOSEN.contains(&sign) {
            Some(true)
        } else if EMPTY.contains(&sign) {
            Some(false)
        } else if sign == '口' && starts {
            guessed = true;
            Some(false)
        } else {
            None
        };
        match mark {
            Some(mark) => items.push((Some(mark), String::new())),
            None if is_separator(sign) => items.push((None, String::new())),
            None => {
                if let Some((_, name)) = items.last_mut() {
                    name.push(sign);
                }
            }
        }
        before = Some(sign);
    }
    let boxed = items.iter().any(|(mark, _)| mark.is_some());
    let wanted = |(mark, name): (Option<bool>, String)| {
        let name = name.trim().to_owned();
        let taken = if boxed { mark == Some(true) } else { true };
        (taken && !name.is_empty()).then_some(name)
    };
    (items.into_iter().filter_map(wanted).collect(), guessed)
}

fn is_separator(sign: char) -> bool {
    matches!(sign, '、' | '，' | ',' | '；' | ';' | '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_choose_and_empty_boxes_do_not() {
        let (names, guessed) = chosen("■政府网站 □政府公报\n■两微一端  口发布会/听证会 ■政务服务窗口");
        assert_eq!(names, ["政府网站", "两微一端", "政务服务窗口"]);
        assert!(guessed, "the 口 of 窗口 is none, the one before 发布会 is");
    }

    #[test]
    fn a_cell_without_boxes_names_what_it_chooses() {
        assert_eq!(chosen("公开栏、会议；文件").0, ["公开栏", "会议", "文件"]);
        assert_eq!(chosen("窗口").0, ["窗口"]);
        assert_eq!(chosen("").0, [""; 0]);
    }

    #[test]
    fn a_tick_is_a_tick_in_any_hand() {
        for tick in ["√", " ✓ ", "■", "是", "V"] {
            assert!(is_ticked(tick), "{tick}");
        }
        for none in ["", "□", "口", "否", "—"] {
            assert!(!is_ticked(none), "{none}");
        }
    }
}
