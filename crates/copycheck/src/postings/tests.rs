use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use proptest::prelude::*;

use super::{Run, Segment, merge, posting, text_of, write};
use crate::shingle::BITS;

/// What holds a fingerprint, the plain way.
type Reference = BTreeMap<u64, Vec<u32>>;

static COUNT: AtomicU32 = AtomicU32::new(0);

fn file() -> PathBuf {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("copycheck-segment-{}-{count}", std::process::id()))
}

fn segment(run: &Run, first: u32) -> Segment {
    let path = file();
    write(&path, run, first).unwrap();
    let segment = Segment::open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    segment
}

/// Three parts with ascending texts: fingerprints that crowd, spread, and are held by very many.
fn parts() -> impl Strategy<Value = Vec<Vec<(u64, u32)>>> {
    let crowded = 0..40_u64;
    let spread = 0..1_u64 << BITS;
    let one = (
        prop_oneof![crowded, spread, Just((1 << BITS) - 1), Just(77)],
        0..700_u32,
    );
    let part = |first: u32, one: BoxedStrategy<(u64, u32)>| {
        prop::collection::vec(one, 0..900).prop_map(move |some| {
            some.into_iter()
                .map(|(fingerprint, text)| (fingerprint, first + text))
                .collect::<Vec<_>>()
        })
    };
    let one = one.boxed();
    (part(5, one.clone()), part(1000, one.clone()), part(2000, one)).prop_map(|(a, b, c)| vec![a, b, c])
}

fn reference(parts: &[Vec<(u64, u32)>], is_gone: impl Fn(u32) -> bool) -> Reference {
    let mut all = Reference::new();
    for (fingerprint, text) in parts.iter().flatten().filter(|(_, text)| !is_gone(*text)) {
        all.entry(*fingerprint).or_default().push(*text);
    }
    for texts in all.values_mut() {
        texts.sort_unstable();
        texts.dedup();
    }
    all
}

fn run(part: &[(u64, u32)]) -> Run {
    Run::new(
        part.iter()
            .map(|(fingerprint, text)| posting(*fingerprint, *text))
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn runs_segments_and_merged_segments_hold_the_same(parts in parts()) {
        let runs: Vec<Run> = parts.iter().map(|part| run(part)).collect();
        let merged = runs[0].merged(&runs[1]).merged(&runs[2]);
        let segments: Vec<Segment> = runs.iter().zip([5, 1000, 2000]).map(|(run, first)| segment(run, first)).collect();
        let path = file();
        let is_gone = |text: u32| text % 5 == 3;
        merge(&path, &segments.iter().collect::<Vec<_>>(), 5, is_gone).unwrap();
        let together = Segment::open(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        let (all, kept) = (reference(&parts, |_| false), reference(&parts, is_gone));
        for (fingerprint, texts) in &all {
            let found: Vec<u32> = merged.of(*fingerprint).iter().map(|posting| text_of(*posting)).collect();
            prop_assert_eq!(&found, texts);
            let mut listed = Vec::new();
            let count: usize = segments.iter().map(|segment| segment.of(*fingerprint, 9999, 9999, &mut listed)).sum();
            prop_assert_eq!((count, listed.len() == count || count > 256), (texts.len(), true));
            prop_assert!(listed.iter().all(|text| texts.contains(text)));
            let mut each = Vec::new();
            let wanted = 1 + texts.len() / 2;
            let until = |each: &mut Vec<u32>, most: usize| {
                segments.iter().all(|segment| segment.each(*fingerprint, &mut |text| {
                    each.push(text);
                    each.len() < most
                }))
            };
            prop_assert_eq!((until(&mut each, 9999), &each), (true, texts));
            each.clear();
            prop_assert_eq!((until(&mut each, wanted), each.as_slice()), (false, &texts[..wanted]));
            let some = kept.get(fingerprint).cloned().unwrap_or_default();
            let mut listed = Vec::new();
            prop_assert_eq!(together.of(*fingerprint, 100, 100, &mut listed), some.len());
            prop_assert_eq!(&listed, &some[..some.len().min(100)]);
            let mut each = Vec::new();
            together.each(*fingerprint, &mut |text| { each.push(text); true });
            prop_assert_eq!(&each, &some);
            prop_assert_eq!(together.of(*fingerprint + 1, 100, 100, &mut listed), kept.get(&(fingerprint + 1)).map_or(0, Vec::len));
        }
        prop_assert_eq!(together.postings(), crate::sizes::offset(kept.values().map(Vec::len).sum()));
    }
}

#[test]
fn a_file_of_something_else_is_refused() {
    let path = file();
    for bytes in [b"x".to_vec(), vec![0; 100], vec![0xff; 5000]] {
        std::fs::write(&path, bytes).unwrap();
        assert!(Segment::open(&path).is_err());
    }
    let run = run(&[(1, 1), (2, 1)]);
    write(&path, &run, 0).unwrap();
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 50]).unwrap();
    assert!(Segment::open(&path).is_err(), "a part of a segment");
    std::fs::remove_file(path).unwrap();
}
