//! Passkeys: what an authenticator shows counts when every step of the standard holds, once, and at this address alone.

use app::account::passkey::{self, Made, Party, Shown, passkeys};
use app::account::{self, Browser, Entry, Welcome, reset, second_factor, sign_in, whose};
use app::organisation::{self, Changes};
use app::{App, Error};
use domain::ids::PersonId;
use domain::refusal::AccountRefusal;
use serde_json::json;
use testkit::{Cast, TestApp, authenticator, cast, officers, on_both_engines, session_of};

use crate::soft_authenticator::{Authenticator, IS_COPIED, MAY_BE_COPIED, PRESENT, VERIFIED, letters};

const HOST: &str = "gongkai.example";
const PASSWORD: &str = "a heron at the lake";

fn here() -> Browser {
    Browser::default()
}

/// A platform with an address, and Yi with a password.
async fn world(t: &TestApp) -> (App, Cast) {
    let cast = cast(t).await;
    session_of(t, cast.yi, PASSWORD).await;
    let party = Party::at(&format!("https://{HOST}")).unwrap();
    (t.app.clone().with_party(Some(party)), cast)
}

/// Takes up what this authenticator makes.
async fn taken_up(app: &App, person: PersonId, stick: &mut Authenticator) -> app::Result<()> {
    let asked = passkey::ask_new(app, person).await?;
    let made = stick.make(&asked);
    let made = Made {
        name: "示例手机",
        client: &made.client,
        attestation: &made.attestation,
        code: "",
    };
    passkey::add(app, person, &made, PASSWORD).await
}

/// Yi's passkey, taken up.
async fn yis(app: &App, cast: Cast) -> Authenticator {
    let mut stick = Authenticator::at(HOST);
    taken_up(app, cast.yi, &mut stick).await.unwrap();
    stick.counter += 1;
    stick
}

async fn entered(app: &App, stick: &Authenticator) -> app::Result<Welcome> {
    let asked = passkey::ask(app).await?;
    passkey::enter(app, &stick.show(&asked), &here()).await
}

#[track_caller]
fn is_refused<T: std::fmt::Debug>(outcome: app::Result<T>, refusal: &AccountRefusal, what: &str) {
    let Err(Error::Account(found)) = outcome else {
        panic!("{what}: {outcome:?}");
    };
    assert_eq!(found, *refusal, "{what}");
}

type Change = fn(&mut Authenticator);

/// What is wrong in one thing, whether a credential is made or shown.
const WRONG: [(&str, Change); 11] = [
    ("another origin", |stick| {
        stick.origin = "https://gongkai.example.evil.example".into()
    }),
    ("another port", |stick| {
        stick.origin = format!("https://{HOST}:8443")
    }),
    ("no TLS", |stick| stick.origin = format!("http://{HOST}")),
    ("another ceremony", |stick| {
        stick.client = json!({ "type": "payment.get" })
    }),
    ("inside another site", |stick| {
        stick.client = json!({ "crossOrigin": true })
    }),
    ("below another site", |stick| {
        stick.client = json!({ "topOrigin": "https://evil.example" })
    }),
    ("another party", |stick| stick.party = "evil.example".into()),
    ("nobody there", |stick| stick.flags = VERIFIED),
    ("not verified", |stick| stick.flags = PRESENT),
    ("a copy of what cannot be copied", |stick| {
        stick.flags = PRESENT | VERIFIED | IS_COPIED
    }),
    ("signed in another way than it says", |stick| {
        stick.lies = true;
        stick.format = "packed";
    }),
];

