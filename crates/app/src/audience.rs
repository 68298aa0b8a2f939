//! The audience of a disclosure as it is stored.

use domain::audience::Token;
use domain::time::Timestamp;

use crate::Result;

/// A line of a stored audience: a token, and from when.
pub(crate) fn share((text, from): &(String, i64)) -> Result<(Token, Timestamp)> {
    let wrong = |_| db::Error::Inconsistent {
        table: "audience",
        column: "token",
    };
    Ok((text.parse().map_err(wrong)?, Timestamp(*from)))
}
