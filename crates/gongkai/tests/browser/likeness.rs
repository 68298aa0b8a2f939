//! What texts have in common, in a browser: a drafter is warned and credits or explains, a supervisor looks at a text that
//! forty units share, and a unit that gave three people the same reply finds it on its list.

use app::likeness;
use domain::audience::Token;
use domain::ids::PersonId;
use testkit::{House, TestApp, prose, session_of, unit_name};
use web::paths;

use crate::driver::Browser;
use crate::people;

const PASSWORD: &str = "这是一句足够长的测试用口令";
const UNITS: usize = 40;

struct Office<'t> {
    house: House<'t>,
    browser: &'t Browser,
    address: String,
}

/// All of it, in one organisation.
pub(crate) async fn in_one_organisation(t: &TestApp, browser: &Browser) {
    let house = House::new(t, UNITS).await;
    let address = people::serve(t, "示例党委").await;
    let office = Office {
        house,
        browser,
        address,
    };
    browser.open(&office.address).await;
    office.a_drafter_is_warned_and_credits_or_explains().await;
    office.a_supervisor_opens_what_forty_units_share().await;
    office.the_same_reply_to_three_people_is_found().await;
}

impl Office<'_> {
    /// Another person sits down.
    async fn sits(&self, person: PersonId, path: &str) {
        let session = session_of(self.house.t, person, PASSWORD).await;
        self.browser.leave().await;
        self.browser.cookie("gongkai_session", &session).await;
        self.goes(path).await;
    }

    async fn goes(&self, path: &str) {
        self.browser.open(&(self.address.clone() + path)).await;
    }

    async fn a_drafter_is_warned_and_credits_or_explains(&self) {
        let (house, browser) = (&self.house, self.browser);
        let text = format!("由{}承办。{}", unit_name(0), prose(500, 9));
        house
            .released(0, ("示例借阅办法公示", &text), &[Token::Public])
            .await;
        let draft = house.proposal(("本支部借阅办法公示", &text), &[Token::Public]);
        let [credited, explained] = [
            house.drafted(1, draft.clone()).await,
            house.drafted(1, draft).await,
        ];
        self.sits(house.drafter(1), &paths::desk_plan(&credited)).await;
        browser.sees("有 1 处没有注明出处或者说明").await;
        browser
            .sees(&format!("文中留有其他单位的名称“{}”", unit_name(0)))
            .await;
        browser.picture("likeness-warned").await;
        browser.send("a[href*='/likeness/']").await;
        browser.sees("示例借阅办法公示").await;
        browser.picture("likeness-beside").await;
        browser.send("form[action$='/credits'] button").await;
        self.goes(&paths::desk_plan(&credited)).await;
        browser.sees("已注明出处").await;
        assert!(!browser.text().await.contains("没有注明出处或者说明"));
        self.goes(&paths::desk_plan(&explained)).await;
        browser.send("a[href*='/likeness/']").await;
        browser.send("form[action$='/explanation'] button").await;
        browser.sees("请写明情况").await;
        browser.fill("#words", "两个支部合办，已商定统一公示。").await;
        browser.send("form[action$='/explanation'] button").await;
        browser.sees("已保存说明").await;
        browser.sees("两个支部合办，已商定统一公示。").await;
    }

    async fn a_supervisor_opens_what_forty_units_share(&self) {
        let (house, browser) = (&self.house, self.browser);
        let text = prose(501, 9);
        for unit in 0..UNITS {
            house
                .released(unit, ("示例学习心得公示", &text), &[Token::Public])
                .await;
            house.t.wait_seconds(60);
        }
        while likeness::follow(&house.t.app).await.unwrap() {}
        self.sits(house.supervisor, paths::LIKENESS).await;
        browser.sees(&format!("40 个单位，最早：{}", unit_name(0))).await;
        browser.picture("likeness-list").await;
        browser.send("a[href*='/likeness/clusters/']").await;
        browser.sees("多个单位共用一个文本").await;
        for unit in 0..UNITS {
            browser.sees(&unit_name(unit)).await;
        }
        browser.picture("likeness-cluster").await;
        browser.follow(&unit_name(7)).await;
        browser.sees("办结").await;
        browser.fill("#closing", "统一印发的学习材料，可以沿用。").await;
        browser.press("input[value='reasonable']").await;
        browser.send("form[action$='/closing'] button").await;
        browser.sees("已办结").await;
        browser.sees("统一印发的学习材料，可以沿用。").await;
    }

    async fn the_same_reply_to_three_people_is_found(&self) {
        let (house, browser) = (&self.house, self.browser);
        for person in house.hands[3] {
            let text = format!("您反映的情况收悉。{}", prose(502, 8));
            house
                .released(2, ("示例来信答复", &text), &[Token::Person(person)])
                .await;
            house.t.wait_seconds(60);
        }
        while likeness::follow(&house.t.app).await.unwrap() {}
        self.sits(house.drafter(2), &format!("{}?kind=reply", paths::LIKENESS))
            .await;
        browser.press(".list summary").await;
        let page = browser.text().await;
        assert_eq!(
            page.matches(&format!("与{}《示例来信答复》", unit_name(2)))
                .count(),
            3,
            "each of the three with each before it: {page}"
        );
        // nobody else hears of replies
        self.sits(house.supervisor, &format!("{}?kind=reply", paths::LIKENESS))
            .await;
        browser.sees("没有符合条件的雷同").await;
    }
}
