use anyhow::Result;
use app::App;
use app::practice::offer;
use app::reader::{Filter, Reader};
use domain::words::Duty;

use super::organisation::Stage;

/// Why the units of the demonstration recommend something; there is one recommendation for each.
const WORDS: [&str; 6] = [
    "要素齐全，公示期和受理方式写得清楚，群众一看就懂。",
    "先说结论，再列依据和金额，篇幅不长，便于张贴。",
    "表格列得清楚，每一项都有去向，适合经费类事项参照。",
    "把征求意见和采纳情况写在一起，前后对得上。",
    "时间节点写到具体日期，后续进展有交代。",
    "用语准确，个人信息处理得当，名单类公开可以照这个写法。",
];

/// Some units recommend what they disclosed to everybody last.
pub(crate) async fn recommend(app: &App, stage: &Stage) -> Result<()> {
    let mut reader = Reader::open(app, None).await?;
    let newest = reader.list(&Filter::default(), None, 100).await?.items;
    drop(reader);
    let mut recommended = Vec::new();
    for item in newest {
        let Some(words) = WORDS.get(recommended.len()) else {
            break;
        };
        let drafter = stage.holders.get(&(item.unit, Duty::Draft));
        if let Some(by) = drafter.filter(|_| !recommended.contains(&item.unit)) {
            offer(app, *by, item.id, words).await?;
            recommended.push(item.unit);
        }
    }
    Ok(())
}
