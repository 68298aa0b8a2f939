//! Posts, and who stands in for whom.

use app::delegation::{self, Asked};
use domain::words::Duty;
use testkit::{World, post_of};
use web::paths;

use super::REASON;
use crate::gallery::{Scene, of};

/// A post with work on it and somebody who stands in.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (app, cast) = (&world.t.app, world.cast);
    let today = app.today();
    let asked = Asked {
        post: post_of(&cast, cast.pi),
        holder: cast.pi,
        deputy: "yi".into(),
        duties: vec![Duty::Approve],
        days: (today, today.tomorrow().unwrap()),
        away: true,
        reason: REASON.into(),
    };
    delegation::delegate(app, cast.pi, &asked).await.unwrap();
    let post = paths::post(&post_of(&cast, cast.pi));
    vec![
        of(cast.pi, "posts", "/desk/posts"),
        of(cast.pi, "post", post.as_str()),
        of(cast.pi, "post-stand-in-refused", post.as_str()).sent("form[action$=delegations] button"),
        of(cast.pi, "post-handover-refused", post.as_str()).sent("form[action$=handover] button"),
    ]
}
