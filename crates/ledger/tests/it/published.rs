//! Vectors that others published.

use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ledger::note::{Note, VerifierKey};
use ledger::tree::{Frontier, Head, leaf_hash, verify_consistency, verify_inclusion};

/// `None` unless it is 32 bytes in hex.
fn hash(hex: &str) -> Option<Hash> {
    let digits = hex.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = digits.map(byte).collect();
    bytes?.try_into().ok().map(Hash)
}

fn hashes(list: &str) -> Option<Vec<Hash>> {
    if list == "-" {
        Some(Vec::new())
    } else {
        list.split(',').map(hash).collect()
    }
}

/// The rows of a file of vectors, and what each of them expects.
fn rows(text: &str) -> impl Iterator<Item = (Vec<&str>, bool)> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split(' ').collect::<Vec<&str>>())
        .map(|row| (row.clone(), row[1] == "accept"))
}

/// transparency-dev/merkle: 98 proofs, 92 of them wrong in some way.
#[test]
fn inclusion_vectors_are_judged_as_published() {
    let mut judged = 0;
    for (row, expected) in rows(include_str!("../vectors/inclusion.txt")) {
        let verify = || {
            let (index, size) = (row[2].parse().ok()?, row[3].parse().ok()?);
            let (root, leaf) = (hash(row[4])?, hash(row[5])?);
            verify_inclusion::<Sha256>(leaf, index, Head { size, root }, &hashes(row[6])?).ok()
        };
        assert_eq!(verify().is_some(), expected, "{}", row[0]);
        judged += 1;
    }
    assert_eq!(judged, 98);
}

/// The same source: 98 proofs. Judged otherwise is the one with roots of twelve bytes, which are none.
#[test]
fn consistency_vectors_are_judged_as_published_but_for_one() {
    let mut otherwise = Vec::new();
    for (row, expected) in rows(include_str!("../vectors/consistency.txt")) {
        let verify = || {
            let (old, new) = (row[2].parse().ok()?, row[3].parse().ok()?);
            let (old_root, new_root) = (hash(row[4])?, hash(row[5])?);
            let (old, new) = (
                Head {
                    size: old,
                    root: old_root,
                },
                Head {
                    size: new,
                    root: new_root,
                },
            );
            verify_consistency::<Sha256>(old, new, &hashes(row[6])?).ok()
        };
        if verify().is_some() != expected {
            otherwise.push(row[0]);
        }
    }
    assert_eq!(otherwise, ["additional/sizes-are-equal-one-and-proof-is-empty"]);
}

/// The eight leaves that Certificate Transparency's implementations have always tested with.
#[test]
fn the_roots_of_the_eight_reference_leaves_are_the_known_ones() {
    let leaves: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::<Sha256>::new();
    assert_eq!(Some(frontier.head().root), hash(roots[0]));
    for (leaf, root) in leaves.iter().zip(&roots[1..]) {
        frontier.append(leaf_hash::<Sha256>(leaf)).unwrap();
        assert_eq!(Some(frontier.head().root), hash(root));
    }
}

/// The examples of FIPS 180-4 and of GB/T 32905, appendix A.1.
#[test]
fn the_two_hash_functions_are_the_published_ones() {
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    assert_eq!(Some(Sha256::hash(&[b"a", b"bc"])), hash(sha256));
    assert_eq!(Some(Sm3::hash(&[b"a", b"bc"])), hash(sm3));
}

/// The example of c2sp.org/signed-note.
#[test]
fn the_note_that_the_specification_shows_is_verified() {
    let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let note = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONn\
                cAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    let key = VerifierKey::parse(key).unwrap();
    let note = Note::parse(note.as_bytes()).unwrap();
    assert_eq!(note.verify([&key]).unwrap()[0].key, &key);
}

/// A checkpoint of thirteen leaves `leaf-0` to `leaf-12`, signed and cosigned by Go's `sumdb/note`, `formats` and
/// witness; from the test vectors of `doubleentry` 0.8.0 (MIT or Apache-2.0).
#[test]
fn a_checkpoint_that_go_signed_and_a_witness_of_go_cosigned_is_ours_too() {
    let log = "example.com/ledgers/acme+c3b6d994+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
    let witness = "witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY";
    let note = include_str!("../vectors/checkpoint-13.txt");
    let (log, witness) = (
        VerifierKey::parse(log).unwrap(),
        VerifierKey::parse(witness).unwrap(),
    );
    let note = Note::parse(note.as_bytes()).unwrap();
    let (checkpoint, seals) = Checkpoint::open(&note, &log, [&witness]).unwrap();
    let mut frontier = Frontier::<Sha256>::new();
    for index in 0..13 {
        frontier
            .append(leaf_hash::<Sha256>(&crate::world::entry(index)))
            .unwrap();
    }
    assert_eq!(checkpoint.head(), frontier.head());
    assert_eq!(seals.len(), 2);
    assert_eq!(seals[1].time, Some(1_792_108_800));
}

/// The files of the log of 257 such leaves, as Go's `tlog` makes them; SHA-256 of each, from the same vectors.
#[test]
fn the_tiles_and_bundles_are_those_that_go_makes() {
    let log = crate::world::Log::of(257);
    for (path, digest) in [
        (
            "tile/0/000",
            "ce3c085cd6d7319d36f186fd350976c5e95e53d273bbeede36875ef414efb450",
        ),
        (
            "tile/0/001.p/1",
            "5e562788960936478ad3697d7c906d7c5bc5fd8fadbc4cdb6ee57e9bcc224974",
        ),
        (
            "tile/1/000.p/1",
            "53ea4459da184612c4c9a45756f59cdc426deba13f29e51debee356ba241efe9",
        ),
        (
            "tile/entries/000",
            "daab121300001e846571b1de45f1a0a2e16851018a706aa8232c3de9ad7c1822",
        ),
        (
            "tile/entries/001.p/1",
            "853a9be6b94fbefe08b9fbc52a2b83b4b3b1250606986ba7d864afea2435b2ef",
        ),
    ] {
        assert_eq!(Some(Sha256::hash(&[&log.files[path]])), hash(digest), "{path}");
    }
    assert_eq!(log.files.len(), 5);
}
