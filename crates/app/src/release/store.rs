use db::{Tx, Value};
use domain::audience::Token;
use domain::ids::{ContentId, DisclosureId, MatterId, PlanId, UnitId, WithdrawalId};
use domain::plan::Release;
use domain::proposal::Proposal;
use domain::search;
use domain::time::Timestamp;
use domain::words::Stage;
use uuid::Uuid;

use crate::journal::Line;
use crate::{Result, content, correction, plan, practice};

db::record! {
    struct Origin {
        matter: Uuid,
        stage: String,
        unit: Uuid,
        track: String,
        entry: String,
        drafter: Uuid,
        version: i64,
    }
}

/// Everything a release means: the disclosure, its audience, its search terms, the end of its plan, and the place it
/// takes of the versions before it.
pub(crate) async fn save(tx: &mut Tx, release: &Release, line: &Line) -> Result<()> {
    let proposal = content::store::proposal(tx, release.sealed.content).await?;
    let origin = tx
        .query(
            "select plan.matter, plan.stage, plan.unit, matter.track, matter.entry, plan.drafter,
                 (select count(*) + 1 from disclosure old where old.matter = plan.matter and old.stage = plan.stage)
             from plan join matter on matter.id = plan.matter where plan.id = $1",
        )
        .bind(release.plan.0)
        .first::<Origin>()
        .await?
        .ok_or(db::Error::Inconsistent {
            table: "disclosure",
            column: "plan",
        })?;
    save_disclosure(tx, release, &origin, (&proposal.title, line)).await?;
    let alone = release.audience.len() == 1;
    for share in &release.audience {
        save_share(tx, release, &origin, *share, alone).await?;
    }
    if release.corrects.is_some() {
        let place = (origin.matter, origin.stage.as_str(), origin.version);
        correction::store::take_the_place(tx, place, &release.audience, (line.at, release.shown_until))
            .await?;
    }
    let terms = terms(tx, &proposal, &release.number).await?;
    for (token, _) in &release.audience {
        save_terms(tx, *token, line.seq, &terms).await?;
    }
    practice::store::save_credits(tx, release.disclosure, &proposal.credits).await?;
    plan::store::mark_released(tx, release.plan, line.at).await
}

async fn save_disclosure(
    tx: &mut Tx,
    release: &Release,
    origin: &Origin,
    (title, line): (&str, &Line),
) -> Result<()> {
    tx.query(
        "insert into disclosure (id, seq, number, plan, matter, stage, unit, track, entry, title, content,
             commitment, released_at, released_by, version, drafter, shown_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(release.disclosure.0)
    .bind(line.seq)
    .bind(&release.number)
    .bind(release.plan.0)
    .bind(origin.matter)
    .bind(&origin.stage)
    .bind(origin.unit)
    .bind(&origin.track)
    .bind(&origin.entry)
    .bind(title)
    .bind(release.sealed.content.0)
    .bind(release.sealed.commitment.0.to_vec())
    .bind(line.at.0)
    .bind(release.by.0)
    .bind(origin.version)
    .bind(origin.drafter)
    .bind(release.shown_until.map(|until| until.0))
    .execute()
    .await?;
    Ok(())
}

async fn save_share(
    tx: &mut Tx,
    release: &Release,
    origin: &Origin,
    (token, from): (Token, Timestamp),
    alone: bool,
) -> Result<()> {
    tx.query(
        "insert into audience (disclosure, token, visible_from, track, unit, entry, stage, alone, listed_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(release.disclosure.0)
    .bind(token.to_string())
    .bind(from.0)
    .bind(&origin.track)
    .bind(origin.unit)
    .bind(&origin.entry)
    .bind(&origin.stage)
    .bind(alone)
    .bind(release.shown_until.map(|until| until.0))
    .execute()
    .await?;
    Ok(())
}

/// Everything by which a disclosure is found.
async fn terms(tx: &mut Tx, proposal: &Proposal, number: &str) -> Result<Vec<i64>> {
    let mut text = [proposal.title.as_str(), &proposal.body, number].join("\n");
    for (name, inside) in content::store::attached(tx, proposal).await? {
        text = [text, name, inside].join("\n");
    }
    Ok(search::terms(&text).into_iter().collect())
}

/// Takes what was withdrawn on a request out of the search, as long as its content is there.
pub(crate) async fn forget_terms(tx: &mut Tx, request: WithdrawalId) -> Result<()> {
    let versions = tx
        .query("select id, seq, number, content from disclosure where withdrawal = $1")
        .bind(request.0)
        .all::<(Uuid, i64, String, Uuid)>()
        .await?;
    for (id, seq, number, content) in versions {
        let proposal = content::store::proposal(tx, ContentId(content)).await?;
        let terms = terms(tx, &proposal, &number).await?;
        let tokens = tx
            .query(
                "select search_token.id from audience join search_token on search_token.token = audience.token
                 where audience.disclosure = $1",
            )
            .bind(id)
            .all::<(i64,)>()
            .await?;
        for (token,) in tokens {
            for some in terms.chunks(256) {
                tx.query(
                    "delete from search_term where token = $1 and disclosure_seq = $2 and term in ($3...)",
                )
                .bind(token)
                .bind(seq)
                .bind_list(some.iter().copied())
                .execute()
                .await?;
            }
        }
    }
    Ok(())
}

/// Search looks only at rows that begin with a token of the reader's, so it never passes by what is hidden.
async fn save_terms(tx: &mut Tx, token: Token, disclosure: i64, terms: &[i64]) -> Result<()> {
    let token = token_number(tx, token).await?;
    let rows: Vec<Value<'_>> = terms
        .iter()
        .flat_map(|term| [token, *term, disclosure])
        .map(Value::Int)
        .collect();
    tx.insert_many("insert into search_term (token, term, disclosure_seq)", 3, &rows)
        .await?;
    Ok(())
}

/// Tokens are long and terms are many, so a token has a small number; the first use gives it the next one.
pub(crate) async fn token_number(tx: &mut Tx, token: Token) -> Result<i64> {
    tx.query(
        "insert into search_token (id, token)
         select (select coalesce(max(id), 0) + 1 from search_token), $1
         where not exists (select 1 from search_token where token = $1)",
    )
    .bind(token.to_string())
    .execute()
    .await?;
    let found = tx
        .query("select id from search_token where token = $1")
        .bind(token.to_string())
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(id,)| id))
}

