//! What everybody may use without naming it: the words of the rules in force, and the forms that come with them.

use copycheck::{Entry, Kind};
use domain::ids::RulebookId;
use domain::rulebook::Rulebook;

/// A rulebook as texts of the index. The rules are no secret.
pub(super) fn entries(id: RulebookId, rules: &Rulebook) -> Vec<Entry> {
    let text = |id: String, kind, title: &str, text: String| Entry {
        id,
        kind,
        unit: rules.issued_by.clone(),
        genre: String::new(),
        date: rules.in_force_from.to_string(),
        title: title.to_owned(),
        text,
        readers: "public".to_owned(),
    };
    let forms = rules.entries.iter().filter_map(|entry| {
        let template = entry.template.clone()?;
        Some(text(
            format!("rulebook:{id}:{}", entry.key),
            Kind::Template,
            &entry.name,
            template,
        ))
    });
    let whole = text(
        format!("rulebook:{id}"),
        Kind::Regulation,
        &rules.title,
        words(rules),
    );
    std::iter::once(whole).chain(forms).collect()
}

/// Everything that a rulebook says in words.
fn words(rules: &Rulebook) -> String {
    let mut lines = vec![rules.title.as_str(), &rules.note];
    for entry in &rules.entries {
        lines.extend([entry.name.as_str(), &entry.responsible]);
        lines.extend(entry.elements.iter().map(String::as_str));
        lines.extend(
            entry
                .basis
                .iter()
                .flat_map(|basis| [basis.document.as_str(), &basis.article]),
        );
        lines.extend(entry.deadline.iter().map(|deadline| deadline.words.as_str()));
        lines.extend(entry.mirror_note.as_deref());
        lines.extend(entry.review_waiver.as_deref());
    }
    lines.join("\n")
}
