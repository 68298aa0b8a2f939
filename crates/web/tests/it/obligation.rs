//! What a unit owes, on the pages of those who see it.

use domain::words::{Rhythm, Track};
use testkit::{World, on_both_engines, with_2027};

use crate::browser::Browser;

on_both_engines! {
    async fn a_drafter_sees_the_year_asks_and_the_superior_answers(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let monthly = world.entry(Track::Party, |entry| entry.rhythm == Rhythm::Monthly).await;
        let mara = Browser::of(t, cast.mara).await;
        let list = mara.get("/desk/obligations").await.is(303).to.clone();
        let page = mara.get(&list).await;
        page.is(200)
            .shows("2026 年应公开任务")
            .shows(&format!("{}：2026 年 03 月", monthly.name))
            .shows("如何计算")
            .shows("自 2026-03-31（所涉期间的最后一天）起算，当天不计。")
            .shows("2026-04-04 至 2026-04-06（清明节）")
            .shows("2027 年放假安排公布后算出");
        mara.get(&format!("{list}?year=2026&state=overdue")).await.is(200);
        mara.get(&format!("{list}?year=2027")).await.is(200).shows("上一年").hides("下一年");
        for far in ["2028", "2030", "-7", "1999"] {
            mara.get(&format!("{list}?year={far}")).await.is(422).shows("参数无法识别");
        }
        let named = format!("track=party&entry={}&about=2026-03-01%2F2026-03-31", monthly.key);
        mara.get(&format!("{list}/excuses/new?{named}")).await.is(200).shows("提交以后");
        let fields = [("track", "party"), ("entry", &*monthly.key), ("about", "2026-03-01/2026-03-31")];
        let with = |reason| [&fields[..], &[("reason", reason)]].concat();
        let asking = format!("{list}/excuses");
        mara.post(&asking, &with(" ")).await.is(422).shows("请写明理由");
        mara.post(&asking, &with("机密★一年")).await.is(422).shows("机密★一年</textarea>");
        mara.post(&asking, &with("本月没有发生")).await.is(303);
        mara.get(&list).await.shows("已申请免于公开，待答复");

        let shu = Browser::of(t, cast.shu).await;
        let desk = shu.get("/desk").await;
        desk.is(200).shows("待我答复的免于公开申请").shows("本月没有发生");
        let start = desk.text.find("/desk/excuses/").unwrap();
        let question: String = desk.text[start..].chars().take_while(|sign| *sign != '"').collect();
        shu.get(&question).await.is(200).shows("同意以后");
        let ruling = format!("{question}/ruling");
        shu.post(&ruling, &[("words", "情况属实")]).await.is(422).shows("情况属实</textarea>");
        shu.post(&ruling, &[("consents", "yes"), ("words", "情况属实")]).await.is(303);
        mara.get(&question).await.is(200).shows("上级已同意免于公开").shows("情况属实");
        mara.get(&format!("{list}?year=2026&state=excused")).await.shows(&monthly.name).shows("免于公开");
    }

    async fn who_has_no_part_in_it_finds_nothing_and_the_superior_finds_the_counts(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let list = format!("/desk/obligations/{}", cast.first);
        let below = format!("/desk/obligations/{}/below", cast.organ);
        let missing = Browser::of(t, cast.er).await;
        let other = missing.get(&format!("/desk/obligations/{}", cast.group.0)).await.is(404).text.clone();
        for address in [&list, &below] {
            assert_eq!(missing.get(address).await.is(404).text, other);
            Browser::visitor(t).get(address).await.is(303);
        }
        let shu = Browser::of(t, cast.shu).await;
        shu.get(&list).await.is(200).hides("申请免于公开");
        shu.get(&below).await.is(200).shows("不排名次").shows("示例第二支部");
        let balance = web::paths::balance(&cast.organ, 2026);
        assert_eq!(missing.get(&balance).await.is(404).text, other);
        shu.get(&below).await.shows(&balance);
        shu.get(&balance).await.is(200).shows("统计到 2026-03-02").shows("没有此消彼长").shows("示例第二支部").shows("上年同期没有公开，无从对照").hides(">平衡<");
    }

    async fn what_is_late_is_on_the_desk_in_words_and_in_english_too(t: TestApp) {
        let world = World::new(t).await;
        t.wait_days(30);
        let mara = Browser::of(t, world.cast.mara).await;
        mara.get("/desk").await.is(200).shows("应公开任务：快到期和已逾期").shows("due late").shows("已逾期，自");
    }

    async fn the_desk_says_how_much_is_owed_and_leads_to_beginning_it(t: TestApp) {
        let world = World::new(t).await;
        t.wait_days(200);
        let mara = Browser::of(t, world.cast.mara).await;
        let owed = app::obligation::pressing(&t.app, world.cast.mara).await.unwrap();
        assert!(20 < owed.len(), "{}", owed.len());
        let desk = mara.get("/desk").await;
        desk.is(200).shows(&format!("应公开任务：快到期和已逾期 {}</a>", owed.len()));
        desk.shows(&format!("另有 {} 项，查看全部", owed.len() - 20)).shows("登记并起草");
        let begin = desk.text.split("href=\"").find(|rest| rest.starts_with("/desk/matters/new?unit=")).unwrap();
        let begin = begin.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
        let entry = begin.split("entry=").nth(1).unwrap().to_owned();
        mara.get(&begin).await.is(200).shows(&format!("value=\"{entry}\" selected"));
        let list = mara.get("/desk/obligations").await.is(303).to.clone();
        mara.get(&list).await.is(200).shows("登记并起草");
        Browser::of(t, world.cast.shu).await.get(&list).await.is(200).hides("登记并起草");
    }

    async fn an_administrator_imports_a_newer_calendar(t: TestApp) {
        let world = World::new(t).await;
        let guan = Browser::of(t, world.cast.guan).await;
        guan.get("/admin/calendar").await.is(200).shows("2024、2025、2026");
        guan.upload("/admin/calendar", "c.toml", b"", &[]).await.is(422);
        guan.upload("/admin/calendar", "c.toml", b"title = 1", &[]).await.is(422).shows("c.toml");
        guan.upload("/admin/calendar", "c.toml", with_2027().as_bytes(), &[]).await.is(200).shows("2026、2027");
        Browser::of(t, world.cast.mara).await.get("/admin/calendar").await.is(404);
    }

    async fn a_calendar_program_reads_the_last_days_until_the_address_is_taken_back(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        mara.get("/desk/calendar").await.is(200).shows("您还没有地址");
        let page = mara.post("/desk/calendar", &[]).await;
        page.is(200).shows("只显示这一次");
        let start = page.text.find("/calendar/").unwrap();
        let address: String = page.text[start..].chars().take_while(|sign| *sign != '"').collect();
        let program = Browser::visitor(t);
        let calendar = program.get(&address).await;
        calendar.is(200).shows("BEGIN:VCALENDAR\r\n").shows("DTSTART;VALUE=DATE:20260415\r\n").shows("示例第一支部");
        assert_eq!(calendar.headers["content-type"], "text/calendar; charset=utf-8");
        program.get("/calendar/0000.ics").await.is(404);
        mara.post("/desk/calendar/revocation", &[]).await.is(303);
        program.get(&address).await.is(404);
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }
}
