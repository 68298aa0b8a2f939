//! What people are told, on the page and live.

use axum::body::BodyDataStream;
use axum::http::StatusCode;
use domain::audience::Token;
use domain::ids::DisclosureId;
use domain::words::{Scope, Track};
use futures_util::StreamExt;
use testkit::{TestApp, World, on_both_engines, proposal};

use crate::browser::Browser;

async fn release(world: &World<'_>, title: &str) -> DisclosureId {
    let entry = world
        .entry(Track::Party, |entry| entry.narrowest <= Scope::Unit)
        .await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let proposal = proposal(&entry, title, &[Token::Unit(world.cast.first)]);
    world.released(matter, entry.stages[0].stage, proposal).await
}

/// What an open page hears next, when its process has looked at the database once more.
async fn event(browser: &Browser, t: &TestApp, stream: &mut BodyDataStream) -> String {
    browser.pulse.look(&t.app).await.unwrap();
    loop {
        let part = stream.next().await.unwrap().unwrap();
        let text = String::from_utf8_lossy(&part).into_owned();
        if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data: ")) {
            return data.to_owned();
        }
    }
}

on_both_engines! {
    async fn one_button_follows_a_unit_and_the_bell_rings_when_it_discloses(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let unit = format!("/units/{}", world.cast.first);
        yi.get(&unit).await.is(200).shows(">关注</button>");
        let about = world.cast.first.to_string();
        let fields = [("what", "unit"), ("about", about.as_str()), ("back", unit.as_str())];
        assert_eq!(yi.post("/followings", &fields).await.is(303).to, unit);
        yi.get(&unit).await.shows(">取消关注</button>");
        let id = release(&world, "示例公示").await;
        t.tell().await;
        yi.get("/").await.is(200).shows("title=\"未读\">1</span>");
        yi.get("/news").await.is(200).shows("示例公示").shows("新公开");
        // looking at it is enough
        yi.get(&format!("/disclosures/{id}")).await.is(200).shows("title=\"未读\" hidden>0</span>");
        yi.get("/news").await.shows("示例公示").hides("全部标为已读");
        yi.post("/followings/removal", &fields).await.is(303);
        release(&world, "示例公示二").await;
        t.tell().await;
        yi.get("/news").await.hides("示例公示二");
    }

    async fn what_waits_for_a_reviewer_leads_to_the_plan_and_can_be_marked_as_read(t: TestApp) {
        let world = World::new(t).await;
        let entry = world.entry(Track::Party, |entry| entry.narrowest <= Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let proposal = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
        let plan = world.submitted(matter, entry.stages[0].stage, proposal).await;
        t.tell().await;
        let bao = Browser::of(t, world.cast.bao).await;
        let page = bao.get("/news").await;
        page.is(200).shows("等您审查").shows(&format!("/desk/plans/{plan}"));
        let until = page.text.split("name=\"until\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        bao.post("/news/reading", &[("until", until)]).await.is(303);
        bao.get("/news").await.shows("等您审查").hides("全部标为已读");
    }

    async fn an_open_page_hears_of_a_release_when_its_process_looks_next(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let about = world.cast.first.to_string();
        yi.post("/followings", &[("what", "unit"), ("about", &about), ("back", "/")]).await.is(303);
        let (status, mut stream) = yi.open("/news/stream").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(event(&yi, t, &mut stream).await, "0");
        release(&world, "示例公示").await;
        t.tell().await;
        assert_eq!(event(&yi, t, &mut stream).await, "1");
    }

    async fn the_stream_ends_with_the_session_and_is_nothing_for_a_visitor(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let (_, mut stream) = yi.open("/news/stream").await;
        assert_eq!(event(&yi, t, &mut stream).await, "0");
        yi.post("/sign-out", &[]).await.is(303);
        release(&world, "示例公示").await;
        t.tell().await;
        yi.pulse.look(&t.app).await.unwrap();
        let rest = axum::body::to_bytes(axum::body::Body::from_stream(stream), usize::MAX).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&rest), "", "nothing more was said, and it ended");
        let (status, _) = Browser::visitor(t).open("/news/stream").await;
        assert_eq!(status, StatusCode::NO_CONTENT);
    }

    async fn the_eleventh_open_page_of_somebody_does_not_listen_until_another_is_closed(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let mut open = Vec::new();
        for _ in 0..10 {
            let (status, stream) = yi.open("/news/stream").await;
            assert_eq!(status, StatusCode::OK);
            open.push(stream);
        }
        assert_eq!(yi.open("/news/stream").await.0, StatusCode::NO_CONTENT);
        yi.get("/news").await.is(200);
        open.pop();
        assert_eq!(yi.open("/news/stream").await.0, StatusCode::OK);
    }

    async fn what_is_new_since_the_last_visit_is_marked(t: TestApp) {
        let world = World::new(t).await;
        release(&world, "示例旧公示").await;
        Browser::of(t, world.cast.yi).await.get("/").await.hides("自您上次来访");
        t.wait_days(1);
        release(&world, "示例新公示").await;
        let again = Browser::of(t, world.cast.yi).await;
        again.get("/").await.shows("自您上次来访（2026-03-02 09:00）以来，有 1 件新公开。");
        let list = again.get("/disclosures").await;
        assert_eq!(list.text.matches(">新</span>").count(), 1);
    }
}
