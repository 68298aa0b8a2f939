use domain::attachment::{Attachment, LARGEST, Look, MOST, clean_name};
use domain::content::Sealed;
use domain::ids::{ContentId, PersonId, PlanId};
use domain::proposal::Proposal;
use domain::refusal::AttachmentRefusal as Refusal;

use crate::{App, Error, Result, plan};

/// A file as it was sent.
pub struct Upload<'u> {
    /// What its sender calls it.
    pub name: &'u str,
    /// Its bytes.
    pub bytes: &'u [u8],
}

/// Attaches a file to the edition the drafter saw. It is looked into first; returns the new edition.
pub async fn attach(app: &App, by: PersonId, (id, seen): (PlanId, i64), upload: Upload<'_>) -> Result<i64> {
    let view = plan::show(app, by, id).await?;
    if !view.may.edit {
        return Err(Error::Forbidden);
    }
    if MOST <= view.proposal.attachments.len() {
        return Err(Refusal::TooMany.into());
    }
    if upload.bytes.is_empty() {
        return Err(Refusal::Missing.into());
    }
    if LARGEST < upload.bytes.len() {
        return Err(Refusal::TooLarge.into());
    }
    let look = app.inspector.look(upload.bytes).await?;
    if let Some(mark) = look.mark {
        return Err(Refusal::Classified(mark).into());
    }
    let content = ContentId(app.new_id());
    let salt = app.chance();
    let commitment = app.files.put(content, &salt, upload.bytes).await?;
    let sealed = (Sealed { content, commitment }, salt);
    let outcome = record(app, by, (id, seen), (&upload, &look, sealed)).await;
    // after a failure nobody knows whether the journal speaks of it; a file too many harms nobody
    if outcome
        .as_ref()
        .is_err_and(|error| !matches!(error, Error::Failed(_)))
    {
        app.files.drop(content).await;
    }
    outcome
}

async fn record(
    app: &App,
    by: PersonId,
    (id, seen): (PlanId, i64),
    (upload, look, (sealed, salt)): (&Upload<'_>, &Look, (Sealed, [u8; 32])),
) -> Result<i64> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        let mut proposal = loaded.proposal.clone();
        if MOST <= proposal.attachments.len() {
            return Err(Refusal::TooMany.into());
        }
        let text = look.text.trim();
        let text = match text {
            "" => None,
            text => Some(change.seal(text.as_bytes()).await?),
        };
        proposal.attachments.push(Attachment {
            sealed,
            name: clean_name(upload.name, look.kind),
            kind: look.kind,
            size: u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX),
            text,
            findings: look.findings.clone(),
            has_pictures: look.has_pictures,
            reason: None,
            salt: Some(hex(&salt)),
        });
        plan::write(change, &loaded.plan, seen, &proposal).await
    })
    .await
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Takes an attachment off a plan; they are counted from 1.
pub async fn remove(app: &App, by: PersonId, (plan, seen): (PlanId, i64), number: usize) -> Result<i64> {
    rewrite(app, by, (plan, seen), |proposal| {
        let place = place(proposal, number)?;
        proposal.attachments.remove(place);
        Ok(())
    })
    .await
}

/// Writes down why an attachment is published although there is personal data in it: reviewers and the approver
/// see the reason, and decide.
pub async fn excuse(
    app: &App,
    by: PersonId,
    (plan, seen): (PlanId, i64),
    (number, reason): (usize, &str),
) -> Result<i64> {
    rewrite(app, by, (plan, seen), |proposal| {
        let place = place(proposal, number)?;
        let attachment = proposal.attachments.get_mut(place).ok_or(Error::NotFound)?;
        *attachment = attachment.excused(reason)?;
        Ok(())
    })
    .await
}

async fn rewrite(
    app: &App,
    by: PersonId,
    (id, seen): (PlanId, i64),
    rewrites: impl Fn(&mut Proposal) -> Result<()>,
) -> Result<i64> {
    let rewrites = &rewrites;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        let mut proposal = loaded.proposal.clone();
        rewrites(&mut proposal)?;
        plan::write(change, &loaded.plan, seen, &proposal).await
    })
    .await
}

fn place(proposal: &Proposal, number: usize) -> Result<usize> {
    let place = number.checked_sub(1).ok_or(Error::NotFound)?;
    if place < proposal.attachments.len() {
        Ok(place)
    } else {
        Err(Error::NotFound)
    }
}
