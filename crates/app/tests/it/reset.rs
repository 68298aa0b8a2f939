//! Resets take two administrators; sessions, browsers and tokens as their owner sees them.

use app::account::reset::{ask, confirm, decline, resets};
use app::account::second_factor::{enrol, offer, second_factor};
use app::account::{
    self, Browser, Entry, Lifetimes, Tokens, accept, addressee, bearer, change_password, end_other_sessions,
    end_session, invite, issue_address, issue_token, sessions, sign_in, whose,
};
use app::{Error, Result};
use testkit::{TestApp, authenticator, cast, officers, on_both_engines, session_of};

const PASSWORD: &str = "a heron at the lake";
const OTHER: &str = "two herons at the lake";

fn sentence<T>(outcome: Result<T>) -> String {
    outcome.err().expect("not turned away").to_string()
}

fn browser(device: &str, known: Option<&str>) -> Browser {
    Browser {
        device: device.into(),
        known: known.map(str::to_owned),
    }
}

async fn enter(t: &TestApp, code: &str, browser: &Browser) -> account::Welcome {
    match sign_in(&t.app, (code, PASSWORD), browser).await.unwrap() {
        Entry::Open(welcome) => welcome,
        Entry::Half(_) => panic!("a second factor is asked for"),
    }
}

on_both_engines! {
    async fn one_administrator_asks_for_a_reset_and_another_confirms_it(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        let session = session_of(t, cast.yi, PASSWORD).await;
        let token = issue_token(&t.app, Some(cast.yi), cast.yi, "示例程序").await.unwrap();
        let address = issue_address(&t.app, cast.yi).await.unwrap();
        assert_eq!(addressee(&t.app, &address).await.unwrap(), Some(cast.yi));
        ask(&t.app, cast.guan, cast.yi, false).await.unwrap();
        assert!(sentence(ask(&t.app, cast.an, cast.yi, false).await).contains("正在等待确认"));
        let waiting = resets(&t.app, cast.an).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].asked_by), (1, Some(cast.guan)));
        assert!(matches!(confirm(&t.app, cast.guan, waiting[0].id).await, Err(Error::Forbidden)));
        assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi), "nothing changes before");
        let (person, link) = confirm(&t.app, cast.an, waiting[0].id).await.unwrap();
        assert_eq!(person, cast.yi);
        accept(&t.app, &link, OTHER, &Browser::default()).await.unwrap();
        assert_eq!(whose(&t.app, &session).await.unwrap(), None);
        assert_eq!(bearer(&t.app, &token).await.unwrap(), None, "the tokens ended too");
        assert_eq!(addressee(&t.app, &address).await.unwrap(), None, "and the address of the calendar");
        assert!(sentence(confirm(&t.app, cast.an, waiting[0].id).await).contains("已经办结"));
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn nobody_resets_alone_or_for_themselves(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        for person in [cast.yi, cast.an, cast.guan] {
            session_of(t, person, PASSWORD).await;
        }
        for by in [cast.yi, cast.shu, cast.sheng] {
            assert!(matches!(ask(&t.app, by, cast.er, false).await, Err(Error::Forbidden)));
            assert!(matches!(resets(&t.app, by).await, Err(Error::Forbidden)));
        }
        ask(&t.app, cast.an, cast.yi, false).await.unwrap();
        let id = resets(&t.app, cast.an).await.unwrap()[0].id;
        assert!(sentence(confirm(&t.app, cast.an, id).await).contains("另一位安全保密管理员"));
        assert!(matches!(decline(&t.app, cast.guan, id).await, Err(Error::Forbidden)));
        decline(&t.app, cast.an, id).await.unwrap();
        assert!(!resets(&t.app, cast.guan).await.unwrap()[0].confirmed);
        assert!(sentence(ask(&t.app, cast.an, cast.an, false).await).contains("不能为自己"));
        ask(&t.app, cast.guan, cast.an, false).await.unwrap();
        let id = resets(&t.app, cast.guan).await.unwrap()[0].id;
        assert!(sentence(confirm(&t.app, cast.an, id).await).contains("不能为自己"));
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn a_first_link_is_for_whoever_has_no_password_and_a_reset_for_whoever_has(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        assert!(sentence(ask(&t.app, cast.guan, cast.yi, false).await).contains("没有设置过密码"));
        session_of(t, cast.yi, PASSWORD).await;
        assert!(sentence(invite(&t.app, Some(cast.an), cast.yi).await).contains("提出重置"));
    }

    async fn a_reset_takes_a_lost_second_factor_away_only_when_that_was_asked_for(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        session_of(t, cast.yi, PASSWORD).await;
        let letters = offer(&t.app, cast.yi, None).await.unwrap().letters;
        enrol(&t.app, cast.yi, (&letters, &authenticator(t, &letters)), PASSWORD).await.unwrap();
        for (lost, kept) in [(false, true), (true, false)] {
            ask(&t.app, cast.guan, cast.yi, lost).await.unwrap();
            let id = resets(&t.app, cast.an).await.unwrap()[0].id;
            let (_, link) = confirm(&t.app, cast.an, id).await.unwrap();
            let password = if lost { OTHER } else { PASSWORD };
            let old = account::sign_in(&t.app, ("yi", password), &Browser::default()).await;
            assert_eq!(old.is_ok(), kept, "what the second factor kept out does not come in meanwhile");
            let entry = accept(&t.app, &link, OTHER, &Browser::default()).await.unwrap();
            assert_eq!(matches!(entry, Entry::Half(_)), kept);
            assert_eq!(second_factor(&t.app, cast.yi).await.unwrap().is_some(), kept);
        }
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn somebody_sees_where_they_are_signed_in_and_ends_it(t: TestApp) {
        let cast = cast(t).await;
        session_of(t, cast.er, PASSWORD).await;
        session_of(t, cast.yi, PASSWORD).await;
        let here = enter(t, "yi", &browser("Firefox\u{7}", None)).await.session;
        t.wait_seconds(60);
        let there = enter(t, "yi", &browser(&"长".repeat(1000), None)).await.session;
        let mine = sessions(&t.app, cast.yi, &here).await.unwrap();
        assert_eq!(mine.len(), 3);
        assert_eq!(mine.iter().filter(|session| session.this).count(), 1);
        let this = mine.iter().find(|session| session.this).unwrap();
        assert_eq!(this.device, "Firefox", "without the bell");
        assert_eq!(mine[0].device.chars().count(), 300);
        assert!(matches!(end_session(&t.app, cast.er, mine[0].id).await, Err(Error::NotFound)));
        end_session(&t.app, cast.yi, mine[0].id).await.unwrap();
        assert_eq!(whose(&t.app, &there).await.unwrap(), None);
        end_other_sessions(&t.app, cast.yi, &here).await.unwrap();
        assert_eq!(sessions(&t.app, cast.yi, &here).await.unwrap().len(), 1);
        assert_eq!(whose(&t.app, &here).await.unwrap(), Some(cast.yi));
    }

    async fn how_long_a_session_lasts_is_the_operators_choice(t: TestApp) {
        let cast = cast(t).await;
        let session = session_of(t, cast.yi, PASSWORD).await;
        let short = t.app.clone().with_lifetimes(Lifetimes { idle_seconds: 300, longest_seconds: 900 });
        t.wait_seconds(299);
        assert_eq!(whose(&short, &session).await.unwrap(), Some(cast.yi));
        t.wait_seconds(300);
        assert_eq!(whose(&short, &session).await.unwrap(), None);
        assert_eq!(whose(&t.app, &session).await.unwrap(), Some(cast.yi));
        t.wait_seconds(301);
        assert_eq!(whose(&short, &session).await.unwrap(), None, "however busy");
    }

    async fn strangers_do_not_close_an_account_to_the_browser_that_its_owner_uses(t: TestApp) {
        let cast = cast(t).await;
        session_of(t, cast.yi, PASSWORD).await;
        session_of(t, cast.er, PASSWORD).await;
        let known = enter(t, "yi", &Browser::default()).await.known;
        let other = enter(t, "er", &Browser::default()).await.known;
        let guess = async |browser: Browser| sign_in(&t.app, ("yi", "a guess"), &browser).await;
        for _ in 0..5 {
            assert!(matches!(guess(Browser::default()).await, Err(Error::Invalid(_))));
        }
        for stranger in [Browser::default(), browser("", Some("made up")), browser("", Some(&other))] {
            assert!(matches!(guess(stranger).await, Err(Error::TooOften { .. })));
        }
        let again = enter(t, "yi", &browser("", Some(&known))).await;
        assert_eq!(again.known, known, "it stays known");
        for _ in 0..5 {
            assert!(matches!(guess(browser("", Some(&known))).await, Err(Error::Invalid(_))));
        }
        let outcome = guess(browser("", Some(&known))).await;
        assert!(matches!(outcome, Err(Error::TooOften { .. })), "a stolen cookie is no endless key");
    }

    async fn another_password_ends_the_tokens_unless_they_are_kept_on_purpose(t: TestApp) {
        let cast = cast(t).await;
        session_of(t, cast.yi, PASSWORD).await;
        let token = issue_token(&t.app, Some(cast.yi), cast.yi, "示例程序").await.unwrap();
        let here = Browser::default();
        change_password(&t.app, cast.yi, (PASSWORD, OTHER), Tokens::Keep, &here).await.unwrap();
        assert_eq!(bearer(&t.app, &token).await.unwrap(), Some(cast.yi));
        let welcome = change_password(&t.app, cast.yi, (OTHER, PASSWORD), Tokens::End, &here).await.unwrap();
        assert_eq!(bearer(&t.app, &token).await.unwrap(), None);
        assert_eq!(whose(&t.app, &welcome.session).await.unwrap(), Some(cast.yi));
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }
}
