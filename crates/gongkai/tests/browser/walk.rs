//! The way of one matter, as people walk it.

use demo::text::{About, Length, compose};
use domain::words::{Stage, Track};
use testkit::TestApp;

use crate::driver::Browser;
use crate::people::{BRANCH, Office, PASSWORD};

const DRAFTER: &str = "10001";
const REVIEWERS: [(&str, &str); 3] = [("10003", "secrecy"), ("10005", "check"), ("10007", "discipline")];
const APPROVER: &str = "10011";
const MEMBER: &str = "10009";
const STRANGER: &str = "10015";
/// 社会救助: three stages, a notice period of five working days, for the unit at first and for everybody later.
const ENTRY: &str = "ZW-10-01";

struct Walk<'w> {
    t: &'w TestApp,
    office: &'w Office,
    browser: &'w Browser,
}

/// From the first sign-in to the result that everybody can read.
pub(crate) async fn three_stages(t: &TestApp, office: &Office, browser: &Browser) {
    let walk = Walk { t, office, browser };
    for code in [DRAFTER, APPROVER, MEMBER, STRANGER]
        .into_iter()
        .chain(REVIEWERS.map(|(code, _)| code))
    {
        walk.first_sign_in(code).await;
    }
    walk.visitor_sees_nothing_yet().await;
    let matter = walk.open_matter().await;
    for (stage, title) in [
        (Stage::Before, "困难职工救助方案（征求意见）"),
        (Stage::Decision, "困难职工救助方案的决定"),
        (Stage::Result, "困难职工救助资金发放结果"),
    ] {
        let plan = walk.draft(&matter, stage, title).await;
        walk.review(&plan, stage).await;
        walk.approve(&plan, stage).await;
        let disclosure = walk.member_reads(title, stage).await;
        walk.only_the_branch_sees_it(&disclosure).await;
        // the public is let in ten days later, and the notice period is over by then
        t.wait_days(11);
        walk.everybody_reads(&disclosure, title, stage).await;
    }
    walk.the_strip_is_complete().await;
}

/// A drafter in front of a plan that nobody has written yet.
pub(crate) async fn to_an_empty_plan(t: &TestApp, office: &Office, browser: &Browser) {
    let walk = Walk { t, office, browser };
    walk.first_sign_in(DRAFTER).await;
    let matter = walk.open_matter().await;
    let address = walk.at(&format!("{matter}/plans/new?stage={}", Stage::Before.code()));
    browser.open(&address).await;
}

