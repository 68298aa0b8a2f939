use proptest::prelude::*;

use super::blocks::{Block, blocks};
use super::chains::chains;
use super::grams::{GRAM, Grams};

/// Every stretch of at least [`GRAM`] symbols that cannot be made longer, by comparing every pair of places.
fn reference(query: &[u32], source: &[u32]) -> Vec<Block> {
    let agree = |q: usize, s: usize| query.get(q).is_some_and(|symbol| source.get(s) == Some(symbol));
    let mut found = Vec::new();
    for s in 0..source.len() {
        for q in 0..query.len() {
            if q > 0 && s > 0 && agree(q - 1, s - 1) {
                continue;
            }
            let length = (0..).take_while(|step| agree(q + step, s + step)).count();
            if length >= GRAM {
                found.push(Block {
                    query: q,
                    source: s,
                    length,
                });
            }
        }
    }
    found
}

fn sorted(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_by_key(|block| (block.source, block.query));
    blocks
}

/// Two texts that share stretches.
fn pairs() -> impl Strategy<Value = (Vec<u32>, Vec<u32>)> {
    let stretch = |signs: u32| prop::collection::vec(0..signs, 0..24);
    let parts = prop::collection::vec((stretch(40), 0..4_usize), 0..8);
    parts.prop_map(|parts| {
        let (mut query, mut source) = (Vec::new(), Vec::new());
        for (stretch, place) in parts {
            if place != 1 {
                query.extend(&stretch);
            }
            match place {
                0 => source.extend(&stretch),
                1 => source.splice(0..0, stretch.iter().copied()).for_each(drop),
                2 => source.extend(stretch.iter().map(|symbol| symbol + u32::from(symbol % 7 == 0))),
                _ => {}
            }
        }
        (query, source)
    })
}

proptest! {
    #[test]
    fn blocks_are_those_that_comparing_every_pair_finds((query, source) in pairs()) {
        let found = blocks(&query, &Grams::of(&query), &vec![false; query.len()], &source);
        prop_assert_eq!(sorted(found), sorted(reference(&query, &source)));
    }

    #[test]
    fn symbols_that_repeat_give_true_blocks_only(
        query in prop::collection::vec(0..3_u32, 0..200),
        source in prop::collection::vec(0..3_u32, 0..200),
    ) {
        for block in blocks(&query, &Grams::of(&query), &vec![false; query.len()], &source) {
            let here = &query[block.query..block.query_end()];
            prop_assert_eq!(here, &source[block.source..block.source_end()]);
        }
    }

    #[test]
    fn chains_ascend_in_both_texts_and_share_no_block((query, source) in pairs()) {
        let found = blocks(&query, &Grams::of(&query), &vec![false; query.len()], &source);
        let chains = chains(&found, f64::NEG_INFINITY);
        prop_assert_eq!(chains.iter().map(|chain| chain.blocks.len()).sum::<usize>(), found.len());
        for chain in chains {
            for two in chain.blocks.windows(2) {
                prop_assert!(two[0].query_end() <= two[1].query && two[0].source_end() <= two[1].source);
            }
            for block in chain.blocks {
                let here = &query[block.query..block.query_end()];
                prop_assert_eq!(here, &source[block.source..block.source_end()]);
            }
        }
    }
}

#[test]
fn a_copy_with_one_word_changed_is_one_chain() {
    let source: Vec<u32> = (0..60).collect();
    let mut query = source.clone();
    query.splice(30..33, [900, 901]);
    let found = blocks(&query, &Grams::of(&query), &[false; 59], &source);
    let chains = chains(&found, f64::NEG_INFINITY);
    assert_eq!(chains.len(), 1);
    assert_eq!((chains[0].here(), chains[0].there()), (0..59, 0..60));
}
