//! What a request costs, in CPU milliseconds of the one thread that does it, beside the bare SQL in the same run.
//!
//! `cargo bench -p gongkai --bench reading -- DIR…`, each DIR made by `gongkai demo`. One line of a table for each.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that fails is no measurement"
)]

use std::path::Path;

use app::plan::{self, Drafting};
use app::reader::{Filter, Reader};
use app::{App, Outside, account, matter, organisation, rulebook};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use db::Db;
use domain::audience::{Share, Token};
use domain::ids::{PersonId, PlanId};
use domain::organisation::Person;
use domain::proposal::Proposal;
use domain::words::{Authority, ReviewKind, Scope, Track};
use jiff::tz::TimeZone;
use tower::ServiceExt;

const ROUNDS: usize = 5;
/// Milliseconds.
const ROUND: f64 = 250.0;

fn main() {
    let folders: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    println!(
        "| disclosures | bare list | list | list page | bare page | page | page shown | bare search | search | released and read |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for folder in folders {
        runtime.block_on(measure(Path::new(&folder)));
    }
}

struct Bench {
    app: App,
    member: PersonId,
    session: String,
    router: Router,
}

async fn measure(folder: &Path) {
    let db = Db::open_sqlite(&folder.join("gongkai.db")).await.unwrap();
    let app = App::new(db, Outside::system(), TimeZone::get("Asia/Shanghai").unwrap());
    let member = member(&app).await.id;
    let invitation = account::invite(&app, None, member).await.unwrap();
    let browser = account::Browser::default();
    let entry = account::accept(&app, &invitation, "measuring-is-knowing", &browser)
        .await
        .unwrap();
    let account::Entry::Open(account::Welcome { session, .. }) = entry else {
        panic!("nobody has a second factor");
    };
    let router = web::router(web::Site::new(app.clone(), "度量"));
    let many = count(&app).await;
    let bench = Bench {
        app,
        member,
        session,
        router,
    };
    let mut figures = bench.lists().await;
    figures.extend(bench.pages().await);
    figures.extend(bench.searches().await);
    figures.push(way(&bench.app).await);
    let figures: Vec<_> = figures.iter().map(|figure| format!("{figure:.3}")).collect();
    println!("| {many} | {} |", figures.join(" | "));
}

impl Bench {
    async fn reader(&self) -> Reader {
        Reader::open(&self.app, Some(self.member)).await.unwrap()
    }

    async fn lists(&self) -> Vec<f64> {
        let bare = cpu(async || bare_list(&self.app).await).await;
        let list = cpu(async || {
            let page = self.reader().await.list(&Filter::default(), None, 20).await;
            assert_eq!(page.unwrap().items.len(), 20);
        })
        .await;
        vec![bare, list, cpu(async || self.get("/disclosures").await).await]
    }

    async fn pages(&self) -> Vec<f64> {
        let newest = self
            .reader()
            .await
            .list(&Filter::default(), None, 20)
            .await
            .unwrap();
        let id = newest.items[7].id;
        let path = format!("/disclosures/{id}");
        let bare = cpu(async || bare_page(&self.app, id.0).await).await;
        let page = cpu(async || assert!(self.reader().await.disclosure(id).await.unwrap().is_some())).await;
        vec![bare, page, cpu(async || self.get(&path).await).await]
    }

    async fn searches(&self) -> Vec<f64> {
        let bare = cpu(async || bare_search(&self.app).await).await;
        let search = cpu(async || {
            let hits = self
                .reader()
                .await
                .search("资金", &Filter::default(), None, 20)
                .await;
            assert_eq!(hits.unwrap().items.len(), 20);
        })
        .await;
        vec![bare, search]
    }

    async fn get(&self, path: &str) {
        let cookie = format!("gongkai_session={}", self.session);
        let request = Request::get(path)
            .header("cookie", cookie)
            .body(Body::empty())
            .unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap();
    }
}

/// CPU milliseconds of this thread for one run: the median of some rounds, after a few runs to warm up.
async fn cpu(work: impl AsyncFn()) -> f64 {
    for _ in 0..20 {
        work().await;
    }
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let (before, mut runs) = (on_cpu(), 0);
        // the kernel counts in steps of some milliseconds, so a round has to be long
        while on_cpu() - before < ROUND {
            for _ in 0..20 {
                work().await;
            }
            runs += 20;
        }
        rounds.push((on_cpu() - before) / f64::from(runs));
    }
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

/// Milliseconds this thread has spent on a processor (Linux: the first number of schedstat, in nanoseconds).
fn on_cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
}

async fn count(app: &App) -> i64 {
    let mut tx = app.db().read().await.unwrap();
    tx.query("select count(*) from disclosure")
        .first::<(i64,)>()
        .await
        .unwrap()
        .unwrap()
        .0
}

