//! As much of CBOR (RFC 8949) as authenticators send, in the one form that CTAP2 allows: definite lengths, no tags, no
//! key twice.

/// Deeper than any authenticator nests.
const DEEPEST: u8 = 6;
/// More items and keys than any authenticator sends in one place; each key is held against all before it.
const MOST: usize = 64;

/// A value, borrowed from the bytes it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cbor<'b> {
    Int(i64),
    Bytes(&'b [u8]),
    Text(&'b str),
    Array(Vec<Cbor<'b>>),
    Map(Vec<(Cbor<'b>, Cbor<'b>)>),
    Bool(bool),
}

impl<'b> Cbor<'b> {
    /// The first value in some bytes, and what follows it.
    pub(super) fn read(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        Self::nested(bytes, DEEPEST)
    }

    /// The only value in some bytes.
    pub(super) fn only(bytes: &'b [u8]) -> Option<Self> {
        let (value, rest) = Self::read(bytes)?;
        rest.is_empty().then_some(value)
    }

    fn nested(bytes: &'b [u8], deepest: u8) -> Option<(Self, &'b [u8])> {
        let deeper = deepest.checked_sub(1)?;
        let (first, rest) = bytes.split_first()?;
        if let 0xf4 | 0xf5 = first {
            return Some((Self::Bool(*first == 0xf5), rest));
        }
        let (argument, rest) = argument(first & 0x1f, rest)?;
        let (length, number) = (usize::try_from(argument).ok()?, i64::try_from(argument).ok()?);
        match first >> 5 {
            0 => Some((Self::Int(number), rest)),
            1 => Some((Self::Int(-1 - number), rest)),
            2 => rest
                .split_at_checked(length)
                .map(|(bytes, rest)| (Self::Bytes(bytes), rest)),
            3 => {
                let (bytes, rest) = rest.split_at_checked(length)?;
                Some((Self::Text(std::str::from_utf8(bytes).ok()?), rest))
            }
            4 if length <= MOST => {
                let (mut items, mut rest) = (Vec::new(), rest);
                for _ in 0..length {
                    let (item, after) = Self::nested(rest, deeper)?;
                    items.push(item);
                    rest = after;
                }
                Some((Self::Array(items), rest))
            }
            5 if length <= MOST => {
                let (mut pairs, mut rest) = (Vec::new(), rest);
                for _ in 0..length {
                    let (key, after) = Self::nested(rest, deeper)?;
                    let (value, after) = Self::nested(after, deeper)?;
                    if pairs.iter().any(|(known, _)| *known == key) {
                        return None;
                    }
                    pairs.push((key, value));
                    rest = after;
                }
                Some((Self::Map(pairs), rest))
            }
            _ => None,
        }
    }

    /// What stands in a map at a key.
    pub(super) fn get(&self, key: &Cbor<'_>) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    pub(super) fn int(&self) -> Option<i64> {
        if let Self::Int(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    pub(super) fn bytes(&self) -> Option<&'b [u8]> {
        if let Self::Bytes(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }

    pub(super) fn text(&self) -> Option<&'b str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }
}

/// The number that follows a first byte, in as few bytes as it needs.
fn argument(short: u8, rest: &[u8]) -> Option<(u64, &[u8])> {
    let (width, least): (usize, u64) = match short {
        0..=23 => return Some((u64::from(short), rest)),
        24 => (1, 24),
        25 => (2, 1 << 8),
        26 => (4, 1 << 16),
        27 => (8, 1 << 32),
        _ => return None,
    };
    let (bytes, rest) = rest.split_at_checked(width)?;
    let number = bytes
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (least <= number).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_are_read() {
        // RFC 8949, appendix A
        for (bytes, value) in [
            (&[0x17][..], Cbor::Int(23)),
            (&[0x18, 0x64], Cbor::Int(100)),
            (&[0x19, 0x03, 0xe8], Cbor::Int(1000)),
            (&[0x20], Cbor::Int(-1)),
            (&[0x39, 0x03, 0xe7], Cbor::Int(-1000)),
            (&[0x44, 1, 2, 3, 4], Cbor::Bytes(&[1, 2, 3, 4])),
            (&[0x64, 0x49, 0x45, 0x54, 0x46], Cbor::Text("IETF")),
            (
                &[0x82, 1, 0xf5],
                Cbor::Array(vec![Cbor::Int(1), Cbor::Bool(true)]),
            ),
            (&[0xa1, 1, 2], Cbor::Map(vec![(Cbor::Int(1), Cbor::Int(2))])),
        ] {
            assert_eq!(Cbor::only(bytes), Some(value), "{bytes:x?}");
        }
    }

    #[test]
    fn more_keys_than_any_authenticator_sends_are_not_read() {
        let map = |keys: u8| {
            let pairs = (0..keys).flat_map(|key| [0x18, 0x18 + key, 1]);
            [0xb8, keys].into_iter().chain(pairs).collect::<Vec<u8>>()
        };
        assert!(Cbor::only(&map(64)).is_some());
        assert_eq!(Cbor::only(&map(65)), None);
    }

    #[test]
    fn what_ctap_forbids_or_is_cut_short_is_not_read() {
        let deep = [0x81; 20];
        for bytes in [
            &[][..],
            &[0x18, 0x10],
            &[0x5f, 0x41, 1, 0xff],
            &[0xc0, 0x01],
            &[0x44, 1, 2, 3],
            &[0x61, 0xff],
            &[0xa2, 1, 2, 1, 3],
            &[0x9a, 0xff, 0xff, 0xff, 0xff],
            &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0xf9, 0, 0],
            &[0x01, 0x02],
            &deep,
        ] {
            assert_eq!(Cbor::only(bytes), None, "{bytes:x?}");
        }
    }
}
