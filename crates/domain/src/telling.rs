//! Who is to hear of what happened. Whether they may is asked again when they are told, and when they look.

use crate::catalogue::Step;
use crate::decision::Decision;
use crate::ids::{CatalogueId, DelegationId, DisclosureId, ExcuseId, PersonId, PlanId, WithdrawalId};
use crate::likeness;
use crate::refusal::TellingRefusal;
use crate::words::{CatalogueDeed as Deed, Occasion, Pace, Topic};

/// Who is to hear of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearers {
    /// Nobody: whoever it concerns did it, or sees it where they work.
    Nobody,
    /// Whoever may review the plan now, or approve it when no review is asked for.
    Reviewers(PlanId),
    /// Whoever may approve the plan now.
    Approvers(PlanId),
    /// The plan's drafter.
    Drafter(PlanId, Occasion),
    /// The drafter of what was disclosed.
    Releaser(DisclosureId, Occasion),
    /// Whoever may answer the request for a withdrawal now.
    Answerers(DisclosureId),
    /// Whoever asked for a withdrawal.
    Asker(WithdrawalId, Occasion),
    /// Whoever may answer a unit's request to be excused.
    Rulers(ExcuseId),
    /// Whoever asked to be excused.
    Excused(ExcuseId),
    /// Whoever may take the next step with a catalogue.
    NextHands(CatalogueId),
    /// The catalogue's drafter.
    CatalogueDrafter(CatalogueId, Occasion),
    /// Whoever is to stand in.
    Deputy(PersonId, DelegationId),
    /// The plan's drafter, and all who follow what was disclosed.
    Followers(PlanId, DisclosureId),
}

/// Who is to hear of a decision. A new kind of decision needs a thought here.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one arm for each decision")]
pub fn hearers(decision: &Decision) -> Hearers {
    match decision {
        Decision::Unit(_)
        | Decision::Person(_)
        | Decision::Post(_)
        | Decision::Holding(_)
        | Decision::Group(_)
        | Decision::Joined(_)
        | Decision::Left(_)
        | Decision::Rulebook(_)
        | Decision::Catalogue(_)
        | Decision::CatalogueReport(_)
        | Decision::Password(_)
        | Decision::Invited(_)
        | Decision::TokenIssued(_)
        | Decision::TokenRevoked(_)
        | Decision::Outlet(_)
        | Decision::OutletAsked(_)
        | Decision::OutletSettled(_)
        | Decision::SecondFactor(_)
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
        | Decision::Calendar(_)
        | Decision::MatterRenamed(_)
        | Decision::MatterDropped(_)
        | Decision::Discarded(_)
        | Decision::Skip(_)
        | Decision::DelegationEnd(_)
        | Decision::Dissolution(_)
        | Decision::Draft(_)
        | Decision::Archived(_)
        // the release itself is told in the same breath
        | Decision::Urgent(_)
        | Decision::UrgentConfirmed(_)
        // whoever confirms it finds it on their desk
        | Decision::WithholdingRequest(_)
        | Decision::Withholding(_)
        | Decision::WithholdingDeclined(_)
        | Decision::WithholdingEnd(_)
        // whoever is interested looks at the shelf
        | Decision::Practice(_)
        | Decision::Ledger(_)
        | Decision::Erasure(_)
        | Decision::WithdrawalTakenBack(_) => Hearers::Nobody,
        Decision::Likeness(likeness::Step::Closed(closed)) => {
            Hearers::Releaser(closed.disclosure, Occasion::LikenessClosed)
        }
        // whoever supervises finds it on their list
        Decision::Likeness(_) => Hearers::Nobody,
        Decision::WithdrawalRequest(request) => Hearers::Answerers(request.disclosure),
        Decision::Withdrawal(done) => Hearers::Asker(done.request, Occasion::Withdrawn),
        Decision::WithdrawalDeclined(declined) => Hearers::Asker(declined.request, Occasion::NotWithdrawn),
        Decision::Excuse(excuse) => Hearers::Rulers(excuse.id),
        Decision::ExcuseRuling(ruling) => Hearers::Excused(ruling.excuse),
        Decision::CatalogueStep(step) => catalogue_hearers(step),
        Decision::Delegation(delegation) => Hearers::Deputy(delegation.deputy, delegation.id),
        Decision::Reassignment(passed) => Hearers::Drafter(passed.plan, Occasion::PassedOn),
        Decision::Submission(submission) => Hearers::Reviewers(submission.plan),
        Decision::Opinion(opinion) if opinion.given.agrees => Hearers::Approvers(opinion.plan),
        Decision::Opinion(opinion) => Hearers::Drafter(opinion.plan, Occasion::Returned),
        Decision::Endorsement(view) => Hearers::Approvers(view.plan),
        Decision::Return(sent_back) => Hearers::Drafter(sent_back.plan, Occasion::Returned),
        Decision::Approval(approval) => Hearers::Drafter(approval.plan, Occasion::Approved),
        Decision::Release(release) => Hearers::Followers(release.plan, release.disclosure),
    }
}

