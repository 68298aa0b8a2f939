use db::Tx;
use domain::decision::Decision;

use super::Line;
use crate::account::{reset, second_factor};
use crate::{
    Result, account, archive, catalogue, delegation, dissolution, endorsement, ledger, likeness, matter,
    obligation, organisation, plan, practice, release, rulebook, urgency, withdrawal, withholding,
};

/// Makes a decision's effect in the tables. It reads nothing but the line, the tables and the contents beside
/// the journal, so that a replay arrives at the same rows.
#[expect(clippy::too_many_lines, reason = "one arm for each decision")]
pub(crate) async fn apply(tx: &mut Tx, line: &Line, decision: &Decision) -> Result<()> {
    match decision {
        Decision::Unit(unit) => organisation::store::save_unit(tx, unit).await,
        Decision::Person(person) => organisation::store::save_person(tx, person).await,
        Decision::Post(post) => organisation::store::save_post(tx, post).await,
        Decision::Holding(holding) => organisation::store::save_holding(tx, holding).await,
        Decision::Delegation(delegated) => delegation::store::save(tx, delegated, line).await,
        Decision::DelegationEnd(end) => delegation::store::save_end(tx, end, line.at).await,
        Decision::Dissolution(end) => dissolution::store::save(tx, end, line.at).await,
        Decision::Group(group) => organisation::store::save_group(tx, group).await,
        Decision::Joined(membership) => organisation::store::join(tx, membership).await,
        Decision::Left(membership) => organisation::store::leave(tx, membership).await,
        Decision::Rulebook(enactment) => rulebook::store::save(tx, enactment).await,
        Decision::Catalogue(draft) => catalogue::store::save_draft(tx, draft, line).await,
        Decision::CatalogueStep(step) => catalogue::store::save_step(tx, step, line).await,
        Decision::CatalogueReport(report) => catalogue::store::save_report(tx, report).await,
        Decision::Password(password) => account::store::save_password(tx, password).await,
        // that it happened is kept for good; what came of it comes and goes (a link, an address, secrets), and so lies
        // with the sessions and in no table that is replayed
        Decision::Invited(_)
        | Decision::Outlet(_)
        | Decision::OutletAsked(_)
        | Decision::OutletSettled(_)
        | Decision::PersonalDataExported(_) => Ok(()),
        Decision::TokenIssued(issue) => account::store::save_token(tx, issue, line.at).await,
        Decision::TokenRevoked(revocation) => account::store::revoke_token(tx, revocation, line.at).await,
        Decision::SecondFactor(factor) => second_factor::store::save(tx, factor, line.at).await,
        Decision::RecoveryUsed(used) => second_factor::store::save_recovery_use(tx, used, line.at).await,
        Decision::SecondFactorEnded(end) => second_factor::store::end(tx, end).await,
        Decision::ResetAsked(_) | Decision::ResetSettled(_) => reset::store::apply(tx, decision, line).await,
        Decision::AddressIssued(issue) => account::address::store::save(tx, issue, line.at).await,
        Decision::AddressRevoked(revocation) => account::address::store::revoke(tx, *revocation).await,
        Decision::Passkey(passkey) => account::passkey::store::save(tx, passkey, line.at).await,
        Decision::PasskeyRemoved(removal) => account::passkey::store::remove(tx, *removal).await,
        Decision::Matter(matter) => matter::store::save(tx, matter).await,
        Decision::MatterRenamed(renaming) => matter::store::save_name(tx, renaming).await,
        Decision::MatterDropped(dropping) => matter::store::remove(tx, dropping.matter).await,
        Decision::Skip(skip) => matter::store::save_skip(tx, skip, line).await,
        Decision::Excuse(excuse) => obligation::store::save(tx, excuse, line.seq).await,
        Decision::ExcuseRuling(ruling) => obligation::store::save_ruling(tx, ruling).await,
        Decision::Calendar(import) => rulebook::store::save_calendar(tx, import, line.seq).await,
        Decision::Draft(draft) => plan::store::save_draft(tx, draft, line.at).await,
        Decision::Discarded(discard) => plan::store::remove(tx, discard.plan).await,
        Decision::Submission(submission) => plan::store::save_submission(tx, submission, line.at).await,
        Decision::Opinion(opinion) => plan::store::save_opinion(tx, opinion, line.seq).await,
        Decision::Endorsement(view) => endorsement::store::save(tx, view, line.seq).await,
        Decision::Reassignment(passed) => plan::store::save_reassignment(tx, passed).await,
        Decision::Return(sent_back) => plan::store::save_return(tx, sent_back, line.at).await,
        Decision::Approval(approval) => plan::store::save_approval(tx, approval, line.at).await,
        Decision::Urgent(approval) => urgency::store::save(tx, approval, line.at).await,
        Decision::UrgentConfirmed(done) => urgency::store::save_confirmation(tx, done, line.at).await,
        Decision::Release(disclosed) => release::store::save(tx, disclosed, line).await,
        Decision::Archived(archived) => archive::store::save(tx, archived, line.at).await,
        Decision::WithdrawalRequest(request) => withdrawal::store::save_request(tx, request, line.at).await,
        Decision::Withdrawal(done) => withdrawal::store::save_confirmation(tx, done, line.at).await,
        Decision::WithdrawalTakenBack(back) => withdrawal::store::save_taken_back(tx, *back, line.at).await,
        Decision::Erasure(erasure) => withdrawal::store::save_erasure(tx, erasure, line.at).await,
        Decision::WithdrawalDeclined(no) => withdrawal::store::save_declination(tx, no, line.at).await,
        Decision::WithholdingRequest(request) => withholding::store::save_request(tx, request, line.at).await,
        Decision::Withholding(done) => withholding::store::save_confirmation(tx, done, line.at).await,
        Decision::WithholdingDeclined(no) => withholding::store::save_declination(tx, no, line.at).await,
        Decision::WithholdingEnd(end) => withholding::store::save_end(tx, end, line.at).await,
        Decision::Practice(step) => practice::store::apply(tx, step, line.at).await,
        Decision::Likeness(step) => likeness::store::apply(tx, step, line).await,
        Decision::Ledger(step) => ledger::store::apply(tx, step).await,
    }
}
