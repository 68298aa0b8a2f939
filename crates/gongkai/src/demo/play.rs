use anyhow::{Context, Result};
use app::matter::{self, Opening};
use app::plan::{self, Drafting};
use app::{App, Error, endorsement};
use demo::text::{About, Length, compose};
use demo::year::{DemoMatter, Outcome};
use domain::audience::{Share, Token};
use domain::ids::{MatterId, PersonId, PlanId, UnitId};
use domain::money::Yuan;
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;
use domain::rulebook::Entry;
use domain::time::Timestamp;
use domain::words::{Authority, Duty, Scope, ThreeMajor, Way};
use indicatif::ProgressBar;

use super::Demo;
use super::borrowed::with_borrowed;
use super::clock::Clock;
use super::organisation::Stage;
use super::schedule::{self, Act, Step};

/// What came of it.
pub(crate) struct Played {
    pub(crate) matters: usize,
    pub(crate) released: u64,
}

/// A matter on its way.
#[derive(Clone, Copy, Default)]
struct Progress {
    id: Option<MatterId>,
    plan: Option<PlanId>,
}

struct Theatre<'p> {
    app: &'p App,
    stage: &'p Stage,
    demo: &'p Demo,
}

/// Plays a year: every act at its moment, through the deeds that real people use.
pub(crate) async fn year(
    app: &App,
    clock: &Clock,
    stage: &Stage,
    demo: &Demo,
    bar: &ProgressBar,
) -> Result<Played> {
    let matters = schedule::matters(stage, demo.seed, demo.disclosures, demo.until)?;
    let mut acts = schedule::acts(&matters, app.zone())?;
    let mut ways = vec![Progress::default(); matters.len()];
    let theatre = Theatre { app, stage, demo };
    let mut released = 0;
    while let Some(act) = acts.pop() {
        clock.to(act.at);
        let (matter, way) = (matters.get(act.matter), ways.get_mut(act.matter));
        let (Some(matter), Some(way)) = (matter, way) else {
            continue;
        };
        if theatre.play(&act, matter, way).await? {
            released += 1;
            bar.inc(1);
        }
    }
    Ok(Played {
        matters: matters.len(),
        released,
    })
}

