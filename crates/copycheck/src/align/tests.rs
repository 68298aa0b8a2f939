use proptest::prelude::*;

use super::blocks::{Block, blocks};
use super::chains::chains;
use super::grams::{GRAM, Grams, pack};

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

/// What comparing costs: places looked at, and symbols compared while blocks grow (one more each, where they differ).
fn work(query: &[u32], source: &[u32]) -> usize {
    let grams = Grams::of(query);
    let found = blocks(query, &grams, &vec![false; query.len()], source);
    let packed = source
        .windows(GRAM)
        .map(|gram| gram.iter().fold(0, |packed, symbol| pack(packed, *symbol)));
    let looked: usize = packed.map(|packed| grams.places(packed).count()).sum();
    2 * looked + found.iter().map(|block| block.length).sum::<usize>()
}

/// The bound of the documentation.
fn bound(query: &[u32], source: &[u32]) -> usize {
    40 * (query.len() + source.len()) + 40
}

/// Texts that repeat themselves: a few short pieces, each again and again, at several scales.
fn repetitive() -> impl Strategy<Value = Vec<u32>> {
    let piece = prop::collection::vec(0..4_u32, 1..9);
    let again = prop_oneof![Just(1), Just(2), Just(12), Just(13), 1..200_usize];
    let pieces = prop::collection::vec((piece, again), 0..12);
    (pieces, 1..30_usize).prop_map(|(pieces, times)| {
        let once: Vec<u32> = pieces
            .into_iter()
            .flat_map(|(piece, again)| piece.repeat(again))
            .collect();
        once.repeat(times)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn comparing_costs_no_more_than_the_lengths_allow(query in repetitive(), source in repetitive()) {
        prop_assert!(work(&query, &source) <= bound(&query, &source));
        prop_assert!(work(&query, &query) <= bound(&query, &query));
        chains(&blocks(&query, &Grams::of(&query), &vec![false; query.len()], &source), 8.0);
    }
}

#[test]
fn a_million_symbols_that_repeat_in_the_worst_ways_cost_no_more_than_their_length_allows() {
    for period in [1, 3, 7, 12, 1000, 83_334, 500_000] {
        let text: Vec<u32> = (0..1_000_000_u32)
            .map(|at| (at % period).wrapping_mul(2_654_435_761) >> 12)
            .collect();
        let work = work(&text, &text);
        assert!(work <= bound(&text, &text), "{work} for {period}");
    }
}
