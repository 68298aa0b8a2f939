//! Whatever is changed behind the platform's back is found and named.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use app::account::{passkey, reset, second_factor};
use app::audit::{self, Fault, Findings, MACHINERY, SOURCES, TABLES};
use db::Engine;
use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId};
use domain::obligation::About;
use domain::proposal::Proposal;
use domain::words::{Authority, Rhythm, Scope, Stage, Track};
use testkit::{Cast, TestApp, World, authenticator, on_both_engines, proposal, session_of, with_2027};
use uuid::Uuid;

use crate::soft_authenticator::Authenticator;

/// An account with a second factor, and a reset of it.
async fn account(t: &TestApp, cast: Cast) {
    session_of(t, cast.yi, "a heron at the lake").await;
    let party = passkey::Party::at("https://gongkai.example");
    let app = t.app.clone().with_party(party);
    let asked = passkey::ask_new(&app, cast.yi).await.unwrap();
    let made = Authenticator::at("gongkai.example").make(&asked);
    let made = passkey::Made {
        name: "示例手机",
        client: &made.client,
        attestation: &made.attestation,
        code: "",
    };
    passkey::add(&app, cast.yi, &made, "a heron at the lake")
        .await
        .unwrap();
    let letters = second_factor::offer(&t.app, cast.yi, None).await.unwrap().letters;
    let code = authenticator(t, &letters);
    second_factor::enrol(&t.app, cast.yi, (&letters, &code), "a heron at the lake")
        .await
        .unwrap();
    reset::ask(&t.app, cast.guan, cast.yi, true).await.unwrap();
    let id = reset::resets(&t.app, cast.guan).await.unwrap()[0].id;
    reset::decline(&t.app, cast.guan, id).await.unwrap();
}

/// A plan goes up with the unit's view, something is destroyed, somebody stands in, and a unit ends.
async fn procedure(world: &World<'_>) {
    erased(world).await;
    let (app, cast) = (&world.t.app, world.cast);
    let goes_up = |entry: &domain::rulebook::Entry| {
        entry.authority == Authority::Superior && entry.narrowest <= Scope::Unit
    };
    let entry = world.entry(Track::Party, goes_up).await;
    let matter = world.matter(Track::Party, &entry, "示例上报事项").await;
    let text = proposal(&entry, "示例上报公示", &[Token::Unit(cast.first)]);
    world.reviewed(matter, entry.stages[0].stage, text).await;
    let today = app.today();
    let asked = app::delegation::Asked {
        post: testkit::post_of(&cast, cast.pi),
        holder: cast.pi,
        deputy: "yi".into(),
        duties: vec![domain::words::Duty::Approve],
        days: (today, today),
        away: false,
        reason: "外出学习".into(),
    };
    app::delegation::delegate(app, cast.pi, &asked).await.unwrap();
    app::dissolution::dissolve(app, cast.guan, cast.second, cast.first, "支部合并")
        .await
        .unwrap();
}

/// What is due next month is withheld.
async fn withheld(world: &World<'_>, entry: &str) {
    let (app, cast) = (&world.t.app, world.cast);
    let next = app.today().last_of_month().tomorrow().unwrap();
    let about = [About::Period {
        from: next,
        to: next.last_of_month(),
    }];
    let words = domain::withholding::Words {
        ground: Some(domain::words::WithholdingGround::InProgress),
        note: "经审查认定。".into(),
        reassess_on: Some(next),
    };
    let what = (Track::Party, entry, about.as_slice());
    let id = app::withholding::file(app, cast.mara, cast.first, what, &words)
        .await
        .unwrap();
    app::withholding::confirm(app, cast.pi, id).await.unwrap();
}

/// Something was released before its check, and confirmed.
async fn urgent(world: &World<'_>) {
    let (app, cast) = (&world.t.app, world.cast);
    let fits = |entry: &domain::rulebook::Entry| {
        entry.authority == Authority::Unit && entry.three_major.is_none() && entry.after.is_empty()
    };
    let entry = world.entry(Track::Government, fits).await;
    let matter = world.matter(Track::Government, &entry, "示例紧急事项").await;
    let text = proposal(&entry, "示例紧急公告", &[Token::Public]);
    let plan = world.submitted(matter, entry.stages[0].stage, text).await;
    let secrecy = domain::words::ReviewKind::Secrecy;
    app::plan::review(app, cast.bao, (plan, 1), secrecy, (true, ""))
        .await
        .unwrap();
    app::urgency::release(app, cast.pi, (plan, 1), "情况紧急。")
        .await
        .unwrap();
    app::urgency::confirm(app, cast.shu, (plan, 1), "属实。")
        .await
        .unwrap();
}

