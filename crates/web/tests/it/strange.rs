//! Addresses and forms that no page of ours leads to.

use app::account;
use testkit::{World, on_both_engines};

use crate::api::client::Client;
use crate::browser::Browser;

const NOBODY: &str = "01970000-0000-7000-8000-00000000ffff";

on_both_engines! {
    async fn an_unknown_address_is_the_page_of_what_is_hidden(t: TestApp) {
        let visitor = Browser::visitor(t);
        let hidden = visitor.get(&format!("/disclosures/{NOBODY}")).await;
        hidden.is(404).shows("没有找到");
        for path in ["/nothing", "/disclosures/", "/assets/nothing.css", "/desk/nothing/at/all", "/%00"] {
            let unknown = visitor.get(path).await;
            assert_eq!(unknown.is(404).text, hidden.text, "{path}");
            assert_eq!(unknown.headers, hidden.headers, "{path}");
        }
        Client::visitor(t).get("/nothing").await.is_problem(404, "not-found");
    }

    async fn parameters_that_cannot_be_read_are_answered_with_a_sentence(t: TestApp) {
        World::new(t).await;
        let visitor = Browser::visitor(t);
        for path in ["/disclosures?track=party&track=party", "/search?q=a&q=b", "/sign-in?back=/&back=/", "/?track=a&track=b"] {
            visitor.get(path).await.is(422).shows("<h1>").shows("参数无法识别");
        }
        visitor.get("/search?q=%E5%85%AC%E7%A4%BA&before=1").await.is(422).shows("<h1>").shows("翻页位置无法识别");
        visitor.get(&format!("/search?q=%E5%85%AC%E7%A4%BA&before={NOBODY}")).await.is(422).shows("翻页位置无法识别");
        visitor.post("/sign-in", &[("code", "yi")]).await.is(422).shows("<h1>").shows("不完整");
    }

    async fn signs_that_a_database_cannot_hold_never_get_there(t: TestApp) {
        let world = World::new(t).await;
        let mara = Browser::of(t, world.cast.mara).await;
        let paths = [
            "/disclosures?entry=%00", "/search?q=%00", "/search?q=%E5%85%9A&entry=a%00", "/?track=%00",
            "/sign-in?back=%00", "/desk?done=%00", "/desk/matters/new?unit=%00", "/units?q=%00",
        ];
        for path in paths {
            let answer = mara.get(path).await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
        }
        mara.get("/disclosures?entry=%00").await.is(422).shows("<h1>");
        let visitor = Browser::visitor(t);
        visitor.post("/sign-in", &[("code", "yi\0"), ("password", "a\0")]).await.is(422).shows("控制字符");
        mara.post("/account/tokens", &[("label", "a\0")]).await.is(422).shows("控制字符");
        let new = [("unit", world.cast.first.to_string()), ("track", "party".into())];
        let new: Vec<_> = new.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for (name, wrong) in [("title", "示\0例"), ("once", "\0"), ("entry", "\0"), ("title", "示\u{b}例")] {
            let fields = [new.as_slice(), &[("entry", "x"), ("title", "示例")], &[(name, wrong)]].concat();
            mara.post("/desk/matters/new", &fields).await.is(422);
        }
        assert!(account::sign_in(&t.app, ("nobody", "a"), &account::Browser::default()).await.is_err());
    }
}
