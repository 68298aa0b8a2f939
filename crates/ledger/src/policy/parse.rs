//! The lines of a policy file.

use thiserror::Error;

use super::quorum::{Group, Member, Quorum, Threshold};
use super::{Log, Policy, Witness};
use crate::decimal;
use crate::note::{Algorithm, KeyRefusal, VerifierKey};

/// The greatest length of a policy in bytes: some hundred keys.
const GREATEST_POLICY: usize = 512 * 1024;

/// Why bytes are not a policy, with the number of the line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PolicyRefusal {
    /// More than 512 KiB.
    #[error("a policy has at most 524288 bytes")]
    TooLong,
    /// A control character other than tab and newline.
    #[error("a policy has no control characters other than tabs and newlines")]
    Characters,
    /// The last line has no newline.
    #[error("each line of a policy ends in a newline")]
    NoNewline,
    /// Not a line of any kind, or not the right number of words.
    #[error("line {0} is not a log, witness, group or quorum")]
    Line(usize),
    /// The key is none.
    #[error("line {0}: {1}")]
    Key(usize, KeyRefusal),
    /// A log that does not sign by Ed25519, or a witness that does not cosign.
    #[error("line {0}: a key of this type does not sign for a log, or cosign for a witness")]
    WrongAlgorithm(usize),
    /// The same public key again, as a log or as a witness, or the same name and id.
    #[error("line {0}: this key stands in the policy already")]
    SameKey(usize),
    /// The name is taken, or it is `none`.
    #[error("line {0}: this name stands for something else already")]
    SameName(usize),
    /// A name that no line before defines.
    #[error("line {0}: no line before defines this name")]
    Undefined(usize),
    /// The name is a member of a group already.
    #[error("line {0}: a name is a member of one group at most, once")]
    SameMember(usize),
    /// Not `all`, `any` or a number from 1 to the number of members.
    #[error("line {0}: the threshold is all, any, or a number from 1 to the number of members")]
    Threshold(usize),
    /// A second quorum line.
    #[error("line {0}: a policy has one quorum")]
    SecondQuorum(usize),
    /// No quorum line.
    #[error("a policy has a quorum, which may be none")]
    NoQuorum,
}

impl Policy {
    /// Reads a policy file.
    pub fn parse(bytes: &[u8]) -> Result<Policy, PolicyRefusal> {
        if bytes.len() > GREATEST_POLICY {
            return Err(PolicyRefusal::TooLong);
        }
        let is_allowed = |byte: &u8| matches!(byte, b'\t' | b'\n' | 0x20..=0x7e | 0x80..);
        if !bytes.iter().all(is_allowed) {
            return Err(PolicyRefusal::Characters);
        }
        let lines = match bytes.strip_suffix(b"\n") {
            Some(lines) => lines,
            None if bytes.is_empty() => bytes,
            None => return Err(PolicyRefusal::NoNewline),
        };
        let mut draft = Draft::default();
        for (number, line) in (1..).zip(lines.split(|byte| *byte == b'\n')) {
            draft.read(number, line)?;
        }
        Ok(Policy {
            quorum: draft.quorum.ok_or(PolicyRefusal::NoQuorum)?,
            logs: draft.logs,
            witnesses: draft.witnesses,
            groups: draft.groups,
        })
    }

    /// The policy as bytes, in the one plain form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut lines = Vec::new();
        for log in &self.logs {
            lines.push(words(&[b"log", log.key.to_string().as_bytes()], &log.url));
        }
        for witness in &self.witnesses {
            let key = witness.key.to_string();
            lines.push(words(&[b"witness", &witness.name, key.as_bytes()], &witness.url));
        }
        for group in &self.groups {
            let threshold = match group.threshold {
                Threshold::All => "all".to_owned(),
                Threshold::Any => "any".to_owned(),
                Threshold::AtLeast(least) => least.to_string(),
            };
            let mut parts: Vec<&[u8]> = vec![b"group", &group.name, threshold.as_bytes()];
            parts.extend(group.members.iter().map(|member| self.name(*member)));
            lines.push(words(&parts, &None));
        }
        let quorum = match self.quorum {
            Quorum::None => b"none",
            Quorum::By(member) => self.name(member),
        };
        lines.push(words(&[b"quorum", quorum], &None));
        lines.concat()
    }

    fn name(&self, member: Member) -> &[u8] {
        let name = match member {
            Member::Witness(place) => self.witnesses.get(place).map(|witness| &witness.name),
            Member::Group(place) => self.groups.get(place).map(|group| &group.name),
        };
        name.map(Vec::as_slice).unwrap_or_default()
    }
}

