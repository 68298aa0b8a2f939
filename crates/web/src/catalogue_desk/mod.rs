//! A version of a catalogue on the desk: begun, changed entry by entry, handed on until it is accepted.

mod entry;
mod file;
mod form;
mod hand_on;
mod head;
mod new;
mod report;
mod show;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::rulebook::Faults;

use crate::Site;
use crate::texts::{Catalogue, fill};

/// In bytes: more than any catalogue has.
const LARGEST_FILE: usize = 4 * 1024 * 1024;

pub(crate) fn routes() -> Router<Site> {
    let limit = || DefaultBodyLimit::max(LARGEST_FILE);
    Router::new()
        .route(
            "/desk/catalogues/new",
            get(new::show).post(new::create).layer(limit()),
        )
        .route("/desk/catalogues/{id}", get(show::show))
        .route("/desk/catalogues/{id}/difference", get(show::difference))
        .route(
            "/desk/catalogues/{id}/catalogue.toml",
            get(file::show).post(file::replace).layer(limit()),
        )
        .route("/desk/catalogues/{id}/head", get(head::show).post(head::save))
        .route("/desk/catalogues/{id}/report", get(report::show))
        .route("/desk/catalogues/{id}/order", post(entry::order))
        .route("/desk/catalogues/{id}/removals", post(entry::remove))
        .route(
            "/desk/catalogues/{id}/entries/{key}",
            get(entry::show).post(entry::save),
        )
        .route("/desk/catalogues/{id}/{step}", post(hand_on::create))
}

/// What the strict reader found, in the words of the form.
fn sentences(faults: &Faults, w: &Catalogue) -> Vec<String> {
    let labels = [
        ("members_first_days", w.first_days),
        ("review_days", w.review_days),
        ("review_waiver", w.review_waiver),
        ("in_force_from", w.head_from),
        ("mirror_note", w.mirror_note),
        ("template", w.template),
        ("notice_days", w.notice_days),
        ("deadline_days", w.own_days),
        ("responsible", w.field_responsible),
        ("issued_by", w.head_issued),
        ("elements", w.field_elements),
        ("category", w.field_category),
        ("narrowest", w.narrowest),
        ("mirror", w.mirror_key),
        ("widest", w.widest),
        ("stages", w.field_stages),
        ("review", w.field_review),
        ("basis", w.field_basis),
        ("words", w.deadline_words),
        ("title", w.head_title),
        ("ways", w.field_ways),
        ("name", w.field_name),
        ("days", w.deadline_days),
        ("key", w.key),
    ];
    // the strict reader speaks Chinese; in English the field is named
    let in_english = |fault: &domain::rulebook::Fault| {
        let key = fault.place.rsplit('，').next().unwrap_or_default();
        let label = labels
            .iter()
            .find(|(name, _)| *name == key || fault.problem.contains(name));
        fill(w.not_in_order, &[label.map_or(key, |(_, label)| *label)])
    };
    let said = |fault: &domain::rulebook::Fault| {
        if w.lang == "en" {
            return in_english(fault);
        }
        let begin = fault.sentence();
        labels
            .iter()
            .fold(begin, |sentence, (key, label)| sentence.replace(key, label))
    };
    faults.0.iter().map(said).collect()
}
