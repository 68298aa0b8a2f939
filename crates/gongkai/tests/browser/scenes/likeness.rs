//! What texts have in common, as those see it who write, review and supervise.

use app::likeness;
use domain::audience::Token;
use domain::likeness::Outcome;
use domain::rulebook::Entry;
use domain::words::{Authority, Duty, Track};
use testkit::{House, World, prose, unit_name};
use web::paths;

use super::{LONG, REASON, proposal};
use crate::gallery::{Scene, of};

/// A draft that is alike to what another unit disclosed, and that still names it.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let cast = world.cast;
    let fits = |entry: &Entry| {
        entry.authority == Authority::Unit && entry.after.is_empty() && entry.three_major.is_none()
    };
    let entry = world.entry(Track::Government, fits).await;
    let house = House::under(world.t, cast.organ, (Track::Government, &entry), 3).await;
    let text = format!(
        "各支部：\n\n## 甲、来由\n\n{}\n\n## 乙、做法\n\n由{}办理，{}\n\n{}",
        prose(1, 3),
        unit_name(0),
        prose(2, 3),
        prose(3, 4),
    );
    let source = house
        .released(0, ("示例支部阵地建设情况公示", &text), &[Token::Public])
        .await;
    let title = "示例支部阵地建设情况公示（第一支部）";
    let mut copied = proposal(&entry, title, &[Token::Public]);
    copied.body = format!(
        "{}\n\n{}",
        text.replace('秋', "春").replace("霜", "雪"),
        prose(9, 3)
    );
    let stage = entry.stages[0].stage;
    let mut plans = Vec::new();
    for _ in 0..2 {
        let matter = world.matter(Track::Government, &entry, title).await;
        plans.push(world.drafted(matter, stage, copied.clone()).await);
    }
    let [open, explained] = [plans[0], plans[1]];
    let app = world.t.comparing();
    let words = "三个支部合用一处阵地，情况相同，已与该支部商定统一公示。";
    likeness::explain(&app, cast.mara, (explained, &[source]), words)
        .await
        .unwrap();
    let beside = paths::draft_likeness(&open, &source);
    let mut scenes = shared(world, &house).await;
    scenes.extend([
        of(cast.mara, "likeness-warned", paths::desk_plan(&open)),
        of(cast.mara, "likeness-draft", beside.as_str()),
        of(cast.mara, "likeness-draft-refused", beside.as_str()).sent("form[action$='/explanation'] button"),
        of(cast.shen, "likeness-explained", paths::desk_plan(&explained)),
        of(
            cast.shen,
            "likeness-draft-read",
            paths::draft_likeness(&explained, &source),
        ),
    ]);
    scenes
}

/// A text that three units share, answered and closed here and there.
async fn shared(world: &World<'_>, house: &House<'_>) -> Vec<Scene> {
    let cast = world.cast;
    testkit::appoint(world.t, &cast, cast.ji, Duty::Supervise).await;
    let mut texts = Vec::new();
    for unit in 0..3 {
        let own = prose(50 + u64::try_from(unit).unwrap(), 1);
        let text = format!("{}\n\n{own}", prose(40, 8));
        texts.push(house.released(unit, (LONG, &text), &[Token::Public]).await);
        world.t.wait_seconds(60);
    }
    let app = world.t.comparing();
    while likeness::follow(&app).await.unwrap() {}
    let [first, second, third] = [texts[0], texts[1], texts[2]];
    for (unit, text) in [(1, second), (2, third)] {
        likeness::answer(&app, house.drafter(unit), (text, first), REASON)
            .await
            .unwrap();
    }
    let verdict = (Some(Outcome::Reasonable), "三个支部共用一份工作安排，可以沿用。");
    likeness::close(&app, cast.ji, (third, first), verdict)
        .await
        .unwrap();
    let (open, closed) = (
        paths::likeness_pair(&second, &first),
        paths::likeness_pair(&third, &first),
    );
    vec![
        of(cast.ji, "likeness-list", paths::LIKENESS),
        of(
            cast.ji,
            "likeness-list-none",
            format!("{}?kind=reply", paths::LIKENESS),
        ),
        of(cast.ji, "likeness-cluster", paths::likeness_cluster(&first)),
        of(cast.ji, "likeness-answered", open.as_str()),
        of(cast.ji, "likeness-close-refused", open.as_str()).sent("form[action$='/closing'] button"),
        of(cast.ji, "likeness-closed", closed.as_str()),
    ]
}
