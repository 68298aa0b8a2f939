//! The two worlds that pages are looked at in: one where much has happened, and one where nothing has.

mod after;
mod catalogue;
mod likeness;
mod office;
mod owing;
mod posts;
mod practice;
mod reading;
mod together;
mod withholding;
mod writing;

use std::collections::HashMap;

use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId};
use domain::proposal::Proposal;
use domain::rulebook::Entry;
use domain::words::{Scope, Stage, Track};
use testkit::{Cast, TestApp, World, cast, officers, proposal, session_of};

use crate::gallery::{Scene, of, open};

/// A title and a text as long as they get, so that nothing is looked at with short words only.
const LONG: &str =
    "关于进一步规范示例机关各支部二〇二六年度党费收缴、使用、管理和公开工作有关事项（征求意见稿）的事前公示";

const BODY: &str = "各支部：\n\n经支部委员会研究，现将有关情况公示如下，请党员和群众监督。\n\n## 一、基本情况\n\n本次公示的内容包括项目安排、经费来源和完成时限。\n\n| 项目 | 用途 | 金额（元） |\n| --- | --- | ---: |\n| 慰问困难党员 | 春节前走访慰问示例社区困难党员和老党员 | 12,000.00 |\n| 购买学习材料 | 集中学习所需图书、资料和影像制品 | 3,480.50 |\n\n## 二、意见反馈\n\n1. 公示期内可以当面、来信或者来电提出意见。\n2. 受理电话：内线 8001。\n\n示例第一支部\n\n2026年3月2日";

/// Why somebody asks for something, at some length.
const REASON: &str =
    "本月没有发生这一类事项，经支部委员会核实，收支台账中也没有相应的记录，因此没有可以公开的内容。";

const PASSWORD: &str = "这是一句足够长的测试用口令";

/// What a world has to show.
pub(crate) struct Exhibition {
    pub(crate) scenes: Vec<Scene>,
    pub(crate) sessions: HashMap<PersonId, String>,
}

/// Nothing has been disclosed, nobody has anything to do.
pub(crate) async fn empty(t: &TestApp) -> Exhibition {
    let cast = cast(t).await;
    let mut scenes = vec![
        open("portal", "/"),
        open("disclosures", "/disclosures"),
        open("search", "/search"),
        open("ledger", "/ledger"),
        open("search-nothing", "/search?q=%E5%85%9A%E8%B4%B9"),
        open("practices", "/practices"),
        open("units", "/units"),
        open("unit", web::paths::unit(&cast.second)),
        open("catalogue", web::paths::catalogue(&cast.first, Track::Party)),
    ];
    scenes.extend(
        [
            ("desk", "/desk"),
            ("matter-new", "/desk/matters/new"),
            ("obligations", "/desk/obligations"),
            ("posts", "/desk/posts"),
            ("register", "/desk/register"),
            ("calendar", "/desk/calendar"),
            ("account", "/account"),
            ("news", "/news"),
            ("news-wishes", "/account/news"),
        ]
        .map(|(name, path)| of(cast.mara, name, path)),
    );
    scenes.extend(
        [
            ("admin", "/admin"),
            ("admin-people", "/admin/people"),
            ("admin-outgoing", "/admin/outgoing"),
            ("admin-resets", "/admin/resets"),
        ]
        .map(|(name, path)| of(cast.guan, name, path)),
    );
    scenes.push(of(cast.sheng, "audits", "/admin/audits"));
    Exhibition {
        scenes,
        sessions: sessions(t, &cast).await,
    }
}

/// Matters in every condition, so late in spring that something is overdue.
pub(crate) async fn full(t: &TestApp) -> Exhibition {
    let world = World::new(t).await;
    t.wait_days(44);
    let sessions = sessions(t, &world.cast).await;
    let scenes = [
        reading::scenes(&world).await,
        writing::scenes(&world).await,
        after::scenes(&world).await,
        owing::scenes(&world).await,
        withholding::scenes(&world).await,
        together::scenes(&world).await,
        practice::scenes(&world).await,
        likeness::scenes(&world).await,
        catalogue::scenes(&world).await,
        posts::scenes(&world).await,
        office::scenes(&world).await,
    ];
    t.tell().await;
    Exhibition {
        scenes: scenes.into_iter().flatten().collect(),
        sessions,
    }
}

/// A session of everybody who looks.
async fn sessions(t: &TestApp, cast: &Cast) -> HashMap<PersonId, String> {
    officers(t).await;
    let mut sessions = HashMap::new();
    for person in [
        cast.mara, cast.bao, cast.shen, cast.ji, cast.pi, cast.shu, cast.guan, cast.an, cast.sheng, cast.yi,
        cast.er,
    ] {
        sessions.insert(person, session_of(t, person, PASSWORD).await);
    }
    sessions
}

/// An entry with three stages that may be shown to everybody at once.
async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit
            && entry.widest == Scope::Public
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
            && entry.stages.len() == 3
    };
    world.entry(Track::Government, fits).await
}

/// A proposal with a letter, a table and a list.
fn long(entry: &Entry, title: &str, token: Token) -> Proposal {
    let mut proposal = proposal(entry, title, &[token]);
    proposal.body = BODY.into();
    proposal
}

/// A matter whose first stage is shown to these.
async fn shown(world: &World<'_>, title: &str, token: Token) -> (MatterId, PlanId, DisclosureId) {
    let entry = entry(world).await;
    let matter = world.matter(Track::Government, &entry, title).await;
    let plan = world
        .reviewed(matter, Stage::Before, long(&entry, title, token))
        .await;
    (matter, plan, world.approved(plan, 1).await)
}
