//! The compact form in signs: what stands in a QR code.

use super::{Receipt, ReceiptRefusal, base41};

/// What a code begins with; an address may stand before it.
pub const CODE_START: &str = "GK1:";

/// As many signs as the greatest QR code takes, at its lowest level of correction.
pub const MOST_CODE: usize = 4296;

impl Receipt {
    /// The receipt without its document, in signs for one QR code.
    ///
    /// `None` if it does not fit one, or has no compact form.
    pub fn to_code(&self) -> Option<String> {
        let code = format!("{CODE_START}{}", base41::encode(&self.to_compact()?));
        Some(code).filter(|code| code.len() <= MOST_CODE)
    }

    /// Reads a code, with or without an address before it, and nothing after it.
    pub fn from_code(text: &str) -> Result<Receipt, ReceiptRefusal> {
        let (_, code) = text.split_once(CODE_START).ok_or(ReceiptRefusal::Code)?;
        Receipt::from_compact(&base41::decode(code).ok_or(ReceiptRefusal::Code)?)
    }
}
