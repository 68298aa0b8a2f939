use app::likeness::{self, Alike, DraftFinding, Outlook};
use domain::ids::PlanId;

use crate::frame::Frame;
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// What a draft is alike to, on its page.
pub(crate) struct Section {
    /// Why nothing is listed.
    pub(crate) calm: Option<&'static str>,
    /// How many nobody has credited or explained.
    pub(crate) open: Option<String>,
    pub(crate) lines: Vec<Line>,
}

/// A finding in sentences.
pub(crate) struct Line {
    /// Whose name was left standing.
    pub(crate) foreign: Option<String>,
    pub(crate) title: String,
    /// Where the source is, for whoever may open it.
    pub(crate) source: String,
    pub(crate) kind: &'static str,
    pub(crate) is_open: bool,
    pub(crate) sentence: String,
    /// Who explained it and when, and the words.
    pub(crate) explained: Option<(String, String)>,
    /// Where both are side by side.
    pub(crate) beside: String,
}

impl Section {
    /// The section for a plan that is not released yet; afterwards there is none.
    pub(crate) async fn of(
        site: &Site,
        signed: &SignedIn,
        (f, plan): (&Frame, PlanId),
    ) -> Result<Option<Self>> {
        let w = &f.t.likeness;
        let outlook = likeness::of_plan(&site.app, signed.person.id, plan).await?;
        let calm = match &outlook {
            Outlook::Over => return Ok(None),
            Outlook::NotCompared => Some(w.not_compared),
            Outlook::NotReady => Some(w.not_ready),
            Outlook::Found(found) if found.is_empty() => Some(w.none),
            Outlook::Found(_) => None,
        };
        let findings = outlook.findings();
        let open = findings.iter().filter(|found| found.is_open).count();
        Ok(Some(Self {
            calm,
            open: (0 < open).then(|| fill(w.open_one, &[&open.to_string()])),
            lines: findings.iter().map(|found| Line::of(f, plan, found)).collect(),
        }))
    }
}

impl Line {
    fn of(f: &Frame, plan: PlanId, found: &DraftFinding) -> Self {
        let (w, alike) = (&f.t.likeness, &found.alike);
        let explained = found.explained.as_ref().map(|said| {
            let who = fill(w.explained, &[&said.by, &f.minute(&said.at)]);
            (who, said.words.clone())
        });
        Self {
            foreign: foreign(f, alike),
            title: alike.title.clone(),
            source: source(alike),
            kind: w.kind_word(alike.kind),
            is_open: found.is_open,
            sentence: sentence(f, alike),
            explained,
            beside: paths::draft_likeness(&plan, &alike.source),
        }
    }
}

/// Where somebody opens the source: its page, or the desk on which they know it.
pub(crate) fn source(alike: &Alike) -> String {
    if alike.has_page {
        paths::disclosure(&alike.source)
    } else {
        paths::desk_plan(&alike.plan)
    }
}

/// That another unit's name was left standing.
pub(crate) fn foreign(f: &Frame, alike: &Alike) -> Option<String> {
    let names = alike.foreign_names.join(f.t.common.comma);
    (!names.is_empty()).then(|| fill(f.t.likeness.foreign, &[&names]))
}

/// A finding in one sentence.
pub(crate) fn sentence(f: &Frame, alike: &Alike) -> String {
    let values = [
        alike.unit_name.as_str(),
        &f.day(&alike.released_at),
        &alike.characters.to_string(),
        &f.t.per_cent(alike.share),
    ];
    fill(f.t.likeness.sentence(alike.kind), &values)
}
