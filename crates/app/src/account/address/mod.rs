//! The private address of a calendar program: its secret is shown once, and only its hash is kept.

pub(crate) mod store;

use domain::content::Commitment;
use domain::decision::{AddressIssue, AddressRevocation, Decision};
use domain::ids::PersonId;

use super::secret;
use crate::{App, Error, Result};

/// Makes out the private address at which a calendar program reads what its owner owes, in the place of the one
/// before. It is shown this once, and opens nothing else.
pub async fn issue_address(app: &App, by: PersonId) -> Result<String> {
    let token = secret::draw(app);
    app.change(Some(by), async |change| {
        let issue = AddressIssue {
            person: by,
            hash: Commitment(secret::hash(&token)),
        };
        change.record(Decision::AddressIssued(issue)).await
    })
    .await?;
    Ok(token)
}

/// Takes one's own address back.
pub async fn revoke_address(app: &App, by: PersonId) -> Result<()> {
    app.change(Some(by), async |change| {
        if !store::is_there(&mut change.tx, by).await? {
            return Err(Error::NotFound);
        }
        let revocation = AddressRevocation { person: by };
        change.record(Decision::AddressRevoked(revocation)).await
    })
    .await
}

/// Whether somebody has an address.
pub async fn has_address(app: &App, person: PersonId) -> Result<bool> {
    let mut tx = app.view().await?;
    store::is_there(&mut tx, person).await
}

/// Whose address this is, when it was not taken back and its person is active.
pub async fn addressee(app: &App, token: &str) -> Result<Option<PersonId>> {
    let mut tx = app.view().await?;
    store::addressee(&mut tx, &secret::hash(token)).await
}
