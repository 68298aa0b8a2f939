use app::likeness::{self, Cluster, Filter, Finding, Item, Listing, Quarter, UnitTrend};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::likeness::{Kind, Standing};
use serde::Deserialize;

use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// So many texts stand on a page: few enough for a phone.
const MOST: usize = 20;
/// So many sources of a text are told at once, what asks for a look most; the others unfold.
const FIRST: usize = 1;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// What is alike, for those who supervise and for a unit's own people.
#[derive(Template)]
#[template(path = "likeness/list.html")]
struct Page {
    f: Frame,
    w: &'static texts::Likeness,
    filter: Filter,
    listing: Listing,
    later: bool,
}

impl Page {
    fn kinds() -> &'static [Kind] {
        Kind::ALL
    }

    fn standings() -> &'static [Standing] {
        Standing::ALL
    }

    fn is_kind(&self, kind: &Kind) -> bool {
        self.filter.kind == Some(*kind)
    }

    fn is_standing(&self, standing: &Standing) -> bool {
        self.filter.standing == Some(*standing)
    }

    fn is_narrow(&self) -> bool {
        self.filter != Filter::default()
    }

    fn next(&self) -> Option<String> {
        let next = self.listing.next?;
        Some(paths::likeness(&self.filter, Some(next)))
    }

    fn newest(&self) -> String {
        paths::likeness(&self.filter, None)
    }

    fn every_unit(&self) -> String {
        paths::likeness(
            &Filter {
                unit: None,
                ..self.filter.clone()
            },
            None,
        )
    }

    fn unit(&self, unit: &UnitTrend) -> String {
        let filter = Filter {
            unit: Some(unit.unit),
            ..Filter::default()
        };
        paths::likeness(&filter, None)
    }

    fn quarter(&self, quarter: &Quarter) -> String {
        fill(
            self.w.quarter,
            &[&quarter.year.to_string(), &quarter.number.to_string()],
        )
    }

    fn cluster(&self, cluster: &Cluster) -> String {
        let units = cluster.units.to_string();
        fill(self.w.cluster_row, &[&units, &cluster.origin.unit_name])
    }

    fn row(&self, finding: &Finding) -> String {
        let source = &finding.source;
        fill(self.w.row, &[&source.unit_name, &source.title])
    }

    fn extent(&self, finding: &Finding) -> String {
        let characters = finding.characters.to_string();
        fill(self.w.extent, &[&characters, &self.f.t.per_cent(finding.share)])
    }

    fn beside(&self, item: &Item, finding: &Finding) -> String {
        paths::likeness_pair(&item.text.id, &finding.source.id)
    }

    fn found(&self, item: &Item) -> String {
        fill(self.w.found, &[&self.f.day(&item.found_at())])
    }

    /// How much a text is alike to, when that is more than one.
    fn many(&self, item: &Item) -> Option<String> {
        let open = item.findings.iter();
        let open = open.filter(|finding| finding.standing == Standing::Open).count();
        let all = item.findings.len();
        (1 < all).then(|| fill(self.w.many, &[&all.to_string(), &open.to_string()]))
    }

    fn first(item: &Item) -> &[Finding] {
        item.findings.get(..FIRST).unwrap_or(&item.findings)
    }

    fn rest<'a>(&self, item: &'a Item) -> Option<(String, &'a [Finding])> {
        let rest = item.findings.get(FIRST..).filter(|rest| !rest.is_empty())?;
        Some((fill(self.w.rest, &[&rest.len().to_string()]), rest))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let unit = (!asked.unit.is_empty())
        .then(|| paths::id(&asked.unit))
        .transpose()?;
    let filter = Filter {
        unit,
        kind: Kind::from_code(&asked.kind),
        standing: Standing::from_code(&asked.state),
    };
    let after = (!asked.after.is_empty())
        .then(|| asked.after.parse())
        .transpose()?;
    let listing = likeness::list(&site.app, signed.person.id, &filter, (after, MOST)).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&Page {
        w: &f.t.likeness,
        f,
        filter,
        listing,
        later: after.is_some(),
    })
}
