//! Tiles and bundles: TILE-1 to TILE-9.

use std::collections::BTreeSet;

use ledger::hash::{Hash, Sha256};
use ledger::tile::{Bundle, Edge, GREATEST_ENTRY, Resource, Tile, TileId, TileRefusal};
use ledger::tree::{Head, leaf_hash};

use crate::reference;
use crate::world::{Log, entry};

fn id(level: u8, index: u64, width: u16) -> TileId {
    TileId::new(level, index, width).unwrap()
}

/// Fetches from the files of a log.
fn fetch(log: &Log) -> impl FnMut(TileId) -> Option<Vec<u8>> {
    |id| log.files.get(&Resource::Tile(id).to_string()).cloned()
}

#[test]
fn tile_1_names_the_checkpoint_as_text_that_changes_within_seconds() {
    let checkpoint = Resource::parse("checkpoint").unwrap();
    assert_eq!(checkpoint, Resource::Checkpoint);
    assert_eq!(checkpoint.content_type(), "text/plain; charset=utf-8");
    assert_eq!(checkpoint.cache_control(), "public, max-age=2");
}

#[test]
fn tile_1_refuses_other_names_for_the_checkpoint() {
    for path in ["/checkpoint", "checkpoint/", "Checkpoint", "checkpoint.txt", ""] {
        assert_eq!(Resource::parse(path), None, "{path}");
    }
}

#[test]
fn tile_2_accepts_the_paths_of_the_specification() {
    for (path, resource) in [
        ("tile/0/000", Resource::Tile(id(0, 0, 256))),
        ("tile/63/x001/x234/067", Resource::Tile(id(63, 1_234_067, 256))),
        ("tile/2/x001/000.p/255", Resource::Tile(id(2, 1000, 255))),
        ("tile/entries/999.p/1", Resource::Entries(id(0, 999, 1))),
        (
            "tile/entries/x009/x223/x372/x036/x854/x775/807",
            Resource::Entries(id(0, ledger::GREATEST, 256)),
        ),
    ] {
        assert_eq!(Resource::parse(path), Some(resource), "{path}");
        assert_eq!(resource.to_string(), path);
        assert_eq!(resource.content_type(), "application/octet-stream");
        assert!(resource.cache_control().ends_with("immutable"));
    }
}

#[test]
fn tile_2_refuses_every_other_way_to_write_a_path() {
    for path in [
        "tile/64/000",
        "tile/00/000",
        "tile/01/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/1000",
        "tile/0/x000/001",
        "tile/0/001/234",
        "tile/0/x001",
        "tile/0/x01/234",
        "tile/0/X001/234",
        "tile/0/x001x234/067",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/1.p/1",
        "tile/0/000/",
        "tile/0/",
        "tile/0",
        "tile//000",
        "/tile/0/000",
        "tile/entries/x009/x223/x372/x036/x854/x775/808",
        "tile/entries/x999/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/0\u{660}0",
    ] {
        assert_eq!(Resource::parse(path), None, "{path}");
    }
}

#[test]
fn tile_3_accepts_8192_bytes_and_has_the_hashes_of_the_definition() {
    let log = Log::of(66_000);
    let leaves = log.tile(id(0, 3, 256));
    assert_eq!(leaves.to_bytes().len(), 8192);
    assert_eq!(leaves.hashes()[5], leaf_hash::<Sha256>(&entry(3 * 256 + 5)));
    let above = log.tile(id(1, 0, 256));
    assert_eq!(
        above.hashes()[3],
        reference::root::<Sha256>(&log.entries[768..1024])
    );
    let top = log.tile(id(2, 0, 1));
    assert_eq!(top.hashes()[0], reference::root::<Sha256>(&log.entries[..65_536]));
    assert_eq!(log.edge.head().root, reference::root::<Sha256>(&log.entries));
}

#[test]
fn tile_3_refuses_every_other_number_of_bytes() {
    for length in [0, 1, 8160, 8191, 8193, 8224] {
        let refusal = Tile::<Sha256>::parse(id(0, 0, 256), &vec![0; length]);
        assert_eq!(refusal, Err(TileRefusal::Length), "{length}");
    }
    assert!(Tile::<Sha256>::parse(id(0, 0, 2), &[0; 64]).is_ok());
}

