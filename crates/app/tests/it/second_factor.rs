//! The second factor: nobody gets in without it, and no code works twice.

use app::account::second_factor::{confirm, end, enrol, offer, second_factor};
use app::account::{self, Browser, Entry, accept, change_password, invite, sign_in, whose};
use app::{Error, Result};
use domain::ids::PersonId;
use testkit::{TestApp, authenticator, cast, on_both_engines, session_of};

const PASSWORD: &str = "a heron at the lake";
const STEP: i64 = 30;

fn here() -> Browser {
    Browser::default()
}

/// Takes up a second factor, and answers with its secret and the recovery codes.
async fn enrolled(t: &TestApp, person: PersonId) -> (String, Vec<String>) {
    session_of(t, person, PASSWORD).await;
    let letters = offer(&t.app, person, None).await.unwrap().letters;
    let code = authenticator(t, &letters);
    let codes = enrol(&t.app, person, (&letters, &code), PASSWORD).await.unwrap();
    t.wait_seconds(STEP);
    (letters, codes)
}

/// The first step of signing in as Yi.
async fn half(t: &TestApp) -> String {
    match sign_in(&t.app, ("yi", PASSWORD), &here()).await.unwrap() {
        Entry::Half(token) => token,
        Entry::Open(_) => panic!("in without a second factor"),
    }
}

fn sentence<T>(outcome: Result<T>) -> String {
    outcome.err().expect("not turned away").to_string()
}

