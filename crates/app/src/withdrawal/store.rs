use std::collections::HashSet;

use db::Tx;
use domain::decision::Decision;
use domain::ids::{ContentId, DisclosureId, MatterId, PersonId, PlanId, UnitId, WithdrawalId};
use domain::proposal::{ERASED, Proposal};
use domain::time::Timestamp;
use domain::withdrawal::{Asked, Confirmation, Declination, Done, Erasure, Request, TakenBack};
use domain::words::{Ground, Stage};
use uuid::Uuid;

use super::End;
use crate::{Error, Result, content, plan, release};

const ASKED: &str = "asked";
const DONE: &str = "done";
const DECLINED: &str = "declined";
const TAKEN_BACK: &str = "taken_back";

db::record! {
    /// A request with its answer.
    pub(crate) struct Row {
        id: Uuid,
        ground: String,
        pub(super) words: String,
        pub(super) asked_by: Uuid,
        pub(super) asked_at: i64,
        state: String,
        pub(super) answered_by: Option<Uuid>,
        pub(super) answered_at: Option<i64>,
        pub(super) answer: Option<String>,
        pub(super) asked_for_person: Option<Uuid>,
        pub(super) answered_for_person: Option<Uuid>,
    }

    /// A disclosure whose withdrawal was asked for.
    pub(super) struct Waiting {
        pub(super) plan: Uuid,
        matter: Uuid,
        unit_name: String,
        stage: String,
        title: String,
        asked_at: i64,
    }
}

impl Row {
    /// The request, while it waits for an answer.
    pub(super) fn asked(&self) -> Option<Asked> {
        (self.state == ASKED).then_some(self.request())
    }

    /// Who asked for what.
    pub(super) fn request(&self) -> Asked {
        Asked {
            request: WithdrawalId(self.id),
            by: PersonId(self.asked_by),
            for_whom: self.asked_for_person.map(PersonId),
        }
    }

    /// The withdrawal, once it was carried out.
    pub(super) async fn done(&self, tx: &mut Tx) -> Result<Option<Done>> {
        if self.state != DONE {
            return Ok(None);
        }
        Ok(Some(Done {
            asked: self.request(),
            ground: self.ground()?,
            erased: erased_at(tx, WithdrawalId(self.id)).await?.is_some(),
        }))
    }

    /// Whether somebody answered it, or took it back.
    pub(super) fn answered_by(&self, person: PersonId) -> bool {
        self.answered_by == Some(person.0)
    }

    /// How it ended; nothing while it waits.
    pub(super) fn end(&self) -> Result<Option<End>> {
        match self.state.as_str() {
            ASKED => Ok(None),
            DONE => Ok(Some(End::Withdrawn)),
            DECLINED => Ok(Some(End::Declined)),
            TAKEN_BACK => Ok(Some(End::TakenBack)),
            _ => Err(wrong("state").into()),
        }
    }

    pub(super) fn ground(&self) -> Result<Ground> {
        ground(&self.ground)
    }
}

impl Waiting {
    pub(super) fn waiting(self) -> Result<plan::Waiting> {
        let wrong = db::Error::Inconsistent {
            table: "disclosure",
            column: "stage",
        };
        Ok(plan::Waiting {
            plan: PlanId(self.plan),
            matter: MatterId(self.matter),
            unit_name: self.unit_name,
            stage: Stage::from_code(&self.stage).ok_or(wrong)?,
            state: ASKED.to_owned(),
            title: self.title,
            since: Timestamp(self.asked_at),
            release_at: None,
            due: None,
        })
    }
}

/// Reads a stored ground.
pub(crate) fn ground(code: &str) -> Result<Ground> {
    Ground::from_code(code).ok_or_else(|| wrong("ground").into())
}

fn wrong(column: &'static str) -> db::Error {
    db::Error::Inconsistent {
        table: "withdrawal",
        column,
    }
}

