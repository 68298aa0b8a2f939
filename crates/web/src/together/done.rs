use app::plan;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PlanId;

use super::Deed;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, ledger, paths};

/// What became of each of several plans.
#[derive(Template)]
#[template(path = "together/done.html")]
struct Page {
    f: Frame,
    g: &'static texts::Together,
    deed: Deed,
    outcomes: Vec<Outcome>,
    counts: String,
}

/// What became of one.
struct Outcome {
    address: String,
    title: String,
    done: bool,
    words: String,
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(deed): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let deed = Deed::of(&deed)?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    let g = &f.t.together;
    let (by, words) = (signed.person.id, sent.text("words"));
    let plans: Vec<_> = sent.all("plan").iter().filter_map(|text| chosen(text)).collect();
    let titles = titles(&site, &signed, &plans).await?;
    let done: Vec<_> = match deed {
        Deed::Approve => {
            let outcomes = plan::approve_each(&site.app, by, &plans, &words).await;
            let any = outcomes.iter().any(|one| matches!(one, Ok(Some(_))));
            let is_signed = !any || ledger::settled(&site).await?;
            let released = if is_signed {
                g.released
            } else {
                f.t.ledger.unsigned_short
            };
            let told = |is_released: bool| if is_released { released } else { g.approved };
            let told = |outcome: app::Result<Option<_>>| outcome.map(|one| told(one.is_some()));
            outcomes.into_iter().map(told).collect()
        }
        Deed::Endorse => {
            let outcomes = plan::endorse_each(&site.app, by, &plans, &words).await;
            let told = |outcome: app::Result<()>| outcome.map(|()| g.endorsed);
            outcomes.into_iter().map(told).collect()
        }
    };
    let outcomes = plans.iter().zip(titles).zip(done);
    let outcomes: Vec<_> = outcomes
        .map(|(((id, _), title), done)| Outcome {
            address: paths::desk_plan(id),
            title: title.unwrap_or_else(|| g.gone.to_owned()),
            done: done.is_ok(),
            words: match done {
                Ok(words) => words.to_owned(),
                Err(error) => {
                    error::log(&error);
                    f.t.say(&error)
                }
            },
        })
        .collect();
    let well = outcomes.iter().filter(|one| one.done).count();
    let [well, not] = [well, outcomes.len() - well].map(|count| count.to_string());
    page(&Page {
        counts: fill(g.done_counts, &[&well, &not]),
        g,
        deed,
        outcomes,
        f,
    })
}

/// A plan and the edition that was looked at.
fn chosen(text: &str) -> Option<(PlanId, i64)> {
    let (id, edition) = text.split_once(':')?;
    Some((id.parse().ok()?, edition.parse().ok()?))
}

/// The titles as they were before anything was decided, as far as they may be known.
async fn titles(site: &Site, signed: &SignedIn, plans: &[(PlanId, i64)]) -> Result<Vec<Option<String>>> {
    let mut titles = Vec::with_capacity(plans.len());
    for (id, _) in plans {
        titles.push(match plan::show(&site.app, signed.person.id, *id).await {
            Ok(view) => Some(view.proposal.title),
            Err(app::Error::NotFound) => None,
            Err(other) => return Err(other.into()),
        });
    }
    Ok(titles)
}
