//! What happens to the disclosures of the small organisation after their release: files, new versions, withdrawals;
//! and to those who work with them: posts that end, tokens and addresses that are taken back.

use app::attachment::{Upload, attach};
use app::organisation::{self, Changes};
use app::{account, correction, plan, withdrawal};
use domain::audience::Share;
use domain::ids::{DisclosureId, HoldingId, PersonId, PlanId, PostId, UnitId};
use domain::organisation::{Holding, Post};
use domain::words::{Duty, Ground, ReviewKind};
use testkit::TestApp;

use super::model::{Model, Released};

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
    /// Something is corrected or withdrawn, a post ends, a token and an address are taken back.
    pub(super) async fn something_happens_after(&mut self, t: &TestApp) {
        if self.below(2) == 0 {
            self.a_post_ends(t).await;
        }
        self.a_secret_is_revoked(t).await;
        let staff = [self.cast.mara, self.cast.bao, self.cast.pi];
        // nothing can happen while one of the staff is away
        if !staff.iter().all(|one| self.persons[one].active) {
            return;
        }
        if self.below(3) != 0 {
            self.correct(t).await;
        }
        if self.below(2) == 0 {
            self.withdraw(t).await;
        }
    }

    /// Some people hold a post of some unit.
    pub(super) fn clerks_begin(&mut self, t: &TestApp, changes: &mut Changes) {
        for number in 0..3 {
            let (unit, person) = (self.unit(), self.person());
            let post = Post {
                id: PostId(t.app.new_id()),
                code: format!("clerk-{number}"),
                unit,
                title: "临时岗".into(),
                duties: vec![Duty::Check],
            };
            let holding = Holding {
                id: HoldingId(t.app.new_id()),
                post: post.id,
                person,
                from: "2026-01-01".parse().unwrap(),
                until: None,
            };
            changes.posts.push(post);
            changes.holdings.push(holding.clone());
            self.clerks.push((holding, unit));
        }
    }

    /// Whoever held it has no business on that unit's desk any more.
    async fn a_post_ends(&mut self, t: &TestApp) {
        let today = t.app.today();
        let Some((holding, _)) = self.clerks.iter_mut().find(|(one, _)| one.until.is_none()) else {
            return;
        };
        holding.until = Some(today.yesterday().unwrap());
        let changes = Changes {
            holdings: vec![holding.clone()],
            ..Changes::default()
        };
        organisation::settle(&t.app, None, &changes).await.unwrap();
    }

    async fn a_secret_is_revoked(&mut self, t: &TestApp) {
        let (one, other) = (self.person(), self.person());
        if self.persons[&one].active && self.tokens.remove(&one) {
            for token in account::tokens(&t.app, one).await.unwrap() {
                account::revoke_token(&t.app, one, token.id).await.unwrap();
            }
        }
        if self.persons[&other].active && self.addresses.remove(&other) {
            account::revoke_address(&t.app, other).await.unwrap();
        }
    }

    /// Every second text has a file; says which, and the edition that the plan has then.
    pub(super) async fn attach(&mut self, t: &TestApp, plan: PlanId, word: &str) -> (Option<Vec<u8>>, i64) {
        if self.below(2) == 0 {
            return (None, 1);
        }
        let bytes = picture(word);
        // whatever tells the name of the file tells the word
        let name = format!("{word}.png");
        let upload = Upload {
            name: &name,
            bytes: &bytes,
        };
        let edition = attach(&t.app, self.cast.mara, (plan, 1), upload).await.unwrap();
        (Some(bytes), edition)
    }

    /// The submission, the reviews and the approval of an edition.
    pub(super) async fn goes_its_way(&self, t: &TestApp, plan: PlanId, edition: i64) -> DisclosureId {
        plan::submit(&t.app, self.cast.mara, plan, edition).await.unwrap();
        for kind in [ReviewKind::Secrecy, ReviewKind::Check] {
            plan::review(&t.app, self.cast.bao, (plan, edition), kind, (true, ""))
                .await
                .unwrap();
        }
        let released = plan::approve(&t.app, self.cast.pi, (plan, edition), "").await;
        released.unwrap().unwrap()
    }

    async fn correct(&mut self, t: &TestApp) {
        let place = self.below(self.released.len());
        let (old, mara) = (self.released[place].clone(), self.cast.mara);
        correction::begin(&t.app, mara, old.plan, "改正错字。")
            .await
            .unwrap();
        let view = plan::show(&t.app, mara, old.plan).await.unwrap();
        let (word, audience) = (self.rare_word(), self.audience(t.app.now()));
        let mut proposal = view.proposal;
        proposal.title = format!("更正{word}");
        proposal.body = format!("更正后的正文中有{word}。");
        proposal.change.as_mut().unwrap().narrower = "随机的理由".into();
        let shares = audience.iter().map(|(whom, from)| Share {
            token: self.token(*whom),
            from: *from,
        });
        proposal.audience = shares.collect();
        let edition = plan::edit(&t.app, mara, old.plan, view.edition, &proposal)
            .await
            .unwrap();
        let id = self.goes_its_way(t, old.plan, edition).await;
        let now = t.app.now();
        let audience = audience.into_iter();
        self.released.push(Released {
            id,
            audience: audience.map(|(whom, from)| (whom, from.unwrap_or(now))).collect(),
            word,
            withdrawn: None,
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
        withdrawal::ask(&t.app, self.cast.mara, old.plan, (Some(ground), "随机的理由。"))
            .await
            .unwrap();
        withdrawal::confirm(&t.app, self.cast.pi, old.plan).await.unwrap();
        for version in self.released.iter_mut().filter(|one| one.matter == old.matter) {
            version.withdrawn = version.withdrawn.or(Some(ground));
        }
    }

    /// Whether somebody takes part in the procedure of a unit today.
    pub(super) fn works_in(&self, person: PersonId, unit: UnitId) -> bool {
        let staff = [self.cast.mara, self.cast.bao, self.cast.pi].contains(&person);
        let clerk = self
            .clerks
            .iter()
            .any(|(holding, desk)| holding.person == person && holding.until.is_none() && *desk == unit);
        // of the cast's own posts only this one is in another unit than the first, where all of the staff are
        let shu = person == self.cast.shu && unit == self.cast.organ;
        self.persons[&person].active && (staff || clerk || shu)
    }
}

/// The smallest picture that there is no second one of.
fn picture(word: &str) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [length.as_slice(), kind, data, &[0; 4]].concat()
    };
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    [signature, chunk(b"IDAT", word.as_bytes()), chunk(b"IEND", b"")].concat()
}