impl Theatre<'_> {
    /// One act; says whether something was released by it.
    async fn play(&self, act: &Act, matter: &DemoMatter, progress: &mut Progress) -> Result<bool> {
        let unit = self.stage.units.get(matter.unit).context("no unit")?;
        let entry = &self.entry(matter)?;
        let drafter = self.holder(unit.id, Duty::Draft)?;
        match act.step {
            Step::Draft => {
                let (title, proposal) = self.proposal(matter, act, entry)?;
                let id = match progress.id {
                    Some(id) => id,
                    None => {
                        let opening = Opening {
                            unit: unit.id,
                            track: matter.track,
                            entry: entry.key.clone(),
                            title,
                            amount: amount(matter, entry),
                            once: None,
                        };
                        matter::open(self.app, drafter, opening).await?
                    }
                };
                let stage = matter.stages.get(act.stage).context("no stage")?.stage;
                let drafting = Drafting {
                    matter: id,
                    stage,
                    proposal,
                    once: None,
                };
                *progress = Progress {
                    id: Some(id),
                    plan: Some(plan::draft(self.app, drafter, drafting).await?),
                };
            }
            Step::Submit => plan::submit(self.app, drafter, progress.plan.context("no plan")?, 1).await?,
            Step::Review => {
                self.review(act, matter, unit.id, progress.plan.context("no plan")?)
                    .await?
            }
            Step::Decide => {
                return self
                    .decide(entry, (unit.id, unit.superior), progress.plan.context("no plan")?)
                    .await;
            }
        }
        Ok(false)
    }

    async fn review(&self, act: &Act, matter: &DemoMatter, unit: UnitId, plan: PlanId) -> Result<()> {
        let returned = matter
            .stages
            .get(act.stage)
            .is_some_and(|stage| stage.outcome == Outcome::Returned);
        for kind in &self.entry(matter)?.review {
            let by = self.holder(unit, domain::actor::duty_of(*kind))?;
            let words = if returned {
                "请补充资金来源和受理方式后重新送审。"
            } else {
                ""
            };
            plan::review(self.app, by, (plan, 1), *kind, (!returned, words)).await?;
            if returned {
                break;
            }
        }
        Ok(())
    }

    async fn decide(
        &self,
        entry: &Entry,
        (unit, superior): (UnitId, Option<UnitId>),
        plan: PlanId,
    ) -> Result<bool> {
        let seat = match entry.authority {
            Authority::Unit => unit,
            Authority::Superior => superior.unwrap_or(unit),
        };
        if seat != unit {
            self.report_up(unit, plan).await?;
        }
        let by = self.holder(seat, Duty::Approve)?;
        match plan::approve(self.app, by, (plan, 1), "同意公开。").await {
            Ok(disclosure) => Ok(disclosure.is_some()),
            // a stage that has to wait for another stays where it is, as in life
            Err(Error::Refused(PlanRefusal::NotAdmitted(_))) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The unit's view on what goes up, unless the same person decides above.
    async fn report_up(&self, unit: UnitId, plan: PlanId) -> Result<()> {
        let by = self.holder(unit, Duty::Approve)?;
        match endorsement::endorse(self.app, by, (plan, 1), "情况属实，同意上报。").await {
            Ok(()) | Err(Error::Refused(PlanRefusal::DecidesAbove | PlanRefusal::ReviewMissing(_))) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn entry(&self, matter: &DemoMatter) -> Result<Entry> {
        let (_, rules) = self.stage.rules.get(&matter.track).context("no rulebook")?;
        let entry = rules
            .entries
            .get(matter.entry_index % rules.entries.len())
            .context("no entry")?;
        rules
            .entry_for(&entry.key, amount(matter, entry))
            .context("no entry")
    }

    fn holder(&self, unit: UnitId, duty: Duty) -> Result<PersonId> {
        self.stage
            .holders
            .get(&(unit, duty))
            .copied()
            .context("nobody has the duty")
    }

    fn proposal(&self, matter: &DemoMatter, act: &Act, entry: &Entry) -> Result<(String, Proposal)> {
        let stage = matter.stages.get(act.stage).context("no stage")?;
        let unit = self.stage.units.get(matter.unit).context("no unit")?;
        let (_, rules) = self.stage.rules.get(&matter.track).context("no rulebook")?;
        let category = rules
            .categories
            .iter()
            .find(|category| category.key == entry.category);
        let about = About {
            track: matter.track,
            entry_name: &entry.name,
            category: category.map_or("", |category| category.name.as_str()),
            elements: &entry.elements,
            stage: stage.stage,
            unit_name: &unit.name,
            day: stage.on,
            length: if self.demo.short {
                Length::Short
            } else {
                matter.length
            },
        };
        let text = compose(matter.seed, about);
        let basis = entry.basis.first().map_or_else(
            || "本单位公开目录".to_owned(),
            |basis| {
                format!(
                    "《{}》{}",
                    basis.document.trim_matches(['《', '》']),
                    basis.article
                )
            },
        );
        let scheduled = matches!(stage.outcome, Outcome::Approved | Outcome::Scheduled);
        let start = Timestamp::start_of(stage.on, self.app.zone()).plus_seconds(9 * 3600);
        let proposal = Proposal {
            title: text.title.clone(),
            body: with_borrowed(text.body, matter.seed),
            basis,
            document_day: Some(stage.on),
            audience: self.audience(matter, entry, Timestamp::start_of(stage.on, self.app.zone()))?,
            release_at: scheduled.then_some(start),
            ways: vec![Way::Platform, Way::Board],
            elements: entry.elements.clone(),
            ..Proposal::default()
        };
        Ok((text.title.chars().take(100).collect(), proposal))
    }

    /// The matter's scope, as far as its entry allows, and members before the public where it says so.
    fn audience(&self, matter: &DemoMatter, entry: &Entry, on: Timestamp) -> Result<Vec<Share>> {
        let unit = self.stage.units.get(matter.unit).context("no unit")?;
        let scope = matter.scope.clamp(entry.narrowest, entry.widest);
        let at_once = |token| Share { token, from: None };
        let member = usize::try_from(matter.seed).unwrap_or(0) % self.stage.persons.len();
        Ok(match (scope, entry.members_first_days) {
            (Scope::Public, Some(days)) => {
                let later = Share {
                    token: Token::Public,
                    from: Some(on.plus_days(i64::from(days) + 1)),
                };
                vec![at_once(Token::Members), later]
            }
            (Scope::Public, None) => vec![at_once(Token::Public)],
            (Scope::Members, _) => vec![at_once(Token::Members)],
            (Scope::Subtree, _) => vec![at_once(Token::Subtree(unit.superior.unwrap_or(unit.id)))],
            (Scope::Unit, _) => vec![at_once(Token::Unit(unit.id))],
            (Scope::Group, _) => {
                vec![at_once(Token::Group(
                    *self.stage.groups.get(&unit.id).context("no group")?,
                ))]
            }
            (Scope::Person, _) => {
                vec![at_once(Token::Person(
                    self.stage.persons.get(member).context("nobody")?.id,
                ))]
            }
        })
    }
}

/// What a matter about money is about: some go the unit's own way, some reach a threshold.
fn amount(matter: &DemoMatter, entry: &Entry) -> Option<Yuan> {
    let sizes = match entry.three_major? {
        ThreeMajor::Funds => [20_000, 80_000, 600_000],
        ThreeMajor::Project => [300_000, 900_000, 5_000_000],
        _ => return None,
    };
    let place = usize::try_from(matter.seed % 3).ok()?;
    sizes.get(place).copied().map(Yuan)
}
