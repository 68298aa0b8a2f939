//! What comes after a release, and after a year: correcting, withdrawing, handing over, archiving.

use domain::words::Stage;

use super::hands::{DO, NOTHING, VISITOR, Year};
use super::{BODY, MONTHLY, PLAIN, Shown, for_members};

impl Year<'_> {
    /// 更正: a new version, and every change for those who could read the old one.
    pub(super) async fn a_mistake_is_corrected(&self, old: Shown) {
        let b = self.browser;
        self.at("mara", &format!("{}/correction", old.plan)).await;
        b.fill("#why", "受理电话写错。").await;
        b.send(DO).await;
        b.sees("这是对已公开内容的更正").await;
        b.picture("year-5-correcting").await;
        self.each_sees(&old.disclosure, &[("yi", "8001")]).await;
        self.hides("已被更正").await;
        self.at("mara", &old.plan).await;
        b.write(&BODY.replace("8001", "8002")).await;
        self.submit().await;
        let new = self.decided(&old.plan, PLAIN).await;
        assert_ne!(new, old.disclosure);
        for reader in ["yi", "shu"] {
            self.each_sees(&old.disclosure, &[(reader, "本件已被更正")]).await;
            self.open(&new).await;
            b.sees("受理电话写错。").await;
            b.send("a[href*=difference]").await;
            assert!(!b.lacks("main del").await && !b.lacks("main ins").await);
        }
        b.picture("year-5-difference").await;
        let from = old.disclosure.rsplit('/').next().unwrap();
        for hidden in [
            old.disclosure.clone(),
            new.clone(),
            format!("{new}/difference?from={from}"),
        ] {
            self.each_sees(&hidden, &[(VISITOR, NOTHING)]).await;
        }
    }

    /// 撤回: one asks, another confirms, a tombstone stays.
    pub(super) async fn what_should_not_be_there_is_withdrawn_by_two(&self) {
        let b = self.browser;
        let matter = self.matter("mara", (MONTHLY, "四月“三会一课”", "")).await;
        let text = for_members("四月“三会一课”执行情况");
        let (plan, shown) = self
            .disclosed("mara", (&matter, Stage::Result), text, PLAIN)
            .await;
        self.at("mara", &format!("{plan}/withdrawal")).await;
        b.press("input[value=personal_data]").await;
        b.fill("#words", "误列了个人电话。").await;
        b.send(DO).await;
        b.sees("已经提出撤回申请").await;
        assert!(
            b.lacks("form[action$=confirmation]").await,
            "who asked does not confirm"
        );
        self.each_sees(&shown, &[("yi", text.title)]).await;
        self.at("pi", "/desk").await;
        b.sees("待我确认的撤回").await;
        self.open(&format!("{plan}/withdrawal")).await;
        b.sees("误列了个人电话。").await;
        b.picture("year-6-confirming").await;
        b.send("form[action$=confirmation] button.primary").await;
        for reader in ["yi", "shu"] {
            self.each_sees(&shown, &[(reader, "本件已经撤回")]).await;
            self.hides(text.title).await;
        }
        b.picture("year-6-tombstone").await;
        self.each_sees(&shown, &[(VISITOR, NOTHING)]).await;
    }

    /// 交接: the successor finishes what lay open.
    pub(super) async fn a_post_changes_hands_with_an_open_draft(&self) {
        let b = self.browser;
        let matter = self.matter("mara", (MONTHLY, "五月“三会一课”", "")).await;
        let text = for_members("五月“三会一课”执行情况");
        self.fill_in("mara", (&matter, Stage::Result), text).await;
        b.send("p.actions button[value=save]").await;
        b.sees("已保存").await;
        let plan = b.path().await;
        let post = web::paths::post(&testkit::post_of(&self.cast, self.cast.mara));
        self.at("pi", &post).await;
        b.sees(text.title).await;
        b.press("details:has(#successor) summary").await;
        b.fill("#successor", "xin").await;
        b.picture("year-7-handover").await;
        b.send("form[action$=handover] button").await;
        b.sees("岗位已交接").await;
        self.each_sees(&plan, &[("mara", NOTHING), ("yi", NOTHING)]).await;
        self.at("xin", "/desk").await;
        b.picture("year-7-desk").await;
        b.follow(text.title).await;
        b.write(&BODY.replace("公开如下", "如实公开如下")).await;
        self.submit().await;
        let shown = self.decided(&plan, PLAIN).await;
        self.each_sees(
            &shown,
            &[
                ("yi", "如实公开如下"),
                ("shu", "如实公开如下"),
                (VISITOR, NOTHING),
            ],
        )
        .await;
    }

    /// 归档: not while the year runs, not while something of it is open.
    pub(super) async fn the_year_is_archived(&self) {
        let b = self.browser;
        let register = web::paths::register(&self.cast.first, 2026, "");
        let close = "form[action*=archive] button";
        self.at("pi", &register).await;
        assert!(b.lacks(close).await, "the year is still running");
        self.t.wait_days(200);
        self.t.work().await;
        let matter = self.matter("xin", (MONTHLY, "十二月“三会一课”", "")).await;
        self.t.wait_days(60);
        self.at("pi", &register).await;
        b.sees("还没有办完的事项").await;
        b.sees("十二月“三会一课”").await;
        assert!(b.lacks(close).await, "something is open");
        b.picture("year-8-open").await;
        let text = for_members("十二月“三会一课”执行情况");
        self.disclosed("xin", (&matter, Stage::Result), text, PLAIN).await;
        self.at("pi", &register).await;
        b.send(close).await;
        b.sees("2026 年已归档：皮示批").await;
        b.sees("已撤回").await;
        self.hides("四月“三会一课”").await;
        b.picture("year-8-archived").await;
        self.each_sees(&register, &[("yi", NOTHING), ("er", NOTHING), ("shu", NOTHING)])
            .await;
        self.at(VISITOR, &register).await;
        assert_eq!(b.path().await, "/sign-in");
    }
}