/// A practice, and a disclosure that follows it.
async fn followed(
    world: &World<'_>,
    source: DisclosureId,
    (matter, stage): (MatterId, Stage),
    text: &Proposal,
) {
    let (app, mara) = (&world.t.app, world.cast.mara);
    app::practice::offer(app, mara, source, "值得借鉴。")
        .await
        .unwrap();
    let taking = app::practice::Taking {
        matter,
        stage,
        once: None,
    };
    let plan = app::practice::take_over(app, mara, source, taking).await.unwrap();
    world.released_again(plan, text).await;
    app::practice::end(app, mara, source).await.unwrap();
}

/// What should never have been released is withdrawn, and destroyed.
async fn erased(world: &World<'_>) {
    let (app, cast) = (&world.t.app, world.cast);
    let shown = crate::after::shown(world, &[Token::Unit(cast.first)]).await;
    let why = (Some(domain::words::Ground::PersonalData), "含有不应公开的信息。");
    app::withdrawal::ask(app, cast.mara, shown.plan, why)
        .await
        .unwrap();
    app::withdrawal::confirm(app, cast.pi, shown.plan).await.unwrap();
    app::withdrawal::erase(app, cast.pi, shown.plan, "依规定抹除。")
        .await
        .unwrap();
}

/// A text that is like an earlier one: explained, answered and closed.
async fn alike(world: &World<'_>, entry: &domain::rulebook::Entry) {
    let (app, cast) = (world.t.comparing(), world.cast);
    let mut text = proposal(entry, "示例旧文", &[Token::Unit(cast.first)]);
    text.body = testkit::prose(1, 9);
    let stage = entry.stages[0].stage;
    let first = world.matter(Track::Party, entry, "示例旧事").await;
    let source = world.released(first, stage, text.clone()).await;
    let second = world.matter(Track::Party, entry, "示例新事").await;
    let plan = world.drafted(second, stage, text.clone()).await;
    app::likeness::explain(&app, cast.mara, (plan, &[source]), "沿用旧文。")
        .await
        .unwrap();
    let pair = (world.released_again(plan, &text).await, source);
    app::likeness::answer(&app, cast.mara, pair, "情况未变。")
        .await
        .unwrap();
    let verdict = (Some(domain::likeness::Outcome::Reasonable), "可以沿用。");
    app::likeness::close(&app, cast.ji, pair, verdict).await.unwrap();
}

/// A world with at least one row in every table.
#[expect(clippy::too_many_lines, reason = "one deed after the other")]
async fn full(t: &TestApp) {
    let world = World::new(t).await;
    let fits = |entry: &domain::rulebook::Entry| {
        entry.stages.len() == 2 && entry.narrowest <= Scope::Unit && entry.authority == Authority::Unit
    };
    let entry = world.entry(Track::Party, fits).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let text = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
    let source = world.released(matter, entry.stages[0].stage, text.clone()).await;
    app::matter::skip(
        &t.app,
        world.cast.pi,
        matter,
        entry.stages[1].stage,
        "此阶段不适用",
    )
    .await
    .unwrap();
    app::account::issue_address(&t.app, world.cast.mara)
        .await
        .unwrap();
    app::rulebook::import_calendar(&t.app, None, ("c.toml", &with_2027()))
        .await
        .unwrap();
    let monthly = world
        .entry(Track::Party, |entry| entry.rhythm == Rhythm::Monthly)
        .await;
    let today = t.app.today();
    let key = app::obligation::Key {
        track: Track::Party,
        entry: monthly.key,
        about: About::Period {
            from: today.first_of_month(),
            to: today.last_of_month(),
        },
    };
    let asked = app::obligation::ask(&t.app, world.cast.mara, world.cast.first, &key, "本月没有")
        .await
        .unwrap();
    app::obligation::rule(&t.app, world.cast.shu, asked, (true, "同意"))
        .await
        .unwrap();
    withheld(&world, &key.entry).await;
    urgent(&world).await;
    let mut tx = t.app.db().read().await.unwrap();
    let released = tx.query("select id from plan").first::<(Uuid,)>().await.unwrap();
    drop(tx);
    let plan = domain::ids::PlanId(released.unwrap().0);
    let ground = (Some(domain::words::Ground::Lapsed), "情况已经变化");
    app::withdrawal::ask(&t.app, world.cast.mara, plan, ground)
        .await
        .unwrap();
    app::archive::close(&t.app, world.cast.pi, world.cast.first, 2025)
        .await
        .unwrap();
    let other = world.matter(Track::Party, &entry, "另一示例事项").await;
    world.reviewed(other, entry.stages[0].stage, text.clone()).await;
    let third = world.matter(Track::Party, &entry, "第三个示例事项").await;
    alike(&world, &entry).await;
    followed(&world, source, (third, entry.stages[0].stage), &text).await;
    procedure(&world).await;
    others(&world).await;
}

