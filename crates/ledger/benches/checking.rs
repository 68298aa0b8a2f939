//! How long somebody who checks has to wait: for one receipt, and for the whole of a log of a million entries that lies
//! in a folder. `cargo bench -p ledger` writes about 300 MB into the temporary folder and removes them.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops at what goes wrong and prints what it measured"
)]
#![expect(clippy::disallowed_methods, reason = "a bench measures")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use ledger::hash::{HashFunction, Sha256, Sm3};
use ledger::policy::Policy;
use ledger::receipt::{Receipt, SKEW};
use ledger::record::Leaf;
use ledger::tile::{Bundle, Edge, Resource, TileId, faults};
use ledger::tree::{Head, leaf_hash};

const SIZE: u64 = 1_000_000;
const TIMES: u32 = 200;

fn main() {
    receipts();
    let folder = std::env::temp_dir().join(format!("ledger-checking-{}", std::process::id()));
    whole_log(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Reading and verifying, as `gongkai verify` does: eight signatures, an opening by both hashes, twenty nodes.
fn receipts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/receipts");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let policy = Policy::parse(&read("all.policy")).unwrap();
    for name in ["whole.receipt", "whole.code"] {
        let bytes = read(name);
        let start = Instant::now();
        for _ in 0..TIMES {
            let receipt = Receipt::read(&bytes).unwrap();
            assert!(receipt.verify(&policy, SKEW).unwrap().is_confirmed);
        }
        println!("{name}: {:.2} ms", milliseconds(start) / f64::from(TIMES));
    }
}

fn whole_log(folder: &Path) {
    let start = Instant::now();
    let entries: Vec<Vec<u8>> = (0..SIZE).map(entry).collect();
    for (index, of_tile) in (0..).zip(entries.chunks(256)) {
        let id = TileId::in_tree(0, index, SIZE).unwrap();
        let bundle = Bundle::new(id, of_tile.to_vec()).unwrap();
        write(
            &folder.join(Resource::Entries(id).to_string()),
            &bundle.to_bytes(),
        );
    }
    let head = tree::<Sha256>(folder, &entries);
    let second = tree::<Sm3>(&folder.join("sm3"), &entries);
    println!("written in {:.1} s", milliseconds(start) / 1000.0);
    check::<Sha256>("by SHA-256", head, |resource| folder.join(resource.to_string()));
    check::<Sm3>("by SM3", second, |resource| match resource {
        Resource::Tile(_) => folder.join("sm3").join(resource.to_string()),
        _ => folder.join(resource.to_string()),
    });
}

fn check<H: HashFunction>(name: &str, head: Head, place: impl Fn(Resource) -> PathBuf) {
    let start = Instant::now();
    let faults = faults::<H>(head, |resource| std::fs::read(place(resource)).ok());
    assert!(faults.is_empty(), "{faults:?}");
    println!(
        "{SIZE} entries {name}: every tile and bundle in {:.1} s",
        milliseconds(start) / 1000.0
    );
}

fn entry(index: u64) -> Vec<u8> {
    let chance = Sha256::hash(&[&index.to_be_bytes()]).0;
    Leaf::cover([chance, chance]).to_bytes()
}

fn tree<H: HashFunction>(folder: &Path, entries: &[Vec<u8>]) -> Head {
    let mut edge = Edge::<H>::new();
    for entry in entries {
        let full = edge.append(leaf_hash::<H>(entry)).unwrap();
        full.iter().for_each(|tile| {
            write(
                &folder.join(Resource::Tile(tile.id()).to_string()),
                &tile.to_bytes(),
            )
        });
    }
    let partial = edge.tiles();
    partial.iter().for_each(|tile| {
        write(
            &folder.join(Resource::Tile(tile.id()).to_string()),
            &tile.to_bytes(),
        )
    });
    edge.head()
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
