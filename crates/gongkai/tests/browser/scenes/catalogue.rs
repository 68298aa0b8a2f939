//! A unit's catalogue as people work on it.

use app::catalogue::{self, Base};
use app::rulebook;
use domain::ids::RulebookId;
use domain::rulebook::{Entry, Rulebook};
use domain::words::Track;
use testkit::World;
use web::paths;

use super::LONG;
use crate::gallery::{Scene, of, open};

/// A workbook whose scope is in columns that are ticked.
const TICKS: &[u8] = include_bytes!("../../../../documents/tests/files/catalogue-ticks.xlsx");

/// Versions in every hand, and one that came out of a workbook.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let (older, newer) = revised(world).await;
    let place = (cast.first, Track::Government);
    let imported = catalogue::import(app, cast.mara, place, ("公开目录（勾选表）.xlsx", TICKS))
        .await
        .unwrap();
    let place = (cast.first, Track::Party);
    let version = catalogue::draft(app, cast.mara, place, Base::InForce)
        .await
        .unwrap();
    let mut rules = catalogue::show(app, cast.mara, version).await.unwrap().rules;
    rules.entries[1].elements.push("参加人员".into());
    rules.entries.push(Entry {
        key: "DW-01-90".into(),
        name: LONG.into(),
        ..rules.entries[0].clone()
    });
    catalogue::edit(app, cast.mara, (version, 1), rules)
        .await
        .unwrap();
    catalogue::submit(app, cast.mara, (version, 2)).await.unwrap();
    catalogue::check(app, cast.shen, (version, 2), "条目和依据准确。")
        .await
        .unwrap();
    catalogue::file(app, cast.pi, (version, 2), "").await.unwrap();
    let (filed, editing) = (paths::desk_catalogue(&version), paths::desk_catalogue(&imported));
    let entry = paths::desk_catalogue_entry(&imported, "new");
    vec![
        open(
            "catalogue-difference",
            paths::catalogue_difference(&older, &newer),
        ),
        of(
            cast.mara,
            "catalogue-new",
            paths::new_catalogue(&cast.first, Track::Party),
        ),
        of(cast.mara, "catalogue-edit", editing.as_str()),
        of(cast.mara, "catalogue-head", format!("{editing}/head")),
        of(cast.mara, "catalogue-report", format!("{editing}/report")),
        of(cast.mara, "catalogue-entry", entry.as_str()),
        of(cast.mara, "catalogue-entry-refused", entry.as_str()).sent("main button.primary"),
        of(cast.shu, "catalogue-filing", filed.as_str()),
        of(cast.shu, "catalogue-changes", format!("{filed}/difference")),
    ]
}

/// The superior's catalogue before and after it was revised.
async fn revised(world: &World<'_>) -> (RulebookId, RulebookId) {
    let (app, cast) = (&world.t.app, world.cast);
    let held = rulebook::in_force(app, cast.organ, Track::Party).await.unwrap();
    let text = include_str!("../../../../../rulebooks/party-grassroots.toml")
        .replacen("version = 1", "version = 2", 1)
        .replacen("学习时间与参加范围", "学习时间、地点与参加范围", 1)
        .replacen("自形成之日起十个工作日内", "自形成之日起七个工作日内", 1)
        .replacen("days = 10, unit", "days = 7, unit", 1);
    let newer = Rulebook::parse("party-grassroots.toml", &text).unwrap();
    (held.unwrap().id, world.renewed(&newer).await)
}
