//! Standard base64 (RFC 4648, section 4) in its one canonical form: padded, and unused bits zero (NOTE-11).
//!
//! Many readers accept other forms, so that one signature could be written in several ways and a receipt would differ
//! from itself. What is refused here is not wrong elsewhere.

use base64::Engine as _;
// This engine asks for padding and for zero bits when it decodes: the tests of NOTE-11 hold it to that.
use base64::engine::general_purpose::STANDARD;

pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// `None` unless encoding again gives the same text.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}