impl Walk<'_> {
    fn at(&self, path: &str) -> String {
        self.office.address.clone() + path
    }

    async fn first_sign_in(&self, code: &str) {
        let link = self.office.invite(self.t, code).await;
        self.browser.leave().await;
        self.browser.open(&link).await;
        self.browser.fill("#new", PASSWORD).await;
        self.browser.fill("#again", PASSWORD).await;
        if code == DRAFTER {
            self.browser.picture("welcome").await;
        }
        self.browser.send("main button.primary").await;
        assert_ne!(self.browser.path().await, "/sign-in", "{code} is not signed in");
    }

    async fn sign_in(&self, code: &str) {
        self.browser.leave().await;
        self.browser.open(&self.at("/sign-in")).await;
        self.browser.fill("#code", code).await;
        self.browser.fill("#password", PASSWORD).await;
        self.browser.send("main button.primary").await;
    }

    async fn visitor_sees_nothing_yet(&self) {
        self.browser.leave().await;
        self.browser.open(&self.at("/")).await;
        self.browser.picture("portal-empty").await;
        self.browser.open(&self.at("/disclosures")).await;
        assert!(!self.browser.text().await.contains("困难职工"));
    }

    async fn open_matter(&self) -> String {
        self.sign_in(DRAFTER).await;
        self.browser
            .open(&self.at("/desk/matters/new?track=government"))
            .await;
        self.browser.picture("matter-new").await;
        self.browser.choose("#entry", ENTRY).await;
        self.browser.fill("#title", "困难职工救助").await;
        self.browser.send("main form[method=post] button.primary").await;
        self.browser.sees("困难职工救助").await;
        self.browser.picture("desk-matter").await;
        self.browser.path().await
    }

    async fn draft(&self, matter: &str, stage: Stage, title: &str) -> String {
        self.sign_in(DRAFTER).await;
        self.browser
            .open(&self.at(&format!("{matter}/plans/new?stage={}", stage.code())))
            .await;
        self.browser.fill("#title", title).await;
        self.browser.write(&body(stage, self.t)).await;
        self.browser.fill("#basis", "《示例救助办法》第五条").await;
        self.audience().await;
        self.browser.press_all("input[name=element]").await;
        self.browser.send("button[value=preview]").await;
        self.browser.sees(title).await;
        self.browser.picture(&format!("plan-edit-{}", stage.code())).await;
        self.browser.send("form button.primary").await;
        let path = self.browser.path().await;
        assert!(path.starts_with("/desk/plans/"), "{path}");
        path
    }

    /// The branch at once, everybody ten days later.
    async fn audience(&self) {
        let unit = app::organisation::directory(&self.t.app).await.unwrap();
        let branch = unit.iter().find(|line| line.unit.code == BRANCH).unwrap().unit.id;
        self.browser.choose("#scope-0", &format!("unit:{branch}")).await;
        if self.browser.lacks("#scope-1").await {
            self.browser.send("button[value=more]").await;
        }
        self.browser.choose("#scope-1", "public").await;
        let later = self.t.app.now().plus_days(10).day(self.t.app.zone());
        self.browser
            .set_moment("#from-1", &format!("{later}T09:00"))
            .await;
    }

    async fn review(&self, plan: &str, stage: Stage) {
        for (code, kind) in REVIEWERS {
            self.sign_in(code).await;
            self.browser.open(&self.at("/desk")).await;
            self.browser.picture(&format!("desk-{kind}")).await;
            self.browser.open(&self.at(plan)).await;
            self.browser
                .picture(&format!("plan-review-{}-{kind}", stage.code()))
                .await;
            let form = format!("form:has(input[value={kind}])");
            self.browser.press(&format!("{form} input[value=agree]")).await;
            self.browser.send(&format!("{form} button.primary")).await;
        }
    }

    async fn approve(&self, plan: &str, stage: Stage) {
        self.sign_in(APPROVER).await;
        self.browser.open(&self.at(plan)).await;
        self.browser
            .picture(&format!("plan-approve-{}", stage.code()))
            .await;
        self.browser.send("form[action$=approval] button.primary").await;
        self.browser.open(&self.at(plan)).await;
        self.browser.sees("已公开").await;
    }

    /// The member finds it in the list and reads it.
    async fn member_reads(&self, title: &str, stage: Stage) -> String {
        self.sign_in(MEMBER).await;
        self.browser.open(&self.at("/disclosures")).await;
        self.browser.picture("list").await;
        self.browser.follow(title).await;
        self.browser.sees("为什么").await;
        self.browser.sees("示例支部0").await;
        self.browser
            .picture(&format!("disclosure-{}", stage.code()))
            .await;
        self.browser.path().await
    }

    /// Somebody of another branch and a visitor get the same page as for something that does not exist.
    async fn only_the_branch_sees_it(&self, disclosure: &str) {
        self.sign_in(STRANGER).await;
        self.browser.open(&self.at(disclosure)).await;
        self.browser.sees("没有找到").await;
        self.browser.leave().await;
        self.browser.open(&self.at(disclosure)).await;
        self.browser.sees("没有找到").await;
        self.browser.picture("not-found").await;
    }

    async fn everybody_reads(&self, disclosure: &str, title: &str, stage: Stage) {
        self.browser.leave().await;
        self.browser.open(&self.at(disclosure)).await;
        self.browser.sees(title).await;
        self.browser.open(&self.at("/search?q=救助")).await;
        self.browser.sees(title).await;
        self.browser.picture(&format!("search-{}", stage.code())).await;
    }

    async fn the_strip_is_complete(&self) {
        self.browser.open(&self.at("/")).await;
        self.browser.picture("portal").await;
        self.browser.follow("困难职工救助资金发放结果").await;
        self.browser.picture("disclosure").await;
        self.browser.follow("困难职工救助").await;
        for stage in ["事前", "决策", "结果"] {
            self.browser.sees(stage).await;
        }
        self.browser.picture("matter").await;
    }
}

/// A realistic document; the decision's has at least 5,000 characters and tables.
pub(crate) fn body(stage: Stage, t: &TestApp) -> String {
    let elements = ["救助对象和条件", "救助标准", "申请程序", "发放结果"].map(String::from);
    let about = About {
        track: Track::Government,
        entry_name: "社会救助",
        category: "民生",
        elements: &elements,
        stage,
        unit_name: "示例支部0",
        day: t.app.today(),
        length: if stage == Stage::Decision {
            Length::Long
        } else {
            Length::Usual
        },
    };
    let body = compose(7, about).body;
    assert!(stage != Stage::Decision || 5_000 <= body.chars().count() && body.contains("\n| "));
    body
}
