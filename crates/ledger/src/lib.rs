//! A transparency log: what was published stays published, and nobody is shown another log than everybody else.
//!
//! **Invariant:** arithmetic and formats only. This crate touches no file, no network, no clock and no source of chance;
//! random bytes and times are handed in. No input makes it panic: what is wrong is refused with the reason.
//!
//! It holds the parts, each usable alone:
//!
//! * [`tree`]: the Merkle tree of RFC 6962 and RFC 9162: appending, inclusion and consistency proofs, their verifying.
//! * [`tile`]: the tree and its entries as files that never change (c2sp.org/tlog-tiles); readers get only tiles that
//!   lead to a root they trust.
//! * [`note`], [`checkpoint`], [`cosignature`]: signed heads and those who have seen them (c2sp.org/signed-note,
//!   tlog-checkpoint, tlog-cosignature).
//! * [`witness`]: asking witnesses, and answering as one (c2sp.org/tlog-witness).
//! * [`policy`], [`proof`]: whom to believe, and what to take away (c2sp.org/tlog-policy, tlog-proof).
//! * [`receipt`]: a proof with what it shows, the checkpoints that bound its time, and the document, for anybody.
//! * [`record`]: leaves that commit to a record and tell nothing of it, opened field by field.
//! * [`sm2sm3`]: the national signature beside the international one.
//!
//! Hashes are SHA-256 and signatures Ed25519, so that every C2SP verifier works unchanged; SM3 and SM2 stand beside
//! them. Names in capitals, such as NOTE-8, are the numbered rules of `docs/ledger.md`, which describes every format.
//! Sizes and indexes count leaves and go up to [`GREATEST`]; times are in seconds since 1970 unless they say otherwise.
//!
//! # From a record to a proof, and back
//!
//! ```
//! use ledger::checkpoint::Checkpoint;
//! use ledger::cosignature::WitnessKey;
//! use ledger::hash::{Hash, Sha256};
//! use ledger::note::{KeyName, LogKey, Note};
//! use ledger::policy::Policy;
//! use ledger::proof::Proof;
//! use ledger::record::{FieldId, Opening, Record, Salt};
//! use ledger::tree::{Frontier, Head, inclusion_proof};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A record, hidden behind 32 bytes of chance.
//! let record = Record {
//!     kind: "release".into(),
//!     unit: "示例县示范局".into(),
//!     id: [7; 16],
//!     version: 1,
//!     previous: None,
//!     claimed_time: 1_790_000_000_000,
//!     visibility: "members".into(),
//!     content_sha256: Hash([1; 32]),
//!     content_sm3: Hash([2; 32]),
//!     attachments: Hash([0; 32]),
//!     actor: b"a pseudonym".to_vec(),
//!     anchor: Hash([0; 32]),
//!     line: Hash([3; 32]),
//! };
//! let opening = Opening::of(&record, &Salt::new([42; 32]));
//! let entry = opening.leaf().to_bytes();
//!
//! // The log appends it, signs its head, and a witness cosigns.
//! let mut frontier = Frontier::<Sha256>::new();
//! frontier.append(opening.leaf().hash::<Sha256>())?;
//! let name = |name| KeyName::parse(name).ok_or("no name for a key");
//! let log = LogKey::from_seed(name("log.example/county")?, &[1; 32])?;
//! let witness = WitnessKey::from_seed(name("witness.example/archive")?, &[2; 32])?;
//! let checkpoint = Checkpoint::new(log.verifier().name(), frontier.head())?;
//! let nothing = Head::empty::<Sha256>();
//! let signed = log.sign_checkpoint(nothing, &checkpoint, &[])?;
//! let cosigned = witness.cosign(nothing, &checkpoint, &[], 1_790_000_001)?;
//! let note = Note::new(&checkpoint.to_string(), vec![signed, cosigned])?;
//!
//! // The proof carries what is shown: here the unit and the kind, but not who.
//! let shown = opening.showing(&[FieldId::UNIT, FieldId::KIND]);
//! let hashes = inclusion_proof::<Sha256>(0, 1, |_| None).ok_or("no such leaf")?;
//! let file = Proof::new(Some(shown.to_bytes()), 0, hashes, note)?.to_string();
//!
//! // Years later, without the platform: only the file, and whom one trusts.
//! let policy = format!(
//!     "log {}\nwitness archive {}\nquorum archive\n",
//!     log.verifier(),
//!     witness.verifier(),
//! );
//! let policy = Policy::parse(policy.as_bytes())?;
//! let proof = Proof::parse(file.as_bytes())?;
//! let opening = Opening::parse(proof.extra().ok_or("nothing is shown")?)?;
//! let verdict = proof.verify(&policy, &opening.leaf().to_bytes())?;
//! assert_eq!(opening.value(FieldId::UNIT), Some("示例县示范局".as_bytes()));
//! assert_eq!(opening.value(FieldId::ACTOR), None);
//! assert_eq!(verdict.cosigned[0].1, 1_790_000_001);
//! # assert_eq!(entry, opening.leaf().to_bytes());
//! # Ok(())
//! # }
//! ```

mod base64;
pub mod checkpoint;
pub mod cosignature;
mod decimal;
pub mod hash;
pub mod note;
pub mod policy;
pub mod proof;
pub mod receipt;
pub mod record;
pub mod sm2sm3;
pub mod tile;
pub mod tree;
pub mod witness;

pub use decimal::GREATEST;
