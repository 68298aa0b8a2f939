//! The pages of administrators, security administrators and auditors.

use app::account::reset;
use app::dissolution;
use app::organisation::{self, Changes};
use app::outbox::{self, Webhook};
use domain::ids::UnitId;
use domain::organisation::Unit;
use domain::words::{Crowd, Style, UnitKind};
use testkit::World;

use super::REASON;
use crate::gallery::{Scene, of};

/// An organisation that is changing, with resets that wait and a robot that is told.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    ended(world).await;
    reset::ask(app, cast.guan, cast.yi, false).await.unwrap();
    reset::ask(app, cast.an, cast.er, true).await.unwrap();
    let webhook = Webhook {
        id: app.new_id(),
        unit: cast.first,
        label: "示例第一支部工作群机器人".into(),
        style: Style::WeCom,
        address: "http://robot.example/send?key=secret".into(),
        secret: String::new(),
        crowd: Crowd::Members,
    };
    outbox::add_webhook(app, None, webhook).await.unwrap();
    let ending = format!("/admin/units/{}/dissolution", cast.second);
    let mut scenes: Vec<_> = [
        ("admin", "/admin"),
        ("admin-import", "/admin/import"),
        ("admin-units", "/admin/units"),
        ("admin-people", "/admin/people"),
        ("admin-calendar", "/admin/calendar"),
        ("admin-outgoing", "/admin/outgoing"),
        ("admin-resets", "/admin/resets"),
        ("admin-dissolution", &ending),
    ]
    .map(|(name, path)| of(cast.guan, name, path))
    .into();
    scenes.extend([
        of(
            cast.guan,
            "admin-people-unit",
            format!("/admin/people?unit={}", cast.first),
        ),
        of(
            cast.guan,
            "admin-reset",
            format!("/admin/people/{}/reset", cast.mara),
        ),
        of(cast.guan, "admin-dissolution-refused", ending.as_str()).sent("main button.primary"),
        of(cast.guan, "admin-import-refused", "/admin/import").sent("main button.primary"),
        of(cast.guan, "admin-import-report", "/admin/import")
            .choosing("crates/documents/tests/files/organisation.xlsx")
            .sent("main button.primary"),
        of(cast.guan, "admin-outgoing-refused", "/admin/outgoing")
            .sent("form[action='/admin/webhooks'] button"),
        of(cast.an, "admin-resets-answer", "/admin/resets"),
        of(cast.sheng, "journal", "/admin/journal"),
        of(cast.sheng, "audits", "/admin/audits"),
    ]);
    scenes
}

/// A branch that was ended, with its successor.
async fn ended(world: &World<'_>) {
    let (app, cast) = (&world.t.app, world.cast);
    let third = Unit {
        id: UnitId(app.new_id()),
        code: "001-03".into(),
        name: "示例第三支部".into(),
        kind: UnitKind::Branch,
        superior: Some(cast.organ),
    };
    let changes = Changes {
        units: vec![third.clone()],
        ..Changes::default()
    };
    organisation::settle(app, None, &changes).await.unwrap();
    dissolution::dissolve(app, cast.guan, third.id, cast.second, REASON)
        .await
        .unwrap();
}
