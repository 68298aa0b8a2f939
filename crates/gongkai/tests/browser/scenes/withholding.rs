//! What a unit withholds: filed, waiting, held, and what readers learn of it.

use app::withholding;
use domain::obligation::About;
use domain::rulebook::Entry;
use domain::withholding::Words;
use domain::words::{Authority, Rhythm, Scope, Track, WithholdingGround};
use testkit::World;
use web::paths;

use super::REASON;
use crate::gallery::{Scene, of, open};

/// A notice that waits, and one that holds and is overdue to be looked at again.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let monthly = |entry: &Entry| entry.rhythm == Rhythm::Monthly && entry.authority == Authority::Unit;
    let monthly = world.entry(Track::Party, monthly).await;
    let month = |month: i8| {
        let first = jiff::civil::date(2026, month, 1);
        About::Period {
            from: first,
            to: first.last_of_month(),
        }
    };
    let words = Words {
        ground: Some(WithholdingGround::Safety),
        note: REASON.into(),
        reassess_on: Some(app.today().tomorrow().unwrap()),
    };
    let months = [month(9), month(10)];
    let what = (Track::Party, monthly.key.as_str(), months.as_slice());
    let asked = withholding::file(app, cast.mara, cast.first, what, &words)
        .await
        .unwrap();
    let staged = |entry: &Entry| {
        entry.rhythm == Rhythm::PerStage
            && entry.narrowest == Scope::Unit
            && entry.authority == Authority::Unit
            && entry.three_major.is_none()
    };
    let entry = world.entry(Track::Party, staged).await;
    let matter = world.matter(Track::Party, &entry, "示例选址方案").await;
    let about = [About::Stage(matter, entry.stages[0].stage)];
    let what = (Track::Party, entry.key.as_str(), about.as_slice());
    let holds = withholding::file(app, cast.mara, cast.first, what, &words)
        .await
        .unwrap();
    withholding::confirm(app, cast.pi, holds).await.unwrap();
    let key = app::obligation::Key {
        track: Track::Party,
        entry: monthly.key.clone(),
        about: month(8),
    };
    let filing = paths::new_withholding(&cast.first, &key);
    vec![
        of(cast.mara, "withholding-new", filing.as_str()),
        of(cast.mara, "withholding-refused", filing.as_str()).sent("main button.primary"),
        of(cast.mara, "withholding-waits", paths::withholding(&asked)),
        of(cast.mara, "withholding-holds", paths::withholding(&holds)),
        of(cast.pi, "withholding-answer", paths::withholding(&asked)),
        of(cast.pi, "withholding-end", paths::withholding(&holds)),
        of(cast.yi, "withheld", paths::withheld(&cast.first)),
        open("withheld-none", paths::withheld(&cast.second)),
    ]
}
