//! A difference line by line, as readers know the text: the signs that make headings and tables do not stand in the way.

use domain::difference::Piece;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    /// A row of a table.
    Row,
    Text,
}

/// A line of either text, or of both.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) pieces: Vec<Piece>,
}

/// The lines of a difference, without the empty ones and those that only draw a table.
pub(super) fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut lines = vec![Vec::new()];
    for piece in pieces {
        for (place, part) in text(piece).split('\n').enumerate() {
            if 0 < place {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(like(piece, part));
            }
        }
    }
    lines.into_iter().filter_map(line).collect()
}

fn line(pieces: Vec<Piece>) -> Option<Line> {
    let whole: String = pieces.iter().map(text).collect();
    let whole = whole.trim();
    if whole.chars().all(|sign| "|-: ".contains(sign)) {
        return None;
    }
    let is_row = whole.starts_with('|') && whole.ends_with('|');
    let is_heading = whole.trim_start_matches('#').starts_with(' ') && whole.starts_with('#');
    let kind = match (is_row, is_heading) {
        (true, _) => Kind::Row,
        (_, true) => Kind::Heading,
        _ => Kind::Text,
    };
    let last = pieces.len().saturating_sub(1);
    let shown = pieces.iter().enumerate().map(|(place, piece)| {
        let mut part = text(piece);
        if place == 0 && kind == Kind::Heading {
            part = part.trim_start_matches('#').trim_start();
        }
        if place == 0 && is_row {
            part = part.trim_start_matches('|').trim_start();
        }
        if place == last && is_row {
            part = part.trim_end_matches([' ', '|']);
        }
        like(
            piece,
            &if is_row {
                part.replace('|', "·")
            } else {
                part.to_owned()
            },
        )
    });
    let pieces = shown.filter(|piece| !text(piece).is_empty()).collect();
    Some(Line { kind, pieces })
}

fn text(piece: &Piece) -> &str {
    let (Piece::Same(text) | Piece::Gone(text) | Piece::New(text)) = piece;
    text
}

fn like(piece: &Piece, text: &str) -> Piece {
    let text = text.to_owned();
    match piece {
        Piece::Same(_) => Piece::Same(text),
        Piece::Gone(_) => Piece::Gone(text),
        Piece::New(_) => Piece::New(text),
    }
}

#[cfg(test)]
mod tests {
    use domain::difference::difference;

    use super::*;

    #[test]
    fn headings_and_tables_are_read_without_their_signs_and_every_change_stays() {
        let old = "各支部：\n\n## 一、经费\n\n| 项目 | 金额 |\n| --- | ---: |\n| 慰问 | 12,000 |\n\n- 受理电话 8001";
        let new = old.replace("12,000", "13,000").replace("经费", "经费来源");
        let lines = lines(&difference(old, &new));
        let said: Vec<_> = lines
            .iter()
            .map(|line| (line.kind, line.pieces.iter().map(text).collect::<String>()))
            .collect();
        assert_eq!(
            said,
            [
                (Kind::Text, "各支部：".to_owned()),
                (Kind::Heading, "一、经费来源".to_owned()),
                (Kind::Row, "项目 · 金额".to_owned()),
                (Kind::Row, "慰问 · 1213,000".to_owned()),
                (Kind::Text, "- 受理电话 8001".to_owned()),
            ]
        );
        let changed: Vec<_> = lines.iter().flat_map(|line| &line.pieces).collect();
        assert!(changed.contains(&&Piece::New("来源".into())));
        assert!(changed.contains(&&Piece::Gone("12".into())));
        assert!(changed.contains(&&Piece::New("13".into())));
    }

    #[test]
    fn a_line_that_went_and_one_that_came_are_two() {
        let lines = lines(&difference("## 旧题\n同样。", "## 新的小标题\n同样。"));
        let kinds: Vec<_> = lines.iter().map(|line| line.kind).collect();
        assert_eq!(kinds.first(), Some(&Kind::Heading));
        let all: String = lines.iter().flat_map(|line| &line.pieces).map(text).collect();
        assert!(!all.contains('#'), "{all}");
    }
}
