//! The last, automatic gate before release (准入). It says everything that is wrong at once, and it is asked
//! three times: while the drafter writes, when the approver approves, and at the moment of release.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::attachment::Attachment;
use crate::audience::{Share, Token};
use crate::calendar::Calendar;
use crate::correction::Corrected;
use crate::elements;
use crate::ids::UnitId;
use crate::personal_data;
use crate::plan::Admission;
use crate::proposal::Proposal;
use crate::refusal::AdmissionRefusal as Refusal;
use crate::rulebook::Entry;
use crate::text::name;
use crate::time::Timestamp;
use crate::words::{Scope, Stage};

/// What the gate looks at.
pub struct Case<'c> {
    /// The catalogue entry.
    pub entry: &'c Entry,
    /// The stage to disclose.
    pub stage: Stage,
    /// The bytes.
    pub proposal: &'c Proposal,
    /// The stages of the matter that were released, and when.
    pub released: &'c [(Stage, Timestamp)],
    /// The stages that were left out in the open.
    pub skipped: &'c [Stage],
    /// The keys of the entries that the unit has disclosed something of, as far as this entry asks for them.
    pub disclosed: &'c [String],
    /// The unit of the matter and every unit above it.
    pub line: &'c [UnitId],
    /// What the matter is about: whoever may see a disclosure sees that too.
    pub matter_title: &'c str,
    /// The version it corrects, when it is a new one.
    pub corrected: Option<&'c Corrected>,
    /// Working days.
    pub calendar: &'c Calendar,
    /// The unit's time zone.
    pub zone: &'c TimeZone,
    /// Now.
    pub now: Timestamp,
}

