use db::Tx;
use domain::actor::Crew;
use domain::content::Sealed;
use domain::ids::{ContentId, DisclosureId, MatterId, PersonId, PlanId, UnitId};
use domain::plan::{Approval, Draft, Given, Opinion, Plan, Reassignment, Return, State, Submission};
use domain::time::Timestamp;
use domain::words::{ReviewKind, Stage};
use uuid::Uuid;

use crate::{Result, content, endorsement, urgency};

db::record! {
    struct Row {
        id: Uuid,
        matter: Uuid,
        unit: Uuid,
        stage: String,
        drafter: Uuid,
        state: String,
        edition: i64,
        content: Uuid,
        commitment: Vec<u8>,
        release_at: Option<i64>,
        approver: Option<Uuid>,
        corrects: Option<Uuid>,
        changed_at: i64,
    }

    struct OpinionRow {
        edition: i64,
        commitment: Vec<u8>,
        kind: String,
        by_person: Uuid,
        at: i64,
        agrees: bool,
        words: String,
        for_person: Option<Uuid>,
    }

    /// A plan on a list.
    pub(crate) struct Listed {
        pub(crate) id: Uuid,
        pub(crate) matter: Uuid,
        pub(crate) stage: String,
        pub(crate) state: String,
        pub(crate) title: String,
        pub(crate) changed_at: i64,
        pub(crate) release_at: Option<i64>,
    }
}

impl TryFrom<Row> for Plan {
    type Error = db::Error;

    fn try_from(row: Row) -> db::Result<Self> {
        let wrong = |column| db::Error::Inconsistent {
            table: "plan",
            column,
        };
        let state = match (row.state.as_str(), row.approver, row.release_at) {
            ("draft", ..) => State::Draft,
            ("in_review", ..) => State::InReview,
            ("returned", ..) => State::Returned,
            ("approved", Some(by), Some(at)) => State::Approved {
                by: PersonId(by),
                release_at: Timestamp(at),
            },
            ("released", ..) => State::Released,
            _ => return Err(wrong("state")),
        };
        let commitment = content::store::commitment(&row.commitment, "plan")?;
        Ok(Self {
            id: PlanId(row.id),
            matter: MatterId(row.matter),
            unit: UnitId(row.unit),
            line: Vec::new(),
            crew: Crew::default(),
            stage: Stage::from_code(&row.stage).ok_or_else(|| wrong("stage"))?,
            drafter: PersonId(row.drafter),
            state,
            since: Timestamp(row.changed_at),
            edition: row.edition,
            sealed: Sealed {
                content: ContentId(row.content),
                commitment,
            },
            corrects: row.corrects.map(DisclosureId),
            authors: Vec::new(),
            opinions: Vec::new(),
            endorsements: Vec::new(),
            urgency: None,
        })
    }
}

impl TryFrom<OpinionRow> for Given {
    type Error = db::Error;

    fn try_from(row: OpinionRow) -> db::Result<Self> {
        let wrong = db::Error::Inconsistent {
            table: "opinion",
            column: "kind",
        };
        Ok(Self {
            edition: row.edition,
            commitment: content::store::commitment(&row.commitment, "opinion")?,
            kind: ReviewKind::from_code(&row.kind).ok_or(wrong)?,
            by: PersonId(row.by_person),
            for_whom: row.for_person.map(PersonId),
            at: Timestamp(row.at),
            agrees: row.agrees,
            words: row.words,
        })
    }
}

pub(crate) async fn plan(tx: &mut Tx, id: PlanId) -> Result<Option<Plan>> {
    let row = tx
        .query(
            "select id, matter, unit, stage, drafter, state, edition, content, commitment, release_at, approver,
                 corrects, changed_at from plan where id = $1",
        )
        .bind(id.0)
        .first::<Row>()
        .await?;
    let Some(mut plan) = row.map(Plan::try_from).transpose()? else {
        return Ok(None);
    };
    plan.authors = authors(tx, id).await?;
    plan.opinions = opinions(tx, id).await?;
    plan.endorsements = endorsement::store::of_plan(tx, id).await?;
    plan.urgency = urgency::store::of_plan(tx, id).await?;
    Ok(Some(plan))
}

async fn authors(tx: &mut Tx, plan: PlanId) -> Result<Vec<PersonId>> {
    let rows = tx
        .query("select person from author where plan = $1 order by person")
        .bind(plan.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(person,)| PersonId(person)).collect())
}