on_both_engines! {
    async fn with_a_second_factor_the_password_alone_opens_nothing(t: TestApp) {
        let cast = cast(t).await;
        let (letters, _) = enrolled(t, cast.yi).await;
        let token = half(t).await;
        assert_eq!(whose(&t.app, &token).await.unwrap(), None, "half a sign-in is no session");
        assert!(sentence(confirm(&t.app, &token, "000000", &here()).await).contains("不正确"));
        let welcome = confirm(&t.app, &token, &authenticator(t, &letters), &here()).await.unwrap();
        assert_eq!(whose(&t.app, &welcome.session).await.unwrap(), Some(cast.yi));
        let again = confirm(&t.app, &token, &authenticator(t, &letters), &here()).await;
        assert!(matches!(again, Err(Error::NotFound)), "the half is used up");
    }

    async fn a_code_is_accepted_once(t: TestApp) {
        let cast = cast(t).await;
        let (letters, _) = enrolled(t, cast.yi).await;
        let code = authenticator(t, &letters);
        confirm(&t.app, &half(t).await, &code, &here()).await.unwrap();
        let second = half(t).await;
        assert!(sentence(confirm(&t.app, &second, &code, &here()).await).contains("已经用过"));
        t.wait_seconds(STEP);
        assert!(confirm(&t.app, &second, &authenticator(t, &letters), &here()).await.is_ok());
    }

    async fn two_who_use_the_same_code_at_once_are_one_too_many(t: TestApp) {
        let cast = cast(t).await;
        let (_, codes) = enrolled(t, cast.yi).await;
        let token = half(t).await;
        let here = here();
        let (a, b) = tokio::join!(
            confirm(&t.app, &token, &codes[0], &here),
            confirm(&t.app, &token, &codes[0], &here)
        );
        assert_eq!([&a, &b].iter().filter(|outcome| outcome.is_ok()).count(), 1, "{a:?} {b:?}");
    }

    async fn a_recovery_code_works_once_however_it_is_written(t: TestApp) {
        let cast = cast(t).await;
        let (_, codes) = enrolled(t, cast.yi).await;
        assert_eq!(codes.len(), 10);
        let written = format!(" {} ", codes[3].to_lowercase().replace('-', " "));
        let welcome = confirm(&t.app, &half(t).await, &written, &here()).await.unwrap();
        assert_eq!(whose(&t.app, &welcome.session).await.unwrap(), Some(cast.yi));
        let again = confirm(&t.app, &half(t).await, &codes[3], &here()).await;
        assert!(sentence(again).contains("不正确"));
        assert_eq!(second_factor(&t.app, cast.yi).await.unwrap().unwrap().recovery_left, 9);
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn another_persons_recovery_code_opens_nothing(t: TestApp) {
        let cast = cast(t).await;
        enrolled(t, cast.yi).await;
        let (_, others) = enrolled(t, cast.er).await;
        assert!(sentence(confirm(&t.app, &half(t).await, &others[0], &here()).await).contains("不正确"));
    }

    async fn who_has_the_password_has_no_endless_tries_at_the_code(t: TestApp) {
        let cast = cast(t).await;
        let (letters, _) = enrolled(t, cast.yi).await;
        let mut tries = 0;
        for _ in 0..3 {
            let Ok(Entry::Half(token)) = sign_in(&t.app, ("yi", PASSWORD), &here()).await else { break };
            match confirm(&t.app, &token, "000000", &here()).await {
                Err(Error::TooOften { .. }) => break,
                _ => tries += 1,
            }
        }
        assert_eq!(tries, 2, "password, code, password, code, password: five");
        let outcome = sign_in(&t.app, ("yi", PASSWORD), &here()).await;
        assert!(matches!(outcome, Err(Error::TooOften { .. })), "{outcome:?}");
        t.wait_seconds(11 * 60);
        let token = half(t).await;
        assert!(confirm(&t.app, &token, &authenticator(t, &letters), &here()).await.is_ok());
    }

    async fn the_second_step_waits_ten_minutes(t: TestApp) {
        let cast = cast(t).await;
        let (letters, _) = enrolled(t, cast.yi).await;
        let token = half(t).await;
        t.wait_seconds(10 * 60);
        let outcome = confirm(&t.app, &token, &authenticator(t, &letters), &here()).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }

    async fn taking_it_up_needs_the_password_and_a_first_code(t: TestApp) {
        let cast = cast(t).await;
        session_of(t, cast.yi, PASSWORD).await;
        let letters = offer(&t.app, cast.yi, None).await.unwrap().letters;
        let code = authenticator(t, &letters);
        let wrong = enrol(&t.app, cast.yi, (&letters, &code), "not the password").await;
        assert!(sentence(wrong).contains("原密码不正确"));
        assert!(sentence(enrol(&t.app, cast.yi, (&letters, "000000"), PASSWORD).await).contains("不正确"));
        assert!(matches!(enrol(&t.app, cast.yi, ("MZXW6", &code), PASSWORD).await, Err(Error::Invalid(_))));
        assert_eq!(second_factor(&t.app, cast.yi).await.unwrap(), None);
        assert!(enrol(&t.app, cast.yi, (&letters, &code), PASSWORD).await.is_ok());
    }

    async fn another_authenticator_ends_the_first_with_its_recovery_codes(t: TestApp) {
        let cast = cast(t).await;
        let (old, codes) = enrolled(t, cast.yi).await;
        let (new, _) = enrolled_again(t, cast.yi).await;
        let token = half(t).await;
        for gone in [&authenticator(t, &old), &codes[0]] {
            assert!(sentence(confirm(&t.app, &token, gone, &here()).await).contains("不正确"));
        }
        assert!(confirm(&t.app, &token, &authenticator(t, &new), &here()).await.is_ok());
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn giving_it_up_needs_the_password_and_a_code(t: TestApp) {
        let cast = cast(t).await;
        let (letters, _) = enrolled(t, cast.yi).await;
        assert!(sentence(end(&t.app, cast.yi, "000000", PASSWORD).await).contains("不正确"));
        assert!(sentence(end(&t.app, cast.yi, &authenticator(t, &letters), "a guess").await).contains("原密码"));
        end(&t.app, cast.yi, &authenticator(t, &letters), PASSWORD).await.unwrap();
        assert!(matches!(sign_in(&t.app, ("yi", PASSWORD), &here()).await, Ok(Entry::Open(_))));
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn a_link_is_no_way_around_it_and_a_change_of_password_keeps_it(t: TestApp) {
        let cast = cast(t).await;
        enrolled(t, cast.yi).await;
        let link = invite(&t.app, None, cast.yi).await.unwrap();
        let entry = accept(&t.app, &link, "two herons at the lake", &here()).await.unwrap();
        assert!(matches!(entry, Entry::Half(_)), "{entry:?}");
        let words = ("two herons at the lake", PASSWORD);
        change_password(&t.app, cast.yi, words, account::Tokens::End, &here()).await.unwrap();
        half(t).await;
    }
}

/// Takes up another in its place.
async fn enrolled_again(t: &TestApp, person: PersonId) -> (String, Vec<String>) {
    let letters = offer(&t.app, person, None).await.unwrap().letters;
    let code = authenticator(t, &letters);
    let codes = enrol(&t.app, person, (&letters, &code), PASSWORD).await.unwrap();
    t.wait_seconds(STEP);
    (letters, codes)
}
