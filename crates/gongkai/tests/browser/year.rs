//! A year of one unit, as people live it: the catalogue it files, what it owes, what it discloses, corrects and
//! withdraws, who follows whom, and the archive at its end. Only the clock and the roster are the test's own.

mod hands;
mod later;

use app::organisation::{self, Changes};
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::words::{Stage, Track};
use testkit::{TestApp, World, session_of};

use self::hands::{DO, NOTHING, Route, Text, VISITOR, Year};
use crate::driver::Browser;
use crate::people::{self, PASSWORD};

const PLAIN: Route = Route {
    reviews: &["secrecy", "check"],
    goes_up: false,
};
const UP: Route = Route {
    reviews: &["secrecy", "check", "discipline"],
    goes_up: true,
};
/// What the branch does each month.
const MONTHLY: &str = "DW-03-02";
const BODY: &str = "经支部委员会研究，现将有关情况公开如下。\n\n受理电话：内线 8001。";

/// A text for every Party member at once, and for nobody else.
const fn for_members(title: &str) -> Text<'_> {
    Text {
        title,
        body: BODY,
        scope: "members",
        public_after: None,
    }
}

/// One year, station by station.
pub(crate) async fn of_one_unit(t: &TestApp, browser: &Browser) {
    let world = World::new(t).await;
    let year = Year {
        t,
        browser,
        cast: world.cast,
        address: people::serve(t, "示例机关党委").await,
    };
    year.everybody_has_a_password().await;
    year.the_catalogue_comes_into_force().await;
    let march = year.what_is_owed_is_met_or_excused_or_overdue().await;
    year.a_cadre_is_appointed_after_the_notice_period().await;
    year.a_large_expense_goes_up().await;
    year.a_mistake_is_corrected(march).await;
    year.what_should_not_be_there_is_withdrawn_by_two().await;
    year.a_post_changes_hands_with_an_open_draft().await;
    year.the_year_is_archived().await;
    let findings = app::audit::run(&t.app, |_, _| {}).await.unwrap();
    assert!(findings.is_clean(), "{findings:#?}");
}

/// A disclosure, and the plan it came from.
struct Shown {
    plan: String,
    disclosure: String,
}

