//! Sources that a text credits, as people see them on pages.

use app::correction;
use domain::audience::Token;
use domain::ids::{DisclosureId, PlanId};
use domain::rulebook::Entry;
use domain::words::{Authority, Scope, Track};
use testkit::{On, TestApp, World, on_both_engines, proposal};
use web::paths;

use crate::api::client::Client;
use crate::browser::{Answer, Browser};

async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.widest == Scope::Public
            && entry.narrowest <= Scope::Unit
            && entry.authority == Authority::Unit
            && entry.members_first_days.is_none()
            && entry.after.is_empty()
    };
    world.entry(Track::Party, fits).await
}

/// Something that the first branch shows to its own people.
async fn source(world: &World<'_>, title: &str) -> DisclosureId {
    shown_to(world, title, Token::Unit(world.cast.first)).await
}

async fn shown_to(world: &World<'_>, title: &str, token: Token) -> DisclosureId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, title).await;
    let text = proposal(&entry, title, &[token]);
    let id = world.released(matter, entry.stages[0].stage, text).await;
    world.t.wait_seconds(60);
    id
}

async fn draft(world: &World<'_>) -> PlanId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例借鉴事项").await;
    let text = proposal(&entry, "示例借鉴公示", &[Token::Public]);
    world.drafted(matter, entry.stages[0].stage, text).await
}

async fn number(t: &TestApp, id: DisclosureId, world: &World<'_>) -> String {
    let mut reader = app::reader::Reader::open(&t.app, Some(world.cast.mara))
        .await
        .unwrap();
    reader.disclosure(id).await.unwrap().unwrap().number
}

/// What others see of a text that credits something of this title, which they may not read.
async fn seen_by_others(t: &TestApp, title: &str) -> Vec<Answer> {
    let world = World::new(t).await;
    let hidden = source(&world, title).await;
    let plan = draft(&world).await;
    app::plan::credit(&t.app, world.cast.mara, (plan, 1), hidden)
        .await
        .unwrap();
    let text = app::plan::show(&t.app, world.cast.mara, plan)
        .await
        .unwrap()
        .proposal;
    let id = world.released_again(plan, &text).await;
    t.wait_seconds(60);
    let (er, visitor) = (Browser::of(t, world.cast.er).await, Browser::visitor(t));
    let page = paths::disclosure(&id);
    let mut seen = Vec::new();
    for browser in [&er, &visitor] {
        for address in [
            page.clone(),
            format!("/api/v1{page}"),
            paths::card(&id),
            "/disclosures".into(),
            "/feed.atom".into(),
        ] {
            seen.push(browser.get(&address).await);
        }
    }
    let mine = Browser::of(t, world.cast.yi).await.get(&page).await;
    mine.is(200)
        .shows("<dt>借鉴</dt>")
        .shows(title)
        .shows(&paths::disclosure(&hidden));
    seen
}

/// The notice of a text that credits something, as its own people and a visitor print it.
async fn printed(t: &TestApp, title: &str, for_all: bool) -> [String; 2] {
    let world = World::new(t).await;
    let token = if for_all {
        Token::Public
    } else {
        Token::Unit(world.cast.first)
    };
    let (source, mara) = (shown_to(&world, title, token).await, world.cast.mara);
    let plan = draft(&world).await;
    app::plan::credit(&t.app, mara, (plan, 1), source).await.unwrap();
    let text = app::plan::show(&t.app, mara, plan).await.unwrap().proposal;
    let id = world.released_again(plan, &text).await;
    let (yi, visitor) = (Browser::of(t, world.cast.yi).await, Browser::visitor(t));
    let mut printed = Vec::new();
    for browser in [&yi, &visitor] {
        let answer = browser.get(&paths::notice(&id)).await;
        printed.push(answer.is(200).text.clone());
    }
    printed.try_into().unwrap()
}

