//! An office: an organisation read from a workbook that another program made, the starter rulebooks, and a server.

use app::organisation::{self, Mode};
use app::{account, rulebook};
use domain::ids::PersonId;
use testkit::TestApp;

/// The branch whose matter the test follows: 示例支部0.
pub(crate) const BRANCH: &str = "0010100";
pub(crate) const PASSWORD: &str = "browse-and-be-merry";

const POSTS: &str = "岗位编码,单位编码,岗位名称,职责
B1,0010100,公开经办岗,起草
B2,0010100,保密审查岗,保密审查
B3,0010100,审核岗,审核、合法性审查
B4,0010100,纪检委员岗,纪委审核
B5,0010100,支部书记岗,审批
";

const HOLDINGS: &str = "岗位编码,人员编码,任职日期,离任日期
B1,10001,2026-01-01,
B2,10003,2026-01-01,
B3,10005,2026-01-01,
B4,10007,2026-01-01,
B5,10011,2026-01-01,
";

/// A served platform and the people in it.
pub(crate) struct Office {
    pub(crate) address: String,
}

impl Office {
    pub(crate) async fn open(t: &TestApp) -> Self {
        let workbook = include_bytes!("../../../documents/tests/files/organisation.xlsx");
        for (name, bytes) in [
            ("组织.xlsx", workbook.as_slice()),
            ("岗位.csv", POSTS.as_bytes()),
            ("任职.csv", HOLDINGS.as_bytes()),
        ] {
            let report = organisation::import(&t.app, None, name, bytes, Mode::ForReal)
                .await
                .unwrap();
            assert!(report.applied, "{name}: {:?}", report.problems);
        }
        let root = organisation::directory(&t.app).await.unwrap()[0].unit.clone();
        for rules in [
            (
                "party.toml",
                include_str!("../../../../rulebooks/party-grassroots.toml"),
            ),
            (
                "government.toml",
                include_str!("../../../../rulebooks/government-standard.toml"),
            ),
        ] {
            rulebook::enact(&t.app, root.id, rules).await.unwrap();
        }
        let address = serve(t, &root.name).await;
        Self { address }
    }

    /// A first sign-in link for somebody, as an administrator would hand it over.
    pub(crate) async fn invite(&self, t: &TestApp, code: &str) -> String {
        let person: PersonId = organisation::person_by_code(&t.app, code)
            .await
            .unwrap()
            .unwrap()
            .id;
        self.address.clone() + &web::paths::welcome(&account::invite(&t.app, None, person).await.unwrap())
    }
}

/// Serves a platform on a free port, as long as the test lasts.
pub(crate) async fn serve(t: &TestApp, name: &str) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = web::router(web::Site::new(t.app.clone(), name));
    #[expect(
        clippy::disallowed_methods,
        reason = "the server of a test, which ends with it"
    )]
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}
