use std::collections::HashSet;

use db::Tx;
use domain::decision::Decision;
use domain::ids::ContentId;
use domain::proposal::Proposal;

use super::findings::Findings;
use super::replay::bring;
use super::store;
use crate::Result;
use crate::attachment::Files;

/// The files that proposals speak of. An edition names those of the one before again; each is looked at once.
pub(super) struct Attachments<'f> {
    files: &'f Files,
    seen: HashSet<ContentId>,
}

impl<'f> Attachments<'f> {
    pub(super) fn new(files: &'f Files) -> Self {
        let seen = HashSet::new();
        Self { files, seen }
    }

    /// Holds the files of a proposal against their commitments, and brings the texts in them along.
    pub(super) async fn check(
        &mut self,
        decision: &Decision,
        (platform, tx): (&mut Tx, &mut Tx),
        findings: &mut Findings,
    ) -> Result<()> {
        let Decision::Draft(draft) = decision else {
            return Ok(());
        };
        // what is wrong with the proposal itself was said already
        let Some(proposal) = store::bytes(platform, draft.sealed.content).await? else {
            return Ok(());
        };
        for attachment in Proposal::from_bytes(&proposal).unwrap_or_default().attachments {
            if !self.seen.insert(attachment.sealed.content) {
                continue;
            }
            if let Some(text) = &attachment.text {
                bring((text, false), (&mut *platform, &mut *tx), findings).await?;
            }
            if self.files.get(&attachment).await?.is_none() {
                let row = format!("id={}", attachment.sealed.content);
                findings.fault("file", row, "bytes", "附件的文件不在，或与流水中的承诺不符。");
            }
        }
        Ok(())
    }
}
