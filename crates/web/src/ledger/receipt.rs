use ::ledger::policy::Policy;
use ::ledger::receipt::{Receipt, SKEW, Verdict};
use ::ledger::record::FieldId;
use app::reader::{Disclosure, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::PREFIX;
use crate::frame::{Frame, page};
use crate::receipt::facts::{self, Fact};
use crate::session::Visitor;
use crate::{Result, Site, paths, texts};

/// The receipt of a disclosure, for whoever reads that.
#[derive(Template)]
#[template(path = "ledger/receipt.html")]
struct Page {
    f: Frame,
    l: &'static texts::Ledger,
    disclosure: Disclosure,
    /// Whether there are other versions that the viewer reads.
    has_versions: bool,
    standing: Standing,
    is_served: bool,
}

/// What there is to say of a receipt.
enum Standing {
    /// Its leaf is not published yet.
    NotYet,
    /// It does not hold by the policy of this platform.
    Fails,
    /// It holds.
    Holds(Told),
}

/// What a receipt shows that holds.
struct Told {
    /// How good that is, and in words.
    judgement: (&'static str, &'static str),
    is_contested: bool,
    facts: Vec<Fact>,
    /// Of the document, by SHA-256 and by SM3.
    digests: Vec<(&'static str, String)>,
}

impl Told {
    fn of((site, f): (&Site, &Frame), verdict: &Verdict, policy: &Policy) -> Self {
        let l = &f.t.ledger;
        let digest = |name, id| Some((name, hex(verdict.value(id)?)));
        let digests = [
            digest("SHA-256", FieldId::CONTENT_SHA256),
            digest("SM3", FieldId::CONTENT_SM3),
        ];
        Self {
            judgement: match (policy.witnesses().is_empty(), verdict.is_confirmed) {
                (true, _) => ("", l.alone),
                (false, true) => ("good", l.holds),
                (false, false) => ("warn", l.pending),
            },
            is_contested: verdict.is_contested,
            facts: facts::of(&f.t.receipt, verdict, site.app.zone()),
            digests: digests.into_iter().flatten().collect(),
        }
    }
}

impl Page {
    fn address(&self, file: &str) -> String {
        format!("{}/{file}", paths::disclosure(&self.disclosure.id))
    }

    fn checkpoint_address(&self) -> String {
        format!("{PREFIX}checkpoint")
    }

    /// What is known of a fact; of some it says something that nothing is.
    fn value<'p>(&'p self, fact: &'p Fact) -> Option<&'p str> {
        match (&fact.value, fact.key) {
            (Some(value), _) => Some(value),
            (None, "before" | "after") => Some(self.l.unbounded),
            (None, "witnesses") => Some(self.l.by_nobody),
            (None, _) => None,
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let person = visitor.person.as_ref().map(|person| person.id);
    let mut reader = Reader::open(&site.app, person).await?;
    let disclosure = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
    let receipt = reader.receipt(&site.app, &disclosure).await?;
    let has_versions = 1 < reader.versions(&disclosure).await?.len();
    drop(reader);
    let policy = app::ledger::policy(&site.app).await?;
    let policy = policy.ok_or(app::Error::NotFound)?;
    let f = Frame::of(&site, &visitor, "disclosures");
    page(&Page {
        l: &f.t.ledger,
        standing: standing((&site, &f), receipt.as_ref(), &policy),
        disclosure,
        has_versions,
        is_served: app::ledger::is_served(&site.app),
        f,
    })
}

fn standing(looks: (&Site, &Frame), receipt: Option<&Receipt>, policy: &Policy) -> Standing {
    let Some(receipt) = receipt else {
        return Standing::NotYet;
    };
    match receipt.verify(policy, SKEW) {
        Ok(verdict) => Standing::Holds(Told::of(looks, &verdict, policy)),
        Err(refusal) => {
            tracing::error!(%refusal, "a receipt of this platform does not hold");
            Standing::Fails
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
