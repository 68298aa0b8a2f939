use std::collections::HashSet;

use db::Tx;
use domain::ids::{DisclosureId, MatterId, PlanId};
use domain::likeness::{Answered, Closed, Explained, Standing, Step};
use domain::time::Timestamp;
use uuid::Uuid;

use super::Said;
use super::readers::View;
use crate::Result;
use crate::journal::Line;

/// Lists are asked in portions, so that no statement grows without end.
const PORTION: usize = 512;

db::record! {
    /// A disclosure's own row, with what its plan knows.
    #[derive(Clone, Debug)]
    pub(super) struct TextRow {
        pub(super) id: Uuid,
        pub(super) plan: Uuid,
        pub(super) unit: Uuid,
        pub(super) matter: Uuid,
        pub(super) stage: String,
        pub(super) number: String,
        pub(super) title: String,
        pub(super) unit_name: String,
        pub(super) content: Uuid,
        pub(super) released_at: i64,
        pub(super) shown_until: Option<i64>,
        pub(super) corrected_at: Option<i64>,
        pub(super) withdrawal: Option<Uuid>,
    }

    /// A line of an audience.
    #[derive(Clone, Debug)]
    pub(super) struct Share {
        pub(super) disclosure: Uuid,
        pub(super) token: String,
        pub(super) visible_from: i64,
        pub(super) listed_until: Option<i64>,
    }

    /// What a drafter said of a likeness.
    pub(super) struct ExplainedRow {
        pub(super) source: Uuid,
        pub(super) words: String,
        pub(super) name: String,
        pub(super) at: i64,
    }
}

pub(crate) async fn apply(tx: &mut Tx, step: &Step, line: &Line) -> Result<()> {
    match step {
        Step::Explained(explained) => save_explained(tx, explained, line).await,
        Step::Answered(answered) => {
            save_answered(tx, answered, line).await?;
            save_standing(tx, (answered.disclosure, answered.source), Standing::Answered).await
        }
        Step::Closed(closed) => {
            save_closed(tx, closed, line).await?;
            save_standing(tx, (closed.disclosure, closed.source), Standing::Closed).await
        }
    }
}

/// The last word on a pair says where it stands, in every view that holds it.
async fn save_standing(
    tx: &mut Tx,
    (disclosure, source): (DisclosureId, DisclosureId),
    standing: Standing,
) -> Result<()> {
    tx.query("update likeness set standing = $3 where source = $2 and disclosure = $1")
        .bind(disclosure.0)
        .bind(source.0)
        .bind(standing.code())
        .execute()
        .await?;
    Ok(())
}

async fn save_explained(tx: &mut Tx, explained: &Explained, line: &Line) -> Result<()> {
    tx.query(
        "insert into likeness_explanation (seq, plan, edition, source, words, by_person, for_person, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(line.seq)
    .bind(explained.plan.0)
    .bind(explained.edition)
    .bind(explained.source.0)
    .bind(&explained.words)
    .bind(explained.by.0)
    .bind(explained.for_whom.map(|person| person.0))
    .bind(line.at.0)
    .execute()
    .await?;
    Ok(())
}

async fn save_answered(tx: &mut Tx, answered: &Answered, line: &Line) -> Result<()> {
    tx.query(
        "insert into likeness_answer (seq, disclosure, source, words, by_person, for_person, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(line.seq)
    .bind(answered.disclosure.0)
    .bind(answered.source.0)
    .bind(&answered.words)
    .bind(answered.by.0)
    .bind(answered.for_whom.map(|person| person.0))
    .bind(line.at.0)
    .execute()
    .await?;
    Ok(())
}

async fn save_closed(tx: &mut Tx, closed: &Closed, line: &Line) -> Result<()> {
    tx.query(
        "insert into likeness_closing (seq, disclosure, source, outcome, words, by_person, for_person, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(line.seq)
    .bind(closed.disclosure.0)
    .bind(closed.source.0)
    .bind(closed.outcome.code())
    .bind(&closed.words)
    .bind(closed.by.0)
    .bind(closed.for_whom.map(|person| person.0))
    .bind(line.at.0)
    .execute()
    .await?;
    Ok(())
}

/// The rows of some disclosures; a plan says who answers for what it became.
pub(super) async fn texts(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Vec<TextRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(PORTION) {
        rows.extend(
            tx.query(
                "select disclosure.id, disclosure.plan, plan.unit, disclosure.matter, disclosure.stage,
                     disclosure.number, disclosure.title, unit.name, disclosure.content, disclosure.released_at,
                     disclosure.shown_until, disclosure.corrected_at, disclosure.withdrawal
                 from disclosure join plan on plan.id = disclosure.plan join unit on unit.id = plan.unit
                 where disclosure.id in ($1...)",
            )
            .bind_list(ids.iter().map(|id| id.0))
            .all::<TextRow>()
            .await?,
        );
    }
    Ok(rows)
}

/// Their audiences.
pub(super) async fn shares(tx: &mut Tx, ids: &[DisclosureId]) -> Result<Vec<Share>> {
    let mut rows = Vec::new();
    for ids in ids.chunks(PORTION) {
        rows.extend(
            tx.query("select disclosure, token, visible_from, listed_until from audience where disclosure in ($1...)")
                .bind_list(ids.iter().map(|id| id.0))
                .all::<Share>()
                .await?,
        );
    }
    Ok(rows)
}

/// What was said of a draft's likenesses, the last words on each; what was said of an earlier version is no word of it.
pub(super) async fn explanations(tx: &mut Tx, plan: PlanId) -> Result<Vec<(DisclosureId, Said)>> {
    let rows = tx
        .query(
            "select said.source, said.words, person.name, said.at from likeness_explanation said
             join person on person.id = said.by_person
             where said.plan = $1 and not exists (select 1 from likeness_explanation later
                 where later.plan = said.plan and later.source = said.source and said.seq < later.seq)
                 and not exists (select 1 from disclosure where disclosure.plan = said.plan and said.seq < disclosure.seq)
             order by said.seq",
        )
        .bind(plan.0)
        .all::<ExplainedRow>()
        .await?;
    let said = |row: ExplainedRow| {
        let said = Said {
            by: row.name,
            at: Timestamp(row.at),
            words: row.words,
        };
        (DisclosureId(row.source), said)
    };
    Ok(rows.into_iter().map(said).collect())
}

/// Ids of everything that was released of a matter, as they lie in the index.
pub(super) async fn of_matter(tx: &mut Tx, matter: MatterId) -> Result<Vec<String>> {
    let rows = tx
        .query("select id from disclosure where matter = $1")
        .bind(matter.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id,)| DisclosureId(id).to_string())
        .collect())
}

/// Of some texts, those that were found alike to something of this matter when they came into a view, in whatever version.
pub(super) async fn borrowers(
    tx: &mut Tx,
    (matter, view): (MatterId, View),
    texts: &[DisclosureId],
) -> Result<HashSet<DisclosureId>> {
    let mut found = HashSet::new();
    for texts in texts.chunks(PORTION) {
        let rows = tx
            .query(
                "select distinct text.id from disclosure text
                 join disclosure version on version.matter = text.matter and version.stage = text.stage
                 join likeness on likeness.disclosure = version.id and likeness.view = $2
                 join disclosure ours on ours.id = likeness.source and ours.matter = $1
                 where text.id in ($3...)",
            )
            .bind(matter.0)
            .bind(view.code())
            .bind_list(texts.iter().map(|text| text.0))
            .all::<(Uuid,)>()
            .await?;
        found.extend(rows.into_iter().map(|(id,)| DisclosureId(id)));
    }
    Ok(found)
}
