//! What is held about somebody goes to that person, whole, and nothing of anybody else with it.

use std::io::{Cursor, Read};
use std::path::Path;

use app::account::personal_data::{self, Cell, Part};
use app::account::{self, Browser, reset, second_factor, sign_in};
use app::{Error, outbox, telling};
use domain::audience::Token;
use domain::ids::PersonId;
use domain::words::{Followed, Pace, Scope, Topic, Track};
use testkit::{TestApp, World, authenticator, officers, on_both_engines, proposal, session_of};

const PASSWORD: &str = "a heron at the lake";
const HIDDEN: &str = "示例不再可见的公示";

/// Where each table that speaks of persons is in the export, or why it is not. A new one wants a thought here.
const TABLES: &[(&str, &str)] = &[
    ("api_token", "tokens"),
    ("archive", "deeds"),
    ("author", "deeds"),
    ("autosave", "autosaves"),
    ("calendar_address", "account"),
    (
        "code_step",
        "nothing but a number that keeps a code from working twice",
    ),
    ("credential", "account"),
    ("delegation", "stand_ins"),
    ("disclosure", "deeds"),
    ("endorsement", "deeds"),
    ("erasure", "deeds"),
    ("excuse", "deeds"),
    ("following", "followings"),
    ("half_sign_in", "gone after ten minutes"),
    ("holding", "holdings"),
    ("invitation", "gone when it was used, or after three days"),
    ("kept", "kept"),
    ("known_browser", "browsers"),
    ("likeness_answer", "deeds"),
    ("likeness_closing", "deeds"),
    ("likeness_explanation", "deeds"),
    ("mail_address", "account"),
    ("matter", "deeds"),
    ("membership", "groups"),
    ("message", "messages"),
    ("opinion", "deeds"),
    ("passkey", "passkeys"),
    ("plan", "deeds"),
    ("practice", "deeds"),
    ("recorded", "recorded"),
    ("recovery_code", "account"),
    ("reset", "resets"),
    ("second_factor", "account"),
    ("session", "sessions"),
    ("urgency", "deeds"),
    ("visit", "account"),
    ("wish", "wishes"),
    ("withdrawal", "deeds"),
    ("withholding", "deeds"),
];

/// A part by its code.
fn part<'d>(data: &'d personal_data::PersonalData, code: &str) -> &'d [Vec<Cell>] {
    let found = data.parts.iter().find(|(part, _)| part.codes().0 == code);
    &found.unwrap().1
}

async fn json(t: &TestApp, person: PersonId) -> String {
    let data = personal_data::export(&t.app, person, PASSWORD).await.unwrap();
    let bytes = personal_data::pack(&t.app, &data, Vec::new()).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("personal-data.json")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn every_table_that_speaks_of_persons_is_in_it_or_has_its_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../db/migrations");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for table in text.split("create table ").skip(1) {
            let (name, columns) = table.split_once(" (").unwrap();
            if columns
                .split(");")
                .next()
                .unwrap()
                .contains("references person (id)")
            {
                found.push(name.to_owned());
            }
        }
    }
    found.sort();
    found.dedup();
    let known: Vec<_> = TABLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        found, known,
        "which part of the export holds it, or why none does"
    );
    for (table, place) in TABLES {
        let is_part = Part::ALL.iter().any(|part| part.codes().0 == *place);
        assert!(
            is_part || place.contains(' '),
            "{table}: no part is called {place}"
        );
    }
}

