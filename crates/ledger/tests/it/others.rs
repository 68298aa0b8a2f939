//! What other people's implementations say of our log: `ct-merkle` of its tree, `tlog_tiles` of its tiles and
//! checkpoints, `signed_note` of its signatures.

use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::Note;
use ledger::tile::{Edge, Resource, TileId};
use ledger::tree::{
    Frontier, Head, consistency_proof, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion,
};
use signed_note::{StandardVerifier, VerifierList};
use tlog_tiles::{HashReader, TileHashReader, TileReader};

use crate::reference;
use crate::world::{Log, entry, log_key};

fn entries(size: usize) -> Vec<Vec<u8>> {
    (0..).take(size).map(entry).collect()
}

fn head<H: HashFunction>(entries: &[Vec<u8>]) -> Head {
    let mut frontier = Frontier::<H>::new();
    for entry in entries {
        frontier.append(leaf_hash::<H>(entry)).unwrap();
    }
    frontier.head()
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// Roots and proofs, ours before their verifier and theirs before ours, by both hash functions.
fn trees_agree<H, D>(sizes: &[usize])
where
    H: HashFunction,
    D: sha2::Digest + sha2::digest::OutputSizeUser<OutputSize = sha2::digest::consts::U32>,
{
    for &size in sizes {
        let all = entries(size);
        let mut theirs = MemoryBackedTree::<D, Vec<u8>>::new();
        all.iter().for_each(|entry| theirs.push(entry.clone()));
        let ours = head::<H>(&all);
        assert_eq!(
            theirs.root().as_bytes().as_slice(),
            ours.root.as_bytes(),
            "{size}"
        );
        let root = RootHash::<D>::new(ours.root.0.into(), ours.size);
        for (index, entry) in (0..size).step_by(size / 7 + 1).map(|index| (index, &all[index])) {
            let at = u64::try_from(index).unwrap();
            let proof = inclusion_proof::<H>(at, ours.size, |node| {
                let start = usize::try_from(node.index << node.level).ok()?;
                Some(reference::root::<H>(&all[start..start + (1 << node.level)]))
            })
            .unwrap();
            let accepts = |proof: &[Hash]| {
                let proof = InclusionProof::try_from_bytes(bytes(proof)).unwrap();
                root.verify_inclusion(entry, at, &proof).is_ok()
            };
            assert!(accepts(&proof));
            for (at, _) in proof.iter().enumerate() {
                let mut wrong = proof.clone();
                wrong[at].0[at % 32] ^= 1;
                assert!(!accepts(&wrong));
            }
            let theirs = theirs
                .prove_inclusion(index)
                .as_bytes()
                .as_chunks()
                .0
                .iter()
                .copied()
                .map(Hash)
                .collect::<Vec<_>>();
            verify_inclusion::<H>(leaf_hash::<H>(entry), at, ours, &theirs).unwrap();
        }
    }
}

#[test]
fn ct_merkle_agrees_on_roots_and_inclusion_by_both_hash_functions() {
    let sizes = [1, 2, 3, 7, 8, 13, 255, 256, 257, 511, 513];
    trees_agree::<Sha256, sha2::Sha256>(&sizes);
    trees_agree::<Sm3, sm3::Sm3>(&sizes);
}

#[test]
fn ct_merkle_agrees_on_consistency() {
    let all = entries(100);
    let new = head::<Sha256>(&all);
    let mut theirs = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    all.iter().for_each(|entry| theirs.push(entry.clone()));
    for old_size in 1..100 {
        let old = head::<Sha256>(&all[..old_size]);
        let proof = consistency_proof::<Sha256>(old.size, 100, |node| {
            let start = usize::try_from(node.index << node.level).ok()?;
            Some(reference::root::<Sha256>(&all[start..start + (1 << node.level)]))
        })
        .unwrap();
        let root = |head: Head| RootHash::<sha2::Sha256>::new(head.root.0.into(), head.size);
        let accepts = |proof: &[Hash]| {
            let proof = ConsistencyProof::try_from_bytes(bytes(proof)).unwrap();
            root(new).verify_consistency(&root(old), &proof).is_ok()
        };
        assert!(accepts(&proof));
        let mut wrong = proof.clone();
        wrong[0].0[0] ^= 1;
        assert!(!accepts(&wrong));
        let theirs = theirs.prove_consistency(100 - old_size);
        let theirs: Vec<Hash> = theirs
            .as_bytes()
            .as_chunks()
            .0
            .iter()
            .copied()
            .map(Hash)
            .collect();
        verify_consistency::<Sha256>(old, new, &theirs).unwrap();
    }
}

/// Our files, read by `tlog_tiles`.
struct Files<'log>(&'log BTreeMap<String, Vec<u8>>);

impl TileReader for Files<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &tlog_tiles::Tile| {
            // Its paths have the height of the tiles in them, those of tlog-tiles do not.
            let path = tile.path().replacen("tile/8/", "tile/", 1);
            self.0
                .get(&path)
                .cloned()
                .ok_or(tlog_tiles::Error::IndexesNotInTree)
        };
        tiles.iter().map(read).collect()
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// Whether `tlog_tiles` finds this entry in our files, under a head it trusts.
fn tlog_tiles_finds(files: &BTreeMap<String, Vec<u8>>, head: Head, index: u64) -> bool {
    let files = Files(files);
    let reader = TileHashReader::new(head.size, tlog_tiles::Hash(head.root.0), &files);
    let found = reader.read_hashes(&[tlog_tiles::stored_hash_index(0, index)]);
    found.is_ok_and(|found| found == [tlog_tiles::record_hash(&entry(index))])
}

