use std::collections::HashSet;

use db::{Db, Tx, Value};
use domain::content::{Commitment, Sealed};
use domain::decision::Decision;
use domain::ids::ContentId;
use domain::ledger::Step;

use super::attachments::Attachments;
use super::chain::{self, Chain};
use super::findings::{Findings, Progress};
use super::{leaves, store};
use crate::attachment::Files;
use crate::journal::{self, Line};
use crate::{Result, content, withdrawal};

/// Replays the whole journal into an empty database, with the contents it names beside it.
pub(super) async fn replay<F: FnMut(u64, u64)>(
    (platform, files): (&mut Tx, &Files),
    scratch: &Db,
    (findings, progress): (&mut Findings, &mut Progress<F>),
) -> Result<()> {
    let mut chain = Chain::default();
    let mut contents = Contents {
        erased: withdrawal::store::erased(platform).await?,
        attachments: Attachments::new(files),
    };
    let mut after = i64::MIN;
    loop {
        let rows = store::lines(platform, after).await?;
        let Some(last) = rows.last() else { break };
        after = chain::seq(last);
        let mut tx = scratch.write().await?;
        for row in &rows {
            match chain::line(row) {
                Ok(line) => {
                    chain.link(&line, findings);
                    step(&line, (platform, &mut tx), &mut contents, findings).await?;
                }
                Err(column) => {
                    findings.line(chain::seq(row), column, "这一栏的值无法读取。");
                    chain.skip(row, findings);
                }
            }
            findings.lines += 1;
        }
        tx.commit().await?;
        progress.step(rows.len());
    }
    chain.end(&store::heads(platform).await?, findings);
    Ok(())
}

/// What lies beside the journal.
struct Contents<'f> {
    /// What was destroyed.
    erased: HashSet<ContentId>,
    attachments: Attachments<'f>,
}

async fn step(
    line: &Line,
    (platform, tx): (&mut Tx, &mut Tx),
    contents: &mut Contents<'_>,
    findings: &mut Findings,
) -> Result<()> {
    let Ok(decision) = serde_json::from_str::<Decision>(&line.body) else {
        findings.line(line.seq, "body", "这一行的内容无法读懂，没有重放。");
        return Ok(());
    };
    if decision.kind() != line.kind {
        findings.line(line.seq, "kind", "这一栏与内容的种类不一致。");
    }
    if matches!(decision, Decision::Ledger(Step::Lost { .. })) {
        findings.lost += 1;
    }
    let sealed = sealed(&decision);
    let is_erased = sealed.is_some_and(|sealed| contents.erased.contains(&sealed.content));
    if let Some(sealed) = sealed {
        bring((sealed, is_erased), (&mut *platform, &mut *tx), findings).await?;
    }
    contents
        .attachments
        .check(&decision, (platform, &mut *tx), findings)
        .await?;
    if let Err(cause) = journal::apply(tx, line, &decision).await {
        tracing::warn!(seq = line.seq, ?cause, "a line could not be replayed");
        findings.line(line.seq, "body", "按这一行重放时出错，由它而来的各行无从比较。");
        return Ok(());
    }
    leaves::check((line, &decision, is_erased), (platform, tx), findings).await
}

/// The content that a decision binds.
#[expect(clippy::too_many_lines, reason = "one arm for each decision")]
fn sealed(decision: &Decision) -> Option<&Sealed> {
    match decision {
        Decision::Rulebook(enactment) => Some(&enactment.sealed),
        Decision::Calendar(import) => Some(&import.sealed),
        Decision::Catalogue(draft) => Some(&draft.sealed),
        Decision::CatalogueReport(report) => Some(&report.sealed),
        Decision::Password(password) => Some(&password.sealed),
        Decision::SecondFactor(factor) => Some(&factor.sealed),
        Decision::Draft(draft) => Some(&draft.sealed),
        Decision::Release(release) => Some(&release.sealed),
        Decision::Unit(_)
        | Decision::Person(_)
        | Decision::Post(_)
        | Decision::Holding(_)
        | Decision::Delegation(_)
        | Decision::DelegationEnd(_)
        | Decision::Dissolution(_)
        | Decision::Group(_)
        | Decision::Joined(_)
        | Decision::Left(_)
        | Decision::CatalogueStep(_)
        | Decision::Invited(_)
        | Decision::TokenIssued(_)
        | Decision::TokenRevoked(_)
        | Decision::Outlet(_)
        | Decision::OutletAsked(_)
        | Decision::OutletSettled(_)
        | Decision::RecoveryUsed(_)
        | Decision::SecondFactorEnded(_)
        | Decision::ResetAsked(_)
        | Decision::ResetSettled(_)
        | Decision::AddressIssued(_)
        | Decision::AddressRevoked(_)
        | Decision::Passkey(_)
        | Decision::PasskeyRemoved(_)
        | Decision::PersonalDataExported(_)
        | Decision::Matter(_)
        | Decision::MatterRenamed(_)
        | Decision::MatterDropped(_)
        | Decision::Discarded(_)
        | Decision::Skip(_)
        | Decision::Excuse(_)
        | Decision::ExcuseRuling(_)
        | Decision::Submission(_)
        | Decision::Opinion(_)
        | Decision::Endorsement(_)
        | Decision::Reassignment(_)
        | Decision::Return(_)
        | Decision::Approval(_)
        | Decision::Archived(_)
        | Decision::WithdrawalRequest(_)
        | Decision::Withdrawal(_)
        | Decision::WithdrawalDeclined(_)
        | Decision::Erasure(_)
        | Decision::Urgent(_)
        | Decision::UrgentConfirmed(_)
        | Decision::WithholdingRequest(_)
        | Decision::Withholding(_)
        | Decision::WithholdingDeclined(_)
        | Decision::WithholdingEnd(_)
        | Decision::Practice(_)
        | Decision::Likeness(_)
        | Decision::Ledger(_)
        | Decision::WithdrawalTakenBack(_) => None,
    }
}

/// Copies a content beside the replay as it is, so that one changed text is one fault, and says what is wrong. Of what
/// was destroyed, that is left which says nothing.
pub(super) async fn bring(
    (sealed, is_erased): (&Sealed, bool),
    (platform, tx): (&mut Tx, &mut Tx),
    findings: &mut Findings,
) -> Result<()> {
    let row = format!("id={}", sealed.content);
    let Some((salt, bytes)) = store::content(platform, sealed.content).await? else {
        findings.fault("content", row, "id", "流水提到的这份内容不在。");
        return Ok(());
    };
    match (&salt, &bytes) {
        (Value::Bytes(salt), Value::Bytes(bytes)) => match <&[u8; 32]>::try_from(salt.as_ref()) {
            Err(_) => findings.fault("content", row, "salt", "盐的长度不对。"),
            Ok(salt)
                if Commitment::to(salt, bytes) != sealed.commitment
                    && !(is_erased && content::store::is_left(salt, bytes)) =>
            {
                findings.fault("content", row, "salt、bytes", "内容或盐与流水中的承诺不符。");
            }
            Ok(_) => {}
        },
        _ => findings.fault("content", row, "salt、bytes", "内容或盐无法读取。"),
    }
    store::bring(tx, sealed.content, (salt, bytes)).await
}