on_both_engines! {
    async fn a_credit_is_given_by_number_or_address_and_taken_back(t: TestApp) {
        let world = World::new(t).await;
        let source = source(&world, "示例内部公示").await;
        let plan = draft(&world).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let page = paths::plan_credits(&plan);
        mara.get(&page).await.is(200).shows("还没有注明出处");
        mara.post(&page, &[("edition", "1"), ("source", " ")]).await.is(422).shows("请填写公开件的编号或网址");
        let unknown = mara.post(&page, &[("edition", "1"), ("source", "DW〔2026〕没有")]).await;
        unknown.is(422).shows("没有找到这份公开件").shows("DW〔2026〕没有");
        let number = number(t, source, &world).await;
        mara.post(&page, &[("edition", "1"), ("source", &number)]).await.is(303);
        mara.get(&page).await.is(200).shows("示例内部公示");
        mara.post(&page, &[("edition", "2"), ("source", &number)]).await.is(409).shows("已经注明为出处");
        mara.get(&paths::desk_plan(&plan)).await.is(200).shows("示例第一支部《示例内部公示》");
        let bao = Browser::of(t, world.cast.bao).await;
        bao.get(&paths::desk_plan(&plan)).await.is(200).shows("示例第一支部《示例内部公示》");
        bao.get(&page).await.is(200).hides("name=\"source\"");
        mara.post(&format!("{page}/{source}/removal"), &[("edition", "1")]).await.is(409);
        mara.post(&format!("{page}/{source}/removal"), &[("edition", "2")]).await.is(303);
        mara.get(&page).await.is(200).shows("还没有注明出处");
        Browser::of(t, world.cast.er).await.get(&page).await.is(404);
    }

    async fn writing_on_loses_no_credit(t: TestApp) {
        let world = World::new(t).await;
        let source = source(&world, "示例内部公示").await;
        let plan = draft(&world).await;
        app::plan::credit(&t.app, world.cast.mara, (plan, 1), source).await.unwrap();
        let mara = Browser::of(t, world.cast.mara).await;
        let page = paths::desk_plan(&plan);
        let scope = Token::Public.to_string();
        let form = |edition: &'static str, body: &'static str, action: &'static str| {
            vec![("edition", edition), ("title", "示例借鉴公示"), ("body", body), ("scope", scope.as_str()), ("action", action)]
        };
        mara.post(&page, &form("2", "改过的正文。", "preview")).await.is(200).shows("示例第一支部《示例内部公示》");
        mara.post(&page, &form("2", "改过的正文。", "save")).await.is(303);
        let view = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap();
        assert_eq!((view.edition, view.proposal.credits), (3, vec![source]));
        // a second click sends the same bytes again
        mara.post(&page, &form("2", "改过的正文。", "save")).await.is(303);
        // over the page that shows both texts
        mara.post(&page, &form("2", "别的正文。", "save")).await.is(409);
        mara.post(&page, &form("3", "别的正文。", "save")).await.is(303);
        let view = app::plan::show(&t.app, world.cast.mara, plan).await.unwrap();
        assert_eq!((view.edition, view.proposal.credits), (4, vec![source]));
        let saves_first = mara.post(&page, &form("4", "再改的正文。", "credits")).await;
        assert_eq!((saves_first.status.as_u16(), saves_first.to.as_str()), (303, paths::plan_credits(&plan).as_str()));
    }

    async fn a_source_goes_wherever_the_text_goes_and_whoever_reads_it_there_may_read_it(t: TestApp) {
        let world = World::new(t).await;
        let inner = source(&world, "示例内部公示").await;
        let open = shown_to(&world, "示例公开的做法", Token::Public).await;
        let plan = draft(&world).await;
        let mara = world.cast.mara;
        let edition = app::plan::credit(&t.app, mara, (plan, 1), inner).await.unwrap();
        app::plan::credit(&t.app, mara, (plan, edition), open).await.unwrap();
        let text = app::plan::show(&t.app, mara, plan).await.unwrap().proposal;
        let first = world.released_again(plan, &text).await;
        let (theirs, visitor) = (Browser::of(t, world.cast.yi).await, Browser::visitor(t));
        let api = format!("/api/v1{}", paths::disclosure(&first));
        let named = |id: DisclosureId, title: &str| format!("{{\"id\":\"{id}\",\"title\":\"{title}\",\"unit\"");
        let [inner_named, open_named] = [named(inner, "示例内部公示"), named(open, "示例公开的做法")];
        let own = Client::of(t, world.cast.yi).await.get(&format!("/v1{}", paths::disclosure(&first))).await;
        let own = String::from_utf8(own.bytes).unwrap();
        assert!(own.contains(&inner_named) && own.contains(&open_named), "{own}");
        visitor.get(&api).await.is(200).hides("示例内部公示").shows(&open_named);
        for browser in [&theirs, &visitor] {
            // a feed is everybody’s, whoever asks
            let via = format!("{}\" rel=\"via\"", paths::disclosure(&open));
            browser.get("/feed.atom").await.is(200).shows(&via).hides("示例内部公示").hides(&inner.to_string());
        }
        let copied = Browser::copying(t).get(&paths::disclosure(&first)).await;
        let named = format!("href=\"{}\"", paths::disclosure(&open));
        copied.is(200).shows("<dt>借鉴</dt>").shows(&named).hides("示例内部公示").hides(&inner.to_string());
        t.wait_seconds(60);
        correction::begin(&t.app, mara, plan, "出处写错。").await.unwrap();
        for source in [inner, open] {
            let edition = app::plan::show(&t.app, mara, plan).await.unwrap().edition;
            app::plan::take_credit_back(&t.app, mara, (plan, edition), source).await.unwrap();
        }
        let text = app::plan::show(&t.app, mara, plan).await.unwrap().proposal;
        let second = world.released_again(plan, &text).await;
        let difference = paths::difference(&second, &first);
        theirs.get(&difference).await.is(200).shows("《示例内部公示》</del>").shows("《示例公开的做法》</del>");
        visitor.get(&difference).await.is(200).hides("示例内部公示").shows("《示例公开的做法》</del>");
    }

    async fn a_notice_on_the_board_names_what_every_passer_by_may_read_whoever_prints_it(t: TestApp) {
        let (other, open) = (TestApp::new(On::Sqlite).await, TestApp::new(On::Sqlite).await);
        let [here, there] = [printed(t, "示例甲公示", false).await, printed(&other, "示例乙公示", false).await];
        assert_eq!(here, there, "what is for one unit alone is named on no board, also when that unit prints it");
        let named = printed(&open, "示例甲公示", true).await;
        assert_ne!(here[0], named[0], "what everybody may read is named");
        assert_eq!(named[0], named[1], "to everybody alike");
    }

    async fn whoever_may_not_read_a_source_is_told_nothing_of_it(t: TestApp) {
        let other = TestApp::new(On::Sqlite).await;
        let one = seen_by_others(t, "示例甲公示").await;
        let two = seen_by_others(&other, "示例乙：完全不同的一份公示").await;
        assert_eq!(one.len(), two.len());
        for (one, two) in one.iter().zip(&two) {
            one.is(200).hides("借鉴：").hides("<dt>借鉴</dt>").hides("示例甲");
            assert_eq!(one.text, two.text, "two worlds that differ in what is hidden are the same");
        }
    }
}
