//! Between the 32 bits that positions are kept in and the width the machine counts with.

/// A kept position as an index. Machines here have at least 32 bits.
pub(crate) fn wide(kept: u32) -> usize {
    usize::try_from(kept).unwrap_or(usize::MAX)
}

/// An index as a kept position; what does not fit becomes the greatest, which no text reaches.
pub(crate) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A count for arithmetic with fractions.
pub(crate) fn real(count: usize) -> f64 {
    f64::from(narrow(count))
}

/// An offset in a file as an index into its bytes.
pub(crate) fn index(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// A length as an offset in a file.
pub(crate) fn offset(index: usize) -> u64 {
    u64::try_from(index).unwrap_or(u64::MAX)
}
