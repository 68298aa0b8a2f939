//! Every statement about the search index. Each one begins with a token of the viewer's.

use db::Tx;
use domain::ids::DisclosureId;
use domain::time::Timestamp;
use uuid::Uuid;

use super::Moments;
use super::list::Cursor;
use crate::Result;

db::record! {
    /// A disclosure that may hold what is searched for, and from when its token leads to it.
    #[derive(Clone, Copy)]
    pub(super) struct Candidate {
        pub(super) seq: i64,
        id: Uuid,
        pub(super) from: i64,
        pub(super) corrected: bool,
    }
}

impl Candidate {
    pub(super) fn place(&self) -> Cursor {
        Cursor {
            from: Timestamp(self.from),
            id: self.id,
        }
    }
}

/// Those tokens that anything was ever shown to, with their numbers in the search index.
pub(super) async fn token_numbers(tx: &mut Tx, tokens: &[String]) -> Result<Vec<(String, i64)>> {
    Ok(tx
        .query("select token, id from search_token where token in ($1...)")
        .bind_list(tokens)
        .all()
        .await?)
}

/// The released bytes of disclosures that a token has led to.
pub(super) async fn texts(tx: &mut Tx, ids: Vec<Uuid>) -> Result<Vec<(Uuid, Vec<u8>)>> {
    Ok(tx
        .query(
            "select disclosure.id, content.bytes from disclosure join content on content.id = disclosure.content
             where disclosure.id in ($1...)",
        )
        .bind_list(ids)
        .all()
        .await?)
}

/// How many of one token's disclosures hold a term; counted only as far as it helps to choose.
pub(super) async fn frequency(tx: &mut Tx, token: i64, term: i64) -> Result<i64> {
    let found = tx
        .query(
            "select count(*) from (select 1 from search_term where token = $1 and term = $2 limit 200) few",
        )
        .bind(token)
        .bind(term)
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(count,)| count))
}

/// One token's disclosures that hold a term, newest first.
pub(super) async fn holding_one(
    tx: &mut Tx,
    (token, text): (i64, &str),
    term: i64,
    (moments, before): (Moments, i64),
    most: i64,
) -> Result<Vec<Candidate>> {
    Ok(tx
        .query(
            "select hit.disclosure_seq, disclosure.id, audience.visible_from, audience.corrected
             from search_term hit
             join disclosure on disclosure.seq = hit.disclosure_seq
             join audience on audience.disclosure = disclosure.id and audience.token = $2
             where hit.token = $1 and hit.term = $3 and hit.disclosure_seq < $5
                 and audience.visible_from <= $4 and (audience.listed_until is null or $7 < audience.listed_until
                     or (audience.corrected and $4 < audience.listed_until))
             order by hit.disclosure_seq desc limit $6",
        )
        .bind(token)
        .bind(text)
        .bind(term)
        .bind(moments.begun.0)
        .bind(before)
        .bind(most)
        .bind(moments.over.0)
        .all()
        .await?)
}

/// One token's disclosures that hold four terms (the same one may stand for several), newest first.
pub(super) async fn holding(
    tx: &mut Tx,
    (token, text): (i64, &str),
    terms: [i64; 4],
    (moments, before): (Moments, i64),
    most: i64,
) -> Result<Vec<Candidate>> {
    let [first, second, third, fourth] = terms;
    Ok(tx
        .query(
            "select hit.disclosure_seq, disclosure.id, audience.visible_from, audience.corrected
             from search_term hit
             join disclosure on disclosure.seq = hit.disclosure_seq
             join audience on audience.disclosure = disclosure.id and audience.token = $2
             where hit.token = $1 and hit.term = $3 and hit.disclosure_seq < $8
                 and exists (select 1 from search_term other where other.token = $1 and other.term = $4
                     and other.disclosure_seq = hit.disclosure_seq)
                 and exists (select 1 from search_term other where other.token = $1 and other.term = $5
                     and other.disclosure_seq = hit.disclosure_seq)
                 and exists (select 1 from search_term other where other.token = $1 and other.term = $6
                     and other.disclosure_seq = hit.disclosure_seq)
                 and audience.visible_from <= $7 and (audience.listed_until is null or $10 < audience.listed_until
                     or (audience.corrected and $7 < audience.listed_until))
             order by hit.disclosure_seq desc limit $9",
        )
        .bind(token)
        .bind(text)
        .bind(first)
        .bind(second)
        .bind(third)
        .bind(fourth)
        .bind(moments.begun.0)
        .bind(before)
        .bind(most)
        .bind(moments.over.0)
        .all()
        .await?)
}

/// Where a disclosure stands in the order of releases, when one of the tokens leads to it by now.
pub(super) async fn place(
    tx: &mut Tx,
    (id, now): (DisclosureId, Timestamp),
    tokens: &[String],
) -> Result<Option<i64>> {
    let found = tx
        .query(
            "select seq from disclosure where id = $1 and exists (select 1 from audience
                 where disclosure = $1 and visible_from <= $2 and token in ($3...))",
        )
        .bind(id.0)
        .bind(now.0)
        .bind_list(tokens)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(seq,)| seq))
}
