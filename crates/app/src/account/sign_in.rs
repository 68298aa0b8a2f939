use super::{password, session, store};
use crate::{App, Error, Result, organisation};

/// So many failures in a row close an account for a while.
const MOST_FAILURES: i64 = 5;
const CLOSED_SECONDS: i64 = 10 * 60;
/// Names longer than any code are nobody's, and are not kept.
const LONGEST_ACCOUNT: usize = 60;

/// Signs in with code and password, and answers with the secret of a new session. Whether the account is known
/// shows neither in the answer nor in the work.
pub async fn sign_in(app: &App, code: &str, password: &str) -> Result<String> {
    let account: String = code.trim().to_lowercase().chars().take(LONGEST_ACCOUNT).collect();
    open(app, &account).await?;
    let person = organisation::person_by_code(app, code.trim()).await?.filter(|person| person.active);
    let right = password::is_right(app, person.as_ref().map(|person| person.id), password).await?;
    match person.filter(|_| right) {
        Some(person) => {
            forget(app, &account).await?;
            session::begin(app, person.id).await
        }
        None => {
            remember(app, &account).await?;
            Err(Error::Invalid("编码或密码不正确，请重新输入。".into()))
        }
    }
}

/// Whether an account may be tried now.
async fn open(app: &App, account: &str) -> Result<()> {
    let mut tx = app.view().await?;
    let Some((failures, last)) = store::attempts(&mut tx, account).await? else { return Ok(()) };
    let until = last.plus_seconds(CLOSED_SECONDS);
    if failures < MOST_FAILURES || until <= app.now() {
        return Ok(());
    }
    let seconds = (until.0 - app.now().0) / 1_000_000;
    Err(Error::TooOften { minutes: seconds / 60 + 1 })
}

async fn remember(app: &App, account: &str) -> Result<()> {
    let now = app.now();
    let mut tx = app.db().write().await?;
    let again = store::attempts(&mut tx, account).await?.filter(|(_, last)| now < last.plus_seconds(CLOSED_SECONDS));
    let failures = again.map_or(0, |(failures, _)| failures) + 1;
    store::save_attempt(&mut tx, account, failures, now).await?;
    Ok(tx.commit().await?)
}

async fn forget(app: &App, account: &str) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::forget_attempts(&mut tx, account).await?;
    Ok(tx.commit().await?)
}
