//! Decimal numbers as C2SP writes them: ASCII digits, no sign, no leading zero but in `0` itself.

/// The greatest size, index and time: 2^63 − 1, so that a signed column holds each of them (CP-6, COS-3).
pub const GREATEST: u64 = (1 << 63) - 1;

/// `None` for anything but the one way to write a number up to [`GREATEST`].
pub(crate) fn parse(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_shortest = text == "0" || !text.starts_with('0');
    if !is_plain || !is_shortest {
        return None;
    }
    text.parse().ok().filter(|number| *number <= GREATEST)
}