impl Case<'_> {
    /// The moment of release when everything is in order, or all that is not.
    pub fn judge(&self) -> Admission {
        let refusals: Vec<_> = [
            self.text(),
            self.scope(),
            self.order(),
            self.display(),
            self.correction(),
            self.forbidden(),
        ]
        .concat();
        if refusals.is_empty() {
            Ok(self.release_at())
        } else {
            Err(refusals)
        }
    }

    /// When it would be released.
    #[must_use]
    pub fn release_at(&self) -> Timestamp {
        self.proposal.release_at.unwrap_or(self.now).max(self.now)
    }

    fn text(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if name(&self.proposal.title).is_empty() || self.proposal.body.trim().is_empty() {
            refusals.push(Refusal::TextMissing);
        }
        if self.proposal.basis.trim().is_empty() {
            refusals.push(Refusal::BasisMissing);
        }
        let confirmed = &self.proposal.elements;
        let missing: Vec<_> = self
            .entry
            .elements
            .iter()
            .filter(|element| !confirmed.contains(element))
            .cloned()
            .collect();
        if !missing.is_empty() {
            refusals.push(Refusal::ElementsMissing(missing));
        }
        refusals
    }

    fn scope(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let asked = self
            .proposal
            .audience
            .iter()
            .map(|share| share.token.scope())
            .max();
        match asked {
            Some(asked) if self.entry.widest < asked => {
                let widest = self.entry.widest;
                refusals.push(Refusal::TooWide { asked, widest });
            }
            _ => {}
        }
        if !self
            .proposal
            .audience
            .iter()
            .any(|share| self.is_wide_enough(share))
        {
            refusals.push(Refusal::TooNarrow(self.entry.narrowest));
        }
        refusals.extend(self.members_first());
        refusals
    }

    /// Whether a line of the audience alone gives the entry what it asks for at least, from the release on: a unit
    /// somewhere else, or a day in the far future, is no disclosure.
    fn is_wide_enough(&self, share: &Share) -> bool {
        let here = match share.token {
            _ if self.entry.narrowest < Scope::Unit => true,
            Token::Unit(unit) => self.line.first() == Some(&unit),
            Token::Subtree(unit) => self.line.contains(&unit),
            _ => true,
        };
        here && self.entry.narrowest <= share.token.scope()
            && share.from.is_none_or(|from| from <= self.release_at())
    }

    /// 先党内后党外: the members' time, and only so many days later the public's.
    fn members_first(&self) -> Option<Refusal> {
        let days = self.entry.members_first_days?;
        let public = self.from(Scope::Public)?;
        // a correction reaches the public as early as the version before it did
        let before = self.corrected.and_then(Corrected::members_since);
        let members = self.from(Scope::Members).into_iter().chain(before).min();
        let earliest = members
            .unwrap_or_else(|| self.release_at())
            .plus_days(i64::from(days));
        let kept = members.is_some() && earliest <= public;
        (!kept).then(|| Refusal::MembersFirst {
            days,
            earliest: self.day_not_before(earliest),
        })
    }

    /// From when a scope may see it.
    fn from(&self, scope: Scope) -> Option<Timestamp> {
        let release = self.release_at();
        let shares = self
            .proposal
            .audience
            .iter()
            .filter(|share| share.token.scope() == scope);
        shares
            .map(|share| share.from.map_or(release, |from| from.max(release)))
            .min()
    }

    /// A day whose first instant is late enough, so that the day can be typed into the form as it is.
    fn day_not_before(&self, instant: Timestamp) -> Date {
        let day = instant.day(self.zone);
        if Timestamp::start_of(day, self.zone) < instant {
            day.tomorrow().unwrap_or(day)
        } else {
            day
        }
    }

    fn order(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if self
            .proposal
            .release_at
            .is_some_and(|at| at.plus_days(1) < self.now)
        {
            refusals.push(Refusal::InThePast);
        }
        // a mistake in what was released long ago is mended whatever has happened since
        if self.corrected.is_some() {
            return refusals;
        }
        let earlier = self.entry.stages.iter().filter(|rule| rule.stage < self.stage);
        for rule in earlier {
            let released = self.released.iter().find(|(stage, _)| *stage == rule.stage);
            match released {
                Some((_, at)) => refusals.extend(self.notice(rule.stage, rule.notice_days, *at)),
                None if self.skipped.contains(&rule.stage) => {}
                None => refusals.push(Refusal::EarlierStageMissing(rule.stage)),
            }
        }
        let missing = self
            .entry
            .after
            .iter()
            .filter(|key| !self.disclosed.contains(key));
        refusals.extend(missing.cloned().map(Refusal::PrerequisiteMissing));
        refusals
    }

    /// A display that has an end lasts as long as the entry's notice period at least.
    fn display(&self) -> Vec<Refusal> {
        let Some(last) = self.proposal.display_until else {
            return Vec::new();
        };
        let begins = self.release_at().day(self.zone);
        let days = self.entry.stage(self.stage).map_or(0, |rule| rule.notice_days);
        match self.calendar.after_working_days(begins, days) {
            Ok(earliest) if last < earliest => vec![Refusal::DisplayTooShort { earliest }],
            Ok(_) => Vec::new(),
            Err(unknown) => vec![Refusal::CalendarUnknown(unknown.year)],
        }
    }

    /// A new version says what it changes, and leaves nobody out without saying why.
    fn correction(&self) -> Vec<Refusal> {
        let Some(corrected) = self.corrected else {
            return Vec::new();
        };
        let note = self.proposal.change.as_ref();
        let mut refusals = Vec::new();
        if note.is_none_or(|note| note.why.trim().is_empty()) {
            refusals.push(Refusal::ChangeNoteMissing);
        }
        if note.is_none_or(|note| note.narrower.trim().is_empty()) {
            let lost = corrected.left_out(self.proposal, self.release_at(), self.line);
            refusals.extend(lost.map(Refusal::NarrowerThanBefore));
        }
        refusals
    }

    /// The notice period ends with its last working day; the day of release is not counted.
    fn notice(&self, stage: Stage, days: u32, released: Timestamp) -> Option<Refusal> {
        if days == 0 {
            return None;
        }
        match self.calendar.after_working_days(released.day(self.zone), days) {
            Ok(until) if self.release_at().day(self.zone) <= until => {
                Some(Refusal::NoticeRunning { stage, days, until })
            }
            Ok(_) => None,
            Err(unknown) => Some(Refusal::CalendarUnknown(unknown.year)),
        }
    }

    fn forbidden(&self) -> Vec<Refusal> {
        let proposal = self.proposal;
        let note = proposal.change.as_ref();
        let text = [
            self.matter_title,
            &proposal.title,
            &proposal.body,
            &proposal.basis,
            note.map_or("", |note| &note.why),
            note.map_or("", |note| &note.narrower),
        ];
        let names = proposal
            .attachments
            .iter()
            .map(|attachment| attachment.name.as_str());
        let text: Vec<_> = text.into_iter().chain(names).collect();
        let mut refusals = forbidden(&text.join("\n"));
        refusals.extend(proposal.attachments.iter().filter_map(unfit));
        refusals
    }
}

/// What a file may not hold without a reason.
fn unfit(attachment: &Attachment) -> Option<Refusal> {
    let first = attachment.findings.first().filter(|_| attachment.is_open())?;
    Some(Refusal::AttachmentPersonalData {
        name: attachment.name.clone(),
        kind: first.kind,
        place: first.place,
        found: first.masked.clone(),
        count: attachment.findings.len(),
    })
}

/// What no text may hold that people will read: personal data, and marks of classification.
#[must_use]
pub fn forbidden(text: &str) -> Vec<Refusal> {
    let mut refusals: Vec<_> = personal_data::find(text)
        .into_iter()
        .map(|found| Refusal::PersonalData {
            kind: found.kind,
            found: found.masked,
        })
        .collect();
    refusals.extend(classification(text).map(Refusal::Classified));
    refusals.extend(elements::blank(text).map(Refusal::BlankLeft));
    refusals
}

/// A mark of classification in a text: a level with a star, or a line that holds nothing else.
#[must_use]
pub fn classification(text: &str) -> Option<String> {
    let starred = ["绝密★", "机密★", "秘密★"];
    if let Some(mark) = starred.iter().find(|mark| text.contains(**mark)) {
        return Some((*mark).to_owned());
    }
    let alone = ["绝密", "机密", "秘密", "内部文件", "内部资料", "注意保存"];
    text.lines()
        .map(|line| line.trim_matches(|c: char| !c.is_alphanumeric()))
        .find(|line| alone.contains(line))
        .map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests;
