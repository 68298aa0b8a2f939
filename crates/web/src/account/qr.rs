//! A picture for cameras. It stands in the page itself, so that what it says is in no address and no log.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// The white around it that cameras need.
const QUIET: i32 = 4;

/// The width of the picture in its own units, and the path of its dark squares; nothing when a text is too long.
pub(super) fn picture(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some((code.size() + 2 * QUIET, path))
}
