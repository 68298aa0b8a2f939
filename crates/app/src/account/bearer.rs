use domain::content::Commitment;
use domain::decision::{Decision, TokenIssue, TokenRevocation};
use domain::ids::PersonId;
use domain::organisation::name;
use domain::time::Timestamp;
use uuid::Uuid;

use super::{secret, store};
use crate::{App, Error, Result, organisation};

/// What stands before every token, so that one that leaks is recognised.
const PREFIX: &str = "gk_";

/// A token as its owner sees it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// Its id.
    pub id: Uuid,
    /// What its owner calls it.
    pub label: String,
    /// When it was made out.
    pub issued_at: Timestamp,
}

/// Makes out a token for the API; it is shown this once. One's own, or anybody's from the command line: whoever
/// holds it reads what its person may read, and an administrator shall not.
pub async fn issue_token(app: &App, by: Option<PersonId>, person: PersonId, label: &str) -> Result<String> {
    let token = format!("{PREFIX}{}", secret::draw(app));
    let label = name(label)?;
    app.change(by, async |change| {
        if by.is_some_and(|by| by != person) {
            return Err(Error::Forbidden);
        }
        let found = organisation::store::person(&mut change.tx, person).await?;
        found.filter(|person| person.active).ok_or(Error::NotFound)?;
        let hash = Commitment(secret::hash(&token));
        let issue = TokenIssue {
            id: app.new_id(),
            person,
            hash,
            label: label.clone(),
        };
        change.record(Decision::TokenIssued(issue)).await
    })
    .await?;
    Ok(token)
}

/// Whose token this is, when it was not taken back and its person is active.
pub async fn bearer(app: &App, token: &str) -> Result<Option<PersonId>> {
    let mut tx = app.view().await?;
    store::bearer(&mut tx, &secret::hash(token)).await
}

/// Somebody's tokens that still hold.
pub async fn tokens(app: &App, person: PersonId) -> Result<Vec<TokenView>> {
    let mut tx = app.view().await?;
    store::tokens(&mut tx, person).await
}

/// Takes one's own token back.
pub async fn revoke_token(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    app.change(Some(by), async |change| {
        let mine = store::tokens(&mut change.tx, by).await?;
        if !mine.iter().any(|token| token.id == id) {
            return Err(Error::NotFound);
        }
        change
            .record(Decision::TokenRevoked(TokenRevocation { id }))
            .await
    })
    .await
}