#[test]
fn tile_4_has_the_tiles_of_the_examples() {
    let widths = |size| {
        Edge::<Sha256>::ids(size)
            .into_iter()
            .map(|id| (id.level(), id.index(), id.width()))
    };
    assert_eq!(
        widths(70_000).collect::<Vec<_>>(),
        [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    );
    assert_eq!(widths(256).collect::<Vec<_>>(), [(1, 0, 1)]);
    assert_eq!(widths(0).count(), 0);
    let full = |level| {
        TileId::all(70_000)
            .filter(|id| id.level() == level && id.is_full())
            .count()
    };
    assert_eq!((full(0), full(1), full(2)), (273, 1, 0));
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537] {
        let log = Log::of(size);
        let named: BTreeSet<String> = TileId::all(size)
            .map(|id| Resource::Tile(id).to_string())
            .collect();
        let made = log
            .files
            .keys()
            .filter(|path| !path.starts_with("tile/entries/"))
            .cloned();
        assert_eq!(named, made.collect::<BTreeSet<String>>(), "{size}");
        assert_eq!(
            log.edge.head().root,
            reference::root::<Sha256>(&log.entries),
            "{size}"
        );
    }
}

#[test]
fn tile_4_refuses_to_hash_a_partial_tile_upwards() {
    let log = Log::of(70_000);
    assert_eq!(log.tile(id(0, 273, 112)).root(), None);
    let parent = log.edge.trusted(1).unwrap();
    let partial = log.tile(id(0, 273, 112));
    assert_eq!(parent.child(partial), Err(TileRefusal::Other));
    assert_eq!(TileId::in_tree(0, 274, 70_000), None);
    assert_eq!(TileId::in_tree(3, 0, 70_000), None);
}

#[test]
fn tile_5_goes_on_with_the_full_tile_where_the_partial_one_is_gone() {
    let (old, new) = (Log::of(70_000), Log::of(71_000));
    let full = new.tile(id(0, 273, 256)).narrowed(112).unwrap();
    let tiles = old.edge.tiles().into_iter().map(|tile| {
        let is_gone = tile.id() == full.id();
        if is_gone { full.clone() } else { tile }
    });
    assert_eq!(
        Edge::read(old.edge.head(), tiles.collect()).as_ref(),
        Ok(&old.edge)
    );
}

#[test]
fn tile_5_refuses_what_is_no_edge_of_that_tree() {
    let log = Log::of(70_000);
    let (head, tiles) = (log.edge.head(), log.edge.tiles());
    assert_eq!(tiles[0].narrowed(0), None);
    assert_eq!(tiles[0].narrowed(113), None);
    let other = Head {
        root: Hash([0; 32]),
        ..head
    };
    assert_eq!(Edge::read(other, tiles.clone()), Err(TileRefusal::Hash));
    assert_eq!(Edge::read(head, tiles[1..].to_vec()), Err(TileRefusal::Other));
    let twice = vec![tiles[0].clone(), tiles[0].clone(), tiles[2].clone()];
    assert_eq!(Edge::read(head, twice), Err(TileRefusal::Other));
    let narrow = vec![
        tiles[0].narrowed(111).unwrap(),
        tiles[1].clone(),
        tiles[2].clone(),
    ];
    assert_eq!(Edge::read(head, narrow), Err(TileRefusal::Other));
    let nothing = Edge::<Sha256>::read(Head::empty::<Sha256>(), Vec::new());
    assert_eq!(nothing, Ok(Edge::new()));
}

#[test]
fn tile_6_accepts_entries_behind_their_lengths_up_to_65535_bytes() {
    let entries = vec![Vec::new(), b"a".to_vec(), vec![7; GREATEST_ENTRY]];
    let bundle = Bundle::new(id(0, 0, 3), entries.clone()).unwrap();
    let bytes = bundle.to_bytes();
    assert_eq!(bytes[..5], [0, 0, 0, 1, b'a']);
    assert_eq!(bytes[5..7], [0xff, 0xff]);
    assert_eq!(Bundle::parse(id(0, 0, 3), &bytes).unwrap().entries(), entries);
    let log = Log::of(300);
    let bundle = Bundle::parse(id(0, 1, 44), &log.files["tile/entries/001.p/44"]).unwrap();
    assert_eq!(
        log.edge.trusted(0).unwrap().bundle(&bundle),
        Ok(&log.entries[256..])
    );
}

