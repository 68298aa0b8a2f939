//! Accounts: who gets in, for how long, and who does not.

use app::account::{
    self, Browser, Entry, Tokens, bearer, invite, issue_token, revoke_token, sign_out, tokens, whose,
};
use app::organisation::{self, Changes};
use app::{App, Error, Result, journal};
use domain::ids::PersonId;
use domain::organisation::Person;
use testkit::{TestApp, cast, officers, on_both_engines};
use uuid::Uuid;

const PASSWORD: &str = "a heron at the lake";
const OTHER: &str = "two herons at the lake";
const REFUSED: &str = "编码或密码不正确，请重新输入。";

/// The session of somebody without a second factor.
fn open(entry: Entry) -> String {
    match entry {
        Entry::Open(welcome) => welcome.session,
        Entry::Half(_) => panic!("a second factor is asked for"),
    }
}

async fn sign_in(app: &App, code: &str, password: &str) -> Result<String> {
    Ok(open(
        account::sign_in(app, (code, password), &Browser::default()).await?,
    ))
}

async fn accept(app: &App, link: &str, password: &str) -> Result<String> {
    Ok(open(
        account::accept(app, link, password, &Browser::default()).await?,
    ))
}

async fn invitee(app: &App, link: &str) -> Result<Person> {
    Ok(account::invitee(app, link).await?.0)
}

async fn change_password(app: &App, by: PersonId, old: &str, new: &str) -> Result<()> {
    let changed = account::change_password(app, by, (old, new), Tokens::Keep, &Browser::default()).await;
    changed.map(|_| ())
}

/// Chooses [`PASSWORD`] by a first sign-in link, and answers with the session.
async fn settled(t: &TestApp, person: PersonId) -> String {
    let link = invite(&t.app, None, person).await.unwrap();
    accept(&t.app, &link, PASSWORD).await.unwrap()
}

async fn set_active(t: &TestApp, person: PersonId, active: bool) {
    let person = organisation::person(&t.app, person).await.unwrap().unwrap();
    let changes = Changes {
        persons: vec![Person { active, ..person }],
        ..Changes::default()
    };
    organisation::settle(&t.app, None, &changes).await.unwrap();
}

/// The sentence somebody is turned away with.
fn sentence<T>(outcome: Result<T>) -> String {
    outcome.err().expect("not turned away").to_string()
}

async fn fail(t: &TestApp, code: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(sentence(sign_in(&t.app, code, "not the password").await), REFUSED);
    }
}

