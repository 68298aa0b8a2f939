use app::plan::PlanView;
use domain::difference::{Piece, difference};
use domain::merge::{Part, Place, Take, merged, parts};

use super::draft::Draft;
use super::unsaved::shortened;
use crate::desk::Fields;
use crate::texts::Desk;

/// Where a drafter's text and the one that somebody stored meanwhile differ.
pub(super) struct Clash {
    pub(super) places: Vec<Seen>,
    /// The other fields that differ, by their labels.
    pub(super) fields: Vec<&'static str>,
}

/// One such place, as the page shows it.
pub(super) struct Seen {
    /// What they made of the common text; nothing when they left it.
    pub(super) theirs: Vec<Piece>,
    /// What this drafter made of it.
    pub(super) mine: Vec<Piece>,
    proposed: Take,
}

impl Seen {
    fn of(place: &Place) -> Self {
        let side = |text: &str| {
            if text == place.base {
                Vec::new()
            } else {
                shortened(difference(&place.base, text))
            }
        };
        Self {
            theirs: side(&place.theirs),
            mine: side(&place.mine),
            proposed: place.proposed(),
        }
    }

    pub(super) fn proposes(&self, code: &str) -> bool {
        self.proposed.code() == code
    }
}

impl Clash {
    /// The differences between what is stored and what was typed; none when only the edition is newer.
    pub(super) fn between(view: &PlanView, stored: &Draft, draft: &Draft, w: &Desk) -> Option<Self> {
        let parts = parts(&draft.base, &view.proposal.body, &draft.body);
        let places: Vec<_> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Differs(place) => Some(Seen::of(place)),
                Part::Same(_) => None,
            })
            .collect();
        let differs = [
            (stored.title != draft.title, w.form_title),
            (stored.basis != draft.basis, w.form_basis),
            (stored.day != draft.day, w.form_day),
            (stored.rows != draft.rows, w.form_audience),
            (stored.release != draft.release, w.form_release),
            (stored.ways != draft.ways, w.form_ways),
            (stored.elements != draft.elements, w.form_elements),
        ];
        let fields = differs
            .into_iter()
            .filter_map(|(differs, label)| differs.then_some(label));
        let clash = Self {
            fields: fields.collect(),
            places,
        };
        (!clash.places.is_empty() || !clash.fields.is_empty()).then_some(clash)
    }
}

/// The body with what was chosen at each place.
pub(super) fn chosen(draft: &Draft, theirs: &str, sent: &Fields) -> String {
    let parts = parts(&draft.base, theirs, &draft.body);
    let choices: Vec<_> = (0..parts.len())
        .map(|place| Take::from_code(sent.one(&format!("take-{place}"))))
        .collect();
    merged(&parts, &choices)
}
