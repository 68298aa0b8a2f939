//! What visitors and members read.

use app::account::{self, Browser, Entry, second_factor};
use app::outbox::{self, set_outgoing};
use domain::audience::Token;
use domain::words::Track;
use testkit::{World, authenticator, outgoing};
use web::paths;

use super::{LONG, PASSWORD, shown};
use crate::gallery::{Scene, of, open};

/// Pages of the platform as everybody has them, and as members have them.
pub(super) async fn scenes(world: &World<'_>) -> Vec<Scene> {
    let cast = world.cast;
    let (matter, _, released) = shown(world, LONG, Token::Public).await;
    let (.., inside) = shown(world, "支部内部公示", Token::Unit(cast.first)).await;
    let disclosure = paths::disclosure(&released);
    let mut scenes = vec![
        open("portal", "/"),
        open("disclosures", "/disclosures"),
        open("disclosures-none", "/disclosures?track=party&stage=result"),
        open("disclosure", disclosure.as_str()),
        open("card", paths::card(&released)),
        open("receipt", paths::receipt(&released)),
        open("receipt-page", format!("{disclosure}/receipt.html")),
        open("ledger", paths::LEDGER),
        open("matter", paths::matter(&matter)),
        open("search", "/search?q=%E5%85%AC%E7%A4%BA"),
        open("verify", "/ledger/verify"),
        open("units", "/units"),
        open("unit", paths::unit(&cast.first)),
        open("catalogue", paths::catalogue(&cast.first, Track::Party)),
        open("not-found", "/disclosures/01970000-0000-7000-8000-00000000ffff"),
        open("sign-in", "/sign-in"),
        open("sign-in-refused", "/sign-in").sent("main button.primary"),
        of(cast.yi, "portal-member", "/"),
        of(cast.yi, "disclosure-member", paths::disclosure(&inside)),
    ];
    scenes.extend(thresholds(world).await);
    scenes.extend(mails(world).await);
    scenes
}

/// The ways in: a first sign-in, and the second step of somebody who has one.
async fn thresholds(world: &World<'_>) -> [Scene; 3] {
    let app = &world.t.app;
    let link = account::invite(app, None, world.cast.qun).await.unwrap();
    let offer = second_factor::offer(app, world.cast.er, None).await.unwrap();
    let code = authenticator(world.t, &offer.letters);
    second_factor::enrol(app, world.cast.er, (&offer.letters, &code), PASSWORD)
        .await
        .unwrap();
    let entry = account::sign_in(app, ("er", PASSWORD), &Browser::default()).await;
    let Entry::Half(half) = entry.unwrap() else {
        panic!("no second step");
    };
    [
        open("welcome", paths::welcome(&link)),
        open("sign-in-code", paths::second_step("/")).keeping("gongkai_half", half),
        of(world.cast.er, "account-secured", "/account"),
    ]
}

/// Somebody follows a unit, and is told by mail.
async fn mails(world: &World<'_>) -> Vec<Scene> {
    let (app, yi) = (&world.t.app, world.cast.yi);
    set_outgoing(app, None, outgoing(25)).await.unwrap();
    world.follows_the_first(yi).await;
    world.t.tell().await;
    world.writes_to(yi, "yishiyuan@gongkai.jiguan.example").await;
    outbox::set_pace(
        app,
        yi,
        domain::words::Topic::Disclosures,
        domain::words::Pace::AtOnce,
    )
    .await
    .unwrap();
    shown(world, "示例阅览室开放安排公示", Token::Unit(world.cast.first)).await;
    world.t.tell().await;
    let stop = world.t.letter().await.unwrap().stop.unwrap();
    let stop = stop.strip_prefix("http://gongkai.example").unwrap();
    vec![
        open("news-stop", stop),
        of(yi, "news", "/news"),
        of(yi, "account", "/account"),
        of(yi, "account-refused", "/account").sent("form[action='/account/password'] button"),
        of(yi, "second-factor", "/account/second-factor"),
        of(yi, "second-factor-refused", "/account/second-factor").sent("main button.primary"),
        of(yi, "passkeys", "/account/passkeys"),
        of(yi, "personal-data", "/account/personal-data"),
        of(yi, "personal-data-refused", "/account/personal-data").sent("main button.primary"),
        of(yi, "news-wishes", "/account/news"),
    ]
}