on_both_engines! {
    async fn somebody_signs_in_by_a_passkey_alone_even_where_a_second_factor_is_on(t: TestApp) {
        let (app, cast) = world(t).await;
        let stick = yis(&app, cast).await;
        let letters = second_factor::offer(&app, cast.yi, None).await.unwrap().letters;
        second_factor::enrol(&app, cast.yi, (&letters, &authenticator(t, &letters)), PASSWORD).await.unwrap();
        let welcome = entered(&app, &stick).await.unwrap();
        assert_eq!(whose(&app, &welcome.session).await.unwrap(), Some(cast.yi));
        assert!(app::audit::run(&app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn keys_of_both_curves_an_own_attestation_and_unasked_extensions_are_fine(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut modern = Authenticator::at(HOST).with_ed25519();
        let [mut attesting, mut talkative, mut copied] = [HOST; 3].map(Authenticator::at);
        attesting.format = "packed";
        talkative.extensions = true;
        copied.flags |= MAY_BE_COPIED | IS_COPIED;
        copied.counter = 0;
        for stick in [&mut modern, &mut attesting, &mut talkative, &mut copied] {
            taken_up(&app, cast.yi, stick).await.unwrap();
            stick.counter = if stick.counter == 0 { 0 } else { stick.counter + 1 };
            assert!(entered(&app, stick).await.is_ok());
        }
        assert!(entered(&app, &copied).await.is_ok(), "without a counter nothing goes back");
        let views = passkeys(&app, cast.yi).await.unwrap();
        assert_eq!(views.iter().filter(|view| view.may_be_copied).count(), 1);
    }

    async fn nothing_that_is_wrong_in_one_step_is_taken_up(t: TestApp) {
        let (app, cast) = world(t).await;
        for (what, change) in WRONG {
            let mut stick = Authenticator::at(HOST);
            change(&mut stick);
            is_refused(taken_up(&app, cast.yi, &mut stick).await, &AccountRefusal::Passkey, what);
            // the tries are counted, since each carries the password
            t.wait_seconds(11 * 60);
        }
        let more: [(&str, Change); 4] = [
            ("an attestation that nobody asked for", |stick| stick.format = "tpm"),
            ("an id that is too long", |stick| stick.id = vec![1; 1024]),
            ("no id", |stick| stick.id = Vec::new()),
            ("the other ceremony", |stick| stick.client = json!({ "type": "webauthn.get" })),
        ];
        for (what, change) in more {
            let mut stick = Authenticator::at(HOST);
            change(&mut stick);
            is_refused(taken_up(&app, cast.yi, &mut stick).await, &AccountRefusal::Passkey, what);
            t.wait_seconds(11 * 60);
        }
        assert_eq!(passkeys(&app, cast.yi).await.unwrap(), []);
        assert!(taken_up(&app, cast.yi, &mut Authenticator::at(HOST)).await.is_ok());
    }

    async fn nothing_that_is_wrong_in_one_step_opens_a_session(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut stick = yis(&app, cast).await;
        for (what, change) in WRONG {
            let (origin, party, flags) = (stick.origin.clone(), stick.party.clone(), stick.flags);
            change(&mut stick);
            is_refused(entered(&app, &stick).await, &AccountRefusal::Passkey, what);
            (stick.origin, stick.party, stick.flags) = (origin, party, flags);
            (stick.client, stick.lies, stick.format) = (json!({}), false, "none");
        }
        let more: [(&str, Change); 5] = [
            ("the other ceremony", |stick| stick.client = json!({ "type": "webauthn.create" })),
            ("a bad signature", |stick| stick.lies = true),
            ("another person's handle", |stick| stick.user = letters(&[1; 16])),
            ("no handle", |stick| stick.user = String::new()),
            ("may suddenly be copied", |stick| stick.flags |= MAY_BE_COPIED),
        ];
        for (what, change) in more {
            let (user, flags) = (stick.user.clone(), stick.flags);
            change(&mut stick);
            is_refused(entered(&app, &stick).await, &AccountRefusal::Passkey, what);
            (stick.client, stick.lies, stick.user, stick.flags) = (json!({}), false, user, flags);
        }
        let mut stranger = Authenticator::at(HOST);
        stranger.user = stick.user.clone();
        is_refused(entered(&app, &stranger).await, &AccountRefusal::Passkey, "a key that nobody took up");
        assert!(entered(&app, &stick).await.is_ok(), "and the right one still does");
    }

    async fn a_counter_that_goes_back_or_stays_is_a_second_authenticator(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut stick = yis(&app, cast).await;
        assert!(entered(&app, &stick).await.is_ok());
        for counter in [stick.counter, stick.counter - 1, 0] {
            stick.counter = counter;
            is_refused(entered(&app, &stick).await, &AccountRefusal::Passkey, "counter");
        }
        stick.counter = 9;
        assert!(entered(&app, &stick).await.is_ok());
    }

    async fn a_challenge_is_good_once_for_its_purpose_and_for_five_minutes(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut stick = yis(&app, cast).await;
        let asked = passkey::ask(&app).await.unwrap();
        let shown = stick.show(&asked);
        passkey::enter(&app, &shown, &here()).await.unwrap();
        is_refused(passkey::enter(&app, &shown, &here()).await, &AccountRefusal::PasskeyLost, "again");
        stick.counter += 1;
        is_refused(passkey::enter(&app, &stick.show(&asked), &here()).await, &AccountRefusal::PasskeyLost, "signed anew");
        let own = json!({ "challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
        is_refused(passkey::enter(&app, &stick.show(&own), &here()).await, &AccountRefusal::PasskeyLost, "never drawn");
        let for_another = passkey::ask_new(&app, cast.yi).await.unwrap();
        is_refused(passkey::enter(&app, &stick.show(&for_another), &here()).await, &AccountRefusal::PasskeyLost, "purpose");
        let late = passkey::ask(&app).await.unwrap();
        t.wait_seconds(5 * 60);
        is_refused(passkey::enter(&app, &stick.show(&late), &here()).await, &AccountRefusal::PasskeyLost, "late");
        assert!(entered(&app, &stick).await.is_ok());
    }

    async fn two_who_show_the_same_at_once_are_one_too_many(t: TestApp) {
        let (app, cast) = world(t).await;
        let stick = yis(&app, cast).await;
        let (one, two) = (passkey::ask(&app).await.unwrap(), passkey::ask(&app).await.unwrap());
        let (one, two, here) = (stick.show(&one), stick.show(&two), here());
        let (a, b) = tokio::join!(passkey::enter(&app, &one, &here), passkey::enter(&app, &two, &here));
        assert_eq!([&a, &b].iter().filter(|outcome| outcome.is_ok()).count(), 1, "{a:?} {b:?}");
    }

    async fn an_answer_that_is_sent_twice_at_once_counts_once_also_without_a_counter(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut stick = Authenticator::at(HOST);
        stick.counter = 0;
        taken_up(&app, cast.yi, &mut stick).await.unwrap();
        let shown = stick.show(&passkey::ask(&app).await.unwrap());
        let here = here();
        let (a, b) = tokio::join!(passkey::enter(&app, &shown, &here), passkey::enter(&app, &shown, &here));
        assert_eq!([&a, &b].iter().filter(|outcome| outcome.is_ok()).count(), 1, "{a:?} {b:?}");
    }

    async fn at_the_second_step_it_takes_the_place_of_the_code_for_its_owner_alone(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut stick = yis(&app, cast).await;
        let offered = second_factor::offer(&app, cast.yi, None).await.unwrap().letters;
        second_factor::enrol(&app, cast.yi, (&offered, &authenticator(t, &offered)), PASSWORD).await.unwrap();
        session_of(t, cast.er, PASSWORD).await;
        let mut others = Authenticator::at(HOST);
        taken_up(&app, cast.er, &mut others).await.unwrap();
        others.counter += 1;
        let Entry::Half(half) = sign_in(&app, ("yi", PASSWORD), &here()).await.unwrap() else { panic!("no second step") };
        let asked = passkey::ask_half(&app, &half).await.unwrap();
        assert_eq!(asked["allowCredentials"], json!([{ "type": "public-key", "id": letters(&stick.id) }]));
        is_refused(passkey::confirm(&app, &half, &others.show(&asked), &here()).await, &AccountRefusal::Passkey, "other");
        let alone = passkey::ask(&app).await.unwrap();
        is_refused(passkey::confirm(&app, &half, &stick.show(&alone), &here()).await, &AccountRefusal::PasskeyLost, "purpose");
        // who has shown the password need not show the PIN
        stick.flags = PRESENT;
        let asked = passkey::ask_half(&app, &half).await.unwrap();
        let welcome = passkey::confirm(&app, &half, &stick.show(&asked), &here()).await.unwrap();
        assert_eq!(whose(&app, &welcome.session).await.unwrap(), Some(cast.yi));
        assert!(matches!(passkey::ask_half(&app, &half).await, Err(Error::NotFound)), "the half is used up");
        assert!(matches!(passkey::confirm(&app, "", &Shown::default(), &here()).await, Err(Error::NotFound)));
    }

    async fn who_has_a_second_factor_shows_a_code_before_a_passkey_stands_in_its_place(t: TestApp) {
        let (app, cast) = world(t).await;
        let secret = second_factor::offer(&app, cast.yi, None).await.unwrap().letters;
        second_factor::enrol(&app, cast.yi, (&secret, &authenticator(t, &secret)), PASSWORD).await.unwrap();
        let mut stick = Authenticator::at(HOST);
        is_refused(taken_up(&app, cast.yi, &mut stick).await, &AccountRefusal::Code, "the password alone");
        t.wait_seconds(30);
        let asked = passkey::ask_new(&app, cast.yi).await.unwrap();
        let written = stick.make(&asked);
        let code = authenticator(t, &secret);
        let made = Made { name: "示例", client: &written.client, attestation: &written.attestation, code: &code };
        passkey::add(&app, cast.yi, &made, PASSWORD).await.unwrap();
        assert_eq!(passkeys(&app, cast.yi).await.unwrap().len(), 1);
    }

    async fn taking_one_up_needs_the_password_and_each_is_taken_up_once(t: TestApp) {
        let (app, cast) = world(t).await;
        let mut stick = Authenticator::at(HOST);
        let asked = passkey::ask_new(&app, cast.yi).await.unwrap();
        let written = stick.make(&asked);
        let made = Made { name: "示例", client: &written.client, attestation: &written.attestation, code: "" };
        assert!(matches!(passkey::add(&app, cast.yi, &made, "a guess at the lake").await, Err(Error::Invalid(_))));
        session_of(t, cast.er, PASSWORD).await;
        is_refused(passkey::add(&app, cast.er, &made, PASSWORD).await, &AccountRefusal::PasskeyLost, "another's challenge");
        taken_up(&app, cast.yi, &mut stick).await.unwrap();
        is_refused(taken_up(&app, cast.yi, &mut stick).await, &AccountRefusal::PasskeyThere, "twice");
        is_refused(taken_up(&app, cast.er, &mut stick).await, &AccountRefusal::PasskeyThere, "by another");
        for _ in 1..10 {
            taken_up(&app, cast.yi, &mut Authenticator::at(HOST)).await.unwrap();
        }
        let eleventh = taken_up(&app, cast.yi, &mut Authenticator::at(HOST)).await;
        is_refused(eleventh, &AccountRefusal::PasskeyTooMany, "eleven");
    }

    async fn its_owner_names_and_removes_it_and_nobody_else(t: TestApp) {
        let (app, cast) = world(t).await;
        let stick = yis(&app, cast).await;
        let id = passkeys(&app, cast.yi).await.unwrap()[0].id;
        assert!(matches!(passkey::rename(&app, cast.er, id, "二").await, Err(Error::NotFound)));
        assert!(matches!(passkey::remove(&app, cast.er, id).await, Err(Error::NotFound)));
        assert!(matches!(passkey::rename(&app, cast.yi, id, " ").await, Err(Error::Organisation(_))));
        passkey::rename(&app, cast.yi, id, "办公室的电脑").await.unwrap();
        assert_eq!(passkeys(&app, cast.yi).await.unwrap()[0].name, "办公室的电脑");
        assert!(app::audit::run(&app, |_, _| {}).await.unwrap().is_clean());
        passkey::remove(&app, cast.yi, id).await.unwrap();
        is_refused(entered(&app, &stick).await, &AccountRefusal::Passkey, "removed");
        assert!(app::audit::run(&app, |_, _| {}).await.unwrap().is_clean());
    }

    async fn a_reset_ends_every_passkey_and_an_inactive_person_has_none_that_opens(t: TestApp) {
        let (app, cast) = world(t).await;
        officers(t).await;
        let mut stick = yis(&app, cast).await;
        let mut yi = organisation::person(&app, cast.yi).await.unwrap().unwrap();
        for active in [false, true] {
            yi.active = active;
            let changes = Changes { persons: vec![yi.clone()], ..Changes::default() };
            organisation::settle(&app, None, &changes).await.unwrap();
            assert_eq!(entered(&app, &stick).await.is_ok(), active);
            stick.counter += 1;
        }
        reset::ask(&app, cast.guan, cast.yi, false).await.unwrap();
        let id = reset::resets(&app, cast.guan).await.unwrap()[0].id;
        let (_, link) = reset::confirm(&app, cast.an, id).await.unwrap();
        account::accept(&app, &link, "two herons at the lake", &here()).await.unwrap();
        is_refused(entered(&app, &stick).await, &AccountRefusal::Passkey, "after the reset");
        assert_eq!(passkeys(&app, cast.yi).await.unwrap(), []);
    }

    async fn without_a_secure_address_nothing_of_it_is_there(t: TestApp) {
        let cast = cast(t).await;
        assert!(passkey::party(&t.app).is_none());
        assert!(matches!(passkey::ask(&t.app).await, Err(Error::NotFound)));
        assert!(matches!(passkey::ask_new(&t.app, cast.yi).await, Err(Error::NotFound)));
    }

    async fn what_no_browser_sends_is_refused_and_breaks_nothing(t: TestApp) {
        let (app, cast) = world(t).await;
        let stick = yis(&app, cast).await;
        for nonsense in ["", "!!!", "AAAA", "e30", "bnVsbA"] {
            let asked = passkey::ask(&app).await.unwrap();
            let right = stick.show(&asked);
            for shown in [
                Shown { client: nonsense.into(), ..right.clone() },
                Shown { authenticator: nonsense.into(), ..right.clone() },
                Shown { signature: nonsense.into(), ..right.clone() },
                Shown { credential: nonsense.into(), ..right.clone() },
            ] {
                let outcome = passkey::enter(&app, &shown, &here()).await;
                assert!(matches!(outcome, Err(Error::Account(_))), "{shown:?}: {outcome:?}");
            }
        }
    }
}