async fn minutes_to_wait(t: &TestApp, code: &str) -> i64 {
    match sign_in(&t.app, code, PASSWORD).await {
        Err(Error::TooOften { minutes }) => minutes,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn who_knows_the_password_is_signed_in_until_they_sign_out(t: TestApp) {
        let cast = cast(t).await;
        settled(t, cast.yi).await;
        let session = sign_in(&t.app, " yi ", PASSWORD).await.unwrap();
        let another = sign_in(&t.app, "yi", PASSWORD).await.unwrap();
        assert_ne!(session, another);
        assert_eq!(session.len(), 64, "256 bits");
        assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi));
        sign_out(&t.app, &session).await.unwrap();
        assert_eq!(whose(&t.app, &session).await.unwrap(), None);
        assert_eq!(whose(&t.app, &another).await.unwrap(), Some(cast.yi));
        assert_eq!(whose(&t.app, "").await.unwrap(), None);
    }

    async fn who_is_turned_away_does_not_learn_why(t: TestApp) {
        let cast = cast(t).await;
        for person in [cast.yi, cast.er] {
            settled(t, person).await;
        }
        set_active(t, cast.er, false).await;
        assert_eq!(sentence(sign_in(&t.app, "yi", OTHER).await), REFUSED);
        assert_eq!(sentence(sign_in(&t.app, "nobody", PASSWORD).await), REFUSED);
        assert_eq!(sentence(sign_in(&t.app, "mara", PASSWORD).await), REFUSED, "has no password yet");
        assert_eq!(sentence(sign_in(&t.app, "er", PASSWORD).await), REFUSED, "is not active");
        assert_eq!(sentence(sign_in(&t.app, &"长".repeat(100_000), "").await), REFUSED);
    }

    async fn after_five_failures_in_a_row_an_account_waits_ten_minutes(t: TestApp) {
        let cast = cast(t).await;
        settled(t, cast.yi).await;
        settled(t, cast.er).await;
        fail(t, "yi", 5).await;
        assert_eq!(minutes_to_wait(t, "yi").await, 10, "even with the right password");
        assert_eq!(minutes_to_wait(t, " YI").await, 10, "however it is written");
        assert!(sign_in(&t.app, "er", PASSWORD).await.is_ok(), "somebody else's account");
        t.wait_seconds(9 * 60 + 30);
        assert_eq!(minutes_to_wait(t, "yi").await, 1);
        t.wait_seconds(29);
        assert_eq!(minutes_to_wait(t, "yi").await, 1, "trying meanwhile does not lengthen the wait");
        t.wait_seconds(1);
        assert!(sign_in(&t.app, "yi", PASSWORD).await.is_ok());
    }

    async fn an_account_that_is_not_there_waits_just_the_same(t: TestApp) {
        fail(t, "nobody", 5).await;
        assert_eq!(minutes_to_wait(t, "nobody").await, 10);
        let endless = "长".repeat(100_000);
        fail(t, &endless, 5).await;
        assert_eq!(minutes_to_wait(t, &endless).await, 10);
    }

    async fn success_forgets_the_failures_before_it(t: TestApp) {
        settled(t, cast(t).await.yi).await;
        for _ in 0..2 {
            fail(t, "yi", 4).await;
            assert!(sign_in(&t.app, "yi", PASSWORD).await.is_ok());
        }
    }

    async fn guesses_at_the_same_time_are_counted_like_guesses_in_a_row(t: TestApp) {
        settled(t, cast(t).await.yi).await;
        let guess = || sign_in(&t.app, "yi", "a guess");
        let (a, b, c, d) = tokio::join!(guess(), guess(), guess(), guess());
        let (e, f, g, h) = tokio::join!(guess(), guess(), guess(), guess());
        let outcomes = [a, b, c, d, e, f, g, h];
        let refused = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::Invalid(_)))).count();
        let too_often = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::TooOften { .. }))).count();
        assert_eq!((refused, too_often), (5, 3), "{outcomes:?}");
    }

    async fn a_session_ends_after_half_an_hour_without_a_request(t: TestApp) {
        let cast = cast(t).await;
        let session = settled(t, cast.yi).await;
        for _ in 0..3 {
            t.wait_seconds(30 * 60 - 1);
            assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi));
        }
        t.wait_seconds(30 * 60);
        assert_eq!(whose(&t.app, &session).await.unwrap(), None);
    }

    async fn a_session_ends_after_twelve_hours_however_busy(t: TestApp) {
        let cast = cast(t).await;
        let session = settled(t, cast.yi).await;
        for _ in 0..35 {
            t.wait_seconds(20 * 60);
            assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi));
        }
        t.wait_seconds(20 * 60 - 1);
        assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi));
        t.wait_seconds(1);
        assert_eq!(whose(&t.app, &session).await.unwrap(), None);
    }

    async fn who_is_no_longer_active_loses_session_and_token_at_once(t: TestApp) {
        let cast = cast(t).await;
        let session = settled(t, cast.yi).await;
        let token = issue_token(&t.app, Some(cast.yi), cast.yi, "示例程序").await.unwrap();
        let link = invite(&t.app, None, cast.yi).await.unwrap();
        set_active(t, cast.yi, false).await;
        assert_eq!(whose(&t.app, &session).await.unwrap(), None);
        assert_eq!(bearer(&t.app, &token).await.unwrap(), None);
        assert!(matches!(invitee(&t.app, &link).await, Err(Error::NotFound)));
        assert!(matches!(accept(&t.app, &link, OTHER).await, Err(Error::NotFound)));
        assert!(matches!(change_password(&t.app, cast.yi, PASSWORD, OTHER).await, Err(Error::NotFound)));
        assert!(matches!(invite(&t.app, None, cast.yi).await, Err(Error::NotFound)));
        assert!(matches!(issue_token(&t.app, None, cast.yi, "示例程序").await, Err(Error::NotFound)));
    }

    async fn a_first_sign_in_link_works_once_for_its_person(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        let link = invite(&t.app, Some(cast.an), cast.yi).await.unwrap();
        assert_eq!(invitee(&t.app, &link).await.unwrap().id, cast.yi);
        assert!(matches!(accept(&t.app, &link, "short").await, Err(Error::Invalid(_))));
        let session = accept(&t.app, &link, PASSWORD).await.unwrap();
        assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi));
        assert!(matches!(invitee(&t.app, &link).await, Err(Error::NotFound)));
        assert!(matches!(accept(&t.app, &link, OTHER).await, Err(Error::NotFound)));
        assert!(sign_in(&t.app, "yi", PASSWORD).await.is_ok());
    }

    async fn a_first_sign_in_link_ends_after_three_days_and_with_the_next_one(t: TestApp) {
        let cast = cast(t).await;
        let first = invite(&t.app, None, cast.yi).await.unwrap();
        let other = invite(&t.app, None, cast.er).await.unwrap();
        let second = invite(&t.app, None, cast.yi).await.unwrap();
        assert!(matches!(invitee(&t.app, &first).await, Err(Error::NotFound)));
        t.wait_seconds(72 * 3600 - 1);
        assert!(invitee(&t.app, &second).await.is_ok());
        assert!(invitee(&t.app, &other).await.is_ok());
        t.wait_seconds(1);
        assert!(matches!(invitee(&t.app, &second).await, Err(Error::NotFound)));
        assert!(matches!(accept(&t.app, &second, PASSWORD).await, Err(Error::NotFound)));
    }

    async fn two_who_open_the_same_link_at_once_are_one_too_many(t: TestApp) {
        let link = invite(&t.app, None, cast(t).await.yi).await.unwrap();
        let (a, b) = tokio::join!(accept(&t.app, &link, PASSWORD), accept(&t.app, &link, OTHER));
        assert_eq!([&a, &b].iter().filter(|outcome| matches!(outcome, Err(Error::NotFound))).count(), 1);
        assert_eq!([&a, &b].iter().filter(|outcome| outcome.is_ok()).count(), 1);
    }

    async fn only_the_security_administrator_invites(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        for by in [cast.yi, cast.shu, cast.guan, cast.sheng] {
            assert!(matches!(invite(&t.app, Some(by), cast.yi).await, Err(Error::Forbidden)));
        }
        let nobody = PersonId(Uuid::from_u128(7));
        assert!(matches!(invite(&t.app, Some(cast.an), nobody).await, Err(Error::NotFound)));
    }

    async fn a_password_that_will_not_do_is_refused_with_what_to_do(t: TestApp) {
        let cast = cast(t).await;
        let link = invite(&t.app, None, cast.mara).await.unwrap();
        for (password, says) in [
            ("elevenchars", "至少需要 12 个"),
            (&"长".repeat(129), "最多 128 个"),
            ("my name is MARA!", "不能包含本人的编码或姓名"),
            ("我是马示起，今年也在这里", "不能包含本人的编码或姓名"),
            ("Password1234", "太常见"),
        ] {
            let said = sentence(accept(&t.app, &link, password).await);
            assert!(said.contains(says), "{password}: {said}");
        }
        let just_long_enough = "示例密码一二三四五六七八";
        assert!(accept(&t.app, &link, just_long_enough).await.is_ok());
        assert!(change_password(&t.app, cast.mara, just_long_enough, &"长".repeat(128)).await.is_ok());
    }

    async fn another_password_ends_every_session_and_every_open_link(t: TestApp) {
        let cast = cast(t).await;
        let (one, er) = (settled(t, cast.yi).await, settled(t, cast.er).await);
        let two = sign_in(&t.app, "yi", PASSWORD).await.unwrap();
        let link = invite(&t.app, None, cast.yi).await.unwrap();
        change_password(&t.app, cast.yi, PASSWORD, OTHER).await.unwrap();
        for session in [one, two] {
            assert_eq!(whose(&t.app, &session).await.unwrap(), None);
        }
        assert!(matches!(invitee(&t.app, &link).await, Err(Error::NotFound)));
        assert_eq!(whose(&t.app, &er).await.unwrap(), Some(cast.er), "somebody else's");
        assert_eq!(sentence(sign_in(&t.app, "yi", PASSWORD).await), REFUSED);
        assert!(sign_in(&t.app, "yi", OTHER).await.is_ok());
    }

    async fn an_open_session_is_no_place_to_guess_the_password(t: TestApp) {
        let cast = cast(t).await;
        let session = settled(t, cast.yi).await;
        assert!(sentence(change_password(&t.app, cast.yi, PASSWORD, PASSWORD).await).contains("相同"));
        for _ in 0..5 {
            let said = sentence(change_password(&t.app, cast.yi, "a guess", OTHER).await);
            assert_eq!(said, "原密码不正确，请重新输入。");
        }
        let outcome = change_password(&t.app, cast.yi, PASSWORD, OTHER).await;
        assert!(matches!(outcome, Err(Error::TooOften { minutes: 10 })));
        assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi), "nothing changed");
    }

    async fn links_passwords_and_tokens_are_in_the_journal_and_sessions_are_not(t: TestApp) {
        let cast = cast(t).await;
        let before = journal::length(&t.app).await.unwrap();
        settled(t, cast.yi).await;
        sign_in(&t.app, "yi", PASSWORD).await.unwrap();
        change_password(&t.app, cast.yi, PASSWORD, OTHER).await.unwrap();
        issue_token(&t.app, Some(cast.yi), cast.yi, "示例程序").await.unwrap();
        let id = tokens(&t.app, cast.yi).await.unwrap()[0].id;
        revoke_token(&t.app, cast.yi, id).await.unwrap();
        assert_eq!(journal::length(&t.app).await.unwrap() - before, 5);
        let findings = app::audit::run(&t.app, |_, _| {}).await.unwrap();
        assert!(findings.is_clean(), "{findings:#?}");
    }

    async fn who_makes_out_a_link_to_an_account_leaves_a_trace_with_their_name(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        invite(&t.app, Some(cast.an), cast.yi).await.unwrap();
        let mut tx = t.app.db().read().await.unwrap();
        let last = tx.query("select actor, kind, body from journal order by seq desc limit 1");
        let (actor, kind, body) = last.first::<(Option<Uuid>, String, String)>().await.unwrap().unwrap();
        drop(tx);
        assert_eq!((actor, kind.as_str()), (Some(cast.an.0), "invited"));
        assert!(body.contains(&cast.yi.to_string()), "{body}");
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
        let outcome = invite(&t.app, Some(cast.er), cast.yi).await;
        assert!(matches!(outcome, Err(Error::Forbidden)), "{outcome:?}");
    }

    async fn a_token_speaks_for_its_person_until_they_take_it_back(t: TestApp) {
        let cast = cast(t).await;
        let token = issue_token(&t.app, Some(cast.yi), cast.yi, " 示例程序 ").await.unwrap();
        let second = issue_token(&t.app, None, cast.yi, "命令行").await.unwrap();
        assert!(token.starts_with("gk_"));
        assert_eq!(bearer(&t.app, &token).await.unwrap(), Some(cast.yi));
        assert_eq!(bearer(&t.app, &token[3..]).await.unwrap(), None);
        let mine = tokens(&t.app, cast.yi).await.unwrap();
        let first = mine.iter().find(|token| token.label == "示例程序").unwrap();
        assert_eq!((mine.len(), first.issued_at), (2, t.app.now()));
        revoke_token(&t.app, cast.yi, first.id).await.unwrap();
        assert_eq!(bearer(&t.app, &token).await.unwrap(), None);
        assert_eq!(bearer(&t.app, &second).await.unwrap(), Some(cast.yi));
        assert_eq!(tokens(&t.app, cast.yi).await.unwrap().len(), 1);
        assert!(matches!(revoke_token(&t.app, cast.yi, first.id).await, Err(Error::NotFound)));
    }

    async fn nobody_makes_out_or_takes_back_another_persons_token(t: TestApp) {
        let cast = cast(t).await;
        for by in [cast.er, cast.guan] {
            assert!(matches!(issue_token(&t.app, Some(by), cast.yi, "示例程序").await, Err(Error::Forbidden)));
        }
        let token = issue_token(&t.app, Some(cast.yi), cast.yi, "示例程序").await.unwrap();
        let id = tokens(&t.app, cast.yi).await.unwrap()[0].id;
        for by in [cast.er, cast.guan] {
            assert!(matches!(revoke_token(&t.app, by, id).await, Err(Error::NotFound)));
        }
        assert_eq!(bearer(&t.app, &token).await.unwrap(), Some(cast.yi));
        assert!(matches!(issue_token(&t.app, Some(cast.yi), cast.yi, " ").await, Err(Error::Organisation(_))));
    }

    async fn a_secret_of_one_kind_is_none_of_another(t: TestApp) {
        let cast = cast(t).await;
        let session = settled(t, cast.yi).await;
        let token = issue_token(&t.app, None, cast.yi, "示例程序").await.unwrap();
        let link = invite(&t.app, None, cast.yi).await.unwrap();
        assert_eq!(whose(&t.app, &token).await.unwrap(), None);
        assert_eq!(whose(&t.app, &link).await.unwrap(), None);
        assert_eq!(bearer(&t.app, &session).await.unwrap(), None);
        assert!(matches!(invitee(&t.app, &session).await, Err(Error::NotFound)));
    }
}