#[test]
fn tlog_tiles_reads_our_tiles_and_proves_our_entries() {
    for size in [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000] {
        let log = Log::of(size);
        let head = log.edge.head();
        for index in [0, size / 2, size - 1] {
            assert!(tlog_tiles_finds(&log.files, head, index), "{size}, {index}");
            let files = Files(&log.files);
            let root = tlog_tiles::Hash(head.root.0);
            let reader = TileHashReader::new(size, root, &files);
            let theirs = tlog_tiles::prove_record(size, index, &reader).unwrap();
            let ours: Vec<tlog_tiles::Hash> = log
                .inclusion(index)
                .iter()
                .map(|hash| tlog_tiles::Hash(hash.0))
                .collect();
            assert_eq!(theirs, ours);
            let leaf = tlog_tiles::record_hash(&entry(index));
            tlog_tiles::check_record(&ours, size, root, index, leaf).unwrap();
            let wrong = tlog_tiles::record_hash(b"never logged");
            assert!(tlog_tiles::check_record(&ours, size, root, index, wrong).is_err());
        }
    }
}

#[test]
fn tlog_tiles_refuses_changed_partial_tiles_and_so_do_we() {
    let log = Log::of(70_000);
    for id in Edge::<Sha256>::ids(70_000) {
        let path = Resource::Tile(id).to_string();
        let mut files = log.files.clone();
        files.get_mut(&path).unwrap()[0] ^= 1;
        assert!(!tlog_tiles_finds(&files, log.edge.head(), 69_999), "{path}");
    }
}

/// Known fault of `tlog_tiles` 0.2.0, the one of Go's CVE-2026-56865: where one partial tile holds several of the
/// subtrees that make the root, it leaves as many full tiles unchecked. The day this test fails, the fault is mended,
/// and `tlog_tiles` can be asked about full tiles too.
#[test]
fn tlog_tiles_accepts_a_corrupted_full_tile_and_we_do_not() {
    let log = Log::of(70_000);
    let id = TileId::new(0, 0, 256).unwrap();
    let path = Resource::Tile(id).to_string();
    let mut files = log.files.clone();
    // The hash of entry 0 becomes that of an entry that was never logged.
    let forged = leaf_hash::<Sha256>(b"never logged");
    files.get_mut(&path).unwrap()[..32].copy_from_slice(&forged.0);
    let head = log.edge.head();
    let their_files = Files(&files);
    let reader = TileHashReader::new(head.size, tlog_tiles::Hash(head.root.0), &their_files);
    let found = reader
        .read_hashes(&[tlog_tiles::stored_hash_index(0, 0)])
        .unwrap();
    assert_eq!(found, [tlog_tiles::record_hash(b"never logged")]);
    let fetch = |id| files.get(&Resource::Tile(id).to_string()).cloned();
    assert_eq!(
        log.edge.tile(id, &mut { fetch }),
        Err(ledger::tile::TileRefusal::Hash)
    );
}

#[test]
fn tlog_tiles_reads_our_checkpoints_and_paths() {
    let log = Log::of(1000);
    let text = log.note().text().to_owned();
    let theirs = tlog_tiles::Checkpoint::from_bytes(text.as_bytes()).unwrap();
    assert_eq!((theirs.size(), theirs.hash().0), (1000, log.edge.head().root.0));
    assert_eq!(theirs.to_bytes(), text.as_bytes());
    for id in TileId::all(1_234_567) {
        let width = u32::from(id.width());
        let theirs = tlog_tiles::Tile::new(8, id.level(), id.index(), width, false).path();
        assert_eq!(
            theirs.replacen("tile/8/", "tile/", 1),
            Resource::Tile(id).to_string()
        );
    }
}

#[test]
fn signed_note_verifies_our_log_and_refuses_every_changed_bit_of_its_lines() {
    let log = Log::of(1000);
    let text = log.note().to_string();
    let (lines, _) = text.split_once("\u{2014} witness").unwrap();
    let key = log_key().verifier().to_string();
    let known = || VerifierList::new(vec![Box::new(StandardVerifier::new(&key).unwrap())]);
    let accepts =
        |bytes: &[u8]| signed_note::Note::from_bytes(bytes).is_ok_and(|note| note.verify(&known()).is_ok());
    assert!(accepts(text.as_bytes()), "with witnesses it does not know");
    assert!(accepts(lines.as_bytes()));
    for bit in 0..lines.len() * 8 {
        let mut changed = lines.as_bytes().to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        let ours = Note::parse(&changed).is_ok_and(|note| note.verify([log_key().verifier()]).is_ok());
        assert!(!accepts(&changed) && !ours, "bit {bit}");
    }
}

#[test]
fn we_verify_what_signed_note_signed() {
    let theirs = signed_note::StandardVerifier::new(&log_key().verifier().to_string()).unwrap();
    assert_eq!(
        signed_note::Verifier::key_id(&theirs).to_be_bytes(),
        log_key().verifier().id().0
    );
    let seed = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        [&[1_u8][..], &[1; 32]].concat(),
    );
    let id = log_key().verifier().id();
    let secret = format!("PRIVATE+KEY+log.example/test+{id}+{seed}");
    let signer = signed_note::StandardSigner::new(&secret).unwrap();
    let mut note = signed_note::Note::new(b"any text\n", &[]).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    let ours = Note::parse(&note.to_bytes()).unwrap();
    assert!(ours.verify([log_key().verifier()]).is_ok());
}
