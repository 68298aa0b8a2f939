//! A log with witnesses, made in one line.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::WitnessKey;
use ledger::hash::{Hash, Sha256};
use ledger::note::{KeyName, LogKey, Note, Signature, VerifierKey};
use ledger::policy::Policy;
use ledger::proof::Proof;
use ledger::tile::{Bundle, Edge, Resource, Tile, TileId};
use ledger::tree::{Head, Node, inclusion_proof, leaf_hash};

pub(crate) const ORIGIN: &str = "log.example/test";
pub(crate) const NOON: u64 = 1_790_000_000;

/// Everything a log publishes, and how it came to be.
pub(crate) struct Log {
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) edge: Edge<Sha256>,
}

/// A small entry that no other index has.
pub(crate) fn entry(index: u64) -> Vec<u8> {
    format!("leaf-{index}").into_bytes()
}

impl Log {
    /// Of as many small distinct entries.
    pub(crate) fn of(size: u64) -> Log {
        Log::with((0..size).map(entry).collect())
    }

    /// Of these entries.
    pub(crate) fn with(entries: Vec<Vec<u8>>) -> Log {
        let mut edge = Edge::new();
        let mut files = BTreeMap::new();
        for entry in &entries {
            for tile in edge.append(leaf_hash::<Sha256>(entry)).unwrap() {
                files.insert(Resource::Tile(tile.id()).to_string(), tile.to_bytes());
            }
        }
        for tile in edge.tiles() {
            files.insert(Resource::Tile(tile.id()).to_string(), tile.to_bytes());
        }
        let size = edge.head().size;
        for (index, entries) in (0..).zip(entries.chunks(256)) {
            let id = TileId::in_tree(0, index, size).unwrap();
            let bundle = Bundle::new(id, entries.to_vec()).unwrap();
            files.insert(Resource::Entries(id).to_string(), bundle.to_bytes());
        }
        Log { entries, files, edge }
    }

    pub(crate) fn size(&self) -> u64 {
        self.edge.head().size
    }

    pub(crate) fn tile(&self, id: TileId) -> Tile<Sha256> {
        Tile::parse(id, &self.files[&Resource::Tile(id).to_string()]).unwrap()
    }

    /// The root of a perfect subtree, from the tile it is in.
    pub(crate) fn root_of(&self, node: Node) -> Option<Hash> {
        let (id, height, position) = TileId::of_node(node, self.size())?;
        self.tile(id).subtree(height, position)
    }

    pub(crate) fn inclusion(&self, index: u64) -> Vec<Hash> {
        inclusion_proof::<Sha256>(index, self.size(), |node| self.root_of(node)).unwrap()
    }

    /// The checkpoint, signed by the log and cosigned by three witnesses.
    pub(crate) fn note(&self) -> Note {
        note(self.edge.head())
    }

    pub(crate) fn proof(&self, index: u64, extra: Option<&[u8]>) -> Proof {
        let extra = extra.map(<[u8]>::to_vec);
        Proof::new(extra, index, self.inclusion(index), self.note()).unwrap()
    }
}

pub(crate) fn name(name: &str) -> KeyName {
    KeyName::parse(name).unwrap()
}

pub(crate) fn log_key() -> LogKey {
    LogKey::from_seed(name(ORIGIN), &[1; 32]).unwrap()
}

/// Number 1, 2 or 3.
pub(crate) fn witness(number: u8) -> WitnessKey {
    let name = name(&format!("witness.example/w{number}"));
    WitnessKey::from_seed(name, &[100 + number; 32]).unwrap()
}

pub(crate) fn checkpoint(head: Head) -> Checkpoint {
    Checkpoint::new(&name(ORIGIN), head).unwrap()
}

pub(crate) fn signed(head: Head) -> Signature {
    let nothing = Head::empty::<Sha256>();
    log_key()
        .sign_checkpoint(nothing, &checkpoint(head), &[])
        .unwrap()
}

pub(crate) fn cosigned(number: u8, head: Head) -> Signature {
    cosigned_at(number, head, NOON + u64::from(number))
}

pub(crate) fn cosigned_at(number: u8, head: Head, time: u64) -> Signature {
    let nothing = Head::empty::<Sha256>();
    witness(number)
        .cosign(nothing, &checkpoint(head), &[], time)
        .unwrap()
}

pub(crate) fn note(head: Head) -> Note {
    let lines = [
        signed(head),
        cosigned(1, head),
        cosigned(2, head),
        cosigned(3, head),
    ];
    Note::new(&checkpoint(head).to_string(), lines.to_vec()).unwrap()
}

/// The checkpoint of a head, signed by the log and cosigned by some of the witnesses, each at its time.
pub(crate) fn note_at(head: Head, times: &[(u8, u64)]) -> Note {
    let by_witnesses = times
        .iter()
        .map(|(number, time)| cosigned_at(*number, head, *time));
    let lines = std::iter::once(signed(head)).chain(by_witnesses).collect();
    Note::new(&checkpoint(head).to_string(), lines).unwrap()
}

/// A signature line with the name and id of a key, and any bytes.
pub(crate) fn forged(key: &VerifierKey, bytes: &[u8]) -> Signature {
    let blob = [key.id().0.as_slice(), bytes].concat();
    Signature::parse(&format!("\u{2014} {} {}", key.name(), STANDARD.encode(blob))).unwrap()
}

/// A head of some size that no log has.
pub(crate) fn some_head() -> Head {
    Head {
        size: 5,
        root: Hash([9; 32]),
    }
}

/// The log and all three witnesses, with the lines of the quorum.
pub(crate) fn policy_with(quorum: &str) -> Policy {
    let mut lines = format!("log {}\n", log_key().verifier());
    for number in 1..=3 {
        lines += &format!("witness w{number} {}\n", witness(number).verifier());
    }
    Policy::parse(format!("{lines}{quorum}").as_bytes()).unwrap()
}

pub(crate) fn all_three() -> Policy {
    policy_with("group all3 all w1 w2 w3\nquorum all3\n")
}
