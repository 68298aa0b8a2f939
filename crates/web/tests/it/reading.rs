//! What different people read, and what nobody learns of what they may not.

use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId};
use domain::words::{Scope, Stage, Track};
use testkit::{TestApp, World, on_both_engines, proposal};

use crate::browser::Browser;

const NOBODY: &str = "01970000-0000-7000-8000-00000000ffff";
const HIDDEN: &str = "支部内部公示";
const OPEN: &str = "面向社会的公示";

/// A world with one disclosure for the first branch alone and one for everybody.
struct Shelf<'t> {
    world: World<'t>,
    hidden: (MatterId, DisclosureId),
    open: (MatterId, DisclosureId),
}

impl<'t> Shelf<'t> {
    async fn new(t: &'t TestApp) -> Self {
        let world = World::new(t).await;
        let cast = world.cast;
        let fits = |scope| {
            move |entry: &domain::rulebook::Entry| {
                entry.narrowest <= scope && scope <= entry.widest && entry.members_first_days.is_none()
            }
        };
        let hidden = world.entry(Track::Party, fits(Scope::Unit)).await;
        let open = world.entry(Track::Government, fits(Scope::Public)).await;
        let hidden = release(&world, Track::Party, &hidden, (HIDDEN, Token::Unit(cast.first))).await;
        let open = release(&world, Track::Government, &open, (OPEN, Token::Public)).await;
        Self { world, hidden, open }
    }

    fn hidden_page(&self) -> String {
        format!("/disclosures/{}", self.hidden.1)
    }

    fn open_page(&self) -> String {
        format!("/disclosures/{}", self.open.1)
    }
}

async fn release(
    world: &World<'_>,
    track: Track,
    entry: &domain::rulebook::Entry,
    (title, token): (&str, Token),
) -> (MatterId, DisclosureId) {
    let matter = world.matter(track, entry, title).await;
    let stage = entry.stages[0].stage;
    (
        matter,
        world
            .released(matter, stage, proposal(entry, title, &[token]))
            .await,
    )
}

