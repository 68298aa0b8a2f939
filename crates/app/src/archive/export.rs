use documents::register::{self, Line, Pack};
use domain::ids::{PersonId, UnitId};
use domain::proposal::Proposal;
use domain::refusal::{ground_word, scope_word, stage_word, way_word};
use domain::time::Timestamp;
use jiff::civil::Date;
use tokio::sync::Semaphore;

use super::{Entry, Fate};
use crate::reader::{Credit, Reader};
use crate::{App, Error, Result};

/// A year is packed in memory: one at a time.
static TURNS: Semaphore = Semaphore::const_new(1);

/// A unit's year as one .zip for those who work there: the register as .xlsx and .csv, and of each disclosure that is not
/// withdrawn the text as Markdown and the attached files.
pub async fn export(app: &App, person: PersonId, unit: UnitId, year: i16) -> Result<Vec<u8>> {
    let found = super::register(app, person, unit, year).await?;
    let _turn = TURNS.acquire().await.map_err(Error::failed)?;
    let day = |at: &Timestamp| at.day(app.zone());
    let lines: Vec<_> = found.entries.iter().map(|entry| line(entry, day)).collect();
    let credited = credited(app, person, &found.entries).await?;
    let mut pack = Pack::default();
    let sheet = register::xlsx(&lines).map_err(Error::failed)?;
    pack.add("登记簿.xlsx", &sheet).map_err(Error::failed)?;
    let table = register::csv(&lines).map_err(Error::failed)?;
    pack.add("登记簿.csv", &table).map_err(Error::failed)?;
    for ((entry, line), credits) in found.entries.iter().zip(&lines).zip(&credited) {
        let Some(proposal) = &entry.proposal else {
            continue;
        };
        let text = text((entry, proposal), credits, line);
        let name = format!("公开件/{}.md", entry.number);
        pack.add(&name, text.as_bytes()).map_err(Error::failed)?;
        for (attachment, number) in proposal.attachments.iter().zip(1..) {
            // one that is gone is the audit's to tell; the rest of the year is none the worse for it
            if let Some(bytes) = app.files.get(attachment).await? {
                let name = format!("公开件/{}/{number}-{}", entry.number, attachment.name);
                pack.add(&name, &bytes).map_err(Error::failed)?;
            }
        }
    }
    pack.finish().map_err(Error::failed)
}

/// What each text credits, as far as whoever takes the year along may read it.
async fn credited(app: &App, person: PersonId, entries: &[Entry]) -> Result<Vec<Vec<Credit>>> {
    let mut reader = Reader::open(app, Some(person)).await?;
    let mut credited = Vec::with_capacity(entries.len());
    for entry in entries {
        let sources = entry
            .proposal
            .as_ref()
            .map_or(&[][..], |proposal| &proposal.credits);
        credited.push(reader.credits(sources).await?);
    }
    Ok(credited)
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
fn text((entry, proposal): (&Entry, &Proposal), credits: &[Credit], line: &Line) -> String {
    let source = |credit: &Credit| format!("{}《{}》", credit.unit_name, credit.title);
    let credits: Vec<_> = credits.iter().map(source).collect();
    let credits = match credits.as_slice() {
        [] => String::new(),
        credits => format!("借鉴：{}\n\n", credits.join("；")),
    };
    let note = proposal
        .change
        .as_ref()
        .map(|note| format!("更正说明：{}\n\n", note.why));
    let files: Vec<_> = proposal
        .attachments
        .iter()
        .map(|attachment| attachment.name.as_str())
        .collect();
    let files = match files.as_slice() {
        [] => String::new(),
        files => format!("附件：{}\n\n", files.join("；")),
    };
    format!(
        "# {}\n\n编号：{}　阶段：{}　公开日期：{}\n\n公开范围：{}\n\n依据：{}\n\n{credits}{}{}\n\n{files}承办：{}　审核：{}　审批：{}\n",
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
    )
}
