//! Two texts that were made from one: paragraph by paragraph, what both kept, what either changed, and what both did.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::words::words;

/// A piece of the two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Both have these paragraphs.
    Same(String),
    /// They differ here.
    Differs(Place),
}

/// A place where the texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What both began with.
    pub base: String,
    /// What is stored.
    pub theirs: String,
    /// What is being saved.
    pub mine: String,
}

words! {
    /// Which of them a text takes at a place.
    Take {
        /// The one that is stored.
        Theirs = "theirs",
        /// The one that is being saved.
        Mine = "mine",
        /// One after the other.
        Both = "both",
    }
}

impl Place {
    /// What nobody would mind: the side that changed something, and both sides where both did.
    #[must_use]
    pub fn proposed(&self) -> Take {
        if self.mine == self.base {
            Take::Theirs
        } else if self.theirs == self.base {
            Take::Mine
        } else {
            Take::Both
        }
    }
}

/// The pieces of two texts in their order.
#[must_use]
pub fn parts(base: &str, theirs: &str, mine: &str) -> Vec<Part> {
    let (base, theirs, mine) = (paragraphs(base), paragraphs(theirs), paragraphs(mine));
    let (to_theirs, to_mine) = (kept(&base, &theirs), kept(&base, &mine));
    let mut found = Vec::new();
    let (mut b, mut t, mut m) = (0, 0, 0);
    for (at, (in_theirs, in_mine)) in to_theirs.iter().zip(&to_mine).enumerate() {
        let (Some(in_theirs), Some(in_mine)) = (*in_theirs, *in_mine) else {
            continue;
        };
        found.extend(between(
            base.get(b..at).unwrap_or_default(),
            theirs.get(t..in_theirs).unwrap_or_default(),
            mine.get(m..in_mine).unwrap_or_default(),
        ));
        found.extend(base.get(at).map(|kept| Part::Same((*kept).to_owned())));
        (b, t, m) = (at + 1, in_theirs + 1, in_mine + 1);
    }
    found.extend(between(
        base.get(b..).unwrap_or_default(),
        theirs.get(t..).unwrap_or_default(),
        mine.get(m..).unwrap_or_default(),
    ));
    found
}

/// One text of the pieces; the places in their order take what was chosen, or else what is proposed.
#[must_use]
pub fn merged(parts: &[Part], choices: &[Option<Take>]) -> String {
    let mut choices = choices.iter();
    let mut texts: Vec<&str> = Vec::new();
    for part in parts {
        match part {
            Part::Same(text) => texts.push(text),
            Part::Differs(place) => match choices.next().copied().flatten().unwrap_or(place.proposed()) {
                Take::Theirs => texts.push(&place.theirs),
                Take::Mine => texts.push(&place.mine),
                Take::Both => texts.extend([place.theirs.as_str(), &place.mine]),
            },
        }
    }
    texts.retain(|text| !text.is_empty());
    texts.join("\n\n")
}

/// What lies between two paragraphs that both kept. Where all three have as many paragraphs each is a place by itself.
fn between(base: &[&str], theirs: &[&str], mine: &[&str]) -> Vec<Part> {
    if base.len() == theirs.len() && base.len() == mine.len() {
        let rows = base.iter().zip(theirs).zip(mine);
        return rows
            .filter_map(|((base, theirs), mine)| place(base, theirs, mine))
            .collect();
    }
    let joined = |list: &[&str]| list.join("\n\n");
    place(&joined(base), &joined(theirs), &joined(mine))
        .into_iter()
        .collect()
}

fn place(base: &str, theirs: &str, mine: &str) -> Option<Part> {
    if theirs != mine {
        return Some(Part::Differs(Place {
            base: base.to_owned(),
            theirs: theirs.to_owned(),
            mine: mine.to_owned(),
        }));
    }
    (!mine.is_empty()).then(|| Part::Same(mine.to_owned()))
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n")
        .map(|paragraph| paragraph.trim_matches('\n'))
        .filter(|paragraph| !paragraph.trim().is_empty())
        .collect()
}

/// Where each paragraph of the base stands in a text made from it.
fn kept(base: &[&str], text: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Myers, base, text) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            for step in 0..len {
                if let Some(place) = found.get_mut(old_index + step) {
                    *place = Some(new_index + step);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(parts: &[Part]) -> Vec<&Place> {
        parts
            .iter()
            .filter_map(|part| match part {
                Part::Differs(place) => Some(place),
                Part::Same(_) => None,
            })
            .collect()
    }

    const BASE: &str = "一\n\n二\n\n三\n\n四";

    #[test]
    fn what_only_one_changed_is_proposed_as_they_have_it() {
        let parts = parts(BASE, "一\n\n二改\n\n三\n\n四", "一\n\n二\n\n三\n\n四\n\n五");
        assert_eq!(places(&parts).len(), 2, "{parts:?}");
        assert_eq!(merged(&parts, &[]), "一\n\n二改\n\n三\n\n四\n\n五");
        assert_eq!(merged(&parts, &[Some(Take::Mine), Some(Take::Theirs)]), BASE);
    }

    #[test]
    fn what_both_changed_keeps_the_words_of_both_until_somebody_chooses() {
        let parts = parts(BASE, "一\n\n二甲\n\n三\n\n四", "一\n\n二乙\n\n三\n\n四");
        assert_eq!(merged(&parts, &[]), "一\n\n二甲\n\n二乙\n\n三\n\n四");
        assert_eq!(merged(&parts, &[Some(Take::Theirs)]), "一\n\n二甲\n\n三\n\n四");
    }

    #[test]
    fn neighbours_that_were_changed_by_different_people_are_different_places() {
        let parts = parts("一\n\n二", "一甲\n\n二", "一\n\n二乙");
        assert_eq!(places(&parts).len(), 2, "{parts:?}");
        assert_eq!(merged(&parts, &[]), "一甲\n\n二乙");
    }

    #[test]
    fn what_both_changed_alike_is_no_question() {
        let parts = parts(BASE, "一\n\n四", "一\n\n四");
        assert_eq!(places(&parts), Vec::<&Place>::new());
        assert_eq!(merged(&parts, &[]), "一\n\n四");
    }

    /// All of theirs is their text, all of mine is mine, and no word is in neither.
    #[test]
    fn whoever_takes_one_side_everywhere_has_that_text() {
        let texts = [
            "",
            "一",
            BASE,
            "二\n\n一",
            "一\n\n二改\n\n三\n\n五",
            "四\n\n三\n\n二\n\n一",
            "二\n\n二\n\n四",
        ];
        for base in texts {
            for theirs in texts {
                for mine in texts {
                    let parts = parts(base, theirs, mine);
                    let all = |take| merged(&parts, &vec![Some(take); parts.len()]);
                    assert_eq!(all(Take::Theirs), theirs, "{parts:?}");
                    assert_eq!(all(Take::Mine), mine, "{parts:?}");
                }
            }
        }
    }
}