fn words(parts: &[&[u8]], url: &Option<Vec<u8>>) -> Vec<u8> {
    let mut line = parts.join(&b' ');
    if let Some(url) = url {
        line.push(b' ');
        line.extend_from_slice(url);
    }
    line.push(b'\n');
    line
}

/// What the lines so far have defined.
#[derive(Default)]
struct Draft {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Option<Quorum>,
}

impl Draft {
    fn read(&mut self, number: usize, line: &[u8]) -> Result<(), PolicyRefusal> {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
        let words: Vec<&[u8]> = line.split(is_space).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key, url @ ..] if url.len() <= 1 => {
                let key = self.new_key(number, key, &[Algorithm::Ed25519])?;
                let url = url.first().map(|url| url.to_vec());
                self.logs.push(Log { key, url });
                Ok(())
            }
            [b"witness", name, key, url @ ..] if url.len() <= 1 => {
                let kinds = [Algorithm::Ed25519Cosignature, Algorithm::MlDsa44Cosignature];
                let name = self.new_name(number, name)?;
                let key = self.new_key(number, key, &kinds)?;
                let url = url.first().map(|url| url.to_vec());
                self.witnesses.push(Witness { name, key, url });
                Ok(())
            }
            [b"group", name, threshold, members @ ..] => self.group(number, name, threshold, members),
            [b"quorum", name] => self.quorum(number, name),
            _ => Err(PolicyRefusal::Line(number)),
        }
    }

    fn group(
        &mut self,
        number: usize,
        name: &[u8],
        threshold: &[u8],
        names: &[&[u8]],
    ) -> Result<(), PolicyRefusal> {
        let name = self.new_name(number, name)?;
        let threshold = parse_threshold(threshold, names.len()).ok_or(PolicyRefusal::Threshold(number))?;
        let mut members = Vec::new();
        for name in names {
            let member = self.find(name).ok_or(PolicyRefusal::Undefined(number))?;
            let is_taken = self.groups.iter().any(|group| group.members.contains(&member));
            if is_taken || members.contains(&member) {
                return Err(PolicyRefusal::SameMember(number));
            }
            members.push(member);
        }
        self.groups.push(Group {
            name,
            threshold,
            members,
        });
        Ok(())
    }

    fn quorum(&mut self, number: usize, name: &[u8]) -> Result<(), PolicyRefusal> {
        if self.quorum.is_some() {
            return Err(PolicyRefusal::SecondQuorum(number));
        }
        self.quorum = Some(match name {
            b"none" => Quorum::None,
            _ => Quorum::By(self.find(name).ok_or(PolicyRefusal::Undefined(number))?),
        });
        Ok(())
    }

    fn new_key(&self, number: usize, line: &[u8], kinds: &[Algorithm]) -> Result<VerifierKey, PolicyRefusal> {
        let line = std::str::from_utf8(line).map_err(|_| PolicyRefusal::Key(number, KeyRefusal::Name))?;
        let key = VerifierKey::parse(line).map_err(|refusal| PolicyRefusal::Key(number, refusal))?;
        if !kinds.contains(&key.algorithm()) {
            return Err(PolicyRefusal::WrongAlgorithm(number));
        }
        // A log's key never is a witness's too (COS-4), and no signature line may be by either of two keys.
        let logs = self.logs.iter().map(|log| &log.key);
        let mut known = logs.chain(self.witnesses.iter().map(|witness| &witness.key));
        let is_same = |other: &VerifierKey| {
            other.key_bytes() == key.key_bytes() || (other.name(), other.id()) == (key.name(), key.id())
        };
        if known.any(is_same) {
            return Err(PolicyRefusal::SameKey(number));
        }
        Ok(key)
    }

    fn new_name(&self, number: usize, name: &[u8]) -> Result<Vec<u8>, PolicyRefusal> {
        if name == b"none" || self.find(name).is_some() {
            return Err(PolicyRefusal::SameName(number));
        }
        Ok(name.to_vec())
    }

    fn find(&self, name: &[u8]) -> Option<Member> {
        let witness = self.witnesses.iter().position(|witness| witness.name == name);
        let group = || self.groups.iter().position(|group| group.name == name);
        witness
            .map(Member::Witness)
            .or_else(|| group().map(Member::Group))
    }
}

fn parse_threshold(word: &[u8], members: usize) -> Option<Threshold> {
    let threshold = match word {
        b"all" => Threshold::All,
        b"any" => Threshold::Any,
        _ => {
            let least = decimal::parse(std::str::from_utf8(word).ok()?)?;
            let least = usize::try_from(least).ok()?;
            if !(1..=members).contains(&least) {
                return None;
            }
            Threshold::AtLeast(least)
        }
    };
    if members == 0 { None } else { Some(threshold) }
}
