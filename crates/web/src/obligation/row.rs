use app::matter::Name;
use app::obligation::{Key, Owed, UnitYear};
use domain::obligation::{About, Obligation, State};
use domain::words::Track;

use super::how;
use crate::paths;
use crate::texts::{Texts, fill};

/// An obligation on a page.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) track: Track,
    pub(super) entry: String,
    pub(super) about: String,
    pub(super) responsible: String,
    /// How it stands, in words.
    pub(super) state: String,
    /// How pressing that is: `late`, `soon`, or nothing.
    pub(super) class: &'static str,
    pub(super) how: Vec<String>,
    /// The disclosure that fulfilled it, for those who may open it.
    pub(super) disclosure: Option<String>,
    /// The matter it is a stage of.
    pub(super) matter: Option<String>,
    /// Where a matter is opened that fulfils it.
    pub(super) begin: Option<String>,
    /// What was asked about it, and where.
    pub(super) excuse: Option<(&'static str, String)>,
    /// Where to ask to be excused.
    pub(super) ask: Option<String>,
    /// The notice that it is not disclosed, and where.
    pub(super) withheld: Option<(&'static str, String)>,
    /// Where to file one.
    pub(super) withhold: Option<String>,
}

impl Row {
    pub(super) fn of(t: &Texts, view: &UnitYear, owed: &Owed) -> Self {
        let obligation = &owed.obligation;
        let rule = &obligation.rule;
        let open = !matches!(obligation.state, State::Fulfilled { .. } | State::Excused);
        let withhold = open && view.may_withhold && obligation.withheld.is_none();
        let begin = open && view.may_ask && !matches!(obligation.about, About::Stage(..));
        let ask = open && view.may_ask && !obligation.is_asked();
        Self {
            name: rule.name.clone(),
            track: rule.track,
            entry: rule.entry.clone(),
            about: about(t, owed),
            responsible: fill(t.obligation.responsible, &[&rule.responsible]),
            state: standing(t, obligation),
            class: class(obligation.state),
            how: how::computed(t, obligation, &view.calendar),
            disclosure: match obligation.state {
                State::Fulfilled { by, .. } if view.readable.contains(&by) => Some(paths::disclosure(&by)),
                _ => None,
            },
            matter: match obligation.about {
                About::Stage(matter, _) if open && view.works => Some(paths::desk_matter(&matter)),
                _ => None,
            },
            begin: begin.then(|| paths::new_matter_of(&view.unit, rule.track, &rule.entry)),
            excuse: obligation.excuse.as_ref().map(|excuse| {
                let words = match excuse.ruling.as_ref().map(|ruled| ruled.consents) {
                    None => t.obligation.asked,
                    Some(true) => t.obligation.consented,
                    Some(false) => t.obligation.declined,
                };
                (words, paths::excuse(&excuse.id))
            }),
            ask: ask.then(|| paths::new_excuse(&view.unit, &Key::of(obligation))),
            withheld: obligation.withheld.as_ref().map(|notice| {
                let w = &t.withholding;
                let words = if notice.confirmed {
                    w.row_holds
                } else {
                    w.row_asked
                };
                (words, paths::withholding(&notice.id))
            }),
            withhold: withhold.then(|| paths::new_withholding(&view.unit, &Key::of(obligation))),
        }
    }
}

fn class(state: State) -> &'static str {
    match state {
        State::Overdue { .. } => "late",
        State::DueSoon => "soon",
        State::Due | State::Fulfilled { .. } | State::Excused => "",
    }
}

/// For what a disclosure is owed.
pub(crate) fn about(t: &Texts, owed: &Owed) -> String {
    about_of(t, owed.obligation.about, owed.matter.as_ref())
}

/// The same, with what the matter is called when it is a stage.
pub(crate) fn about_of(t: &Texts, about: About, matter: Option<&Name>) -> String {
    let o = &t.obligation;
    match about {
        About::Standing => o.standing.to_owned(),
        About::Stage(_, stage) => {
            let stage = (t.common.stage)(stage);
            let matter = matter.map(|name| t.matter(name));
            fill(o.stage_of, &[&matter.unwrap_or_default(), stage])
        }
        About::Period { from, to } => {
            let year = to.year().to_string();
            let month = to.month();
            match month - from.month() {
                0 => fill(o.month, &[&year, &format!("{month:02}")]),
                2 => fill(o.quarter, &[&year, &(month / 3).to_string()]),
                5 => fill(o.half, &[&year, &(month / 6).to_string()]),
                _ => fill(o.year, &[&year]),
            }
        }
    }
}

/// How an obligation stands.
pub(crate) fn standing(t: &Texts, owed: &Obligation) -> String {
    let o = &t.obligation;
    match (owed.state, owed.clock.map(|clock| clock.due)) {
        (State::Fulfilled { on, late: 0, .. }, _) => fill(o.fulfilled_on, &[&on.to_string()]),
        (State::Fulfilled { on, late, .. }, _) => {
            fill(o.fulfilled_late, &[&on.to_string(), &late.to_string()])
        }
        (State::Excused, _) if owed.withheld.as_ref().is_some_and(|notice| notice.confirmed) => {
            t.withholding.standing.to_owned()
        }
        (State::Excused, _) if owed.excuse.is_none() => o.excused_stage.to_owned(),
        (State::Excused, _) => o.excused_words.to_owned(),
        (State::Overdue { since }, _) => fill(o.overdue_since, &[&since.to_string()]),
        (State::DueSoon, Some(Ok(due))) => fill(o.soon_until, &[&due.to_string()]),
        (_, Some(Ok(due))) => fill(o.due_until, &[&due.to_string()]),
        (_, Some(Err(missing))) => fill(o.due_later, &[&missing.year.to_string()]),
        (_, None) => o.due_open.to_owned(),
    }
}
