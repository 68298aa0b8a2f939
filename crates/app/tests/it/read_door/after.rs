//! What happens to the disclosures of the random worlds after their release: new versions, withdrawals, and posts
//! that end.

use app::organisation::{self, Changes};
use app::{correction, plan, withdrawal};
use domain::audience::Share;
use domain::ids::{DisclosureId, HoldingId, PersonId, PlanId, PostId};
use domain::organisation::{Holding, Post};
use domain::words::{Duty, Ground, ReviewKind};
use testkit::TestApp;

use super::model::{Model, Released, token};

impl Released {
    /// Whether not even its title is to be read any more.
    pub(super) fn hides_title(&self) -> bool {
        matches!(
            self.withdrawn,
            Some(Ground::PersonalData | Ground::NotForDisclosure)
        )
    }
}

impl Model {
    /// People who hold a post for some time.
    pub(super) fn clerks_begin(&mut self, t: &TestApp, changes: &mut Changes) {
        for number in 0..3 {
            let (unit, person) = (self.unit(), self.person());
            let post = PostId(t.app.new_id());
            changes.posts.push(Post {
                id: post,
                code: format!("clerk-{number}"),
                unit,
                title: "临时岗".into(),
                duties: vec![Duty::Check],
            });
            let holding = Holding {
                id: HoldingId(t.app.new_id()),
                post,
                person,
                from: "2026-01-01".parse().unwrap(),
                until: None,
            };
            changes.holdings.push(holding.clone());
            self.clerks.push(holding);
            self.desks.push(unit);
        }
    }

    /// Something is corrected or withdrawn, and somebody's post ends. Nothing can happen while one of the staff is
    /// away.
    pub(super) async fn something_happens_after(&mut self, t: &TestApp) {
        if self.below(3) == 0 {
            self.a_post_ends(t).await;
        }
        if !self.staff.iter().all(|one| self.persons[one].active) {
            return;
        }
        if self.below(4) != 0 {
            self.correct(t).await;
        }
        if self.below(3) == 0 {
            self.withdraw(t).await;
        }
    }

    /// The submission, the reviews and the approval of an edition.
    pub(super) async fn goes_its_way(&self, t: &TestApp, plan: PlanId, edition: i64) -> DisclosureId {
        let [drafter, reviewer, approver] = self.staff;
        plan::submit(&t.app, drafter, plan, edition).await.unwrap();
        for kind in [ReviewKind::Secrecy, ReviewKind::Check] {
            plan::review(&t.app, reviewer, (plan, edition), kind, (true, ""))
                .await
                .unwrap();
        }
        let released = plan::approve(&t.app, approver, (plan, edition), "").await;
        released.unwrap().unwrap()
    }

    async fn correct(&mut self, t: &TestApp) {
        let place = self.below(self.released.len());
        let old = self.released[place].clone();
        let drafter = self.staff[0];
        correction::begin(&t.app, drafter, old.plan, "改正错字。")
            .await
            .unwrap();
        let view = plan::show(&t.app, drafter, old.plan).await.unwrap();
        let (word, audience) = (self.rare_word(), self.audience(t.app.now()));
        let mut proposal = view.proposal;
        proposal.title = format!("更正{word}");
        proposal.body = format!("更正后的正文中有{word}。");
        proposal.display_until = None;
        proposal.change.as_mut().unwrap().narrower = "随机的理由".into();
        proposal.audience = audience
            .iter()
            .map(|(whom, from)| Share {
                token: token(*whom),
                from: *from,
            })
            .collect();
        let edition = plan::edit(&t.app, drafter, old.plan, view.edition, &proposal)
            .await
            .unwrap();
        let id = self.goes_its_way(t, old.plan, edition).await;
        let now = t.app.now();
        self.released.push(Released {
            id,
            audience: audience
                .into_iter()
                .map(|(whom, from)| (whom, from.unwrap_or(now)))
                .collect(),
            word,
            until: None,
            withdrawn: None,
            offered: false,
            ..old
        });
    }

    /// All versions of a stage go together.
    async fn withdraw(&mut self, t: &TestApp) {
        let place = self.below(self.released.len());
        let old = self.released[place].clone();
        let newest = self.released.iter().rfind(|one| one.matter == old.matter);
        if newest.unwrap().withdrawn.is_some() {
            return;
        }
        let ground = Ground::ALL[self.below(Ground::ALL.len())];
        let [drafter, _, approver] = self.staff;
        withdrawal::ask(&t.app, drafter, old.plan, (Some(ground), "随机的理由。"))
            .await
            .unwrap();
        withdrawal::confirm(&t.app, approver, old.plan).await.unwrap();
        for version in self.released.iter_mut().filter(|one| one.matter == old.matter) {
            version.withdrawn = version.withdrawn.or(Some(ground));
        }
    }

    /// Whoever held it has no business on that unit's desk from the next day on.
    async fn a_post_ends(&mut self, t: &TestApp) {
        let today = t.app.today();
        let Some(holding) = self.clerks.iter_mut().find(|one| one.until.is_none()) else {
            return;
        };
        holding.until = Some(today.yesterday().unwrap());
        let changes = Changes {
            holdings: vec![holding.clone()],
            ..Changes::default()
        };
        organisation::settle(&t.app, None, &changes).await.unwrap();
    }

    /// Whether somebody takes part in the procedure of a disclosure's unit today.
    pub(super) fn works_on(&self, person: PersonId, released: &Released) -> bool {
        let clerk = self.clerks.iter().zip(&self.desks).any(|(holding, unit)| {
            holding.person == person && holding.until.is_none() && *unit == released.unit
        });
        self.persons[&person].active && (clerk || self.staff.contains(&person))
    }
}