on_both_engines! {
    async fn everything_about_oneself_is_in_it_and_each_row_is_as_wide_as_its_headings(t: TestApp) {
        let world = World::new(t).await;
        let (cast, app) = (world.cast, &t.app);
        session_of(t, cast.mara, PASSWORD).await;
        account::issue_token(app, Some(cast.mara), cast.mara, "示例程序").await.unwrap();
        account::issue_address(app, cast.mara).await.unwrap();
        telling::follow(app, cast.mara, (Followed::Unit, &cast.second.to_string())).await.unwrap();
        let entry = world.entry(Track::Party, |entry| entry.narrowest <= Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        world.drafted(matter, entry.stages[0].stage, proposal(&entry, "示例公示", &[Token::Unit(cast.first)])).await;
        let data = personal_data::export(app, cast.mara, PASSWORD).await.unwrap();
        let codes: Vec<_> = data.parts.iter().map(|(part, _)| *part).collect();
        assert_eq!(codes, Part::ALL);
        for (part, rows) in &data.parts {
            assert!(rows.iter().all(|row| row.len() == part.codes().1.len()), "{part:?}: {rows:?}");
        }
        assert_eq!(part(&data, "person")[0][0], Cell::Text("mara".into()));
        assert_eq!(part(&data, "tokens")[0][0], Cell::Text("示例程序".into()));
        assert_eq!(part(&data, "account")[0][0], Cell::Yes(true));
        assert!(matches!(part(&data, "account")[0][3], Cell::At(_)), "the calendar's address");
        assert_eq!(part(&data, "followings").len(), 1);
        assert_eq!(part(&data, "sessions").len(), 1);
        assert!(!part(&data, "holdings").is_empty());
        let kinds: Vec<_> = part(&data, "deeds").iter().map(|deed| deed[2].clone()).collect();
        for kind in ["password", "token_issued", "matter", "draft", "personal_data_exported"] {
            assert!(kinds.contains(&Cell::Kind(kind.into())), "{kind}: {kinds:?}");
        }
    }

    async fn it_is_in_the_journal_and_the_audit_stays_clean(t: TestApp) {
        let world = World::new(t).await;
        session_of(t, world.cast.yi, PASSWORD).await;
        let before = app::journal::length(&t.app).await.unwrap();
        personal_data::export(&t.app, world.cast.yi, PASSWORD).await.unwrap();
        assert_eq!(app::journal::length(&t.app).await.unwrap(), before + 1);
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn without_the_password_nobody_has_it_and_guessing_it_is_counted(t: TestApp) {
        let world = World::new(t).await;
        session_of(t, world.cast.yi, PASSWORD).await;
        let before = app::journal::length(&t.app).await.unwrap();
        for _ in 0..5 {
            let refused = personal_data::export(&t.app, world.cast.yi, "a guess at the lake").await;
            assert!(refused.unwrap_err().to_string().contains("原密码不正确"));
        }
        let closed = personal_data::export(&t.app, world.cast.yi, PASSWORD).await;
        assert!(matches!(closed, Err(Error::TooOften { .. })), "{closed:?}");
        assert_eq!(app::journal::length(&t.app).await.unwrap(), before);
    }

    async fn what_others_hold_is_not_in_it(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        for person in [cast.yi, cast.er] {
            session_of(t, person, PASSWORD).await;
            account::issue_token(&t.app, Some(person), person, &format!("令牌{person}")).await.unwrap();
            telling::follow(&t.app, person, (Followed::Entry, &format!("entry-{person}"))).await.unwrap();
        }
        officers(t).await;
        reset::ask(&t.app, cast.guan, cast.er, false).await.unwrap();
        outbox::set_pace(&t.app, cast.er, Topic::Work, Pace::Daily).await.unwrap();
        let data = personal_data::export(&t.app, cast.yi, PASSWORD).await.unwrap();
        for (code, rows) in [("resets", 0), ("wishes", 0), ("tokens", 1), ("sessions", 1), ("browsers", 1), ("person", 1)] {
            assert_eq!(part(&data, code).len(), rows, "{code}");
        }
        let mine = json(t, cast.yi).await;
        assert!(mine.contains(&cast.yi.to_string()), "the follow carries the id");
        assert!(!mine.contains(&cast.er.to_string()), "{mine}");
    }

    async fn what_one_may_not_read_any_more_is_named_by_no_title(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        session_of(t, cast.yi, PASSWORD).await;
        let entry = world.entry(Track::Party, |entry| entry.narrowest <= Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, HIDDEN).await;
        let text = proposal(&entry, HIDDEN, &[Token::Unit(cast.first)]);
        world.released(matter, entry.stages[0].stage, text).await;
        telling::follow(&t.app, cast.yi, (Followed::Matter, &matter.to_string())).await.unwrap();
        t.tell().await;
        assert!(json(t, cast.yi).await.contains(HIDDEN), "as long as it is open");
        let mut moved = app::organisation::person(&t.app, cast.yi).await.unwrap().unwrap();
        moved.unit = cast.second;
        let changes = app::organisation::Changes { persons: vec![moved], ..Default::default() };
        app::organisation::settle(&t.app, None, &changes).await.unwrap();
        assert!(!json(t, cast.yi).await.contains(HIDDEN));
    }

    async fn no_secret_is_in_it(t: TestApp) {
        let world = World::new(t).await;
        let yi = world.cast.yi;
        let session = session_of(t, yi, PASSWORD).await;
        let token = account::issue_token(&t.app, Some(yi), yi, "示例程序").await.unwrap();
        let letters = second_factor::offer(&t.app, yi, None).await.unwrap().letters;
        let code = authenticator(t, &letters);
        let codes = second_factor::enrol(&t.app, yi, (&letters, &code), PASSWORD).await.unwrap();
        let all = json(t, yi).await;
        for secret in [&session, &token, &letters, &codes[0], PASSWORD, "$argon2"] {
            assert!(!all.contains(secret), "{secret}");
        }
        assert!(all.contains("\"recovery_codes_left\": 10"), "{all}");
        assert!(matches!(sign_in(&t.app, ("yi", PASSWORD), &Browser::default()).await, Ok(account::Entry::Half(_))));
    }
}
