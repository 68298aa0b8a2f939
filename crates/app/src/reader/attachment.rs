use domain::attachment::Attachment;
use domain::ids::DisclosureId;
use domain::proposal::Proposal;
use sha2::{Digest, Sha256};

use super::{Disclosure, Reader};
use crate::{App, Error, Result};

/// A file that somebody may have. Only a reader makes one, and the desk for those who take part in a procedure.
#[non_exhaustive]
pub struct Attached {
    /// What it is.
    pub attachment: Attachment,
}

impl Attached {
    /// One of a proposal's files; they are counted from 1.
    pub(crate) fn of(proposal: &Proposal, number: usize) -> Option<Self> {
        let attachment = proposal.attachments.get(number.checked_sub(1)?)?.clone();
        Some(Self { attachment })
    }

    /// What tells its bytes from any other: SHA-256, in hexadecimal.
    pub async fn digest(&self, app: &App) -> Result<String> {
        let digest = Sha256::digest(self.bytes(app).await?);
        Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Its bytes, held against what the journal says of them.
    pub async fn bytes(&self, app: &App) -> Result<Vec<u8>> {
        let id = self.attachment.sealed.content;
        let missing = || Error::failed(format!("the file {id} is gone or changed"));
        app.files.get(&self.attachment).await?.ok_or_else(missing)
    }
}

impl Disclosure {
    /// Its files, in their order.
    pub fn attachments(&self) -> impl Iterator<Item = Attached> {
        let attachments = self.proposal.attachments.iter().cloned();
        attachments.map(|attachment| Attached { attachment })
    }
}

impl Reader {
    /// An attachment of a disclosure, when the viewer may see that by now.
    pub async fn attachment(&mut self, id: DisclosureId, number: usize) -> Result<Option<Attached>> {
        let disclosure = self.disclosure(id).await?;
        Ok(disclosure.and_then(|disclosure| Attached::of(&disclosure.proposal, number)))
    }
}