/// A catalogue is drafted, a token made out, and the ledger begun.
async fn others(world: &World<'_>) {
    let (t, person) = (world.t, world.cast.mara);
    account(t, world.cast).await;
    let branch = (world.cast.first, Track::Party);
    app::catalogue::draft(&t.app, person, branch, app::catalogue::Base::InForce)
        .await
        .unwrap();
    app::account::issue_token(&t.app, Some(person), person, "示例")
        .await
        .unwrap();
    let keys = domain::ledger::Keys {
        origin: "ledger.example/demo".into(),
        public_key: "示例".into(),
        sm2_key: "示例".into(),
    };
    app::ledger::begin(&t.app, keys).await.unwrap();
}

async fn findings(t: &TestApp) -> Findings {
    audit::run(&t.app, |_, _| {}).await.unwrap()
}

struct Column {
    table: String,
    name: String,
    kind: String,
    key: bool,
}

/// Every column of the real schema, whatever the audit knows of it.
async fn columns(t: &TestApp) -> Vec<Column> {
    let mut tx = t.app.db().read().await.unwrap();
    let rows = match tx.engine() {
        Engine::Sqlite => tx.query(
            "select t.name, c.name, lower(c.type), c.pk from sqlite_master t join pragma_table_info(t.name) c
             where t.type = 'table' and substr(t.name, 1, 7) <> 'sqlite_' order by t.name, c.cid",
        ),
        Engine::Postgres => tx.query(
            "select cast(c.table_name as text), cast(c.column_name as text), cast(c.data_type as text),
                 (select count(*) from information_schema.key_column_usage u
                  join information_schema.table_constraints k on k.constraint_name = u.constraint_name
                  where k.constraint_type = 'PRIMARY KEY' and u.table_name = c.table_name
                      and u.column_name = c.column_name)
             from information_schema.columns c where c.table_schema = 'public'
             order by c.table_name, c.ordinal_position",
        ),
    };
    let rows = rows.all::<(String, String, String, i64)>().await.unwrap();
    rows.into_iter()
        .map(|(table, name, kind, key)| Column {
            table,
            name,
            kind,
            key: key != 0,
        })
        .collect()
}

impl Column {
    /// Another value than the one that is there.
    fn other(&self, engine: Engine) -> String {
        let name = &self.name;
        match (self.kind.as_str(), engine) {
            ("integer" | "bigint", _) => format!("coalesce({name}, 0) + 1000000"),
            ("boolean", _) => format!("not {name}"),
            ("text", _) => format!("coalesce({name}, '') || 'x'"),
            ("blob", _) => "x'0123456789abcdef0123456789abcdef'".to_owned(),
            ("uuid", _) => "cast('01234567-89ab-cdef-0123-456789abcdef' as uuid)".to_owned(),
            ("bytea", _) => "cast('\\x0123' as bytea)".to_owned(),
            other => panic!("no such type: {other:?}"),
        }
    }
}

fn keys(columns: &[Column], table: &str) -> String {
    let keys: Vec<_> = columns
        .iter()
        .filter(|it| it.table == table && it.key)
        .map(|it| it.name.as_str())
        .collect();
    keys.join(", ")
}

/// The condition that picks the first row of a table.
fn first_row(columns: &[Column], table: &str) -> String {
    let keys = keys(columns, table);
    format!("({keys}) = (select {keys} from {table} order by {keys} limit 1)")
}

fn names(fault: &Fault, table: &str, column: &str) -> bool {
    fault.table == table && fault.column.split('、').any(|name| name == column)
}

/// Does something to a copy of a table's state, looks, and puts everything back.
async fn found_after(t: &TestApp, table: &str, script: &str) -> Findings {
    t.behind_the_back(&format!("create table saved as select * from {table}; {script}"))
        .await;
    let findings = findings(t).await;
    t.behind_the_back(&format!(
        "delete from {table}; insert into {table} select * from saved; drop table saved"
    ))
    .await;
    findings
}

