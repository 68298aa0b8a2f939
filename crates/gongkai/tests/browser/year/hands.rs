//! What the people of the year do with their hands: sign in, draft, review, approve, look.

use domain::words::Stage;
use testkit::{Cast, TestApp};

use crate::driver::Browser;
use crate::people::PASSWORD;

/// The button of the form in the middle of a page.
pub(super) const DO: &str = "main form[method=post] button.primary";
/// What everybody gets who may not see something, and for what is not there at all.
pub(super) const NOTHING: &str = "没有找到，或者您无权查看";

/// A reader: the code of somebody, or nobody who is signed in.
pub(super) const VISITOR: &str = "";

/// How a matter's plans come to their release.
#[derive(Clone, Copy)]
pub(super) struct Route {
    pub(super) reviews: &'static [&'static str],
    /// Whether the unit gives its view and its superior decides.
    pub(super) goes_up: bool,
}

/// What somebody writes into the form of a plan.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) title: &'t str,
    pub(super) body: &'t str,
    /// Who may see it at once.
    pub(super) scope: &'t str,
    /// In how many days everybody may, when they ever may.
    pub(super) public_after: Option<i64>,
}

/// One unit, its superior, and a browser that they all sit down at.
pub(super) struct Year<'y> {
    pub(super) t: &'y TestApp,
    pub(super) browser: &'y Browser,
    pub(super) cast: Cast,
    pub(super) address: String,
}

impl Year<'_> {
    pub(super) async fn open(&self, path: &str) {
        self.browser.open(&(self.address.clone() + path)).await;
    }

    /// Somebody else sits down.
    pub(super) async fn sign_in(&self, code: &str) {
        self.browser.leave().await;
        if code == VISITOR {
            return;
        }
        self.open("/sign-in").await;
        self.browser.fill("#code", code).await;
        self.browser.fill("#password", PASSWORD).await;
        self.browser.send("main button.primary").await;
        assert_ne!(self.browser.path().await, "/sign-in", "{code} is not signed in");
    }

    /// Somebody opens a page.
    pub(super) async fn at(&self, code: &str, path: &str) {
        self.sign_in(code).await;
        self.open(path).await;
    }

    /// What each of these reads on a page.
    pub(super) async fn each_sees(&self, path: &str, readers: &[(&str, &str)]) {
        for (code, words) in readers {
            self.at(code, path).await;
            self.browser.sees(words).await;
        }
    }

    pub(super) async fn hides(&self, words: &str) {
        let text = self.browser.text().await;
        let path = self.browser.path().await;
        assert!(!text.contains(words), "{path} says “{words}”:\n{text}");
    }

    /// A matter of an entry, of so much money; the address on its desk.
    pub(super) async fn matter(&self, by: &str, (entry, title, amount): (&str, &str, &str)) -> String {
        self.at(by, "/desk/matters/new?track=party").await;
        self.browser.choose("#entry", entry).await;
        self.browser.fill("#title", title).await;
        if !amount.is_empty() {
            self.browser.fill("#amount", amount).await;
        }
        self.browser.send(DO).await;
        self.browser.sees("事项已登记").await;
        self.browser.path().await
    }

    /// Fills in the form of a stage's plan, as far as the buttons below it.
    pub(super) async fn fill_in(&self, by: &str, (matter, stage): (&str, Stage), text: Text<'_>) {
        self.at(by, &format!("{matter}/plans/new?stage={}", stage.code()))
            .await;
        self.browser.fill("#title", text.title).await;
        self.browser.write(text.body).await;
        self.browser.fill("#basis", "《示例党务公开办法》第五条").await;
        self.browser.choose("#scope-0", text.scope).await;
        if let Some(days) = text.public_after {
            if self.browser.lacks("#scope-1").await {
                self.browser.send("button[value=more]").await;
            }
            self.browser.choose("#scope-1", "public").await;
            let app = &self.t.app;
            let day = app.now().plus_days(days).day(app.zone());
            self.browser.set_moment("#from-1", &format!("{day}T09:00")).await;
        }
        self.browser.press_all("input[name=element]").await;
    }

    /// A plan that is sent to review; its address.
    pub(super) async fn submitted(&self, by: &str, place: (&str, Stage), text: Text<'_>) -> String {
        self.fill_in(by, place, text).await;
        self.submit().await;
        self.browser.path().await
    }

    /// Sends what is in the form to review.
    pub(super) async fn submit(&self) {
        self.browser.send("p.actions button[value=submit]").await;
        self.browser.sees("已送审").await;
    }

    /// Every opinion that a plan needs before somebody decides.
    pub(super) async fn judged(&self, plan: &str, route: Route) {
        for kind in route.reviews {
            let code = match *kind {
                "secrecy" => "bao",
                "discipline" => "ji",
                _ => "shen",
            };
            self.at(code, plan).await;
            let form = format!("form:has(input[value={kind}])");
            self.browser.press(&format!("{form} input[value=agree]")).await;
            self.browser.send(&format!("{form} button.primary")).await;
        }
    }

    /// The unit's view, where the superior decides.
    pub(super) async fn endorsed(&self, plan: &str) {
        self.at("pi", plan).await;
        self.browser.sees("超出本单位审批权限").await;
        self.browser
            .fill("#words-endorsement", "情况属实，同意上报。")
            .await;
        self.browser
            .send("form[action$=endorsement] button.primary")
            .await;
        self.browser.sees("上报意见已记录").await;
    }

    /// The approval; where readers find it.
    pub(super) async fn approved(&self, by: &str, plan: &str) -> String {
        self.at(by, plan).await;
        self.browser.send("form[action$=approval] button.primary").await;
        self.released(plan).await
    }

    /// Where readers find what a plan became; whoever decides above need not be one of them.
    async fn released(&self, plan: &str) -> String {
        self.at("bao", plan).await;
        self.browser.sees("已公开，看公开件").await;
        self.browser.send("main .title a[href^='/disclosures/']").await;
        self.browser.path().await
    }

    /// From review to readers.
    pub(super) async fn decided(&self, plan: &str, route: Route) -> String {
        self.judged(plan, route).await;
        if route.goes_up {
            self.endorsed(plan).await;
            self.approved("shu", plan).await
        } else {
            self.approved("pi", plan).await
        }
    }

    /// The whole way of a stage: its plan, and where readers find it.
    pub(super) async fn disclosed(
        &self,
        by: &str,
        place: (&str, Stage),
        text: Text<'_>,
        route: Route,
    ) -> (String, String) {
        let plan = self.submitted(by, place, text).await;
        let disclosure = self.decided(&plan, route).await;
        (plan, disclosure)
    }
}
