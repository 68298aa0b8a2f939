//! What a unit owes, and who is told of its last days.

use app::{account, obligation};
use domain::obligation::About;
use domain::words::{Rhythm, Track};
use testkit::World;
use web::paths;

use super::REASON;
use crate::gallery::{Scene, of};

/// A year with what is overdue, and requests to be excused.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let monthly = world
        .entry(Track::Party, |entry| entry.rhythm == Rhythm::Monthly)
        .await;
    let key = |from: &str, to: &str| obligation::Key {
        track: Track::Party,
        entry: monthly.key.clone(),
        about: About::Period {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        },
    };
    let march = key("2026-03-01", "2026-03-31");
    let question = obligation::ask(app, cast.mara, cast.first, &march, REASON)
        .await
        .unwrap();
    account::issue_address(app, cast.yi).await.unwrap();
    let asking = paths::new_excuse(&cast.first, &key("2026-04-01", "2026-04-30"));
    vec![
        of(cast.mara, "obligations", "/desk/obligations"),
        of(cast.mara, "obligations-year", paths::obligations(&cast.first)),
        of(
            cast.mara,
            "obligations-overdue",
            paths::obligations_of(&cast.first, 2026, "overdue"),
        ),
        of(cast.mara, "excuse-new", asking.as_str()),
        of(cast.mara, "excuse-refused", asking.as_str()).sent("main button.primary"),
        of(cast.mara, "excuse-waits", paths::excuse(&question)),
        of(cast.mara, "calendar-none", "/desk/calendar"),
        of(cast.yi, "calendar", "/desk/calendar"),
        of(cast.shu, "desk-superior", "/desk"),
        of(cast.shu, "excuse-answer", paths::excuse(&question)),
        of(cast.shu, "excuse-answer-refused", paths::excuse(&question)).sent("main button.primary"),
        of(
            cast.shu,
            "obligations-below",
            paths::obligations_below(&cast.organ, 2026),
        ),
        of(cast.shu, "balance", paths::balance(&cast.organ, 2026)),
    ]
}
