//! Signing in by another system of the house: who it says somebody is counts when all of it holds, once.

use std::time::Duration;

use app::account::provider::{self, Agreement, Callback, Departure, Provider};
use app::account::{self, Browser, Entry, second_factor, whose};
use app::organisation::{self, Changes};
use app::{App, Error};
use domain::refusal::AccountRefusal;
use testkit::{TestApp, authenticator, cast, on_both_engines, session_of};

use crate::identity_provider::{Manners, OtherHouse, Token};

/// The platform with a provider, and the other side.
async fn with_provider(t: &TestApp) -> (App, OtherHouse) {
    let other = OtherHouse::open();
    let app = t
        .app
        .clone()
        .with_provider(Provider::new(agreement(&other)).unwrap());
    (app, other)
}

fn agreement(other: &OtherHouse) -> Agreement {
    Agreement {
        issuer: other.issuer(),
        client: "gongkai".into(),
        secret: Some("示例:secret/1".into()),
        site: "http://gongkai.example".into(),
        claim: "preferred_username".into(),
        button: "统一身份认证".into(),
        patience: Duration::from_secs(20),
    }
}

/// What somebody left with, as it stands in the address.
fn asked(departure: &Departure, name: &str) -> String {
    let query = departure.address.split_once('?').unwrap().1;
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.find(|(key, _)| *key == name).unwrap().1.to_owned()
}

/// Leaves, signs in there as Yi, and comes back with what the token is changed to.
async fn round(
    app: &App,
    t: &TestApp,
    other: &OtherHouse,
    change: impl FnOnce(&mut Token),
) -> app::Result<Entry> {
    let departure = provider::begin(app, "/units").await?;
    let mut token = Token::of("yi", &other.issuer(), t.app.now().0 / 1_000_000);
    token.claims["nonce"] = asked(&departure, "nonce").into();
    change(&mut token);
    other.gives(token);
    let arrival = provider::arrive(app, &departure.secret, &back(&departure), &Browser::default()).await?;
    assert_eq!(arrival.back, "/units");
    Ok(arrival.entry)
}

fn back(departure: &Departure) -> Callback {
    Callback {
        state: departure.secret.clone(),
        code: Some("code-1".into()),
        issuer: None,
    }
}

type Change = fn(&mut Token, i64);

#[track_caller]
fn is_refused<T: std::fmt::Debug>(outcome: app::Result<T>, refusal: &AccountRefusal) {
    let Err(Error::Account(found)) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(found, *refusal);
}