/// The stages of a matter that were released, and when; of several versions the newest, since what was on display
/// with a mistake in it was not on display.
pub(crate) async fn stages(tx: &mut Tx, matter: MatterId) -> Result<Vec<(Stage, Timestamp)>> {
    let rows = tx
        .query("select stage, max(released_at) from disclosure where matter = $1 and withdrawal is null group by stage")
        .bind(matter.0)
        .all::<(String, i64)>()
        .await?;
    let stage = |code: &str| {
        Stage::from_code(code).ok_or(db::Error::Inconsistent {
            table: "disclosure",
            column: "stage",
        })
    };
    Ok(rows
        .into_iter()
        .map(|(code, at)| Ok((stage(&code)?, Timestamp(at))))
        .collect::<db::Result<_>>()?)
}

/// The stages of a matter that were ever released, withdrawn or not.
pub(crate) async fn all_stages(tx: &mut Tx, matter: MatterId) -> Result<Vec<Stage>> {
    let rows = tx
        .query("select distinct stage from disclosure where matter = $1")
        .bind(matter.0)
        .all::<(String,)>()
        .await?;
    Ok(rows.iter().filter_map(|(code,)| Stage::from_code(code)).collect())
}

/// What a plan became, when, and whether that still stands.
pub(crate) struct Newest {
    pub(crate) id: DisclosureId,
    pub(crate) at: Timestamp,
    pub(crate) withdrawn: bool,
}

/// The newest version of what a plan became.
pub(crate) async fn newest(tx: &mut Tx, plan: PlanId) -> Result<Option<Newest>> {
    let found = tx
        .query("select id, released_at, withdrawal from disclosure where plan = $1 order by version desc limit 1")
        .bind(plan.0)
        .first::<(Uuid, i64, Option<Uuid>)>()
        .await?;
    Ok(found.map(|(id, at, withdrawal)| Newest {
        id: DisclosureId(id),
        at: Timestamp(at),
        withdrawn: withdrawal.is_some(),
    }))
}

/// What a plan became; of several versions the newest.
pub(crate) async fn of_plan(tx: &mut Tx, plan: PlanId) -> Result<Option<DisclosureId>> {
    let found = tx
        .query("select id from disclosure where plan = $1 order by version desc limit 1")
        .bind(plan.0)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(id,)| DisclosureId(id)))
}

/// Whether what a plan became was withdrawn.
pub(crate) async fn is_withdrawn(tx: &mut Tx, plan: PlanId) -> Result<bool> {
    let found = tx
        .query("select withdrawal from disclosure where plan = $1 order by version desc limit 1")
        .bind(plan.0)
        .first::<(Option<Uuid>,)>()
        .await?;
    Ok(found.is_some_and(|(withdrawal,)| withdrawal.is_some()))
}

/// Those of some entries of which a unit, or one it took the place of, has disclosed anything.
pub(crate) async fn disclosed(tx: &mut Tx, unit: UnitId, entries: &[String]) -> Result<Vec<String>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx
        .query(
            "select distinct disclosure.entry from disclosure join matter on matter.id = disclosure.matter
             where matter.unit = $1 and disclosure.withdrawal is null and disclosure.entry in ($2...)",
        )
        .bind(unit.0)
        .bind_list(entries.to_vec())
        .all::<(String,)>()
        .await?;
    Ok(rows.into_iter().map(|(entry,)| entry).collect())
}