pub(crate) async fn save_request(tx: &mut Tx, request: &Request, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into withdrawal (id, disclosure, ground, words, asked_by, asked_at, state, asked_for_person)
         values ($1, $2, $3, $4, $5, $6, 'asked', $7)",
    )
    .bind(request.id.0)
    .bind(request.disclosure.0)
    .bind(request.ground.code())
    .bind(&request.words)
    .bind(request.by.0)
    .bind(at.0)
    .bind(request.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

/// Every version leaves every list, and is marked as withdrawn.
pub(crate) async fn save_confirmation(tx: &mut Tx, confirmation: &Confirmation, at: Timestamp) -> Result<()> {
    tx.query(
        "update withdrawal set state = 'done', answered_by = $2, answered_for = $3, answered_at = $4,
             answered_for_person = $5 where id = $1",
    )
    .bind(confirmation.request.0)
    .bind(confirmation.by.0)
    .bind(confirmation.unit.0)
    .bind(at.0)
    .bind(confirmation.for_whom.map(|person| person.0))
    .execute()
    .await?;
    tx.query(
        "update disclosure set withdrawal = $1 where withdrawal is null
             and exists (select 1 from withdrawal asked join disclosure newest on newest.id = asked.disclosure
                 where asked.id = $1 and newest.matter = disclosure.matter and newest.stage = disclosure.stage)",
    )
    .bind(confirmation.request.0)
    .execute()
    .await?;
    // a correction under way would put the same text up again: it goes back, and no opinion on it stands
    tx.query(
        "update plan set state = 'returned', edition = edition + 1, changed_at = $2,
             words = (select words from withdrawal where id = $1)
         where state in ('in_review', 'approved')
             and id in (select plan from disclosure where withdrawal = $1)",
    )
    .bind(confirmation.request.0)
    .bind(at.0)
    .execute()
    .await?;
    tx.query(
        "update audience set listed_until = $2 where (listed_until is null or $2 < listed_until)
             and disclosure in (select id from disclosure where withdrawal = $1)",
    )
    .bind(confirmation.request.0)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_declination(tx: &mut Tx, declination: &Declination, at: Timestamp) -> Result<()> {
    tx.query(
        "update withdrawal set state = 'declined', answered_by = $2, answer = $3, answered_at = $4,
             answered_for_person = $5 where id = $1",
    )
    .bind(declination.request.0)
    .bind(declination.by.0)
    .bind(&declination.words)
    .bind(at.0)
    .bind(declination.for_whom.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_taken_back(tx: &mut Tx, back: TakenBack, at: Timestamp) -> Result<()> {
    tx.query("update withdrawal set state = 'taken_back', answered_by = $2, answered_at = $3 where id = $1")
        .bind(back.request.0)
        .bind(back.by.0)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

/// Destroys what was withdrawn, and writes down what that was.
pub(crate) async fn save_erasure(tx: &mut Tx, erasure: &Erasure, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into erasure (withdrawal, by_person, for_person, at, words) values ($1, $2, $3, $4, $5)",
    )
    .bind(erasure.request.0)
    .bind(erasure.by.0)
    .bind(erasure.for_whom.map(|person| person.0))
    .bind(at.0)
    .bind(&erasure.words)
    .execute()
    .await?;
    release::store::forget_terms(tx, erasure.request).await?;
    for content in &erasure.contents {
        content::store::erase(tx, *content).await?;
        tx.query("update plan set title = $2 where content = $1")
            .bind(content.0)
            .bind(ERASED)
            .execute()
            .await?;
    }
    for statement in [
        "update leaf set salt = null where seq in (select seq from disclosure where withdrawal = $1)",
        "delete from autosave where exists (select 1 from disclosure where disclosure.withdrawal = $1
             and disclosure.matter = autosave.matter and disclosure.stage = autosave.stage)",
    ] {
        tx.query(statement).bind(erasure.request.0).execute().await?;
    }
    tx.query("update disclosure set title = $2 where withdrawal = $1")
        .bind(erasure.request.0)
        .bind(ERASED)
        .execute()
        .await?;
    Ok(())
}

/// Every content that was destroyed, as the journal has it.
pub(crate) async fn erased(tx: &mut Tx) -> Result<HashSet<ContentId>> {
    let bodies = tx
        .query("select body from journal where kind = 'erasure'")
        .all::<(String,)>()
        .await?;
    let mut contents = HashSet::new();
    for (body,) in bodies {
        if let Ok(Decision::Erasure(erasure)) = serde_json::from_str(&body) {
            contents.extend(erasure.contents);
        }
    }
    Ok(contents)
}

/// When what a request withdrew was destroyed.
pub(crate) async fn erased_at(tx: &mut Tx, request: WithdrawalId) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select at from erasure where withdrawal = $1")
        .bind(request.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(at,)| Timestamp(at)))
}

/// Who destroyed what a request withdrew, in whose place, when and why.
pub(super) async fn erasure(
    tx: &mut Tx,
    asked: Asked,
) -> Result<Option<(PersonId, Option<PersonId>, Timestamp, String)>> {
    let found = tx
        .query("select by_person, for_person, at, words from erasure where withdrawal = $1")
        .bind(asked.request.0)
        .first::<(Uuid, Option<Uuid>, i64, String)>()
        .await?;
    Ok(found.map(|(by, for_whom, at, words)| (PersonId(by), for_whom.map(PersonId), Timestamp(at), words)))
}

/// Every edition of a plan that lies beside the journal, since its matter was opened.
pub(super) async fn editions(tx: &mut Tx, plan: PlanId, since: Timestamp) -> Result<Vec<ContentId>> {
    let bodies = tx
        .query("select body from journal where kind = 'draft' and $1 <= at order by seq")
        .bind(since.0)
        .all::<(String,)>()
        .await?;
    let mut contents = Vec::new();
    for (body,) in bodies {
        if let Ok(Decision::Draft(draft)) = serde_json::from_str(&body)
            && draft.plan == plan
        {
            contents.push(draft.sealed.content);
        }
    }
    Ok(contents)
}

/// The newest request about what was released for a stage.
pub(super) async fn newest(tx: &mut Tx, (matter, stage): (MatterId, Stage)) -> Result<Option<Row>> {
    Ok(tx
        .query(
            "select asked.id, asked.ground, asked.words, asked.asked_by, asked.asked_at, asked.state,
                 asked.answered_by, asked.answered_at, asked.answer, asked.asked_for_person,
                 asked.answered_for_person
             from withdrawal asked join disclosure on disclosure.id = asked.disclosure
             where disclosure.matter = $1 and disclosure.stage = $2 order by asked.asked_at desc, asked.id desc limit 1",
        )
        .bind(matter.0)
        .bind(stage.code())
        .first()
        .await?)
}

pub(crate) async fn is_withdrawn(tx: &mut Tx, disclosure: DisclosureId) -> Result<bool> {
    let found = tx
        .query("select id from disclosure where id = $1 and withdrawal is not null")
        .bind(disclosure.0)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.is_some())
}

