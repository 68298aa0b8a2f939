//! The way of a disclosure, from the draft to the reader.

use app::reader::{Filter, Reader};
use domain::audience::Token;
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
}
