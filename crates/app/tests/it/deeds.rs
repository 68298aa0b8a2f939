//! Random deeds of the people of a small organisation, most of them sensible, many of them not.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use app::delegation::{self, Asked};
use app::matter::Opening;
use app::organisation::{self, Changes};
use app::plan::{self, Drafting};
use app::{Error, dissolution, endorsement, matter, post};
use domain::audience::Token;
use domain::ids::{HoldingId, MatterId, PersonId, PlanId, PostId};
use domain::organisation::Holding;
use domain::plan::Step;
use domain::rulebook::Entry;
use domain::words::{Authority, ReviewKind, Scope, Stage, Track};
use proptest::prelude::{Just, Strategy, any};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use testkit::{On, TestApp, World, proposal};
use uuid::Uuid;

/// What somebody tries. Numbers choose among what there is when the deed is done.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Open {
        who: Who,
        entry: usize,
    },
    /// Of a stage, or of the first one that the matter owes and nobody planned.
    Draft {
        who: Who,
        matter: usize,
        stage: Option<Stage>,
        lacking: bool,
    },
    Edit {
        who: Who,
        plan: usize,
        stale: bool,
        text: u8,
    },
    Submit {
        who: Who,
        plan: usize,
        stale: bool,
    },
    Review {
        who: Who,
        plan: usize,
        kind: ReviewKind,
        agrees: bool,
        stale: bool,
    },
    Approve {
        who: Who,
        plan: usize,
        stale: bool,
    },
    SendBack {
        who: Who,
        plan: usize,
        stale: bool,
    },
    Skip {
        who: Who,
        matter: usize,
        stage: Stage,
    },
    /// The next steps that the procedure wants, by whoever has the duty.
    Advance {
        plan: usize,
        steps: usize,
    },
    Endorse {
        who: Who,
        plan: usize,
        stale: bool,
    },
    Appoint {
        person: usize,
        post: u8,
    },
    /// Whoever holds the post first hands it over; the administrator does it for them.
    HandOver {
        post: u8,
        person: usize,
    },
    PassOn {
        who: Who,
        plan: usize,
        person: usize,
    },
    Delegate {
        post: u8,
        person: usize,
        days: i64,
    },
    EndDelegation {
        post: u8,
    },
    /// The first branch into the second, or the second into the organ.
    Dissolve {
        first: bool,
    },
    MoveUnit {
        second_below_first: bool,
    },
    WaitDays(i64),
    Work,
}

/// Who tries.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who {
    /// Whoever has the duty for it.
    Right,
    /// Anybody at all.
    Any(usize),
}

/// Those whom posts and duties pass to.
const STAFF: [&str; 7] = ["mara", "bao", "shen", "ji", "pi", "shu", "yi"];

fn post_id(number: u8) -> PostId {
    PostId(Uuid::from_u128(
        0x0197_0000_0000_7000_8000_0000_0000_0200 + u128::from(number),
    ))
}

/// A world with what has been begun in it, newest first.
pub(crate) struct Play<'t> {
    pub(crate) world: World<'t>,
    entries: Vec<(Track, Entry)>,
    matters: Vec<(MatterId, Entry)>,
    plans: Vec<(PlanId, Entry)>,
    planned: Vec<(MatterId, Stage)>,
}

/// Random deeds, so many of them.
pub(crate) fn deeds(length: usize) -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec(deed(), length)
}

