//! A receipt as a picture for cameras.

use std::fmt::Write as _;

use ledger::receipt::Receipt;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// The white around it that cameras need.
const QUIET: i32 = 4;

/// A picture: its width in its own units, and the path of its dark squares.
pub(super) struct Picture {
    pub(super) width: i32,
    pub(super) path: String,
}

/// The whole receipt but the document, behind the address of a page that verifies; nothing if it is too long for one
/// picture. The signs of the code are those a picture packs best, and what is behind the `#` is sent to nobody.
pub(super) fn picture(receipt: &Receipt, verifier: Option<&str>) -> Option<Picture> {
    let code = receipt.to_code()?;
    let address = verifier.map(|address| format!("{address}#"));
    let mut segments: Vec<QrSegment> = address
        .iter()
        .map(|text| QrSegment::make_bytes(text.as_bytes()))
        .collect();
    segments.push(QrSegment::make_alphanumeric(&code));
    // the lowest level that fits is raised by itself as far as there is room
    let drawn = QrCode::encode_segments(&segments, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..drawn.size() {
        let mut x = 0;
        while x < drawn.size() {
            let dark = (x..drawn.size()).take_while(|x| drawn.get_module(*x, y)).count();
            let dark = i32::try_from(dark).ok()?;
            if 0 < dark {
                let _ = write!(path, "M{},{}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    let width = drawn.size() + 2 * QUIET;
    Some(Picture { width, path })
}