on_both_engines! {
    async fn who_signed_in_there_is_in_here_with_a_session_of_ours(t: TestApp) {
        let cast = cast(t).await;
        let (app, other) = with_provider(t).await;
        let entry = round(&app, t, &other, |_| ()).await.unwrap();
        let Entry::Open(welcome) = entry else { panic!("{entry:?}") };
        assert_eq!(whose(&app, &welcome.session).await.unwrap(), Some(cast.yi));
        assert!(app::audit::run(&app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn the_code_is_exchanged_with_the_secret_and_with_what_was_promised(t: TestApp) {
        cast(t).await;
        let (app, other) = with_provider(t).await;
        let departure = provider::begin(&app, "/").await.unwrap();
        for (name, value) in [
            ("response_type", "code"), ("client_id", "gongkai"), ("code_challenge_method", "S256"),
            ("scope", "openid%20profile"), ("redirect_uri", "http%3A%2F%2Fgongkai.example%2Fsign-in%2Fprovider%2Freturn"),
        ] {
            assert_eq!(asked(&departure, name), value, "{name}");
        }
        let _ = provider::arrive(&app, &departure.secret, &back(&departure), &Browser::default()).await;
        let exchange = other.exchange();
        assert!(exchange.contains("grant_type=authorization_code&code=code-1&"), "{exchange}");
        // computed by hand: the secret is escaped before it is joined (RFC 6749, section 2.3.1)
        assert!(exchange.contains("Basic Z29uZ2thaTolRTclQTQlQkElRTQlQkUlOEIlM0FzZWNyZXQlMkYx"), "{exchange}");
        let verifier = exchange.split("code_verifier=").nth(1).unwrap().split('&').next().unwrap();
        assert_eq!(OtherHouse::challenge(verifier), asked(&departure, "code_challenge"));
    }

    async fn a_token_that_is_wrong_in_one_thing_opens_nothing(t: TestApp) {
        cast(t).await;
        let (app, other) = with_provider(t).await;
        let now = t.app.now().0 / 1_000_000;
        let wrongs: [(&str, Change); 14] = [
            ("another nonce", |token, _| token.claims["nonce"] = "another".into()),
            ("no nonce", |token, _| drop(token.claims.remove("nonce"))),
            ("another audience", |token, _| token.claims["aud"] = "another".into()),
            ("given to another", |token, _| drop(token.claims.insert("azp".into(), "another".into()))),
            ("expired", |token, now| token.claims["exp"] = (now - 60).into()),
            ("never expires", |token, _| drop(token.claims.remove("exp"))),
            ("from the future", |token, now| token.claims["iat"] = (now + 61).into()),
            ("not yet", |token, now| drop(token.claims.insert("nbf".into(), (now + 61).into()))),
            ("another issuer", |token, _| token.claims["iss"] = "http://127.0.0.1:1".into()),
            ("no name", |token, _| drop(token.claims.remove("preferred_username"))),
            ("unsigned", |token, _| token.unsigned()),
            ("a stranger's signature", |token, _| token.forged = true),
            ("a key that is not there", |token, _| token.head["kid"] = "2".into()),
            ("changed afterwards", |token, _| token.changed = true),
        ];
        for (what, wrong) in wrongs {
            let outcome = round(&app, t, &other, |token| wrong(token, now)).await;
            assert!(matches!(outcome, Err(Error::Account(AccountRefusal::ProviderAnswer))), "{what}: {outcome:?}");
        }
        assert!(round(&app, t, &other, |token| token.claims["exp"] = (now - 59).into()).await.is_ok(), "a clock may be off");
    }

    async fn what_somebody_left_with_counts_once_in_their_own_browser_and_for_ten_minutes(t: TestApp) {
        cast(t).await;
        let (app, other) = with_provider(t).await;
        let here = Browser::default();
        let departure = provider::begin(&app, "/").await.unwrap();
        let mut token = Token::of("yi", &other.issuer(), t.app.now().0 / 1_000_000);
        token.claims["nonce"] = asked(&departure, "nonce").into();
        other.gives(token);
        let brought = back(&departure);
        for kept in ["", "another"] {
            is_refused(provider::arrive(&app, kept, &brought, &here).await, &AccountRefusal::ProviderLost);
        }
        assert!(provider::arrive(&app, &departure.secret, &brought, &here).await.is_ok(), "a stranger did not use it up");
        is_refused(provider::arrive(&app, &departure.secret, &brought, &here).await, &AccountRefusal::ProviderLost);
        let late = provider::begin(&app, "/").await.unwrap();
        t.wait_seconds(600);
        is_refused(provider::arrive(&app, &late.secret, &back(&late), &here).await, &AccountRefusal::ProviderLost);
        let never = Callback { state: "f".repeat(64), code: Some("code-1".into()), issuer: None };
        is_refused(provider::arrive(&app, &never.state, &never, &here).await, &AccountRefusal::ProviderLost);
    }

    async fn a_stranger_and_whoever_left_are_told_so_and_nobody_is_made(t: TestApp) {
        let cast = cast(t).await;
        let (app, other) = with_provider(t).await;
        let stranger = round(&app, t, &other, |token| token.claims["preferred_username"] = "nobody".into()).await;
        is_refused(stranger, &AccountRefusal::ProviderStranger);
        let mut yi = organisation::person(&app, cast.yi).await.unwrap().unwrap();
        yi.active = false;
        let changes = Changes { persons: vec![yi], ..Changes::default() };
        organisation::settle(&app, None, &changes).await.unwrap();
        let before = app::journal::length(&app).await.unwrap();
        is_refused(round(&app, t, &other, |_| ()).await, &AccountRefusal::ProviderStranger);
        assert_eq!(app::journal::length(&app).await.unwrap(), before);
    }

    async fn the_second_factor_is_asked_for_all_the_same(t: TestApp) {
        let cast = cast(t).await;
        session_of(t, cast.yi, "a heron at the lake").await;
        let letters = second_factor::offer(&t.app, cast.yi, None).await.unwrap().letters;
        let code = authenticator(t, &letters);
        second_factor::enrol(&t.app, cast.yi, (&letters, &code), "a heron at the lake").await.unwrap();
        t.wait_seconds(30);
        let (app, other) = with_provider(t).await;
        let Entry::Half(half) = round(&app, t, &other, |_| ()).await.unwrap() else { panic!("in without it") };
        let code = authenticator(t, &letters);
        let welcome = second_factor::confirm(&app, &half, &code, &Browser::default()).await.unwrap();
        assert_eq!(account::whose(&app, &welcome.session).await.unwrap(), Some(cast.yi));
    }

    async fn who_turns_back_there_or_is_sent_by_another_is_not_in(t: TestApp) {
        cast(t).await;
        let (app, other) = with_provider(t).await;
        let here = Browser::default();
        let departure = provider::begin(&app, "/").await.unwrap();
        let declined = Callback { code: None, ..back(&departure) };
        is_refused(provider::arrive(&app, &departure.secret, &declined, &here).await, &AccountRefusal::ProviderDeclined);
        let departure = provider::begin(&app, "/").await.unwrap();
        let mixed_up = Callback { issuer: Some("http://another.example".into()), ..back(&departure) };
        is_refused(provider::arrive(&app, &departure.secret, &mixed_up, &here).await, &AccountRefusal::ProviderAnswer);
        let departure = provider::begin(&app, "/").await.unwrap();
        let mut token = Token::of("yi", &other.issuer(), t.app.now().0 / 1_000_000);
        token.claims["nonce"] = asked(&departure, "nonce").into();
        other.gives(token);
        let named = Callback { issuer: Some(other.issuer()), ..back(&departure) };
        assert!(provider::arrive(&app, &departure.secret, &named, &here).await.is_ok());
    }

    async fn a_provider_with_bad_manners_is_a_sentence_and_no_failure(t: TestApp) {
        cast(t).await;
        for (manners, refusal) in [
            (Manners::Hangs, AccountRefusal::ProviderSilent),
            (Manners::Fails, AccountRefusal::ProviderSilent),
            (Manners::Babbles, AccountRefusal::ProviderAnswer),
            (Manners::FloodsIt, AccountRefusal::ProviderSilent),
            (Manners::CallsItselfAnother, AccountRefusal::ProviderAnswer),
        ] {
            let other = OtherHouse::open();
            other.behaves(manners);
            let agreement = Agreement { patience: Duration::from_millis(500), ..agreement(&other) };
            let app = t.app.clone().with_provider(Provider::new(agreement).unwrap());
            is_refused(provider::begin(&app, "/").await, &refusal);
        }
        let nobody = Agreement { issuer: "http://127.0.0.1:1".into(), ..agreement(&OtherHouse::open()) };
        let app = t.app.clone().with_provider(Provider::new(nobody).unwrap());
        is_refused(provider::begin(&app, "/").await, &AccountRefusal::ProviderSilent);
    }

    async fn without_a_provider_there_is_no_such_way(t: TestApp) {
        assert!(provider::button(&t.app).is_none());
        assert!(matches!(provider::begin(&t.app, "/").await, Err(Error::NotFound)));
    }
}
