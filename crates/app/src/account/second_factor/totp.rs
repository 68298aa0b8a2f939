//! One-time codes that change with time (RFC 6238 over RFC 4226, section 5.3): SHA-1, six digits, half a minute, which
//! is what every authenticator program understands.

use domain::time::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

const SECONDS: i64 = 30;
/// A clock may be so many steps off, either way.
const SLACK: i64 = 1;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose code this is, near a moment. The caller sees to it that a step is accepted once.
pub(super) fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let here = now.0.div_euclid(SECONDS * 1_000_000);
    let steps = here - SLACK..=here + SLACK;
    // every step is computed, so that the time it takes says nothing
    let fitting: Vec<_> = steps.filter(|step| same(&at(secret, *step), code)).collect();
    fitting.into_iter().next_back()
}

/// The code of a step.
fn at(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return String::new();
    };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last().copied().unwrap_or(0) & 0xf);
    let four = digest.iter().skip(offset).take(4);
    let number = four.fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn same(one: &str, other: &str) -> bool {
    let differing = one
        .bytes()
        .zip(other.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && differing == 0
}

/// Bytes in the letters that people type into an authenticator (RFC 4648, section 6, without padding).
pub(super) fn letters(bytes: &[u8]) -> String {
    let mut text = String::new();
    for five in bytes.chunks(5) {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let length = (five.len() * 8).div_ceil(5);
        let bits = bits << (length * 5 - five.len() * 8);
        for place in (0..length).rev() {
            let index = usize::try_from(bits >> (place * 5) & 31).unwrap_or(0);
            text.extend(LETTERS.get(index).copied().map(char::from));
        }
    }
    text
}

/// The bytes that such letters stand for, however they are spaced.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes().filter(|letter| !matches!(letter, b' ' | b'-')) {
        let letter = letter.to_ascii_uppercase();
        let value = LETTERS.iter().position(|known| *known == letter)?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        held += 5;
        if 8 <= held {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn seconds(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1_000_000)
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(SECRET, code, seconds(time)), Some(time / 30), "{time}");
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let step = 1_111_111_109 / 30;
        for (time, found) in [(-31, false), (-30, true), (0, true), (30, true), (60, false)] {
            let at = seconds(step * 30 + time);
            assert_eq!(step_of(SECRET, "081804", at), found.then_some(step), "{time}");
        }
        for wrong in ["", "81804", "0081804", "081805", "08180４"] {
            assert_eq!(step_of(SECRET, wrong, seconds(1_111_111_109)), None, "{wrong}");
        }
    }

    #[test]
    fn letters_are_those_of_the_standard_and_read_back() {
        // RFC 4648, section 10
        for (text, written) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(letters(text.as_bytes()), written);
            assert_eq!(bytes(written).as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(bytes("mzxw 6ytb-oi").as_deref(), Some(&b"foobar"[..]));
        assert_eq!(bytes("MZX1"), None);
    }
}