/// Of which plan a disclosure is.
pub(crate) async fn plan_of(tx: &mut Tx, disclosure: DisclosureId) -> Result<Option<PlanId>> {
    let found = tx
        .query("select plan from disclosure where id = $1")
        .bind(disclosure.0)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(plan,)| PlanId(plan)))
}

/// Who asked, and about what a plan released.
pub(crate) async fn asker(tx: &mut Tx, request: WithdrawalId) -> Result<Option<(PlanId, PersonId)>> {
    let found = tx
        .query(
            "select disclosure.plan, withdrawal.asked_by from withdrawal
             join disclosure on disclosure.id = withdrawal.disclosure where withdrawal.id = $1",
        )
        .bind(request.0)
        .first::<(Uuid, Uuid)>()
        .await?;
    Ok(found.map(|(plan, by)| (PlanId(plan), PersonId(by))))
}

/// Title and number of a disclosure.
pub(super) async fn called(tx: &mut Tx, disclosure: DisclosureId) -> Result<(String, String)> {
    let found = tx
        .query("select title, number from disclosure where id = $1")
        .bind(disclosure.0)
        .first()
        .await?;
    found.ok_or(Error::NotFound)
}

/// What was released, word for word.
pub(super) async fn text(tx: &mut Tx, disclosure: DisclosureId) -> Result<Proposal> {
    let found = tx
        .query("select content from disclosure where id = $1")
        .bind(disclosure.0)
        .first::<(Uuid,)>()
        .await?;
    let (content,) = found.ok_or(Error::NotFound)?;
    content::store::proposal(tx, ContentId(content)).await
}

/// The requests in a unit and in all below it, the longest waiting first: what nobody can answer there goes up.
pub(super) async fn waiting(tx: &mut Tx, unit: UnitId) -> Result<Vec<Waiting>> {
    Ok(tx
        .query(
            "with recursive below (id) as (
                 select id from unit where id = $1
                 union all
                 select unit.id from unit join below on unit.superior = below.id
             )
             select disclosure.plan, disclosure.matter, unit.name, disclosure.stage, disclosure.title, asked.asked_at
             from withdrawal asked join disclosure on disclosure.id = asked.disclosure
             join unit on unit.id = disclosure.unit join below on below.id = unit.id
             where asked.state = 'asked' order by asked.asked_at, asked.id",
        )
        .bind(unit.0)
        .all()
        .await?)
}
