//! Who had the words first, and what happens to an index that was disturbed half-way.

use app::likeness::{self, Filter, Index};
use app::{App, correction, plan};
use domain::audience::Token;
use domain::ids::{DisclosureId, PersonId, PlanId};
use testkit::{House, TestApp, on_both_engines, prose};

use super::found;
use crate::after::clean;

/// What stands on the list: each text with what it is alike to.
async fn pairs(app: &App, by: PersonId) -> Vec<(DisclosureId, DisclosureId)> {
    while likeness::follow(app).await.unwrap() {}
    let list = likeness::list(app, by, &Filter::default(), (None, 30))
        .await
        .unwrap();
    let mut pairs = Vec::new();
    for item in list.items {
        pairs.extend(
            item.findings
                .iter()
                .map(|finding| (item.text.id, finding.source.id)),
        );
    }
    pairs.sort();
    pairs
}

/// A correction of a released text, drafted with other words.
async fn corrected(house: &House<'_>, unit: usize, plan: PlanId, (from, to): (&str, &str)) {
    let drafter = house.drafter(unit);
    correction::begin(&house.t.app, drafter, plan, "改字。")
        .await
        .unwrap();
    let shown = plan::show(&house.t.app, drafter, plan).await.unwrap();
    let mut better = shown.proposal;
    better.body = better.body.replace(from, to);
    plan::edit(&house.t.app, drafter, plan, shown.edition, &better)
        .await
        .unwrap();
}

on_both_engines! {
    async fn who_had_the_words_first_may_correct_them_and_has_copied_nobody(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let plan = house.drafted(0, house.proposal(("原文", &prose(1, 12)), &[Token::Public])).await;
        let first = house.releases(0, plan).await;
        t.wait_seconds(60);
        let copy = house.released(1, ("照抄", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        assert_eq!(pairs(&app, house.supervisor).await, [(copy, first)]);
        corrected(&house, 0, plan, ("冬", "春")).await;
        assert_eq!(found(&app, house.drafter(0), plan).await, [], "the draft is not held against its author");
        house.releases(0, plan).await;
        t.wait_seconds(60);
        let after = pairs(&app, house.supervisor).await;
        assert!(after.iter().all(|(text, _)| *text == copy), "{after:?}");
        clean(t).await;
    }

    async fn what_one_published_before_hides_nothing_of_others(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let theirs = house.released(1, ("他单位的一段", &prose(1, 8)), &[Token::Public]).await;
        t.wait_seconds(60);
        let text = format!("{}{}", prose(2, 60), prose(1, 8));
        let plan = house.drafted(0, house.proposal(("长文", &text), &[Token::Public])).await;
        house.releases(0, plan).await;
        t.wait_seconds(60);
        corrected(&house, 0, plan, ("冬", "春")).await;
        let found = found(&app, house.drafter(0), plan).await;
        assert_eq!(found.iter().map(|found| found.alike.source).collect::<Vec<_>>(), [theirs]);
        let newer = house.releases(0, plan).await;
        t.wait_seconds(60);
        assert!(pairs(&app, house.supervisor).await.contains(&(newer, theirs)));
        clean(t).await;
    }

    async fn what_was_broken_off_is_done_again_as_if_for_the_first_time(t: TestApp) {
        let house = House::new(t, 2).await;
        let folder = Folder::new(t, "broken_off");
        let app = house.t.app.clone().with_likeness(folder.open());
        while likeness::follow(&app).await.unwrap() {}
        let before = std::fs::read(folder.0.join("place")).unwrap();
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let copy = house.released(1, ("照抄", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        assert_eq!(pairs(&app, house.supervisor).await, [(copy, first)]);
        drop(app);
        // as after a power cut: both texts lie in the index, and nothing was written of it
        t.behind_the_back("delete from likeness; delete from likeness_seen").await;
        std::fs::write(folder.0.join("place"), before).unwrap();
        let app = house.t.app.clone().with_likeness(folder.open());
        assert_eq!(pairs(&app, house.supervisor).await, [(copy, first)]);
    }

    async fn a_damaged_index_is_made_anew(t: TestApp) {
        let house = House::new(t, 2).await;
        let folder = Folder::new(t, "damaged");
        let app = house.t.app.clone().with_likeness(folder.open());
        let source = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        house.released(1, ("另一件", &prose(2, 12)), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        drop(app);
        let texts = folder.0.join("texts").join("texts");
        let mut bytes = std::fs::read(&texts).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&texts, bytes).unwrap();
        let app = house.t.app.clone().with_likeness(folder.open());
        let draft = house.drafted(1, house.proposal(("照抄", &prose(1, 12)), &[Token::Public])).await;
        let found = found(&app, house.drafter(1), draft).await;
        assert_eq!(found[0].alike.source, source);
    }
}

/// A folder for an index, gone with the test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(t: &TestApp, name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("{}_{name}", t.name())))
    }

    fn open(&self) -> Index {
        Index::open(&self.0).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
