//! What some units of the demonstration have taken over from each other, so that there is something alike to look at.

use anyhow::{Context, Result};
use app::App;
use app::matter::{self, Opening};
use app::plan::{self, Drafting};
use app::reader::{Filter, Listed, Reader};
use domain::proposal::Proposal;
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, Track};

use super::organisation::Stage;

/// Paragraphs that went from hand to hand.
const PARAGRAPHS: [&str; 3] = [
    "工作中坚持先摸清底数再定办法，逐户走访、逐项登记，把群众提出的意见分门别类列成清单，能当场答复的当场答复，需要协调的明确牵头人员和办理期限，办结一件销号一件，每半月在公开栏更新一次进展，做到件件有着落、事事有回音。",
    "经费使用实行先预算后支出，每一笔都由经办、审核、负责三方签字，票据随单归档，结余如数退回账户；项目结束后把收入、支出、结余连同采购过程一并张榜，接受查阅，对提出的疑问在三个工作日内逐条说明。",
    "下一步将继续完善值班、巡查和回访制度，对已经完成的事项组织回头看，请服务对象当面评议，把评议结果作为改进工作的依据；对没有按期完成的说明原因、重新明确期限，并向上级报告，确保承诺的事项不打折扣。",
];

/// One matter in twelve ends with such a paragraph, and one in sixty says nothing else.
pub(super) fn with_borrowed(body: String, seed: u64) -> String {
    if seed.is_multiple_of(60) {
        return PARAGRAPHS.join("\n\n");
    }
    let place = usize::try_from(seed / 12 % 3).unwrap_or(0);
    match PARAGRAPHS.get(place) {
        Some(paragraph) if seed.is_multiple_of(12) => format!("{body}\n\n{paragraph}"),
        _ => body,
    }
}

/// On the desk of the first branch lies a draft that somebody began from another unit's text, whose name still stands in
/// it: whoever tries the demonstration meets it there.
pub(super) async fn draft(app: &App, stage: &Stage) -> Result<()> {
    let unit = stage.branch()?;
    let by = *stage
        .holders
        .get(&(unit.id, Duty::Draft))
        .context("nobody drafts")?;
    let (_, rules) = stage.rules.get(&Track::Party).context("no rulebook")?;
    let filter = Filter {
        track: Some(Track::Party),
        ..Filter::default()
    };
    let mut reader = Reader::open(app, Some(by)).await?;
    let newest = reader.list(&filter, None, 100).await?.items;
    let source = newest.into_iter().filter(|item| item.unit != unit.id);
    let found = source
        .filter_map(|item| Some((beginning(&rules.entries, &item)?, item)))
        .next();
    let Some((entry, source)) = found else {
        return Ok(());
    };
    let text = reader.disclosure(source.id).await?.context("no text")?.proposal;
    drop(reader);
    let opening = Opening {
        unit: unit.id,
        track: Track::Party,
        entry: entry.key.clone(),
        title: source.title.chars().take(100).collect(),
        amount: None,
        once: None,
    };
    let drafting = Drafting {
        matter: matter::open(app, by, opening).await?,
        stage: source.stage,
        proposal: Proposal {
            body: format!("本事项由{}办理。\n\n{}", source.unit_name, text.body),
            basis: text.basis,
            ..Proposal::begun(&text.title, unit.id, entry)
        },
        once: None,
    };
    plan::draft(app, by, drafting).await?;
    Ok(())
}

/// The entry of a disclosure, when any unit may begin the same stage by itself.
fn beginning<'a>(entries: &'a [Entry], source: &Listed) -> Option<&'a Entry> {
    let entry = entries.iter().find(|entry| entry.key == source.entry)?;
    let is_first = entry
        .stages
        .first()
        .is_some_and(|first| first.stage == source.stage);
    let is_simple =
        entry.after.is_empty() && entry.three_major.is_none() && entry.authority == Authority::Unit;
    (is_first && is_simple).then_some(entry)
}
