//! What units recommend to each other, and what a drafter begins from it.

use app::practice::{self, Taking, offer};
use domain::audience::Token;
use domain::words::{Stage, Track};
use testkit::World;
use web::paths;

use super::{LONG, entry, shown};
use crate::gallery::{Scene, of, open};

const WORDS: &str = "公示的内容要素齐全，公示期、受理电话和反馈方式写得清楚，项目和金额列成表格，群众一看就懂；各支部公示经费使用时可以照这个写法。";

/// The shelf, what leads to it, and what comes of it.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, mara) = (&world.t.app, world.cast.mara);
    let (.., long) = shown(world, LONG, Token::Public).await;
    let (.., short) = shown(world, "示例办公用品采购公示", Token::Public).await;
    let (.., bare) = shown(world, "示例会议室使用公示", Token::Public).await;
    offer(app, mara, short, "篇幅短，要点全。").await.unwrap();
    offer(app, mara, long, WORDS).await.unwrap();
    let entry = entry(world).await;
    let taken = world.matter(Track::Government, &entry, "示例图书采购").await;
    let taking = Taking {
        matter: taken,
        stage: Stage::Before,
        once: None,
    };
    let plan = practice::take_over(app, mara, short, taking).await.unwrap();
    world.matter(Track::Government, &entry, "示例电梯维修").await;
    let take_over = paths::take_over(&long, "");
    vec![
        open("practices", paths::PRACTICES),
        open("practices-none", "/practices?track=party"),
        of(mara, "practices-drafter", paths::PRACTICES),
        of(mara, "take-over", take_over.as_str()),
        of(mara, "take-over-refused", take_over).sent("main button.primary"),
        of(mara, "plan-taken", paths::done(&paths::desk_plan(&plan), "taken")),
        of(mara, "recommend", paths::disclosure_practice(&bare)),
        of(mara, "recommend-refused", paths::disclosure_practice(&bare)).sent("main button.primary"),
        of(mara, "recommended", paths::disclosure_practice(&long)),
        of(mara, "disclosure-recommended", paths::disclosure(&long)),
    ]
}