on_both_engines! {
    async fn an_honest_platform_has_no_faults_and_the_progress_ends_at_its_end(t: TestApp) {
        full(t).await;
        let mut last = (0, 0);
        let findings = audit::run(&t.app, |done, of| {
            assert!(last.0 <= done && done <= of);
            last = (done, of);
        }).await.unwrap();
        assert_eq!(findings.faults, []);
        assert!(0 < findings.lines && findings.lines < findings.rows);
        assert_eq!(last, (findings.lines + findings.rows, findings.lines + findings.rows));
    }

    async fn the_audit_knows_every_table_and_every_column_of_the_schema(t: TestApp) {
        let columns = columns(t).await;
        for column in &columns {
            let table = column.table.as_str();
            let known = TABLES.iter().find(|known| known.name == table);
            let elsewhere = usize::from(SOURCES.contains(&table)) + usize::from(MACHINERY.contains(&table));
            assert_eq!(usize::from(known.is_some()) + elsewhere, 1, "{table} is on no list, or on two");
            if let Some(known) = known {
                let all: Vec<_> = columns.iter().filter(|it| it.table == table).map(|it| it.name.as_str()).collect();
                assert_eq!(known.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>(), all, "{table}");
                assert_eq!(known.keys().collect::<Vec<_>>().join(", "), keys(&columns, table), "{table}");
            }
        }
        for name in TABLES.iter().map(|table| &table.name).chain(SOURCES).chain(MACHINERY) {
            assert!(columns.iter().any(|column| column.table == *name), "{name} is no table");
        }
    }

    async fn every_changed_column_is_found_and_named(t: TestApp) {
        full(t).await;
        let columns = columns(t).await;
        let engine = t.app.db().engine();
        for column in columns.iter().filter(|column| !MACHINERY.contains(&column.table.as_str())) {
            let (table, name) = (column.table.as_str(), column.name.as_str());
            let row = first_row(&columns, table);
            let script = format!("update {table} set {name} = {} where {row}", column.other(engine));
            let found = found_after(t, table, &script).await;
            assert!(found.faults.iter().any(|fault| names(fault, table, name)), "{table}.{name}: {found:#?}");
            if TABLES.iter().any(|known| known.name == table) {
                assert_eq!(found.faults.len(), if column.key { 2 } else { 1 }, "{table}.{name}: {found:#?}");
            }
        }
        assert_eq!(findings(t).await.faults, []);
    }

    async fn a_deleted_row_and_an_extra_row_are_found(t: TestApp) {
        full(t).await;
        let columns = columns(t).await;
        let engine = t.app.db().engine();
        for table in TABLES.iter().map(|table| &table.name).chain(SOURCES) {
            let row = first_row(&columns, table);
            let found = found_after(t, table, &format!("delete from {table} where {row}")).await;
            assert!(found.faults.iter().any(|fault| fault.table == *table), "deleted from {table}: {found:#?}");
            let own: Vec<_> = columns.iter().filter(|column| column.table == *table).collect();
            let values: Vec<_> = own.iter().map(|column| column.other(engine)).collect();
            let script = format!("insert into {table} select {} from {table} where {row}", values.join(", "));
            let found = found_after(t, table, &script).await;
            assert!(found.faults.iter().any(|fault| fault.table == *table), "added to {table}: {found:#?}");
        }
        assert_eq!(findings(t).await.faults, []);
    }

    async fn the_end_of_the_journal_cannot_be_cut_off(t: TestApp) {
        full(t).await;
        let script = "delete from journal where seq = (select max(seq) from journal)";
        let found = found_after(t, "journal", script).await;
        assert!(found.faults.iter().any(|fault| names(fault, "journal_head", "seq")), "{found:#?}");
        let script = "update journal set at = at + 1 where seq = (select max(seq) from journal)";
        let found = found_after(t, "journal", script).await;
        assert!(found.faults.iter().any(|fault| names(fault, "journal", "at")), "{found:#?}");
    }

    async fn more_faults_than_anybody_reads_are_counted(t: TestApp) {
        full(t).await;
        let script = "insert into search_term (token, term, disclosure_seq)
            with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 5000)
            select 1, -i, 0 from n";
        let found = found_after(t, "search_term", script).await;
        assert_eq!((found.faults.len(), found.unlisted), (1000, 4000));
    }
}