on_both_engines! {
    async fn who_searches_for_one_character_is_told_that_it_takes_two(t: TestApp) {
        let visitor = Browser::visitor(t);
        let search = |words: &str| format!("/search?q={}", web::paths::escaped(words));
        visitor.get(&search("张")).await.is(200).shows("请至少输入两个字").hides("短一些的词");
        visitor.get(&search("没有这样的词")).await.is(200).shows("短一些的词").hides("请至少输入两个字");
    }

    async fn what_is_public_goes_into_other_sites_and_onto_paper(t: TestApp) {
        let shelf = Shelf::new(t).await;
        let visitor = Browser::visitor(t);
        let card = visitor.get(&format!("{}/card", shelf.open_page())).await;
        card.is(200).shows(OPEN);
        let policy = card.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors *") && !policy.contains("script-src"), "{policy}");
        visitor.get(&shelf.open_page()).await.is(200).shows("/card&#34; title=");
        let paper = visitor.get(&format!("{}/notice.pdf", shelf.open_page())).await;
        assert_eq!(paper.is(200).headers["content-type"], "application/pdf");
        assert!(paper.text.starts_with("%PDF-"));
        // a member of the branch reads the other one and prints it, but nobody embeds it
        let member = Browser::of(t, shelf.world.cast.yi).await;
        member.get(&format!("{}/notice.pdf", shelf.hidden_page())).await.is(200);
        member.get(&format!("{}/card", shelf.hidden_page())).await.is(404);
        assert!(!member.get(&shelf.hidden_page()).await.text.contains("/card"));
        visitor.get(&format!("{}/notice.pdf", shelf.hidden_page())).await.is(404);
    }

    async fn everybody_reads_what_is_theirs_on_every_page_and_nothing_else(t: TestApp) {
        let shelf = Shelf::new(t).await;
        let cast = shelf.world.cast;
        let unit = format!("/units/{}", cast.first);
        let search = format!("/search?q={}", web::paths::escaped("公示"));
        let lists = ["/", "/disclosures", "/disclosures?track=party", unit.as_str(), search.as_str()];
        for (person, sees) in [(cast.yi, true), (cast.qun, true), (cast.er, false), (cast.guan, false)] {
            let browser = Browser::of(t, person).await;
            for list in lists {
                let answer = browser.get(list).await;
                let title = answer.is(200).text.replace("<mark>", "").replace("</mark>", "");
                assert_eq!(title.contains(HIDDEN), sees, "{list} of {person}");
            }
            browser.get(&shelf.hidden_page()).await.is(if sees { 200 } else { 404 });
            browser.get(&format!("/matters/{}", shelf.hidden.0)).await.is(if sees { 200 } else { 404 });
            browser.get(&shelf.open_page()).await.is(200).shows(OPEN);
        }
    }

    async fn what_is_hidden_and_what_does_not_exist_are_the_same_page_to_the_byte(t: TestApp) {
        let shelf = Shelf::new(t).await;
        for browser in [Browser::visitor(t), Browser::of(t, shelf.world.cast.er).await] {
            for (noun, hidden) in [("disclosures", shelf.hidden.1.to_string()), ("matters", shelf.hidden.0.to_string())] {
                let hidden = browser.get(&format!("/{noun}/{hidden}")).await;
                for other in [NOBODY, "x", "%E5%85%9A"] {
                    let unknown = browser.get(&format!("/{noun}/{other}")).await;
                    assert_eq!((unknown.status, &unknown.text), (hidden.status, &hidden.text), "{noun}/{other}");
                }
                hidden.is(404);
            }
        }
    }

    async fn a_search_for_hidden_words_answers_as_one_for_words_that_are_nowhere(t: TestApp) {
        Shelf::new(t).await;
        let visitor = Browser::visitor(t);
        let ask = async |words: &str| {
            let answer = visitor.get(&format!("/search?q={}", web::paths::escaped(words))).await;
            answer.is(200).text.replace(words, "…")
        };
        assert_eq!(ask("支部内部").await, ask("琴瑟琵琶").await);
        assert!(ask("面向社会").await.contains("<mark>"), "and what is public is found");
    }

    async fn the_feed_holds_what_is_public_whoever_asks(t: TestApp) {
        let shelf = Shelf::new(t).await;
        let member = Browser::of(t, shelf.world.cast.yi).await;
        for path in ["/feed.atom".to_owned(), format!("/units/{}/feed.atom", shelf.world.cast.first)] {
            let feed = member.get(&path).await;
            assert_eq!(feed.text, Browser::visitor(t).get(&path).await.text);
            assert_eq!(feed.headers["cache-control"], "public, max-age=60");
            feed.is(200).shows(OPEN).hides(HIDDEN);
            feed.shows(&format!("urn:uuid:{}", shelf.open.1));
            feed.shows(&format!("http://gongkai.example{}", shelf.open_page()));
        }
    }

    async fn a_disclosure_says_why_it_is_seen_and_tells_its_two_dates_apart(t: TestApp) {
        let shelf = Shelf::new(t).await;
        let page = Browser::of(t, shelf.world.cast.yi).await.get(&shelf.hidden_page()).await;
        page.shows("您属于示例第一支部，本件自 2026-03-02 起对该单位公开。");
        page.shows("系统记录，不可更改").hides("由单位填写");
        page.shows("保密审查 包示密").shows("data-print").shows("aria-current=\"step\"");
        page.shows(&format!("/matters/{}", shelf.hidden.0));
    }

    async fn filters_stand_in_the_address_and_each_chip_takes_one_back(t: TestApp) {
        let shelf = Shelf::new(t).await;
        let unit = shelf.world.cast.first;
        let visitor = Browser::visitor(t);
        let page = visitor.get(&format!("/disclosures?track=government&stage=&unit={unit}")).await;
        page.is(200).shows(OPEN).shows("<option value=\"government\" selected>");
        page.shows("href=\"/disclosures?track=government\"").shows(&format!("href=\"/disclosures?unit={unit}\""));
        visitor.get("/disclosures?track=party").await.is(200).hides(OPEN).shows("没有符合条件的公开件");
        visitor.get("/disclosures?track=other").await.is(422);
        visitor.get("/disclosures?after=never").await.is(422);
        visitor.get(&format!("/disclosures?unit={NOBODY}")).await.is(404);
    }

    async fn a_long_list_has_pages_that_hold_everything_once(t: TestApp) {
        let world = World::new(t).await;
        let entry = world.entry(Track::Government, |entry| entry.widest == Scope::Public).await;
        for number in 0..23 {
            t.wait_seconds(1);
            release(&world, Track::Government, &entry, (&format!("第{number}号公示"), Token::Public)).await;
        }
        let visitor = Browser::visitor(t);
        let first = visitor.get("/disclosures?track=government").await;
        let next = first.text.split("href=\"").find(|part| part.contains("after=")).unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let second = visitor.get(&next).await;
        for number in 0..23 {
            let title = format!(">第{number}号公示<");
            assert!(first.text.contains(&title) != second.text.contains(&title), "{title}");
        }
        first.shows("更早的").hides("回到最新");
        second.shows("回到最新").hides("更早的");
    }

    async fn the_portal_leads_to_the_lists_of_both_catalogues(t: TestApp) {
        let shelf = Shelf::new(t).await;
        let entry = shelf.world.entry(Track::Party, |_| true).await;
        let visitor = Browser::visitor(t);
        let portal = visitor.get("/").await;
        portal.is(200).shows("党务公开目录").shows("政务公开目录");
        portal.shows(&format!("href=\"/disclosures?entry={}\"", entry.key));
        visitor.get(&format!("/disclosures?entry={}", entry.key)).await.is(200).shows(&entry.name);
        visitor.get("/?track=party").await.is(200).hides(OPEN);
        visitor.get("/units").await.is(200).shows("示例机关党委").shows("示例第二支部");
        visitor.get("/healthz").await.is(200);
    }

    async fn a_notice_period_goes_into_a_calendar_with_its_first_and_last_day(t: TestApp) {
        let world = World::new(t).await;
        let before = |entry: &domain::rulebook::Entry| {
            entry.stages[0].stage == Stage::Before && entry.stages[0].notice_days == 5 && entry.widest == Scope::Public && entry.members_first_days.is_none()
        };
        let entry = world.entry(Track::Government, before).await;
        let (_, id) = release(&world, Track::Government, &entry, (OPEN, Token::Public)).await;
        let visitor = Browser::visitor(t);
        let address = web::paths::notice_period(&id);
        // released on Monday, 2 March 2026: five working days end on the next Monday
        visitor.get(&web::paths::disclosure(&id)).await.is(200).shows("2026-03-03 至 2026-03-09").shows(&address).shows("加入日历");
        let event = visitor.get(&address).await;
        event.is(200).shows("DTSTART;VALUE=DATE:20260303\r\nDTEND;VALUE=DATE:20260310\r\n").shows(&format!("SUMMARY:公示期：{OPEN}\r\n"));
        event.shows(&format!("URL:http://gongkai.example/disclosures/{id}").chars().take(70).collect::<String>());
        assert_eq!(event.headers["content-type"], "text/calendar; charset=utf-8");
        let without = world.entry(Track::Party, |entry| entry.narrowest <= Scope::Unit && entry.stages[0].notice_days == 0).await;
        let (_, id) = release(&world, Track::Party, &without, (HIDDEN, Token::Unit(world.cast.first))).await;
        let member = Browser::of(t, world.cast.yi).await;
        member.get(&web::paths::disclosure(&id)).await.is(200).hides("加入日历");
        for browser in [&member, &visitor] {
            browser.get(&web::paths::notice_period(&id)).await.is(404);
        }
    }

    async fn what_was_shown_before_a_decision_leaves_the_portal_after_thirty_days(t: TestApp) {
        let world = World::new(t).await;
        let before = |entry: &domain::rulebook::Entry| {
            entry.stages[0].stage == Stage::Before && 0 < entry.stages[0].notice_days && entry.widest == Scope::Public && entry.members_first_days.is_none()
        };
        let entry = world.entry(Track::Government, before).await;
        release(&world, Track::Government, &entry, (OPEN, Token::Public)).await;
        let visitor = Browser::visitor(t);
        visitor.get("/").await.shows("正在征求意见").shows(OPEN).shows("可以提意见至").shows("个工作日");
        t.wait_days(31);
        visitor.get("/").await.hides("正在征求意见").shows(OPEN);
    }

    async fn a_platform_without_units_or_rules_still_has_its_pages(t: TestApp) {
        let visitor = Browser::visitor(t);
        for path in ["/", "/disclosures", "/units", "/search", "/feed.atom"] {
            visitor.get(path).await.is(200);
        }
    }
}