fn deed() -> impl Strategy<Value = Deed> {
    let who = || {
        proptest::prop_oneof![3 => Just(Who::Right), 1 => (0..10_usize).prop_map(Who::Any),
        // the duties meet in these
        3 => proptest::sample::select(&[0_usize, 2]).prop_map(Who::Any)]
    };
    let stage = || proptest::sample::select(Stage::ALL);
    let kind = proptest::sample::select(ReviewKind::ALL);
    let one = || 0..4_usize;
    let stale = || proptest::bool::weighted(0.2);
    proptest::prop_oneof![
        3 => (who(), any::<usize>()).prop_map(|(who, entry)| Deed::Open { who, entry }),
        5 => (who(), one(), proptest::option::weighted(0.3, stage()), stale())
            .prop_map(|(who, matter, stage, lacking)| Deed::Draft { who, matter, stage, lacking }),
        3 => (who(), one(), stale(), 0..3_u8).prop_map(|(who, plan, stale, text)| Deed::Edit { who, plan, stale, text }),
        3 => (who(), one(), stale()).prop_map(|(who, plan, stale)| Deed::Submit { who, plan, stale }),
        5 => (who(), one(), kind, proptest::bool::weighted(0.8), stale())
            .prop_map(|(who, plan, kind, agrees, stale)| Deed::Review { who, plan, kind, agrees, stale }),
        8 => (who(), one(), stale()).prop_map(|(who, plan, stale)| Deed::Approve { who, plan, stale }),
        1 => (who(), one(), stale()).prop_map(|(who, plan, stale)| Deed::SendBack { who, plan, stale }),
        1 => (who(), one(), stage()).prop_map(|(who, matter, stage)| Deed::Skip { who, matter, stage }),
        20 => (one(), 1..5_usize).prop_map(|(plan, steps)| Deed::Advance { plan, steps }),
        2 => (who(), one(), stale()).prop_map(|(who, plan, stale)| Deed::Endorse { who, plan, stale }),
        2 => (0..5_usize, 1..6_u8).prop_map(|(person, post)| Deed::Appoint { person, post }),
        2 => (1..7_u8, 0..7_usize).prop_map(|(post, person)| Deed::HandOver { post, person }),
        1 => (who(), one(), 0..7_usize).prop_map(|(who, plan, person)| Deed::PassOn { who, plan, person }),
        3 => (1..7_u8, 0..7_usize, 0..6_i64).prop_map(|(post, person, days)| Deed::Delegate { post, person, days }),
        1 => (1..7_u8).prop_map(|post| Deed::EndDelegation { post }),
        1 => proptest::bool::weighted(0.3).prop_map(|first| Deed::Dissolve { first }),
        1 => any::<bool>().prop_map(|second_below_first| Deed::MoveUnit { second_below_first }),
        3 => (1..12_i64).prop_map(Deed::WaitDays),
        3 => Just(Deed::Work),
    ]
}

impl<'t> Play<'t> {
    pub(crate) async fn new(t: &'t TestApp) -> Self {
        let world = World::new(t).await;
        let mut entries = Vec::new();
        for track in Track::ALL {
            for stages in 1..=3 {
                for authority in Authority::ALL {
                    let rules = app::rulebook::in_force(&t.app, world.cast.first, *track)
                        .await
                        .unwrap()
                        .unwrap();
                    let fits = |entry: &&Entry| entry.stages.len() == stages && entry.authority == *authority;
                    entries.extend(
                        rules
                            .rules
                            .entries
                            .iter()
                            .find(fits)
                            .map(|entry| (*track, entry.clone())),
                    );
                }
            }
        }
        let mut play = Self {
            world,
            entries,
            matters: Vec::new(),
            plans: Vec::new(),
            planned: Vec::new(),
        };
        play.begin().await.unwrap();
        play
    }