/// The newest twenty without asking who looks: what a list costs when everybody may see everything.
async fn bare_list(app: &App) {
    let mut tx = app.db().read().await.unwrap();
    let rows = tx
        .query(
            "select disclosure.id, disclosure.number, disclosure.title, disclosure.stage, disclosure.track,
                 disclosure.entry, unit.name, disclosure.released_at
             from disclosure join unit on unit.id = disclosure.unit order by disclosure.seq desc limit 20",
        )
        .all::<(uuid::Uuid, String, String, String, String, String, String, i64)>()
        .await
        .unwrap();
    assert_eq!(rows.len(), 20);
}

async fn bare_page(app: &App, id: uuid::Uuid) {
    let mut tx = app.db().read().await.unwrap();
    let row = tx
        .query(
            "select disclosure.number, disclosure.title, unit.name, content.bytes
             from disclosure join unit on unit.id = disclosure.unit
             join content on content.id = disclosure.content where disclosure.id = $1",
        )
        .bind(id)
        .first::<(String, String, String, Vec<u8>)>()
        .await
        .unwrap();
    assert!(row.is_some());
}

/// The newest twenty that hold one pair of characters, by the index, with their rows: for the public alone.
async fn bare_search(app: &App) {
    let term = *domain::search::terms("资金").first().unwrap();
    let mut tx = app.db().read().await.unwrap();
    let rows = tx
        .query(
            "select disclosure.id, disclosure.number, disclosure.title, unit.name, content.bytes
             from search_term hit join disclosure on disclosure.seq = hit.disclosure_seq
             join unit on unit.id = disclosure.unit join content on content.id = disclosure.content
             where hit.token = (select id from search_token where token = 'public') and hit.term = $1
             order by hit.disclosure_seq desc limit 20",
        )
        .bind(term)
        .all::<(uuid::Uuid, String, String, String, Vec<u8>)>()
        .await
        .unwrap();
    assert!(!rows.is_empty());
}

/// Somebody without a post, a member.
async fn member(app: &App) -> Person {
    for number in 0..200 {
        let code = format!("P{:06}", 999 - number);
        if let Some(person) = organisation::person_by_code(app, &code).await.unwrap()
            && person.member
        {
            return person;
        }
    }
    unreachable!("no member among the last of the first thousand persons");
}

/// From an empty draft to the first reading of what was released, through every step.
async fn way(app: &App) -> f64 {
    let root = organisation::directory(app).await.unwrap()[0].unit.id;
    let mut people = Vec::new();
    for number in 1..=5 {
        people.push(
            organisation::person_by_code(app, &format!("P{number:06}"))
                .await
                .unwrap()
                .unwrap()
                .id,
        );
    }
    let rules = rulebook::in_force(app, root, Track::Party)
        .await
        .unwrap()
        .unwrap();
    let fits = |entry: &&domain::rulebook::Entry| {
        entry.authority == Authority::Unit
            && entry.narrowest <= Scope::Members
            && Scope::Members <= entry.widest
    };
    let entry = rules.rules.entries.iter().find(fits).unwrap();
    let stage = entry.stages[0].stage;
    cpu(async || {
        let opening = matter::Opening {
            unit: root,
            track: Track::Party,
            entry: entry.key.clone(),
            title: "度量用的事项".into(),
            amount: None,
            once: None,
        };
        let matter = matter::open(app, people[0], opening).await.unwrap();
        let proposal = proposal(&entry.elements);
        let drafting = Drafting {
            matter,
            stage,
            proposal,
            once: None,
        };
        let plan = plan::draft(app, people[0], drafting).await.unwrap();
        plan::submit(app, people[0], plan, 1).await.unwrap();
        review(app, &people, plan, &entry.review).await;
        let id = plan::approve(app, people[3], (plan, 1), "")
            .await
            .unwrap()
            .unwrap();
        let mut reader = Reader::open(app, Some(people[1])).await.unwrap();
        assert!(reader.disclosure(id).await.unwrap().is_some());
    })
    .await
}

fn proposal(elements: &[String]) -> Proposal {
    Proposal {
        title: "度量用的公示".into(),
        body: "经会议研究决定，现将有关情况予以公开，欢迎提出意见和建议。".repeat(30),
        basis: "示例依据".into(),
        audience: vec![Share {
            token: Token::Members,
            from: None,
        }],
        elements: elements.to_vec(),
        ..Proposal::default()
    }
}

async fn review(app: &App, people: &[PersonId], plan: PlanId, route: &[ReviewKind]) {
    for kind in route {
        let by = match kind {
            ReviewKind::Secrecy => people[1],
            ReviewKind::Check | ReviewKind::Legal => people[2],
            ReviewKind::Discipline => people[4],
        };
        plan::review(app, by, (plan, 1), *kind, (true, "")).await.unwrap();
    }
}
