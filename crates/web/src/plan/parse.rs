use app::organisation;
use domain::audience::{Share, Token};
use domain::proposal::Proposal;
use domain::refusal::FormRefusal;
use domain::time::Timestamp;
use domain::words::Way;
use jiff::civil::{Date, DateTime};

use super::draft::{Draft, PERSON, Row};
use crate::texts::{Texts, fill};
use crate::{Result, Site};

/// Where a form is read, and in whose words its faults are told.
pub(super) struct Desk<'d> {
    pub(super) site: &'d Site,
    pub(super) t: &'static Texts,
}

/// What is wrong in the form, and the control it is about.
pub(super) struct Fault {
    pub(super) field: String,
    pub(super) sentence: String,
}

impl Draft {
    /// The proposal that was typed, with everything that is wrong about it. Half a draft may be kept, but nobody
    /// is asked to review an empty page.
    pub(super) async fn parse(&self, desk: &Desk<'_>, action: &str) -> Result<(Proposal, Vec<Fault>)> {
        let mut faults = Vec::new();
        let proposal = Proposal {
            title: self.title.trim().to_owned(),
            body: self.body.clone(),
            basis: self.basis.trim().to_owned(),
            document_day: desk.day(&self.day, "day", &mut faults),
            audience: self.audience(desk, &mut faults).await?,
            release_at: desk.moment(&self.release, "release", &mut faults),
            ways: self.ways.iter().filter_map(|code| Way::from_code(code)).collect(),
            elements: self.elements.clone(),
            display_until: desk.day(&self.until, "until", &mut faults),
            change: self.change.clone(),
            attachments: Vec::new(),
            credits: Vec::new(),
        };
        let chosen = self.rows.iter().any(|row| !row.scope.is_empty());
        for refusal in proposal.faults() {
            let field = match refusal {
                // a line that could not be read is told by itself
                FormRefusal::AudienceMissing if chosen => continue,
                FormRefusal::TitleMissing
                | FormRefusal::TitleTooLong { .. }
                | FormRefusal::NameMissing
                | FormRefusal::NameTooLong { .. } => "title",
                FormRefusal::BodyTooLong { .. } | FormRefusal::Unreadable => "body",
                FormRefusal::BasisTooLong { .. } => "basis",
                FormRefusal::NoteTooLong { .. } => "why",
                FormRefusal::AudienceMissing
                | FormRefusal::AudienceTooLong
                | FormRefusal::AudienceUnknown => "audience",
            };
            faults.push(Fault::at(field, desk.t.say(&refusal)));
        }
        if action == "submit" && proposal.body.trim().is_empty() {
            faults.push(Fault::at("body", desk.t.desk.fault_body_missing.to_owned()));
        }
        faults.sort_by_key(Fault::place);
        Ok((proposal, faults))
    }

    async fn audience(&self, desk: &Desk<'_>, faults: &mut Vec<Fault>) -> Result<Vec<Share>> {
        let mut audience = Vec::new();
        for (place, row) in self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.scope.is_empty())
        {
            let token = row.token(desk, place, faults).await?;
            let from = desk.moment(&row.from, &format!("from-{place}"), faults);
            audience.extend(token.map(|token| Share { token, from }));
        }
        Ok(audience)
    }
}

impl Row {
    async fn token(&self, desk: &Desk<'_>, place: usize, faults: &mut Vec<Fault>) -> Result<Option<Token>> {
        let w = &desk.t.desk;
        let number = (place + 1).to_string();
        if self.scope != PERSON {
            let token = self.scope.parse().ok();
            if token.is_none() {
                faults.push(Fault::at(
                    &format!("scope-{place}"),
                    fill(w.fault_scope, &[&number]),
                ));
            }
            return Ok(token);
        }
        let code = self.person.trim();
        let field = format!("person-{place}");
        if code.is_empty() {
            faults.push(Fault::at(&field, fill(w.fault_person_missing, &[&number])));
            return Ok(None);
        }
        let person = organisation::person_by_code(&desk.site.app, code).await?;
        if person.is_none() {
            faults.push(Fault::at(&field, fill(w.fault_person, &[&number, code])));
        }
        Ok(person.map(|person| Token::Person(person.id)))
    }
}

impl Fault {
    pub(super) fn at(field: &str, sentence: String) -> Self {
        Self {
            field: field.to_owned(),
            sentence,
        }
    }

    /// Where its control stands on the page.
    fn place(&self) -> usize {
        let order = [
            "title", "body", "audience", "scope", "person", "from", "release", "day", "until", "why",
        ];
        let field = self.field.split('-').next();
        order
            .iter()
            .position(|known| Some(*known) == field)
            .unwrap_or(order.len())
    }
}

impl Desk<'_> {
    fn day(&self, text: &str, field: &str, faults: &mut Vec<Fault>) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            faults.push(Fault::at(field, fill(self.t.desk.fault_day, &[text])));
        }
        read
    }

    fn moment(&self, text: &str, field: &str, faults: &mut Vec<Fault>) -> Option<Timestamp> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let zone = self.site.app.zone();
        let read = text
            .parse::<DateTime>()
            .ok()
            .and_then(|at| zone.to_timestamp(at).ok());
        if read.is_none() {
            faults.push(Fault::at(field, fill(self.t.desk.fault_time, &[text])));
        }
        read.map(|at| Timestamp(at.as_microsecond()))
    }
}