    /// A matter with one, two and three stages, each with its first plan; and the drafter and a reviewer hold the
    /// posts of review and approval too, so that only the rules keep the steps in different hands.
    async fn begin(&mut self) -> Result<(), Error> {
        for (person, post) in [(0, 2), (0, 3), (0, 5), (2, 1), (2, 5)] {
            self.appoint(person, post).await?;
        }
        let mara = self.world.cast.mara;
        for stages in [1, 2, 3] {
            let entry = self
                .entries
                .iter()
                .position(|(_, entry)| entry.stages.len() == stages);
            self.open(mara, entry.ok_or(Error::NotFound)?).await?;
            self.draft(mara, 0, None, false).await?;
        }
        Ok(())
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each deed")]
    /// Does a deed, or fails with the platform's refusal.
    pub(crate) async fn act(&mut self, deed: &Deed) -> Result<(), Error> {
        let app = &self.world.t.app;
        let cast = self.world.cast;
        match *deed {
            Deed::Open { who, entry } => self.open(self.who(who, self.drafter().await), entry).await,
            Deed::Draft {
                who,
                matter,
                stage,
                lacking,
            } => {
                let by = self.who(who, self.drafter().await);
                self.draft(by, matter, stage, lacking).await
            }
            Deed::Edit {
                who,
                plan,
                stale,
                text,
            } => {
                let (plan, entry) = self.plan(plan)?;
                let mut new = self.proposal(&entry);
                new.body.push_str(&"另附说明。".repeat(usize::from(text)));
                let seen = self.seen(plan, stale).await;
                plan::edit(app, self.who(who, cast.mara), plan, seen, &new)
                    .await
                    .map(drop)
            }
            Deed::Submit { who, plan, stale } => {
                let (plan, _) = self.plan(plan)?;
                plan::submit(app, self.who(who, cast.mara), plan, self.seen(plan, stale).await).await
            }
            Deed::Review {
                who,
                plan,
                kind,
                agrees,
                stale,
            } => {
                let (plan, _) = self.plan(plan)?;
                let by = self.who(who, self.world.reviewer(kind));
                let seen = (plan, self.seen(plan, stale).await);
                plan::review(
                    app,
                    by,
                    seen,
                    kind,
                    (agrees, if agrees { "" } else { "请补充依据" }),
                )
                .await
            }
            Deed::Approve { who, plan, stale } => {
                let (plan, entry) = self.plan(plan)?;
                let seen = (plan, self.seen(plan, stale).await);
                plan::approve(app, self.who(who, self.approver(&entry)), seen, "同意")
                    .await
                    .map(drop)
            }
            Deed::SendBack { who, plan, stale } => {
                let (plan, entry) = self.plan(plan)?;
                let seen = (plan, self.seen(plan, stale).await);
                plan::send_back(app, self.who(who, self.approver(&entry)), seen, "请再核对").await
            }
            Deed::Skip { who, matter, stage } => {
                let (matter, _) = self.matter(matter)?;
                matter::skip(app, self.who(who, cast.pi), matter, stage, "此阶段不适用").await
            }
            Deed::Advance { plan, steps } => {
                for _ in 0..steps {
                    self.advance(plan).await?;
                }
                Ok(())
            }
            Deed::Endorse { who, plan, stale } => {
                let (plan, _) = self.plan(plan)?;
                let seen = (plan, self.seen(plan, stale).await);
                endorsement::endorse(app, self.who(who, cast.pi), seen, "同意上报").await
            }
            Deed::Appoint { person, post } => self.appoint(person, post).await,
            Deed::HandOver { post, person } => {
                let post = post_id(post);
                let leaving = self.holder(post).await?;
                post::hand_over(app, cast.guan, (post, leaving), STAFF[person])
                    .await
                    .map(drop)
            }
            Deed::PassOn { who, plan, person } => {
                let (plan, _) = self.plan(plan)?;
                post::pass_on(app, self.who(who, cast.pi), plan, STAFF[person]).await
            }
            Deed::Delegate { post, person, days } => self.delegate(post_id(post), STAFF[person], days).await,
            Deed::EndDelegation { post } => {
                let view = post::show(app, cast.guan, post_id(post)).await?;
                let id = view.stand_ins.first().ok_or(Error::NotFound)?.delegation.id;
                delegation::end(app, cast.guan, id).await.map(drop)
            }
            Deed::Dissolve { first } => {
                let (unit, successor) = if first {
                    (cast.first, cast.second)
                } else {
                    (cast.second, cast.organ)
                };
                dissolution::dissolve(app, cast.guan, unit, successor, "机构调整").await
            }
            Deed::MoveUnit { second_below_first } => {
                let superior = if second_below_first {
                    cast.first
                } else {
                    cast.organ
                };
                organisation::move_unit(app, cast.guan, cast.second, superior).await
            }
            Deed::WaitDays(days) => {
                self.world.t.wait_days(days);
                Ok(())
            }
            Deed::Work => {
                self.world.t.work().await;
                Ok(())
            }
        }
    }

    async fn open(&mut self, by: PersonId, entry: usize) -> Result<(), Error> {
        let (track, entry) = self.entries[entry % self.entries.len()].clone();
        let (unit, key) = (self.world.cast.first, entry.key.clone());
        let opening = Opening {
            unit,
            track,
            entry: key,
            title: format!("示例：{}", entry.name),
            amount: None,
            once: None,
        };
        let matter = matter::open(&self.world.t.app, by, opening).await?;
        self.matters.insert(0, (matter, entry));
        Ok(())
    }

    async fn draft(
        &mut self,
        by: PersonId,
        matter: usize,
        stage: Option<Stage>,
        lacking: bool,
    ) -> Result<(), Error> {
        let (matter, entry) = self.matter(matter)?;
        let owed = entry
            .stages
            .iter()
            .map(|rule| rule.stage)
            .find(|stage| !self.planned.contains(&(matter, *stage)));
        let stage = stage.or(owed).unwrap_or(Stage::Result);
        let mut proposal = self.proposal(&entry);
        if lacking {
            proposal.basis.clear();
        }
        let drafting = Drafting {
            matter,
            stage,
            proposal,
            once: None,
        };
        let plan = plan::draft(&self.world.t.app, by, drafting).await?;
        self.plans.insert(0, (plan, entry));
        self.planned.push((matter, stage));
        Ok(())
    }

    /// The first step that the plan's page names, by the first person it names for it.
    async fn advance(&self, plan: usize) -> Result<(), Error> {
        let app = &self.world.t.app;
        let (plan, _) = self.plan(plan)?;
        let view = self.seen_by_anybody(plan).await?;
        let Some(next) = view.way.next.first() else {
            return Ok(());
        };
        let name = &next.who.first().ok_or(Error::NotFound)?.name;
        let by = self.named(name).await?;
        let seen = (plan, view.edition);
        match next.step {
            Step::Draft => plan::submit(app, by, plan, view.edition).await,
            Step::Review(kind) => plan::review(app, by, seen, kind, (true, "")).await,
            Step::Endorse => endorsement::endorse(app, by, seen, "").await,
            Step::Approve => plan::approve(app, by, seen, "同意").await.map(drop),
        }
    }

    /// A plan as the first of all who may see it sees it.
    async fn seen_by_anybody(&self, plan: PlanId) -> Result<plan::PlanView, Error> {
        for person in self.everybody() {
            if let Ok(view) = plan::show(&self.world.t.app, person, plan).await {
                return Ok(view);
            }
        }
        Err(Error::NotFound)
    }

    async fn named(&self, name: &str) -> Result<PersonId, Error> {
        for id in self.everybody() {
            let person = organisation::person(&self.world.t.app, id).await?;
            if person.is_some_and(|person| person.name == name) {
                return Ok(id);
            }
        }
        Err(Error::NotFound)
    }

    /// Everybody of the cast.
    pub(crate) fn everybody(&self) -> [PersonId; 10] {
        let cast = self.world.cast;
        [
            cast.mara, cast.bao, cast.shen, cast.ji, cast.pi, cast.shu, cast.guan, cast.yi, cast.er, cast.qun,
        ]
    }

    /// Somebody takes up one more post, so that duties meet in one person.
    async fn appoint(&self, person: usize, post: u8) -> Result<(), Error> {
        let cast = self.world.cast;
        let person = [cast.mara, cast.bao, cast.shen, cast.ji, cast.pi][person % 5];
        let post = post_id(post);
        let id = HoldingId(self.world.t.app.new_id());
        let holding = Holding {
            id,
            post,
            person,
            from: "2026-01-01".parse().unwrap(),
            until: None,
        };
        let changes = Changes {
            holdings: vec![holding],
            ..Changes::default()
        };
        organisation::settle(&self.world.t.app, Some(cast.guan), &changes).await
    }

    /// Who holds a post first.
    async fn holder(&self, post: PostId) -> Result<PersonId, Error> {
        let view = post::show(&self.world.t.app, self.world.cast.guan, post).await?;
        Ok(view.holders.first().ok_or(Error::NotFound)?.0)
    }

    /// Who drafts now.
    async fn drafter(&self) -> PersonId {
        self.holder(post_id(1)).await.unwrap_or(self.world.cast.mara)
    }

    async fn delegate(&self, post: PostId, deputy: &str, days: i64) -> Result<(), Error> {
        let app = &self.world.t.app;
        let holder = self.holder(post).await?;
        let asked = Asked {
            post,
            holder,
            deputy: deputy.into(),
            duties: post::show(app, self.world.cast.guan, post).await?.post.duties,
            days: (
                app.today(),
                app.today().checked_add(jiff::ToSpan::days(days)).unwrap(),
            ),
            away: false,
            reason: "外出".into(),
        };
        delegation::delegate(app, holder, &asked).await.map(drop)
    }

    /// Everything that was planned.
    pub(crate) fn plans(&self) -> impl Iterator<Item = PlanId> {
        self.plans.iter().map(|(plan, _)| *plan)
    }

    fn proposal(&self, entry: &Entry) -> domain::proposal::Proposal {
        let cast = self.world.cast;
        let token = match entry.narrowest {
            Scope::Person => Token::Person(cast.yi),
            Scope::Group => Token::Group(cast.group),
            Scope::Unit => Token::Unit(cast.first),
            Scope::Subtree => Token::Subtree(cast.organ),
            Scope::Members => Token::Members,
            Scope::Public => Token::Public,
        };
        let mut new = proposal(entry, "示例公示", &[token]);
        // some wait for their time, so that the release is a job's
        if entry.stages.len() == 2 {
            new.release_at = Some(self.world.t.app.now().plus_days(2));
        }
        new
    }

    fn who(&self, who: Who, right: PersonId) -> PersonId {
        let everybody = self.everybody();
        match who {
            Who::Right => right,
            Who::Any(number) => everybody[number % everybody.len()],
        }
    }

    fn approver(&self, entry: &Entry) -> PersonId {
        match entry.authority {
            Authority::Unit => self.world.cast.pi,
            Authority::Superior => self.world.cast.shu,
        }
    }

    fn matter(&self, number: usize) -> Result<(MatterId, Entry), Error> {
        self.matters
            .get(number % self.matters.len().max(1))
            .cloned()
            .ok_or(Error::NotFound)
    }

    fn plan(&self, number: usize) -> Result<(PlanId, Entry), Error> {
        self.plans
            .get(number % self.plans.len().max(1))
            .cloned()
            .ok_or(Error::NotFound)
    }

    async fn seen(&self, plan: PlanId, stale: bool) -> i64 {
        let view = self.seen_by_anybody(plan).await;
        view.map_or(1, |view| view.edition) - i64::from(stale)
    }
}

/// How many lines the journal has, and where its head says it ends.
pub(crate) async fn journal_length(t: &TestApp) -> (i64, i64) {
    let mut tx = t.app.db().read().await.unwrap();
    let lines = tx
        .query("select count(*) from journal")
        .first::<(i64,)>()
        .await
        .unwrap()
        .unwrap()
        .0;
    let head = tx
        .query("select seq from journal_head where id = 1")
        .first::<(i64,)>()
        .await
        .unwrap()
        .unwrap()
        .0;
    (lines, head)
}

/// Plays random sequences, each in a world of its own, and judges each world at its end. The sequences are the
/// same on every run, so a failure is the change's fault.
pub(crate) fn play(
    on: On,
    cases: u32,
    length: usize,
    judge: impl AsyncFn(&Play<'_>, usize) -> Result<(), String>,
) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let config = Config {
        cases,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&deeds(length), |deeds| {
        runtime.block_on(async {
            let t = &TestApp::new(on).await;
            let mut play = Play::new(t).await;
            let mut done = 0;
            for deed in &deeds {
                let before = journal_length(t).await;
                let outcome = play.act(deed).await;
                let after = journal_length(t).await;
                if outcome.is_ok() {
                    done += 1;
                } else if before != after && !matches!(deed, Deed::Advance { .. }) {
                    return Err(TestCaseError::fail(format!(
                        "{deed:?} failed, and left a line: {before:?} {after:?}"
                    )));
                }
                if let Err(Error::Failed(cause)) = outcome {
                    return Err(TestCaseError::fail(format!("{deed:?} failed: {cause:?}")));
                }
            }
            judge(&play, done).await.map_err(TestCaseError::fail)
        })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
