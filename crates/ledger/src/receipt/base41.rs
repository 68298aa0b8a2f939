//! Bytes in 41 signs that a QR code packs well, and that neither an address behind its `#` nor a messenger changes.
//!
//! As base 45 (RFC 9285) does, each two bytes make three signs, the lowest first, and a last single byte makes two; but
//! without space, `$`, `%` and `+`.

const SIGNS: &[u8; 41] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-./:";

pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for pair in bytes.chunks(2) {
        let (mut number, signs) = match pair {
            [high, low] => (u32::from(u16::from_be_bytes([*high, *low])), 3),
            _ => (pair.iter().copied().map(u32::from).sum(), 2),
        };
        for _ in 0..signs {
            let digit = usize::try_from(number % 41).unwrap_or(0);
            text.extend(SIGNS.get(digit).copied().map(char::from));
            number /= 41;
        }
    }
    text
}

/// `None` unless encoding again gives the same text.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.bytes().map(digit).collect();
    let mut bytes = Vec::new();
    for signs in digits?.chunks(3) {
        let number = signs.iter().rev().fold(0, |number, digit| number * 41 + digit);
        match signs.len() {
            3 => bytes.extend(u16::try_from(number).ok()?.to_be_bytes()),
            2 => bytes.push(u8::try_from(number).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

fn digit(sign: u8) -> Option<u32> {
    let digit = match sign {
        b'0'..=b'9' => sign - b'0',
        b'A'..=b'Z' => sign - b'A' + 10,
        b'*' => 36,
        b'-' => 37,
        b'.' => 38,
        b'/' => 39,
        b':' => 40,
        _ => return None,
    };
    Some(u32::from(digit))
}
