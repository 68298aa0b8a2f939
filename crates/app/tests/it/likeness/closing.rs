//! Who closes what was found, and who hears of it.

use app::likeness;
use app::organisation::{self, Changes};
use app::telling::{self, Subject};
use app::{Error, correction, plan};
use domain::audience::Token;
use domain::ids::{HoldingId, PostId};
use domain::likeness::Outcome;
use domain::organisation::{Holding, Post};
use domain::refusal::LikenessRefusal;
use domain::words::{Duty, Occasion};
use testkit::{House, on_both_engines, prose};

use super::found;
use crate::after::clean;

on_both_engines! {
    async fn whoever_approved_a_text_does_not_close_what_it_is_alike_to_and_its_drafter_hears_who_did(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let first = house.released(0, ("原文", &prose(1, 12)), &[Token::Public]).await;
        t.wait_seconds(60);
        let second = house.released(1, ("照抄", &prose(1, 12)), &[Token::Public]).await;
        while likeness::follow(&app).await.unwrap() {}
        let [drafter, reviewer, approver] = house.hands[1];
        let post = Post {
            id: PostId(t.app.new_id()),
            code: "SUPERVISES".into(),
            unit: house.units[0],
            title: "监督岗".into(),
            duties: vec![Duty::Supervise],
        };
        let holds = |person| Holding {
            id: HoldingId(t.app.new_id()),
            post: post.id,
            person,
            from: "2026-01-01".parse().unwrap(),
            until: None,
        };
        let holdings = vec![holds(reviewer), holds(approver)];
        organisation::settle(&t.app, None, &Changes { posts: vec![post.clone()], holdings, ..Changes::default() }).await.unwrap();
        let pair = (second, first);
        for hand in [reviewer, approver] {
            assert!(!likeness::of_pair(&app, hand, pair).await.unwrap().course.unwrap().may_close);
            let closed = likeness::close(&app, hand, pair, (Some(Outcome::Reasonable), "合理。")).await;
            assert!(matches!(closed, Err(Error::Likeness(LikenessRefusal::HadAHand))), "{closed:?}");
        }
        t.tell().await;
        let before = telling::messages(&t.app, drafter).await.unwrap().len();
        likeness::close(&app, house.supervisor, pair, (Some(Outcome::ToMend), "请注明出处后重新公开。")).await.unwrap();
        t.tell().await;
        let messages = telling::messages(&t.app, drafter).await.unwrap();
        assert_eq!(messages.len(), before + 1);
        let told = (messages[0].occasion, messages[0].subject, messages[0].title.as_str());
        assert_eq!(told, (Occasion::LikenessClosed, Subject::Likeness(house.units[1]), "照抄"));
        clean(t).await;
    }

    async fn what_was_explained_of_a_source_holds_for_its_newer_version(t: TestApp) {
        let house = House::new(t, 2).await;
        let app = house.compared().await;
        let plan = house.drafted(0, house.proposal(("原文", &prose(1, 12)), &[Token::Public])).await;
        let first = house.releases(0, plan).await;
        t.wait_seconds(60);
        let draft = house.drafted(1, house.proposal(("合办", &prose(1, 12)), &[Token::Public])).await;
        likeness::explain(&app, house.drafter(1), (draft, &[first]), "两家合办。").await.unwrap();
        correction::begin(&t.app, house.drafter(0), plan, "改字。").await.unwrap();
        let shown = plan::show(&t.app, house.drafter(0), plan).await.unwrap();
        let mut better = shown.proposal;
        better.body = better.body.replace('冬', "春");
        plan::edit(&t.app, house.drafter(0), plan, shown.edition, &better).await.unwrap();
        let newer = house.releases(0, plan).await;
        let findings = found(&app, house.drafter(1), draft).await;
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.alike.source, finding.is_open), (newer, false));
        assert_eq!(finding.explained.as_ref().unwrap().words, "两家合办。");
        let beside = likeness::of_draft(&app, house.drafter(1), (draft, newer)).await.unwrap();
        assert_eq!(beside.explained.unwrap().words, "两家合办。");
        clean(t).await;
    }
}