fn catalogue_hearers(step: &Step) -> Hearers {
    match step.deed {
        Deed::Drafted => Hearers::Nobody,
        Deed::Submitted | Deed::Checked | Deed::Filed => Hearers::NextHands(step.catalogue),
        Deed::Accepted => Hearers::CatalogueDrafter(step.catalogue, Occasion::CatalogueAccepted),
        Deed::Returned => Hearers::CatalogueDrafter(step.catalogue, Occasion::CatalogueReturned),
    }
}

/// A mail address that every server takes and that cannot smuggle anything into a letter's head.
pub fn mail_address(text: &str) -> Result<String, TellingRefusal> {
    const LONGEST: usize = 254;
    let text = text.trim();
    let (name, host) = text.split_once('@').ok_or(TellingRefusal::Address)?;
    let plain = |part: &str, more: &str| {
        let fits = |sign: char| sign.is_ascii_alphanumeric() || more.contains(sign);
        !part.is_empty() && part.chars().all(fits) && !part.starts_with('.') && !part.ends_with('.')
    };
    if text.len() <= LONGEST && plain(name, "._+-%=") && plain(host, ".-") && !text.contains("..") {
        Ok(text.to_owned())
    } else {
        Err(TellingRefusal::Address)
    }
}

/// An address of the web, without the slash at its end.
pub fn link(text: &str) -> Result<String, TellingRefusal> {
    const LONGEST: usize = 500;
    let text = text.trim().trim_end_matches('/');
    let rest = text.strip_prefix("http://").or(text.strip_prefix("https://"));
    let whole = rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()));
    if whole && text.len() <= LONGEST {
        Ok(text.to_owned())
    } else {
        Err(TellingRefusal::Link)
    }
}

impl Occasion {
    /// What a message of this kind is about.
    #[must_use]
    pub fn topic(self) -> Topic {
        match self {
            Self::ToReview
            | Self::ToApprove
            | Self::Returned
            | Self::Approved
            | Self::Released
            | Self::PassedOn
            | Self::ToAnswer
            | Self::Withdrawn
            | Self::NotWithdrawn
            | Self::ToRule
            | Self::Ruled
            | Self::ToHandOn
            | Self::CatalogueReturned
            | Self::CatalogueAccepted
            | Self::LikenessClosed
            | Self::StandsIn => Topic::Work,
            Self::Disclosed => Topic::Disclosures,
        }
    }
}

impl Topic {
    /// How soon a mail comes to who has not said anything.
    #[must_use]
    pub fn usual_pace(self) -> Pace {
        match self {
            Self::Work => Pace::AtOnce,
            Self::Disclosures => Pace::Daily,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::content::Commitment;
    use crate::plan::{Given, Opinion};
    use crate::time::Timestamp;
    use crate::words::ReviewKind;

    fn opinion(agrees: bool) -> Decision {
        let given = Given {
            edition: 1,
            commitment: Commitment([0; 32]),
            kind: ReviewKind::Secrecy,
            by: PersonId(Uuid::nil()),
            for_whom: None,
            at: Timestamp(0),
            agrees,
            words: String::new(),
        };
        Decision::Opinion(Opinion {
            plan: PlanId(Uuid::nil()),
            given,
        })
    }

    #[test]
    fn a_mail_address_is_whole_and_plain() {
        for good in ["a@b", "mara.shi+gk@mail.example", " yi@neiwang.example "] {
            assert_eq!(mail_address(good).as_deref(), Ok(good.trim()), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a b@c",
            "a@b@c",
            "a@b\r\nBcc: c@d",
            ".a@b",
            "a..b@c",
            "甲@b",
            "<a@b>",
        ] {
            assert_eq!(mail_address(bad), Err(TellingRefusal::Address), "{bad}");
        }
    }

    #[test]
    fn a_link_is_an_address_of_the_web() {
        assert_eq!(link(" https://gk.example/ ").as_deref(), Ok("https://gk.example"));
        for bad in ["", "gk.example", "http://", "javascript:alert(1)", "https://a b"] {
            assert_eq!(link(bad), Err(TellingRefusal::Link), "{bad}");
        }
    }

    #[test]
    fn an_opinion_that_sends_back_is_told_to_the_drafter_and_one_that_agrees_to_the_approvers() {
        let plan = PlanId(Uuid::nil());
        assert_eq!(hearers(&opinion(true)), Hearers::Approvers(plan));
        assert_eq!(
            hearers(&opinion(false)),
            Hearers::Drafter(plan, Occasion::Returned)
        );
    }
}