async fn opinions(tx: &mut Tx, plan: PlanId) -> Result<Vec<Given>> {
    let rows = tx
        .query(
            "select edition, commitment, kind, by_person, at, agrees, words, for_person from opinion
             where plan = $1 order by seq",
        )
        .bind(plan.0)
        .all::<OpinionRow>()
        .await?;
    Ok(rows.into_iter().map(Given::try_from).collect::<db::Result<_>>()?)
}

/// The last words of whoever sent it back or approved it.
pub(crate) async fn last_words(tx: &mut Tx, plan: PlanId) -> Result<Option<String>> {
    let found = tx
        .query("select words from plan where id = $1")
        .bind(plan.0)
        .first::<(Option<String>,)>()
        .await?;
    Ok(found.and_then(|(words,)| words))
}

/// In whose place it was approved.
pub(crate) async fn approver_for(tx: &mut Tx, plan: PlanId) -> Result<Option<PersonId>> {
    let found = tx
        .query("select approver_for from plan where id = $1")
        .bind(plan.0)
        .first::<(Option<Uuid>,)>()
        .await?;
    Ok(found.and_then(|(person,)| person).map(PersonId))
}

pub(crate) async fn of_stage(tx: &mut Tx, matter: MatterId, stage: Stage) -> Result<Option<PlanId>> {
    let found = tx
        .query("select id from plan where matter = $1 and stage = $2")
        .bind(matter.0)
        .bind(stage.code())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(id,)| PlanId(id)))
}

/// Whether a stage's plan is in other hands than its drafter's.
pub(crate) async fn is_under_way(tx: &mut Tx, matter: MatterId, stage: Stage) -> Result<bool> {
    let found = tx
        .query(
            "select id from plan where matter = $1 and stage = $2
             and (state = 'in_review' or state = 'approved')",
        )
        .bind(matter.0)
        .bind(stage.code())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.is_some())
}

pub(crate) async fn of_matter(tx: &mut Tx, matter: MatterId) -> Result<Vec<Listed>> {
    Ok(tx
        .query("select id, matter, stage, state, title, changed_at, release_at from plan where matter = $1")
        .bind(matter.0)
        .all()
        .await?)
}

/// The plans of a unit in one state, the longest waiting first.
pub(crate) async fn waiting(tx: &mut Tx, unit: UnitId, state: &str, most: i64) -> Result<Vec<Listed>> {
    Ok(tx
        .query(
            "select id, matter, stage, state, title, changed_at, release_at from plan
             where unit = $1 and state = $2 order by changed_at limit $3",
        )
        .bind(unit.0)
        .bind(state.to_owned())
        .bind(most)
        .all()
        .await?)
}

/// The plans in review in the units below that are beyond the authority of those.
pub(crate) async fn waiting_below(tx: &mut Tx, unit: UnitId, most: i64) -> Result<Vec<Listed>> {
    Ok(tx
        .query(
            "with recursive below (id) as (
                 select id from unit where superior = $1
                 union all
                 select unit.id from unit join below on unit.superior = below.id
             )
             select plan.id, plan.matter, plan.stage, plan.state, plan.title, plan.changed_at, plan.release_at
             from plan join below on below.id = plan.unit
             where plan.state = 'in_review' and plan.goes_up order by plan.changed_at limit $2",
        )
        .bind(unit.0)
        .bind(most)
        .all()
        .await?)
}

/// The plans in one state that somebody wrote an edition of, the longest waiting first.
pub(crate) async fn of_author(tx: &mut Tx, author: PersonId, state: &str, most: i64) -> Result<Vec<Listed>> {
    Ok(tx
        .query(
            "select plan.id, plan.matter, plan.stage, plan.state, plan.title, plan.changed_at, plan.release_at
             from author join plan on plan.id = author.plan
             where author.person = $1 and plan.state = $2 order by plan.changed_at limit $3",
        )
        .bind(author.0)
        .bind(state.to_owned())
        .bind(most)
        .all()
        .await?)
}

