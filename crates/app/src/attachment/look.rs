use domain::admission::classification;
use domain::attachment::{FileKind, Finding, Look, Manuscript, Place};
use domain::personal_data;
use domain::refusal::AttachmentRefusal as Refusal;

/// So many places are told; who mends those finds the rest at the next try.
const MOST_FINDINGS: usize = 40;
/// The text that search looks at, in bytes.
const LONGEST_TEXT: usize = 200_000;

/// Looks into a file: what it is, its text, and what must not be published. It computes and touches nothing.
pub fn look(bytes: &[u8]) -> Result<Look, Refusal> {
    let inspected = documents::inspect::inspect(bytes).map_err(unfit)?;
    let (mut text, mut findings, mut mark) = (String::new(), Vec::new(), None);
    for passage in &inspected.passages {
        let place = place(passage.place);
        let found = personal_data::find(&passage.text);
        findings.extend(found.into_iter().map(|found| Finding {
            kind: found.kind,
            place,
            masked: found.masked,
        }));
        mark = mark.or_else(|| classification(&passage.text));
        if passage.place.is_shown() && text.len() + passage.text.len() < LONGEST_TEXT {
            text.push_str(&passage.text);
            text.push('\n');
        }
    }
    findings.sort();
    findings.dedup();
    findings.truncate(MOST_FINDINGS);
    Ok(Look {
        kind: kind(inspected.kind),
        text,
        findings,
        mark,
        has_pictures: inspected.has_pictures,
        manuscript: match inspected.kind {
            documents::inspect::Kind::Docx => Some(manuscript(bytes)?),
            _ => None,
        },
    })
}

fn manuscript(bytes: &[u8]) -> Result<Manuscript, Refusal> {
    let read = documents::manuscript::read(bytes).map_err(unfit)?;
    Ok(Manuscript {
        title: read.title,
        body: read.body,
        pictures: read.pictures,
    })
}

fn kind(kind: documents::inspect::Kind) -> FileKind {
    use documents::inspect::Kind;
    match kind {
        Kind::Pdf => FileKind::Pdf,
        Kind::Docx => FileKind::Docx,
        Kind::Xlsx => FileKind::Xlsx,
        Kind::Png => FileKind::Png,
        Kind::Jpeg => FileKind::Jpeg,
    }
}

fn place(place: documents::inspect::Place) -> Place {
    use documents::inspect::Place as Found;
    match place {
        Found::Body => Place::Body,
        Found::HeaderFooter => Place::HeaderFooter,
        Found::Note => Place::Note,
        Found::Comment => Place::Comment,
        Found::Revision => Place::Revision,
        Found::HiddenText => Place::HiddenText,
        Found::HiddenSheet => Place::HiddenSheet,
        Found::HiddenRow => Place::HiddenRow,
        Found::HiddenColumn => Place::HiddenColumn,
        Found::Properties => Place::Properties,
        Found::Aside => Place::Aside,
    }
}

fn unfit(unfit: documents::inspect::Unfit) -> Refusal {
    use documents::inspect::Unfit;
    match unfit {
        Unfit::UnknownKind => Refusal::UnknownKind,
        Unfit::Damaged => Refusal::Damaged,
        Unfit::Swollen => Refusal::Swollen,
        Unfit::Locked => Refusal::Locked,
        Unfit::Macros => Refusal::Macros,
        Unfit::Embedded => Refusal::Embedded,
        Unfit::PathInside => Refusal::PathInside,
    }
}
