//! Several plans at one go, and a release that came before its review.

use app::{plan, urgency};
use domain::audience::Token;
use domain::rulebook::Entry;
use domain::words::{Authority, ReviewKind, Track};
use testkit::World;
use web::paths;

use super::{REASON, long};
use crate::gallery::{Scene, of};

/// Two plans that wait for the decision, one that could be urgent, and one that was.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let fits = |entry: &Entry| {
        entry.authority == Authority::Unit && entry.after.is_empty() && entry.three_major.is_none()
    };
    let entry = world.entry(Track::Government, fits).await;
    let stage = entry.stages[0].stage;
    let mut alike = Vec::new();
    for title in ["示例领导信息公开", "示例机构职能公开"] {
        let matter = world.matter(Track::Government, &entry, title).await;
        let text = long(&entry, title, Token::Public);
        alike.push(world.reviewed(matter, stage, text).await);
    }
    let mut half = Vec::new();
    for title in ["示例停水通知", "示例转移安置公告"] {
        let matter = world.matter(Track::Government, &entry, title).await;
        let text = long(&entry, title, Token::Public);
        let id = world.submitted(matter, stage, text).await;
        plan::review(app, cast.bao, (id, 1), ReviewKind::Secrecy, (true, ""))
            .await
            .unwrap();
        half.push(id);
    }
    urgency::release(app, cast.pi, (half[1], 1), REASON)
        .await
        .unwrap();
    let chosen = format!("{}?plan={}&plan={}", paths::APPROVE_TOGETHER, alike[0], alike[1]);
    vec![
        of(cast.pi, "desk-together", "/desk"),
        of(cast.pi, "together", chosen),
        of(cast.pi, "together-nothing", paths::ENDORSE_TOGETHER),
        of(cast.pi, "urgent-possible", paths::desk_plan(&half[0])),
        of(cast.pi, "urgent-waits", paths::desk_plan(&half[1])),
        of(cast.shu, "urgent-confirm", paths::desk_plan(&half[1])),
    ]
}
