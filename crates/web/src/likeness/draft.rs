use app::likeness::{self, Alike, DraftBeside, Said};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{DisclosureId, PlanId};

use super::pair::{Pair, Row};
use super::section::sentence;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

/// A draft beside what it is alike to, for those who take part in its procedure.
#[derive(Template)]
#[template(path = "likeness/draft.html")]
struct Page {
    f: Frame,
    w: &'static texts::Likeness,
    plan: PlanId,
    source: DisclosureId,
    pair: Pair,
    explained: Option<Said>,
    may_explain: bool,
    may_credit: Option<i64>,
    /// What the same words may be said of.
    others: Vec<Other>,
    words: String,
    refused: Option<String>,
}

/// Something else that the draft is alike to.
struct Other {
    source: DisclosureId,
    sentence: String,
    is_chosen: bool,
}

impl Other {
    fn of(f: &Frame, alike: &Alike) -> Self {
        Self {
            source: alike.source,
            sentence: format!("{} {}", f.t.named(&alike.title), sentence(f, alike)),
            is_chosen: false,
        }
    }
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, (plan, source): (PlanId, DisclosureId)) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let DraftBeside {
            beside,
            explained,
            may_explain,
            may_credit,
            others,
        } = likeness::of_draft(&site.app, signed.person.id, (plan, source)).await?;
        Ok(Self {
            w: &f.t.likeness,
            plan,
            // a newer version stands for the one that an old link names
            source: beside.alike.source,
            pair: Pair::of(&f, beside),
            words: explained
                .as_ref()
                .map(|said| said.words.clone())
                .unwrap_or_default(),
            explained,
            may_explain,
            may_credit,
            others: others.iter().map(|alike| Other::of(&f, alike)).collect(),
            refused: None,
            f,
        })
    }

    fn back(&self) -> String {
        paths::desk_plan(&self.plan)
    }

    fn address(&self) -> String {
        paths::draft_likeness(&self.plan, &self.source)
    }

    fn said(&self, said: &Said) -> String {
        fill(self.w.explained, &[&said.by, &self.f.minute(&said.at)])
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path((plan, source)): Path<(String, String)>,
) -> Result<Response> {
    let place = (paths::id(&plan)?, paths::id(&source)?);
    page(&Page::load(&site, &signed, place).await?)
}

pub(super) async fn explain(
    State(site): State<Site>,
    signed: SignedIn,
    Path((plan, source)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let place = (paths::id(&plan)?, paths::id(&source)?);
    let (words, also) = (sent.text("words"), sent.all("also"));
    let also = also.iter().filter_map(|source| source.parse().ok());
    let sources: Vec<_> = std::iter::once(place.1).chain(also).collect();
    match likeness::explain(&site.app, signed.person.id, (place.0, &sources), &words).await {
        Ok(()) => {
            let address = paths::done(&paths::desk_plan(&place.0), "likeness-explained");
            Ok(Redirect::to(&address).into_response())
        }
        Err(app::Error::Likeness(refusal)) => {
            let mut again = Page::load(&site, &signed, place).await?;
            again.words = words;
            for other in &mut again.others {
                other.is_chosen = sources.contains(&other.source);
            }
            again.refused = Some(signed.texts().say(&refusal));
            Ok((error::likeness(&refusal), page(&again)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
