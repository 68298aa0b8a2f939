//! The way of a disclosure, from the draft to the reader.

use app::matter::{self, Opening};
use app::plan::{self, Drafting};
use app::reader::{Filter, Reader};
use domain::audience::Token;
use domain::ids::DisclosureId;
use domain::words::{Stage, Track};
use testkit::{World, on_both_engines, proposal};

on_both_engines! {
    async fn a_released_disclosure_is_read_by_its_audience_and_by_nobody_else(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = world.entry(Track::Party, |entry| entry.narrowest <= domain::words::Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let stage = entry.stages[0].stage;
        let proposal = proposal(&entry, "示例公示", &[Token::Unit(cast.first)]);
        let id = world.released(matter, stage, proposal).await;
        for (person, sees) in [(Some(cast.yi), true), (Some(cast.qun), true), (Some(cast.er), false), (None, false)] {
            let mut reader = Reader::open(&t.app, person).await.unwrap();
            assert_eq!(reader.disclosure(id).await.unwrap().is_some(), sees, "page of {person:?}");
            let page = reader.list(&Filter::default(), None, 20).await.unwrap();
            assert_eq!(page.items.iter().any(|item| item.id == id), sees, "list of {person:?}");
            assert_eq!(reader.count(&Filter::default()).await.unwrap(), usize::from(sees));
            let hits = reader.search("支部委员会", &Filter::default(), None, 20).await.unwrap();
            assert_eq!(hits.items.len(), usize::from(sees), "search of {person:?}");
            assert_eq!(reader.matter(matter).await.unwrap().is_some(), sees, "matter of {person:?}");
        }
        let _ = Stage::ALL;
    }

    async fn the_place_of_the_next_hits_tells_nothing_of_what_lies_hidden_between(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = world.entry(Track::Party, |entry| entry.narrowest <= domain::words::Scope::Group).await;
        let stage = entry.stages[0].stage;
        let mut released = Vec::new();
        // two that the visitor of the second branch sees, with hidden ones around them
        for unit in [cast.first, cast.second, cast.first, cast.first, cast.second] {
            t.wait_seconds(1);
            let matter = world.matter(Track::Party, &entry, "示例事项").await;
            let proposal = proposal(&entry, "示例公示", &[Token::Unit(unit)]);
            released.push(world.released(matter, stage, proposal).await);
        }
        let everything = Filter::default();
        let mut reader = Reader::open(&t.app, Some(cast.er)).await.unwrap();
        let first = reader.search("支部委员会", &everything, None, 1).await.unwrap();
        assert_eq!(first.items[0].listed.id, released[4]);
        assert_eq!(first.next, Some(released[4]), "a place that the viewer was shown");
        let second = reader.search("支部委员会", &everything, first.next, 1).await.unwrap();
        assert_eq!(second.items[0].listed.id, released[1]);
        assert_eq!(second.next, None);
        let mut refused = Vec::new();
        for place in [released[3], DisclosureId(uuid::Uuid::nil())] {
            let outcome = reader.search("支部委员会", &everything, Some(place), 1).await;
            refused.push(outcome.unwrap_err().to_string());
        }
        assert_eq!(refused[0], refused[1], "what is hidden is no other place than what is not there");
    }

    async fn a_key_that_opened_a_matter_never_answers_for_a_plan(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let entry = world.entry(Track::Party, |_| true).await;
        let once = Some("同一个键".to_owned());
        let opening = Opening {
            unit: cast.first,
            track: Track::Party,
            entry: entry.key.clone(),
            title: "示例事项".into(),
            amount: None,
            once: once.clone(),
        };
        let opened = matter::open(&t.app, cast.mara, opening.clone()).await.unwrap();
        assert_eq!(matter::open(&t.app, cast.mara, opening).await.unwrap(), opened);
        let drafting = Drafting {
            matter: opened,
            stage: entry.stages[0].stage,
            proposal: proposal(&entry, "示例公示", &[Token::Unit(cast.first)]),
            once,
        };
        let drafted = plan::draft(&t.app, cast.mara, drafting.clone()).await.unwrap();
        assert_ne!(drafted.0, opened.0);
        assert_eq!(plan::draft(&t.app, cast.mara, drafting).await.unwrap(), drafted);
        assert_eq!(plan::show(&t.app, cast.mara, drafted).await.unwrap().edition, 1);
    }
}