#[test]
fn tile_6_refuses_other_numbers_of_entries_longer_ones_and_other_entries() {
    let two = Bundle::new(id(0, 0, 2), vec![b"a".to_vec(), b"b".to_vec()])
        .unwrap()
        .to_bytes();
    for (width, bytes) in [
        (1, two.as_slice()),
        (3, &two),
        (2, &two[..5]),
        (2, &two[..4]),
        (2, &[]),
    ] {
        assert_eq!(Bundle::parse(id(0, 0, width), bytes), Err(TileRefusal::Length));
    }
    let too_long = vec![vec![0; GREATEST_ENTRY + 1]];
    assert_eq!(Bundle::new(id(0, 0, 1), too_long), Err(TileRefusal::EntryTooLong));
    assert_eq!(
        Bundle::new(id(1, 0, 1), vec![Vec::new()]),
        Err(TileRefusal::Other)
    );
    let log = Log::of(300);
    let mut entries = log.entries[256..].to_vec();
    entries.swap(0, 1);
    let bundle = Bundle::new(id(0, 1, 44), entries).unwrap();
    assert_eq!(
        log.edge.trusted(0).unwrap().bundle(&bundle),
        Err(TileRefusal::Hash)
    );
    let elsewhere = Bundle::new(id(0, 0, 44), log.entries[256..].to_vec()).unwrap();
    assert_eq!(
        log.edge.trusted(0).unwrap().bundle(&elsewhere),
        Err(TileRefusal::Other)
    );
}

#[test]
fn tile_7_completes_each_full_tile_once_and_never_changes_it() {
    let (old, new) = (Log::of(70_000), Log::of(71_000));
    let full = |path: &&String| !path.contains(".p/");
    for path in old.files.keys().filter(full) {
        assert_eq!(old.files[path], new.files[path], "{path}");
    }
}

#[test]
fn tile_7_refuses_a_partial_tile_on_a_full_path() {
    let log = Log::of(70_000);
    let partial = log.tile(id(1, 1, 17)).to_bytes();
    assert_eq!(
        Tile::<Sha256>::parse(id(1, 1, 256), &partial),
        Err(TileRefusal::Length)
    );
}

#[test]
fn tile_8_has_every_entry_from_index_0_on_within_reach() {
    let log = Log::of(70_000);
    for tile in TileId::all(70_000) {
        let trusted = log.edge.tile(tile, &mut fetch(&log)).unwrap();
        assert_eq!(trusted.tile(), &log.tile(tile));
        if tile.level() == 0 {
            let bytes = &log.files[&Resource::Entries(tile).to_string()];
            assert!(trusted.bundle(&Bundle::parse(tile, bytes).unwrap()).is_ok());
        }
    }
}

#[test]
fn tile_8_refuses_a_log_that_lost_a_tile_and_tiles_it_never_had() {
    let log = Log::of(70_000);
    let missing = log.edge.tile(id(0, 0, 256), &mut |_| None);
    assert_eq!(missing, Err(TileRefusal::Missing));
    for never in [
        id(0, 274, 256),
        id(0, 273, 111),
        id(0, 273, 256),
        id(3, 0, 1),
        id(63, 0, 1),
    ] {
        assert_eq!(log.edge.tile(never, &mut fetch(&log)), Err(TileRefusal::Other));
    }
}

#[test]
fn tile_9_lets_pages_of_other_hosts_read() {
    assert_eq!(Resource::Checkpoint.allowed_origin(), "*");
}

#[test]
fn tile_9_refuses_no_page_whatever_it_reads() {
    let log = Log::of(300);
    let resources = log.files.keys().map(|path| Resource::parse(path).unwrap());
    assert!(
        resources
            .map(|resource| resource.allowed_origin())
            .all(|origin| origin == "*")
    );
}

#[test]
fn a_full_tile_that_was_swapped_or_made_up_is_refused() {
    let log = Log::of(70_000);
    let other = log.tile(id(0, 8, 256)).to_bytes();
    let made_up = |wanted: TileId| {
        if wanted.level() == 0 {
            Some(other.clone())
        } else {
            fetch(&log)(wanted)
        }
    };
    assert_eq!(
        log.edge.tile(id(0, 7, 256), &mut { made_up }),
        Err(TileRefusal::Hash)
    );
    let parent = log.edge.tile(id(1, 0, 256), &mut fetch(&log)).unwrap();
    assert_eq!(parent.child(log.tile(id(0, 256, 256))), Err(TileRefusal::Other));
    assert_eq!(parent.child(log.tile(id(1, 0, 256))), Err(TileRefusal::Other));
}
