use db::Tx;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId, UnitId, WithdrawalId};
use domain::time::Timestamp;
use domain::withdrawal::{Confirmation, Declination, Request};
use domain::words::{Ground, Stage};
use uuid::Uuid;

use crate::{Result, plan};

const ASKED: &str = "asked";
/// The state of a request after which the disclosure was withdrawn.
pub(super) const DONE: &str = "done";

db::record! {
    /// A request with its answer.
    pub(crate) struct Row {
        id: Uuid,
        ground: String,
        pub(super) words: String,
        pub(super) asked_by: Uuid,
        pub(super) asked_at: i64,
        pub(super) state: String,
        pub(super) answered_by: Option<Uuid>,
        pub(super) answered_at: Option<i64>,
        pub(super) answer: Option<String>,
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
    /// The request and who asked, while it waits for an answer.
    pub(super) fn asked(&self) -> Option<(WithdrawalId, PersonId)> {
        (self.state == ASKED).then_some((WithdrawalId(self.id), PersonId(self.asked_by)))
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
    let wrong = db::Error::Inconsistent {
        table: "withdrawal",
        column: "ground",
    };
    Ground::from_code(code).ok_or_else(|| wrong.into())
}

pub(crate) async fn save_request(tx: &mut Tx, request: &Request, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into withdrawal (id, disclosure, ground, words, asked_by, asked_at, state)
         values ($1, $2, $3, $4, $5, $6, 'asked')",
    )
    .bind(request.id.0)
    .bind(request.disclosure.0)
    .bind(request.ground.code())
    .bind(&request.words)
    .bind(request.by.0)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

/// Every version leaves every list, and is marked as withdrawn.
pub(crate) async fn save_confirmation(tx: &mut Tx, confirmation: &Confirmation, at: Timestamp) -> Result<()> {
    tx.query(
        "update withdrawal set state = 'done', answered_by = $2, answered_for = $3, answered_at = $4 where id = $1",
    )
    .bind(confirmation.request.0)
    .bind(confirmation.by.0)
    .bind(confirmation.unit.0)
    .bind(at.0)
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
        "update withdrawal set state = 'declined', answered_by = $2, answer = $3, answered_at = $4 where id = $1",
    )
    .bind(declination.request.0)
    .bind(declination.by.0)
    .bind(&declination.words)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

/// The newest request about what was released for a stage.
pub(super) async fn newest(tx: &mut Tx, (matter, stage): (MatterId, Stage)) -> Result<Option<Row>> {
    Ok(tx
        .query(
            "select asked.id, asked.ground, asked.words, asked.asked_by, asked.asked_at, asked.state,
                 asked.answered_by, asked.answered_at, asked.answer
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

/// The requests in a unit and in those directly below, the longest waiting first.
pub(super) async fn waiting(tx: &mut Tx, unit: UnitId, most: i64) -> Result<Vec<Waiting>> {
    Ok(tx
        .query(
            "select disclosure.plan, disclosure.matter, unit.name, disclosure.stage, disclosure.title, asked.asked_at
             from withdrawal asked join disclosure on disclosure.id = asked.disclosure
             join unit on unit.id = disclosure.unit
             where asked.state = 'asked' and (unit.id = $1 or unit.superior = $1)
             order by asked.asked_at limit $2",
        )
        .bind(unit.0)
        .bind(most)
        .all()
        .await?)
}