/// The newest edition's bytes take the place of the old ones. Where the plan stood no longer counts.
pub(crate) async fn save_draft(tx: &mut Tx, draft: &Draft, at: Timestamp) -> Result<()> {
    let title = content::store::proposal(tx, draft.sealed.content).await?.title;
    tx.query(
        "insert into plan (id, matter, unit, stage, drafter, state, edition, content, commitment, title, changed_at,
             corrects)
         select $1, id, unit, $3, $4, 'draft', $5, $6, $7, $8, $9, $10 from matter where id = $2
         on conflict (id) do update set state = 'draft', drafter = excluded.drafter, edition = excluded.edition,
             content = excluded.content, commitment = excluded.commitment, title = excluded.title,
             changed_at = excluded.changed_at, release_at = null, approver = null, approver_for = null, words = null,
             corrects = excluded.corrects",
    )
    .bind(draft.plan.0)
    .bind(draft.matter.0)
    .bind(draft.stage.code())
    .bind(draft.drafter.0)
    .bind(draft.edition)
    .bind(draft.sealed.content.0)
    .bind(draft.sealed.commitment.0.to_vec())
    .bind(title)
    .bind(at.0)
    .bind(draft.corrects.map(|disclosure| disclosure.0))
    .execute()
    .await?;
    tx.query("insert into author (plan, person) values ($1, $2) on conflict (plan, person) do nothing")
        .bind(draft.plan.0)
        .bind(draft.author.unwrap_or(draft.drafter).0)
        .execute()
        .await?;
    Ok(())
}

/// A draft that nobody judged, with who wrote it and how they explained what it is alike to.
pub(crate) async fn remove(tx: &mut Tx, plan: PlanId) -> Result<()> {
    for statement in [
        "delete from likeness_explanation where plan = $1",
        "delete from author where plan = $1",
        "delete from plan where id = $1",
    ] {
        tx.query(statement).bind(plan.0).execute().await?;
    }
    Ok(())
}

pub(crate) async fn save_submission(tx: &mut Tx, submission: &Submission, at: Timestamp) -> Result<()> {
    tx.query(
        "update plan set state = 'in_review', changed_at = $2, goes_up = $3, words = null where id = $1",
    )
    .bind(submission.plan.0)
    .bind(at.0)
    .bind(submission.goes_up)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_opinion(tx: &mut Tx, opinion: &Opinion, seq: i64) -> Result<()> {
    let given = &opinion.given;
    tx.query(
        "insert into opinion (seq, plan, edition, commitment, kind, by_person, at, agrees, words, for_person)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(seq)
    .bind(opinion.plan.0)
    .bind(given.edition)
    .bind(given.commitment.0.to_vec())
    .bind(given.kind.code())
    .bind(given.by.0)
    .bind(given.at.0)
    .bind(given.agrees)
    .bind(&given.words)
    .bind(given.for_whom.map(|person| person.0))
    .execute()
    .await?;
    if given.agrees {
        Ok(())
    } else {
        send_back(tx, opinion.plan, &given.words, given.at).await
    }
}

/// Whoever takes a plan over counts among those who wrote it.
pub(crate) async fn save_reassignment(tx: &mut Tx, passed: &Reassignment) -> Result<()> {
    tx.query("update plan set drafter = $2 where id = $1")
        .bind(passed.plan.0)
        .bind(passed.to.0)
        .execute()
        .await?;
    tx.query("insert into author (plan, person) values ($1, $2) on conflict (plan, person) do nothing")
        .bind(passed.plan.0)
        .bind(passed.to.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn save_return(tx: &mut Tx, sent_back: &Return, at: Timestamp) -> Result<()> {
    send_back(tx, sent_back.plan, &sent_back.words, at).await
}

async fn send_back(tx: &mut Tx, plan: PlanId, words: &str, at: Timestamp) -> Result<()> {
    tx.query("update plan set state = 'returned', words = $2, changed_at = $3 where id = $1")
        .bind(plan.0)
        .bind(words)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn save_approval(tx: &mut Tx, approval: &Approval, at: Timestamp) -> Result<()> {
    tx.query(
        "update plan set state = 'approved', approver = $2, release_at = $3, words = $4, changed_at = $5,
             approver_for = $6 where id = $1",
    )
    .bind(approval.plan.0)
    .bind(approval.by.0)
    .bind(approval.release_at.0)
    .bind(&approval.words)
    .bind(at.0)
    .bind(approval.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn mark_released(tx: &mut Tx, plan: PlanId, at: Timestamp) -> Result<()> {
    tx.query("update plan set state = 'released', changed_at = $2 where id = $1")
        .bind(plan.0)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}
