use documents::catalogue as tables;
use domain::decision::Decision;
use domain::ids::{CatalogueId, PersonId, UnitId};
use domain::refusal::{CatalogueRefusal as Refusal, RequestRefusal};
use domain::rulebook::{Rulebook, Urgent};
use domain::words::Track;
use jiff::civil::Date;

use super::draft::begin;
use super::report::{Report, TableReport};
use super::understand::Understanding;
use crate::{App, Error, Result, organisation, rulebook};

/// Begins a version from a catalogue table (.xlsx, .csv); what was understood of each row is kept with it.
pub async fn import(
    app: &App,
    by: PersonId,
    (unit, track): (UnitId, Track),
    (file, bytes): (&str, &[u8]),
) -> Result<CatalogueId> {
    let found =
        tables::read(file, bytes).map_err(|unreadable| RequestRefusal::File(unreadable.to_string()))?;
    if found.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    app.change(Some(by), async |change| {
        let base = rulebook::in_force_in(app, &mut change.tx, unit, track).await?;
        let unit_name = organisation::store::unit(&mut change.tx, unit)
            .await?
            .ok_or(Error::NotFound)?
            .name;
        let base = base.map(|held| held.rules);
        let today = change.now.day(app.zone());
        let (rules, report) = understood((file, &found), (&unit_name, track), (base.as_deref(), today));
        let rules = rules.ok_or(Refusal::NoTable)?;
        // what was understood is held to the same rules as what is written by hand
        Rulebook::parse(file, &rules.to_toml())?;
        let id = begin(change, (unit, track), rules).await?;
        let sealed = change.seal(&report.bytes()).await?;
        let kept = domain::catalogue::ImportReport {
            catalogue: id,
            sealed,
        };
        change.record(Decision::CatalogueReport(kept)).await?;
        Ok(id)
    })
    .await
}

/// The rules and the report that tables make; no rules when no row makes an entry.
fn understood(
    (file, found): (&str, &[tables::Table]),
    (unit_name, track): (&str, Track),
    (base, today): (Option<&Rulebook>, Date),
) -> (Option<Rulebook>, Report) {
    let mut understanding = Understanding::new(track, base);
    let mut report = Report {
        file: file.to_owned(),
        tables: Vec::new(),
    };
    for table in found {
        let rows = table.rows.iter().map(|row| understanding.row(row)).collect();
        report.tables.push(TableReport::of(table, rows));
    }
    let (categories, entries) = understanding.done();
    let titles = found.iter().flat_map(|table| &table.titles);
    let title = titles.max_by_key(|title| title.contains("目录").then(|| title.chars().count()));
    let notes: Vec<_> = found
        .iter()
        .flat_map(|table| &table.notes)
        .map(|(_, note)| note.as_str())
        .collect();
    let code = base.map_or_else(|| format!("{}-catalogue", track.code()), |base| base.code.clone());
    let rules = Rulebook {
        code,
        title: title.map_or(unit_name, String::as_str).to_owned(),
        track,
        version: 1,
        in_force_from: today,
        issued_by: unit_name.to_owned(),
        note: notes.join("\n"),
        urgent: base.map_or(Urgent::Not { why: None }, |base| base.urgent.clone()),
        categories,
        entries,
        thresholds: base.map(|base| base.thresholds.clone()).unwrap_or_default(),
    };
    ((!rules.entries.is_empty()).then_some(rules), report)
}
