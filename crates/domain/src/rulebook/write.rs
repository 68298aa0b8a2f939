//! Writes a rulebook as the file that the strict reader reads back.

#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::{Basis, Deadline, Entry, Rulebook, StageRule, Threshold, Urgent};
use crate::words::Told;

impl Rulebook {
    /// The rulebook as a file. Read back, it is this rulebook.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // a new field does not compile until it is written too
        let Self {
            code,
            title,
            track,
            version,
            in_force_from,
            issued_by,
            note,
            urgent,
            categories,
            entries,
            thresholds,
        } = self;
        let mut file = File(String::new());
        file.text("code", code);
        file.text("title", title);
        file.text("track", track.code());
        file.raw("version", version);
        file.raw("in_force_from", in_force_from);
        file.text("issued_by", issued_by);
        if !note.is_empty() {
            file.text("note", note);
        }
        match urgent {
            Urgent::Within { hours } => file.raw("urgent", format!("{{ hours = {hours} }}")),
            Urgent::Not { why: Some(why) } => {
                file.raw("urgent", format!("{{ refused = {} }}", quoted(why)));
            }
            Urgent::Not { why: None } => {}
        }
        for category in categories {
            file.0.push_str("\n[[category]]\n");
            file.text("key", &category.key);
            file.text("name", &category.name);
        }
        for entry in entries {
            file.entry(entry);
        }
        for threshold in thresholds {
            file.threshold(threshold);
        }
        file.0
    }
}

struct File(String);

impl File {
    fn entry(&mut self, entry: &Entry) {
        let Entry {
            key,
            category,
            name,
            elements,
            basis,
            widest,
            narrowest,
            members_first_days,
            stages,
            rhythm,
            deadline,
            three_major,
            review,
            review_waiver,
            authority,
            review_days,
            ways,
            responsible,
            after,
            tells,
            mirror,
            mirror_note,
            template,
        } = entry;
        self.0.push_str("\n[[entry]]\n");
        self.text("key", key);
        self.text("category", category);
        self.text("name", name);
        self.list("elements", elements.iter().map(String::as_str));
        self.basis(basis);
        self.text("widest", widest.code());
        self.text("narrowest", narrowest.code());
        self.maybe("members_first_days", members_first_days.as_ref());
        let stages: Vec<_> = stages.iter().map(stage).collect();
        self.raw("stages", format!("[{}]", stages.join(", ")));
        self.text("rhythm", rhythm.code());
        self.maybe("deadline", deadline.as_ref().map(written).as_ref());
        self.maybe(
            "three_major",
            three_major.map(|kind| quoted(kind.code())).as_ref(),
        );
        self.list("review", review.iter().map(|kind| kind.code()));
        self.maybe("review_waiver", review_waiver.as_deref().map(quoted).as_ref());
        self.text("authority", authority.code());
        self.maybe("review_days", review_days.as_ref());
        self.list("ways", ways.iter().map(|way| way.code()));
        self.text("responsible", responsible);
        if !after.is_empty() {
            self.list("after", after.iter().map(String::as_str));
        }
        if *tells != Told::Followers {
            self.text("tells", tells.code());
        }
        self.maybe("mirror", mirror.as_deref().map(quoted).as_ref());
        self.maybe("mirror_note", mirror_note.as_deref().map(quoted).as_ref());
        self.maybe("template", template.as_deref().map(quoted).as_ref());
    }

    fn basis(&mut self, basis: &[Basis]) {
        let basis = basis.iter().map(|basis| {
            let (document, article) = (quoted(&basis.document), quoted(&basis.article));
            format!("{{ document = {document}, article = {article} }}")
        });
        self.raw("basis", format!("[{}]", basis.collect::<Vec<_>>().join(", ")));
    }

    fn threshold(&mut self, threshold: &Threshold) {
        let Threshold {
            kind,
            amount,
            review,
            authority,
            stages,
            words,
        } = threshold;
        self.0.push_str("\n[[threshold]]\n");
        self.text("kind", kind.code());
        self.maybe("amount", amount.map(|yuan| yuan.0).as_ref());
        if !review.is_empty() {
            self.list("review", review.iter().map(|kind| kind.code()));
        }
        self.maybe("authority", authority.map(|rank| quoted(rank.code())).as_ref());
        if !stages.is_empty() {
            let stages: Vec<_> = stages.iter().map(stage).collect();
            self.raw("stages", format!("[{}]", stages.join(", ")));
        }
        self.text("words", words);
    }

    fn raw(&mut self, key: &str, value: impl std::fmt::Display) {
        // writing into a string does not fail
        _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, value: &str) {
        self.raw(key, quoted(value));
    }

    fn maybe(&mut self, key: &str, value: Option<&impl std::fmt::Display>) {
        if let Some(value) = value {
            self.raw(key, value);
        }
    }

    fn list<'a>(&mut self, key: &str, items: impl Iterator<Item = &'a str>) {
        let items: Vec<_> = items.map(quoted).collect();
        self.raw(key, format!("[{}]", items.join(", ")));
    }
}

fn stage(rule: &StageRule) -> String {
    let mut text = format!("{{ stage = {}", quoted(rule.stage.code()));
    if 0 < rule.notice_days {
        _ = write!(text, ", notice_days = {}", rule.notice_days);
    }
    if let Some(days) = rule.deadline_days {
        _ = write!(text, ", deadline_days = {days}");
    }
    text + " }"
}

fn written(deadline: &Deadline) -> String {
    format!(
        "{{ days = {}, unit = {}, from = {}, words = {} }}",
        deadline.days,
        quoted(deadline.unit.code()),
        quoted(deadline.from.code()),
        quoted(&deadline.words)
    )
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => {
                _ = write!(quoted, "\\u{:04X}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
