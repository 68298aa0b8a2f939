use db::Tx;
use domain::time::Timestamp;

use crate::Result;

/// What somebody left for the provider with.
pub(super) struct Away {
    /// What its token must repeat.
    pub(super) nonce: String,
    /// What shows that who exchanges the code is who asked for it.
    pub(super) verifier: String,
    /// Where they want to be afterwards.
    pub(super) back: String,
}

pub(super) async fn leave(tx: &mut Tx, hash: &[u8; 32], away: &Away, at: Timestamp) -> Result<()> {
    tx.query("insert into away_sign_in (hash, nonce, verifier, back, begun_at) values ($1, $2, $3, $4, $5)")
        .bind(hash.as_slice())
        .bind(&away.nonce)
        .bind(&away.verifier)
        .bind(&away.back)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

/// Takes out what somebody left with: one of two who come at once finds it gone.
pub(super) async fn come_back(tx: &mut Tx, hash: &[u8; 32], oldest: Timestamp) -> Result<Option<Away>> {
    let found = tx
        .query("select nonce, verifier, back from away_sign_in where hash = $1 and $2 < begun_at")
        .bind(hash.as_slice())
        .bind(oldest.0)
        .first::<(String, String, String)>()
        .await?;
    let gone = tx
        .query("delete from away_sign_in where hash = $1")
        .bind(hash.as_slice())
        .execute()
        .await?;
    Ok(found.filter(|_| gone == 1).map(|(nonce, verifier, back)| Away {
        nonce,
        verifier,
        back,
    }))
}

pub(super) async fn forget_old(tx: &mut Tx, oldest: Timestamp) -> Result<()> {
    tx.query("delete from away_sign_in where begun_at <= $1")
        .bind(oldest.0)
        .execute()
        .await?;
    Ok(())
}
