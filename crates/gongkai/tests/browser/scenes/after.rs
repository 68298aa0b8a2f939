//! What happens to a disclosure after its release.

use app::{correction, plan, withdrawal};
use domain::audience::Token;
use domain::words::Ground;
use testkit::World;
use web::paths;

use super::{BODY, LONG, shown};
use crate::gallery::{Scene, of, open};

/// Corrections, withdrawals, and the register that has all of it.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let mut scenes = corrected(world).await;
    let (_, begun, _) = shown(world, "示例会议室使用办法公示", Token::Public).await;
    correction::begin(app, cast.mara, begun, "开放时间有误，予以更正。")
        .await
        .unwrap();
    let (_, plan, _) = shown(world, LONG, Token::Public).await;
    let (_, asked, _) = shown(world, "示例活动室预约名单公示", Token::Public).await;
    let (lost, gone, stone) = shown(world, "示例帮扶名单公示", Token::Public).await;
    for plan in [asked, gone] {
        let why = (Some(Ground::PersonalData), "附表误列了个人电话，予以撤回。");
        withdrawal::ask(app, cast.mara, plan, why).await.unwrap();
    }
    withdrawal::confirm(app, cast.pi, gone).await.unwrap();
    let (correcting, withdrawing) = (paths::correction(&plan), paths::withdrawal(&plan));
    scenes.extend([
        open("tombstone", paths::disclosure(&stone)),
        open("matter-lost", paths::matter(&lost)),
        of(cast.mara, "correction", correcting.as_str()),
        of(cast.mara, "correction-refused", correcting.as_str()).sent("main button.primary"),
        of(cast.mara, "correction-begun", paths::desk_plan(&begun)),
        of(cast.mara, "withdrawal", withdrawing.as_str()),
        of(cast.mara, "withdrawal-refused", withdrawing.as_str()).sent("main button.primary"),
        of(cast.mara, "withdrawal-asked", paths::withdrawal(&asked)),
        of(cast.mara, "withdrawal-done", paths::desk_plan(&gone)),
        of(cast.pi, "withdrawal-answer", paths::withdrawal(&asked)),
        of(cast.mara, "register", "/desk/register"),
        of(cast.mara, "register-none", paths::register(&cast.first, 2025, "")),
    ]);
    scenes
}

/// A table that was wrong, and is right in the second version.
async fn corrected(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let (_, id, old) = shown(world, "示例经费使用公示", Token::Public).await;
    correction::begin(app, cast.mara, id, "第二项金额有误，予以更正。")
        .await
        .unwrap();
    let mut better = plan::show(app, cast.mara, id).await.unwrap().proposal;
    better.body = BODY
        .replace("3,480.50", "3,840.50")
        .replace("集中学习", "党员集中学习");
    let new = world.released_again(id, &better).await;
    vec![
        open("version-old", paths::disclosure(&old)),
        open("version-new", paths::disclosure(&new)),
        open("difference", paths::difference(&new, &old)),
    ]
}
