//! Who guesses passwords has to wait. The account stays usable: the wait ends by itself.

use db::Tx;

use super::{Browser, secret, store};
use crate::{App, Error, Result, organisation};

/// So many failures in a row close an account for a while.
const MOST: i64 = 5;
const CLOSED_SECONDS: i64 = 10 * 60;
/// What is typed may be endless; what is kept of it is not.
const LONGEST_ACCOUNT: usize = 60;

/// The account that somebody tries, whether there is one or not.
pub(super) fn plain(code: &str) -> String {
    domain::text::name(code)
        .to_lowercase()
        .chars()
        .take(LONGEST_ACCOUNT)
        .collect()
}

/// The same, tried from a browser. A browser that its person signed in from before has a count of its own: strangers
/// who try elsewhere do not close the account to its owner.
pub(super) async fn account(tx: &mut Tx, code: &str, browser: &Browser) -> Result<String> {
    let plain = plain(code);
    let Some(known) = &browser.known else {
        return Ok(plain);
    };
    let Some(person) = organisation::store::person_by_code(tx, &domain::text::name(code)).await? else {
        return Ok(plain);
    };
    if !browser.is_known(tx, person.id).await? {
        return Ok(plain);
    }
    let hash = secret::hash(known);
    let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{plain} {short}"))
}

/// Counts a try before its outcome is known, so that many at once are not more than so many in a row. Who
/// succeeds takes the count back with [`store::forget_attempts`].
pub(super) async fn count(app: &App, account: &str) -> Result<()> {
    let now = app.now();
    let stale = now.plus_seconds(-CLOSED_SECONDS);
    let mut tx = app.db().write().await?;
    store::forget_stale_attempts(&mut tx, stale).await?;
    if store::count_attempt(&mut tx, account, MOST, now).await? {
        return Ok(tx.commit().await?);
    }
    let last = store::last_attempt(&mut tx, account).await?.unwrap_or(now);
    let seconds = (last.0 - stale.0) / 1_000_000;
    Err(Error::TooOften {
        minutes: (seconds + 59) / 60,
    })
}
