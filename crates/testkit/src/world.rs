use app::catalogue::{self, Base};
use app::matter::Opening;
use app::plan::{self, Drafting};
use app::{matter, rulebook};
use domain::audience::{Share, Token};
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId, RulebookId};
use domain::proposal::Proposal;
use domain::rulebook::{Entry, Rulebook};
use domain::words::{Stage, Track};

use crate::people::clerks;
use crate::{Cast, TestApp, cast};

/// The body of a proposal that is in order.
pub const PROPOSAL_BODY: &str = "经支部委员会研究，现将有关情况公开如下。\n\n受理电话：内线 8001。";

/// [`Cast`] with both starter rulebooks in force for the whole organisation.
pub struct World<'t> {
    /// The platform.
    pub t: &'t TestApp,
    /// Its people.
    pub cast: Cast,
}

/// A proposal that is in order for an entry, shown to these.
#[must_use]
pub fn proposal(entry: &Entry, title: &str, audience: &[Token]) -> Proposal {
    Proposal {
        title: title.into(),
        body: PROPOSAL_BODY.into(),
        basis: "示例机关党务公开实施细则第三条".into(),
        audience: audience
            .iter()
            .map(|token| Share {
                token: *token,
                from: None,
            })
            .collect(),
        elements: entry.elements.clone(),
        ..Proposal::default()
    }
}

/// The shipped working-day calendar with one more year, made up.
#[must_use]
pub fn with_2027() -> String {
    let shipped = include_str!("../../../rulebooks/calendar-cn.toml");
    format!(
        "{shipped}\n[[year]]\nyear = 2027\nnotice = \"示例通知\"\nholidays = [{{ name = \"元旦\", from = 2027-01-01, to = 2027-01-03 }}]\n"
    )
}

impl<'t> World<'t> {
    /// The organisation, and the rules in force.
    pub async fn new(t: &'t TestApp) -> Self {
        let cast = cast(t).await;
        for (file, text) in [
            (
                "party-grassroots.toml",
                include_str!("../../../rulebooks/party-grassroots.toml"),
            ),
            (
                "government-standard.toml",
                include_str!("../../../rulebooks/government-standard.toml"),
            ),
        ] {
            rulebook::enact(&t.app, cast.organ, (file, text)).await.unwrap();
        }
        Self { t, cast }
    }

    /// A new version of the root's catalogue, which went its whole way.
    pub async fn renewed(&self, rules: &Rulebook) -> RulebookId {
        let (app, cast) = (&self.t.app, self.cast);
        let [drafts, checks] = clerks(self.t, &cast).await;
        let base = Base::File(rules.to_toml());
        let id = catalogue::draft(app, drafts, (cast.organ, rules.track), base)
            .await
            .unwrap();
        catalogue::submit(app, drafts, (id, 1)).await.unwrap();
        catalogue::check(app, checks, (id, 1), "").await.unwrap();
        catalogue::file(app, cast.shu, (id, 1), "").await.unwrap();
        catalogue::accept(app, cast.shu, (id, 1), "").await.unwrap()
    }

    /// An entry of the catalogue in force that fits a wish.
    pub async fn entry(&self, track: Track, fits: impl Fn(&Entry) -> bool) -> Entry {
        let rules = rulebook::in_force(&self.t.app, self.cast.first, track)
            .await
            .unwrap()
            .unwrap();
        rules
            .rules
            .entries
            .iter()
            .find(|entry| fits(entry))
            .cloned()
            .expect("no entry fits")
    }

    /// A matter of the first branch that Mara opens.
    pub async fn matter(&self, track: Track, entry: &Entry, title: &str) -> MatterId {
        let opening = Opening {
            unit: self.cast.first,
            track,
            entry: entry.key.clone(),
            title: title.into(),
            amount: None,
            once: None,
        };
        matter::open(&self.t.app, self.cast.mara, opening).await.unwrap()
    }

    /// A plan that Mara drafted.
    pub async fn drafted(&self, matter: MatterId, stage: Stage, proposal: Proposal) -> PlanId {
        let drafting = Drafting {
            matter,
            stage,
            proposal,
            once: None,
        };
        plan::draft(&self.t.app, self.cast.mara, drafting).await.unwrap()
    }

    /// The same, sent to review.
    pub async fn submitted(&self, matter: MatterId, stage: Stage, proposal: Proposal) -> PlanId {
        let plan = self.drafted(matter, stage, proposal).await;
        plan::submit(&self.t.app, self.cast.mara, plan, 1).await.unwrap();
        plan
    }

    /// The same, with every opinion its route asks for, and the unit's view where it goes up.
    pub async fn reviewed(&self, matter: MatterId, stage: Stage, proposal: Proposal) -> PlanId {
        let plan = self.submitted(matter, stage, proposal).await;
        let entry = plan::show(&self.t.app, self.cast.mara, plan).await.unwrap().entry;
        for kind in entry.review {
            let by = self.reviewer(kind);
            plan::review(&self.t.app, by, (plan, 1), kind, (true, ""))
                .await
                .unwrap();
        }
        if entry.authority == domain::words::Authority::Superior {
            app::endorsement::endorse(&self.t.app, self.cast.pi, (plan, 1), "同意上报")
                .await
                .unwrap();
        }
        plan
    }

    /// The same, approved and released at once.
    pub async fn released(&self, matter: MatterId, stage: Stage, proposal: Proposal) -> DisclosureId {
        let plan = self.reviewed(matter, stage, proposal).await;
        self.approved(plan, 1).await
    }

    /// A plan that is in its drafter's hands again, sent through its whole way with this proposal and released.
    pub async fn released_again(&self, plan: PlanId, proposal: &Proposal) -> DisclosureId {
        let (app, mara) = (&self.t.app, self.cast.mara);
        let seen = plan::show(app, mara, plan).await.unwrap().edition;
        let edition = plan::edit(app, mara, plan, seen, proposal).await.unwrap();
        plan::submit(app, mara, plan, edition).await.unwrap();
        let entry = plan::show(app, mara, plan).await.unwrap().entry;
        for kind in entry.review {
            let by = self.reviewer(kind);
            plan::review(app, by, (plan, edition), kind, (true, ""))
                .await
                .unwrap();
        }
        let by = self.approver(plan).await;
        let released = plan::approve(app, by, (plan, edition), "同意更正").await;
        released.unwrap().expect("released at once")
    }

    /// An edition that was reviewed, approved and released at once.
    pub async fn approved(&self, plan: PlanId, edition: i64) -> DisclosureId {
        let by = self.approver(plan).await;
        plan::approve(&self.t.app, by, (plan, edition), "同意公开")
            .await
            .unwrap()
            .expect("released at once")
    }

    /// Who gives an opinion of this kind.
    #[must_use]
    pub fn reviewer(&self, kind: domain::words::ReviewKind) -> PersonId {
        use domain::words::ReviewKind::{Check, Discipline, Legal, Secrecy};
        match kind {
            Secrecy => self.cast.bao,
            Check | Legal => self.cast.shen,
            Discipline => self.cast.ji,
        }
    }

    /// Who has the authority over a plan.
    pub async fn approver(&self, plan: PlanId) -> PersonId {
        let entry = plan::show(&self.t.app, self.cast.mara, plan).await.unwrap().entry;
        match entry.authority {
            domain::words::Authority::Unit => self.cast.pi,
            domain::words::Authority::Superior => self.cast.shu,
        }
    }
}
