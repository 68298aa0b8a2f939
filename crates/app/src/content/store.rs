use db::Tx;
use domain::attachment::Attachment;
use domain::content::Commitment;
use domain::ids::ContentId;
use domain::proposal::Proposal;

use crate::Result;

/// Where the salt of a content was that is destroyed.
const ERASED_SALT: [u8; 32] = [0; 32];

pub(crate) async fn save(tx: &mut Tx, id: ContentId, salt: &[u8; 32], bytes: &[u8]) -> Result<()> {
    tx.query("insert into content (id, salt, bytes) values ($1, $2, $3)")
        .bind(id.0)
        .bind(salt.as_slice())
        .bind(bytes)
        .execute()
        .await?;
    Ok(())
}

/// The bytes of a content; `None` when it is not there.
pub(crate) async fn bytes(tx: &mut Tx, id: ContentId) -> Result<Option<Vec<u8>>> {
    let found = tx
        .query("select bytes from content where id = $1")
        .bind(id.0)
        .first::<(Vec<u8>,)>()
        .await?;
    Ok(found.map(|(bytes,)| bytes))
}

pub(crate) async fn proposal(tx: &mut Tx, id: ContentId) -> Result<Proposal> {
    let bytes = bytes(tx, id).await?;
    bytes
        .and_then(|bytes| Proposal::from_bytes(&bytes))
        .ok_or_else(|| {
            db::Error::Inconsistent {
                table: "content",
                column: "bytes",
            }
            .into()
        })
}

/// Destroys what a proposal said: only what follows from it in the tables stays, behind a salt that hides nothing.
pub(crate) async fn erase(tx: &mut Tx, id: ContentId) -> Result<Vec<Attachment>> {
    let proposal = proposal(tx, id).await?;
    for text in proposal.attachments.iter().filter_map(|file| file.text) {
        tx.query("delete from content where id = $1")
            .bind(text.content.0)
            .execute()
            .await?;
    }
    tx.query("update content set bytes = $2, salt = $3 where id = $1")
        .bind(id.0)
        .bind(proposal.erased().bytes())
        .bind(ERASED_SALT.as_slice())
        .execute()
        .await?;
    Ok(proposal.attachments)
}

/// Whether this is what [`erase`] leaves of a proposal.
pub(crate) fn is_left(salt: &[u8], bytes: &[u8]) -> bool {
    let proposal = Proposal::from_bytes(bytes);
    salt == ERASED_SALT && proposal.is_some_and(|proposal| proposal.erased().bytes() == bytes)
}

/// The names of a proposal's attachments, each with the text in it.
pub(crate) async fn attached(tx: &mut Tx, proposal: &Proposal) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::with_capacity(proposal.attachments.len());
    for attachment in &proposal.attachments {
        let text = match &attachment.text {
            Some(text) => bytes(tx, text.content).await?.unwrap_or_default(),
            None => Vec::new(),
        };
        texts.push((
            attachment.name.clone(),
            String::from_utf8_lossy(&text).into_owned(),
        ));
    }
    Ok(texts)
}

/// Reads a stored commitment.
pub(crate) fn commitment(bytes: &[u8], table: &'static str) -> db::Result<Commitment> {
    bytes
        .try_into()
        .map(Commitment)
        .map_err(|_| db::Error::Inconsistent {
            table,
            column: "commitment",
        })
}
