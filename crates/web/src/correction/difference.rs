use app::reader::{Credit, Difference, Disclosure, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::difference::Piece;
use serde::Deserialize;

use super::lines::{Kind, Line, lines};
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::{Result, Site, paths};

/// Which older version is compared.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
}

#[derive(Template)]
#[template(path = "correction/difference.html")]
struct DifferencePage {
    f: Frame,
    old: Disclosure,
    new: Disclosure,
    difference: Difference,
    body: Vec<Line>,
    /// What each version draws on, when that is not the same.
    credits: Vec<Piece>,
}

impl DifferencePage {
    fn is_empty(&self) -> bool {
        let same = |piece: &Piece| matches!(piece, Piece::Same(_));
        let pieces = self.difference.title.iter().chain(&self.difference.body);
        pieces.chain(&self.credits).all(same)
    }
}

/// Both versions have to be the reader's, and of one and the same stage.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "disclosures");
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let new = reader
        .disclosure(paths::id(&id)?)
        .await?
        .ok_or(app::Error::NotFound)?;
    let old = reader
        .disclosure(paths::id(&asked.from)?)
        .await?
        .ok_or(app::Error::NotFound)?;
    let before = reader.credits(&old.proposal.credits).await?;
    let after = reader.credits(&new.proposal.credits).await?;
    drop(reader);
    if (old.matter, old.stage) != (new.matter, new.stage) {
        return Err(app::Error::NotFound.into());
    }
    let difference = Difference::between(&old, &new);
    page(&DifferencePage {
        credits: changed(&f, (&before, &after)),
        f,
        old,
        new,
        body: lines(&difference.body),
        difference,
    })
}

/// The sources that one of the versions alone credits, of those that the viewer may read.
fn changed(f: &Frame, (before, after): (&[Credit], &[Credit])) -> Vec<Piece> {
    let gone = before.iter().filter(|credit| !after.contains(credit));
    let new = after.iter().filter(|credit| !before.contains(credit));
    let gone = gone.map(|credit| Piece::Gone(f.t.source(credit)));
    gone.chain(new.map(|credit| Piece::New(f.t.source(credit))))
        .collect()
}