impl Year<'_> {
    /// Besides the cast, somebody who will follow the drafter.
    async fn everybody_has_a_password(&self) {
        let (app, cast) = (&self.t.app, &self.cast);
        let successor = Person {
            id: PersonId(app.new_id()),
            code: "xin".into(),
            name: "辛示任".into(),
            unit: cast.first,
            member: true,
            active: true,
        };
        let people = [
            cast.mara,
            cast.bao,
            cast.shen,
            cast.ji,
            cast.pi,
            cast.shu,
            cast.yi,
            cast.er,
            successor.id,
        ];
        let changes = Changes {
            persons: vec![successor],
            ..Changes::default()
        };
        organisation::settle(app, None, &changes).await.unwrap();
        for person in people {
            session_of(self.t, person, PASSWORD).await;
        }
    }

    /// 目录: drafted, checked, filed with the superior, accepted, in force.
    async fn the_catalogue_comes_into_force(&self) {
        let b = self.browser;
        let public = web::paths::catalogue(&self.cast.first, Track::Party);
        self.each_sees(&public, &[(VISITOR, "适用上级“示例机关党委”的目录")])
            .await;
        self.at("mara", &web::paths::new_catalogue(&self.cast.first, Track::Party))
            .await;
        b.press("input[value=in_force]").await;
        b.send(DO).await;
        let version = b.path().await;
        self.a_new_entry(&version).await;
        b.picture("year-1-catalogue-draft").await;
        b.send("form[action$=submission] button.primary").await;
        for (code, step) in [("shen", "check"), ("pi", "filing")] {
            self.each_sees(&public, &[(VISITOR, "适用上级")]).await;
            self.hides("示例新增条目").await;
            self.at(code, &version).await;
            b.fill("#words", "准确。").await;
            b.send(&format!("form[action$={step}] button.primary")).await;
        }
        self.each_sees(&version, &[("yi", NOTHING), ("er", NOTHING)])
            .await;
        self.at("shu", "/desk").await;
        b.sees("待备案").await;
        self.open(&version).await;
        b.picture("year-1-catalogue-filed").await;
        b.send("form[action$=acceptance] button.primary").await;
        for reader in [VISITOR, "yi", "shu"] {
            self.each_sees(&public, &[(reader, "示例新增条目")]).await;
            b.sees("第 1 版，2026-03-02 起").await;
        }
        b.picture("year-1-catalogue").await;
    }

    /// An entry of the unit's own.
    async fn a_new_entry(&self, version: &str) {
        let b = self.browser;
        self.open(&format!("{version}/entries/new")).await;
        for (field, value) in [
            ("#key", "DW-01-77"),
            ("#name", "示例新增条目"),
            ("#elements", "要素甲"),
            ("#basis", "《示例规定》第三条"),
            ("#words", "自形成之日起十个工作日内"),
            ("#responsible", "示例岗位"),
        ] {
            b.fill(field, value).await;
        }
        b.choose("#narrowest", "unit").await;
        b.choose("#widest", "members").await;
        b.choose("#rhythm", "per_event").await;
        for choice in [
            "stage][value=result",
            "review][value=secrecy",
            "review][value=check",
            "way][value=platform",
        ] {
            let choice = format!("input[name={choice}]");
            if b.lacks(&format!("{choice}:checked")).await {
                b.press(&choice).await;
            }
        }
        b.send(DO).await;
        b.sees("示例新增条目").await;
    }

    /// Three months' tasks: one is met, one is excused, the rest is overdue after its day.
    async fn what_is_owed_is_met_or_excused_or_overdue(&self) -> Shown {
        let list = web::paths::obligations(&self.cast.first);
        self.at("mara", &list).await;
        self.browser.sees("“三会一课”执行情况：2026 年 03 月").await;
        let matter = self.matter("mara", (MONTHLY, "三月“三会一课”", "")).await;
        let text = for_members("三月“三会一课”执行情况");
        let (plan, disclosure) = self
            .disclosed("mara", (&matter, Stage::Result), text, PLAIN)
            .await;
        self.each_sees(
            &disclosure,
            &[("yi", text.title), ("shu", text.title), (VISITOR, NOTHING)],
        )
        .await;
        self.one_is_excused(&list).await;
        self.t.wait_days(49);
        self.t.work().await;
        self.the_rest_is_overdue(&list).await;
        Shown { plan, disclosure }
    }

    async fn one_is_excused(&self, list: &str) {
        let b = self.browser;
        self.at("mara", list).await;
        b.send("a[href*='excuses/new'][href*='DW-03-03'][href*='2026-03-01']")
            .await;
        b.fill("#reason", "本月没有组织主题党日。").await;
        b.send(DO).await;
        b.sees("已申请免于公开，待答复").await;
        self.at("shu", "/desk").await;
        b.sees("本月没有组织主题党日。").await;
        b.send("main a[href^='/desk/excuses/']").await;
        b.press("input[name=consents][value=yes]").await;
        b.fill("#words", "情况属实，同意。").await;
        b.picture("year-2-excuse").await;
        b.send(DO).await;
        b.sees("上级已同意免于公开").await;
    }

    async fn the_rest_is_overdue(&self, list: &str) {
        let b = self.browser;
        let standing = |state: &str| web::paths::obligations_of(&self.cast.first, 2026, state);
        for reader in ["mara", "shu"] {
            self.at(reader, &standing("fulfilled")).await;
            b.sees("“三会一课”执行情况：2026 年 03 月").await;
            self.open(&standing("excused")).await;
            b.sees("主题党日活动：2026 年 03 月").await;
            self.open(&standing("overdue")).await;
            b.sees("纠治“四风”情况：2026 年第 1 季度").await;
            b.sees("已逾期，自").await;
            self.hides("执行情况：2026 年 03 月").await;
            self.hides("主题党日活动：2026 年 03 月").await;
        }
        b.picture("year-2-overdue").await;
        self.open(&web::paths::obligations_below(&self.cast.organ, 2026))
            .await;
        b.sees("示例第一支部").await;
        b.picture("year-2-overview").await;
        self.at("mara", "/desk").await;
        b.sees("应公开任务：快到期和已逾期").await;
        self.each_sees(list, &[("yi", NOTHING), ("er", NOTHING)]).await;
        self.at(VISITOR, list).await;
        assert_eq!(b.path().await, "/sign-in");
    }

    /// 任前公示: what follows it waits until its notice period is over.
    async fn a_cadre_is_appointed_after_the_notice_period(&self) {
        let b = self.browser;
        let matter = self.matter("mara", ("DW-04-06", "示例岗位任职", "")).await;
        let before = for_members("示例岗位选任方案");
        self.disclosed("mara", (&matter, Stage::Before), before, UP).await;
        let notice = Text {
            public_after: Some(2),
            ..for_members("示例岗位任职前公示")
        };
        let (_, shown) = self
            .disclosed("mara", (&matter, Stage::Decision), notice, UP)
            .await;
        self.each_sees(
            &shown,
            &[("yi", notice.title), ("shu", notice.title), (VISITOR, NOTHING)],
        )
        .await;
        let text = for_members("示例岗位任职决定");
        self.fill_in("mara", (&matter, Stage::Result), text).await;
        b.send("button[value=preview]").await;
        b.sees("“决策”阶段的公示期为 5 个工作日").await;
        b.picture("year-3-notice-running").await;
        self.submit().await;
        let plan = b.path().await;
        self.judged(&plan, UP).await;
        self.endorsed(&plan).await;
        self.at("shu", &plan).await;
        b.sees("准入检查没有通过，现在不能批准").await;
        assert!(b.lacks("form[action$=approval] button").await);
        b.picture("year-3-refused").await;
        self.t.wait_days(8);
        self.t.work().await;
        let result = self.approved("shu", &plan).await;
        self.each_sees(&result, &[("yi", text.title), (VISITOR, NOTHING)])
            .await;
        self.each_sees(&shown, &[(VISITOR, notice.title)]).await;
        b.picture("year-3-notice").await;
    }

    /// 大额支出: beyond the unit's authority by its amount.
    async fn a_large_expense_goes_up(&self) {
        let b = self.browser;
        let matter = self.matter("mara", ("DW-04-08", "示例活动室修缮", "80000")).await;
        let unit = format!("unit:{}", self.cast.first);
        let own = |title| Text {
            scope: &unit,
            ..for_members(title)
        };
        let text = own("示例活动室修缮经费安排");
        let plan = self.submitted("mara", (&matter, Stage::Before), text).await;
        self.judged(&plan, UP).await;
        self.at("shu", "/desk").await;
        self.hides(text.title).await;
        self.at("pi", &plan).await;
        b.sees("单笔五万元以上的党费和活动经费，报上级审批").await;
        assert!(b.lacks("form[action$=approval]").await);
        b.picture("year-4-view").await;
        self.endorsed(&plan).await;
        self.at("shu", "/desk").await;
        b.sees(text.title).await;
        self.open(&plan).await;
        b.sees("情况属实，同意上报。").await;
        b.picture("year-4-approval").await;
        let shown = self.approved("shu", &plan).await;
        self.each_sees(&shown, &[("yi", text.title), ("er", NOTHING), (VISITOR, NOTHING)])
            .await;
        self.t.wait_days(20);
        for (stage, title) in [
            (Stage::Decision, "示例活动室修缮经费的决定"),
            (Stage::Result, "示例活动室修缮经费使用结果"),
        ] {
            let (_, shown) = self.disclosed("mara", (&matter, stage), own(title), UP).await;
            self.each_sees(&shown, &[("yi", title), ("er", NOTHING)]).await;
        }
    }
}
