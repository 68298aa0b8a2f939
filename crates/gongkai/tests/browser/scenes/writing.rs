//! A plan from the first word to the approval.

use app::attachment::{self, Upload};
use domain::audience::Token;
use domain::ids::PlanId;
use domain::words::{Stage, Track};
use testkit::World;
use web::paths;

use super::{entry, long, shown};
use crate::gallery::{Scene, of};

/// Two mobile numbers in a column that is hidden.
const HIDES: &[u8] =
    include_bytes!("../../../../documents/tests/files/hidden/01-openpyxl-hidden_column-mobile.xlsx");

/// The desk of everybody who takes part in a procedure.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let (cast, mara) = (world.cast, world.cast.mara);
    let entry = entry(world).await;
    let fresh = world
        .matter(Track::Government, &entry, "示例阅览室开放时间调整")
        .await;
    let draft = draft(world, "示例停车棚修缮").await;
    let text = |title| long(&entry, title, Token::Public);
    let matter = world.matter(Track::Government, &entry, "示例培训计划").await;
    let in_review = world
        .submitted(matter, Stage::Before, text("示例培训计划公示"))
        .await;
    let matter = world.matter(Track::Government, &entry, "示例慰问安排").await;
    let reviewed = world
        .reviewed(matter, Stage::Before, text("示例慰问安排公示"))
        .await;
    let review = paths::desk_plan(&in_review);
    let new = paths::new_plan(&fresh, Stage::Before);
    vec![
        of(mara, "desk", "/desk"),
        of(mara, "matter-new", "/desk/matters/new"),
        of(mara, "matter-new-refused", "/desk/matters/new?track=government")
            .sent("main form[method=post] button.primary"),
        of(mara, "desk-matter", paths::desk_matter(&matter)),
        of(mara, "desk-matter-new", paths::desk_matter(&fresh)),
        of(mara, "plan-new", new.as_str()),
        of(mara, "plan-edit", paths::desk_plan(&draft)),
        of(mara, "plan-sent", paths::desk_plan(&poor(world).await)).sent("main button[value=submit]"),
        of(mara, "attachments", paths::plan_attachments(&draft)),
        of(mara, "credits", paths::plan_credits(&draft)),
        of(mara, "credits-refused", paths::plan_credits(&draft)).sent("main button.primary"),
        of(mara, "plan-waits", review.as_str()),
        of(cast.bao, "desk-reviewer", "/desk"),
        of(cast.bao, "plan-review", review.as_str()),
        of(cast.bao, "plan-review-refused", review.as_str()).sent("form[action$=opinions] button.primary"),
        of(cast.bao, "view-as", format!("{review}/view-as?person=qun")),
        of(cast.pi, "desk-approver", "/desk"),
        of(cast.pi, "plan-approval", paths::desk_plan(&reviewed)),
        of(cast.pi, "plan-return-refused", paths::desk_plan(&reviewed)).sent("form[action$=return] button"),
        of(mara, "form", paths::form(&reviewed)),
    ]
}

/// A draft that is not in order: it can be sent, and its page says what stands in the way of a release.
async fn poor(world: &World<'_>) -> PlanId {
    let entry = entry(world).await;
    let title = "示例消防通道整治";
    let matter = world.matter(Track::Government, &entry, title).await;
    let mut text = long(&entry, title, Token::Public);
    (text.basis, text.elements) = (String::new(), Vec::new());
    world.drafted(matter, Stage::Before, text).await
}

/// A draft with a file that hides something.
async fn draft(world: &World<'_>, title: &str) -> PlanId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Government, &entry, title).await;
    let plan = world
        .drafted(matter, Stage::Before, long(&entry, title, Token::Public))
        .await;
    let file = Upload {
        name: "示例停车棚修缮工程各项目经费预算和施工进度安排明细表（第二次修订稿）.xlsx",
        bytes: HIDES,
    };
    let (app, mara) = (&world.t.app, world.cast.mara);
    attachment::attach(app, mara, (plan, 1), file).await.unwrap();
    let (.., source) = shown(world, "示例自行车棚修缮公示", Token::Public).await;
    app::plan::credit(app, mara, (plan, 2), source).await.unwrap();
    plan
}
