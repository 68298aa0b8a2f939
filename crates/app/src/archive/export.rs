use documents::register::{self, Line};
use domain::ids::{PersonId, UnitId};
use domain::refusal::{ground_word, scope_word, stage_word, way_word};
use domain::time::Timestamp;
use jiff::civil::Date;

use super::{Entry, Fate};
use crate::{App, Error, Result};

/// A unit's year as one .zip for those who work there: the register as .xlsx and .csv, and each text that is not
/// withdrawn as Markdown.
pub async fn export(app: &App, person: PersonId, unit: UnitId, year: i16) -> Result<Vec<u8>> {
    let found = super::register(app, person, unit, year).await?;
    let day = |at: &Timestamp| at.day(app.zone());
    let lines: Vec<_> = found.entries.iter().map(|entry| line(entry, day)).collect();
    let mut files = vec![
        (
            "登记簿.xlsx".to_owned(),
            register::xlsx(&lines).map_err(Error::failed)?,
        ),
        (
            "登记簿.csv".to_owned(),
            register::csv(&lines).map_err(Error::failed)?,
        ),
    ];
    for (entry, line) in found.entries.iter().zip(&lines) {
        files
            .extend(text(entry, line).map(|text| (format!("公开件/{}.md", entry.number), text.into_bytes())));
    }
    register::pack(&files).map_err(Error::failed)
}

fn line(entry: &Entry, day: impl Fn(&Timestamp) -> Date) -> Line {
    let scope = |(token, from): &(domain::audience::Token, Timestamp)| {
        format!("{}（{}起）", scope_word(token.scope()), day(from))
    };
    let proposal = entry.proposal.as_ref();
    let until = proposal.and_then(|proposal| proposal.display_until);
    Line {
        day: day(&entry.released_at).to_string(),
        matter: if entry.title.is_some() {
            entry.matter_title.clone()
        } else {
            String::new()
        },
        title: entry.title.clone().unwrap_or_else(|| "（标题已隐去）".to_owned()),
        summary: entry.summary(),
        scope: entry.audience.iter().map(scope).collect::<Vec<_>>().join("；"),
        ways: entry
            .ways()
            .into_iter()
            .map(way_word)
            .collect::<Vec<_>>()
            .join("、"),
        shown: match until {
            Some(until) => format!("{} 至 {until}", day(&entry.released_at)),
            None => format!("{} 起", day(&entry.released_at)),
        },
        drafter: entry.drafter.clone(),
        reviewers: entry.reviewers.join("、"),
        approver: entry.approver.clone(),
        number: entry.number.clone(),
        state: state(entry.fate),
    }
}

fn state(fate: Fate) -> String {
    match fate {
        Fate::Shown => "公开中".to_owned(),
        Fate::Over(day) => format!("展示期已满（{day}）"),
        Fate::Corrected => "已被更正".to_owned(),
        Fate::Withdrawn(ground) => format!("已撤回（{}）", ground_word(ground)),
    }
}

/// A disclosure as a text that any program opens.
fn text(entry: &Entry, line: &Line) -> Option<String> {
    let proposal = entry.proposal.as_ref()?;
    let note = proposal
        .change
        .as_ref()
        .map(|note| format!("更正说明：{}\n\n", note.why));
    Some(format!(
        "# {}\n\n编号：{}　阶段：{}　公开日期：{}\n\n公开范围：{}\n\n依据：{}\n\n{}{}\n\n承办：{}　审核：{}　审批：{}\n",
        proposal.title,
        line.number,
        stage_word(entry.stage),
        line.day,
        line.scope,
        proposal.basis,
        note.unwrap_or_default(),
        proposal.body,
        line.drafter,
        line.reviewers,
        line.approver,
    ))
}
