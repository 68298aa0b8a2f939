//! The two worlds that pages are looked at in: one where much has happened, and one where nothing has.

use std::collections::HashMap;

use app::account;
use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId};
use domain::rulebook::Entry;
use domain::words::{Scope, Stage, Track};
use testkit::{Cast, TestApp, World, cast, proposal};

use crate::gallery::{Scene, of, open};

/// A title and a text as long as they get, so that nothing is looked at with short words only.
const LONG: &str =
    "关于进一步规范示例机关各支部二〇二六年度党费收缴、使用、管理和公开工作有关事项（征求意见稿）的事前公示";

/// What a world has to show.
pub(crate) struct Exhibition {
    pub(crate) scenes: Vec<Scene>,
    pub(crate) sessions: HashMap<PersonId, String>,
}

/// Nothing has been disclosed, nobody has anything to do.
pub(crate) async fn empty(t: &TestApp) -> Exhibition {
    let cast = cast(t).await;
    let scenes = vec![
        open("portal", "/"),
        open("disclosures", "/disclosures"),
        open("search", "/search"),
        open("search-nothing", "/search?q=%E5%85%9A%E8%B4%B9"),
        open("units", "/units"),
        open("unit", web::paths::unit(&cast.second)),
        of(cast.mara, "desk", "/desk"),
        of(cast.mara, "matter-new", "/desk/matters/new"),
        of(cast.mara, "account", "/account"),
        of(cast.mara, "news", "/news"),
        of(cast.guan, "admin", "/admin"),
    ];
    Exhibition {
        scenes,
        sessions: sessions(t, &cast).await,
    }
}

/// Matters in every condition.
pub(crate) async fn full(t: &TestApp) -> Exhibition {
    let world = World::new(t).await;
    let cast = world.cast;
    let shown = Shown::new(&world).await;
    let (disclosure, matter) = (
        web::paths::disclosure(&shown.released),
        web::paths::matter(&shown.matter),
    );
    let plan = web::paths::desk_plan(&shown.in_review);
    let scenes = vec![
        open("portal", "/"),
        open("disclosures", "/disclosures"),
        open("disclosures-none", "/disclosures?track=party&stage=result"),
        open("disclosure", disclosure.as_str()),
        open("card", format!("{disclosure}/card")),
        open("matter", matter),
        open("search", "/search?q=%E5%85%AC%E7%A4%BA"),
        open("units", "/units"),
        open("unit", web::paths::unit(&cast.first)),
        open("not-found", "/disclosures/01970000-0000-7000-8000-00000000ffff"),
        open("sign-in", "/sign-in"),
        open("welcome", shown.welcome.as_str()),
        of(cast.yi, "portal-member", "/"),
        of(
            cast.yi,
            "disclosure-member",
            web::paths::disclosure(&shown.inside),
        ),
        of(cast.yi, "news", "/news"),
        of(cast.yi, "account", "/account"),
        of(cast.mara, "desk", "/desk"),
        of(cast.mara, "matter-new", "/desk/matters/new"),
        of(cast.mara, "desk-matter", web::paths::desk_matter(&shown.matter)),
        of(
            cast.mara,
            "plan-new",
            web::paths::new_plan(&shown.fresh, Stage::Before),
        ),
        of(cast.mara, "plan-edit", web::paths::desk_plan(&shown.draft)),
        of(cast.mara, "correction", web::paths::correction(&shown.plan)),
        of(cast.bao, "desk-reviewer", "/desk"),
        of(cast.bao, "plan-review", plan.as_str()),
        of(cast.bao, "view-as", format!("{plan}/view-as?person=qun")),
        of(cast.pi, "plan-approval", web::paths::desk_plan(&shown.reviewed)),
        of(
            cast.yi,
            "difference",
            web::paths::difference(&shown.corrected, &shown.inside),
        ),
        of(cast.sheng, "journal", "/admin/journal"),
        of(cast.guan, "admin", "/admin"),
        of(cast.guan, "admin-import", "/admin/import"),
        of(cast.guan, "admin-units", "/admin/units"),
        of(cast.guan, "admin-people", "/admin/people"),
    ];
    Exhibition {
        scenes,
        sessions: sessions(t, &cast).await,
    }
}

/// What a full world holds.
struct Shown {
    matter: MatterId,
    released: DisclosureId,
    inside: DisclosureId,
    corrected: DisclosureId,
    plan: PlanId,
    fresh: MatterId,
    draft: PlanId,
    in_review: PlanId,
    reviewed: PlanId,
    welcome: String,
}

impl Shown {
    async fn new(world: &World<'_>) -> Self {
        let cast = world.cast;
        let entry = world.entry(Track::Government, fits).await;
        let long = |entry: &Entry, title: &str, token| {
            let mut proposal = proposal(entry, title, &[token]);
            proposal.body = BODY.into();
            proposal
        };
        let matter = world.matter(Track::Government, &entry, LONG).await;
        let plan = world
            .reviewed(matter, Stage::Before, long(&entry, LONG, Token::Public))
            .await;
        let released = world.approved(plan, 1).await;
        let inner = world.matter(Track::Government, &entry, "支部内部事项").await;
        let unit = Token::Unit(cast.first);
        let inner = world
            .reviewed(inner, Stage::Before, long(&entry, "支部内部公示", unit))
            .await;
        let inside = world.approved(inner, 1).await;
        app::correction::begin(&world.t.app, cast.mara, inner, "第二项金额有误，予以更正。")
            .await
            .unwrap();
        let mut better = app::plan::show(&world.t.app, cast.mara, inner)
            .await
            .unwrap()
            .proposal;
        better.body = BODY
            .replace("3,480.50", "3,840.50")
            .replace("集中学习", "党员集中学习");
        let corrected = world.released_again(inner, &better).await;
        let fresh = world
            .matter(Track::Government, &entry, "示例阅览室开放时间调整")
            .await;
        let other = world.matter(Track::Government, &entry, "示例停车棚修缮").await;
        let draft = world
            .drafted(
                other,
                Stage::Before,
                long(&entry, "示例停车棚修缮公示", Token::Public),
            )
            .await;
        let third = world.matter(Track::Government, &entry, "示例培训计划").await;
        let in_review = world
            .submitted(
                third,
                Stage::Before,
                long(&entry, "示例培训计划公示", Token::Public),
            )
            .await;
        let fourth = world.matter(Track::Government, &entry, "示例慰问安排").await;
        let reviewed = world
            .reviewed(
                fourth,
                Stage::Before,
                long(&entry, "示例慰问安排公示", Token::Public),
            )
            .await;
        let link = account::invite(&world.t.app, None, cast.er).await.unwrap();
        Self {
            matter,
            released,
            inside,
            corrected,
            plan,
            fresh,
            draft,
            in_review,
            reviewed,
            welcome: web::paths::welcome(&link),
        }
    }
}

fn fits(entry: &Entry) -> bool {
    entry.narrowest <= Scope::Unit
        && entry.widest == Scope::Public
        && entry.members_first_days.is_none()
        && entry.after.is_empty()
        && entry.stages.len() == 3
}

const BODY: &str = "各支部：\n\n经支部委员会研究，现将有关情况公示如下，请党员和群众监督。\n\n## 一、基本情况\n\n本次公示的内容包括项目安排、经费来源和完成时限。\n\n| 项目 | 用途 | 金额（元） |\n| --- | --- | ---: |\n| 慰问困难党员 | 春节前走访慰问示例社区困难党员和老党员 | 12,000.00 |\n| 购买学习材料 | 集中学习所需图书、资料和影像制品 | 3,480.50 |\n\n## 二、意见反馈\n\n1. 公示期内可以当面、来信或者在本平台提出意见。\n2. 受理电话：内线 8001。\n\n示例第一支部\n\n2026年3月2日";

/// A session of everybody.
async fn sessions(t: &TestApp, cast: &Cast) -> HashMap<PersonId, String> {
    testkit::officers(t).await;
    let mut sessions = HashMap::new();
    for person in [
        cast.mara, cast.bao, cast.pi, cast.guan, cast.an, cast.sheng, cast.yi,
    ] {
        let session = testkit::session_of(t, person, "这是一句足够长的测试用口令").await;
        sessions.insert(person, session);
    }
    sessions
}
