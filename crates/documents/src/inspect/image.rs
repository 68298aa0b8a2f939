//! Pictures: what they show nobody can look through, but what is written beside the picture.

use super::{Gathered, Inspected, Kind, Place, Unfit};

/// Shorter runs of signs are chance.
const SHORTEST: usize = 6;

pub(super) fn png(bytes: &[u8]) -> Result<Inspected, Unfit> {
    let mut gathered = Gathered::default();
    let mut rest = bytes.get(8..).unwrap_or_default();
    loop {
        let (length, kind) = (rest.get(..4), rest.get(4..8));
        let (Some(length), Some(kind)) = (length.and_then(|length| length.try_into().ok()), kind) else {
            return Err(Unfit::Damaged);
        };
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| Unfit::Damaged)?;
        let data = length
            .checked_add(8)
            .and_then(|end| rest.get(8..end))
            .ok_or(Unfit::Damaged)?;
        match kind {
            b"tEXt" | b"iTXt" | b"eXIf" => runs(data, &mut gathered),
            b"IEND" => return found(Kind::Png, gathered),
            _ => {}
        }
        // the check sum
        rest = rest.get(length + 12..).ok_or(Unfit::Damaged)?;
    }
}

pub(super) fn jpeg(bytes: &[u8]) -> Result<Inspected, Unfit> {
    let mut gathered = Gathered::default();
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return Err(Unfit::Damaged);
        };
        // where the picture itself begins
        if marker == 0xda {
            return found(Kind::Jpeg, gathered);
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        let data = rest.get(4..length + 2).ok_or(Unfit::Damaged)?;
        if matches!(marker, 0xe1..=0xef | 0xfe) {
            runs(data, &mut gathered);
        }
        rest = rest.get(length + 2..).ok_or(Unfit::Damaged)?;
    }
}

fn found(kind: Kind, gathered: Gathered) -> Result<Inspected, Unfit> {
    Ok(Inspected {
        kind,
        passages: gathered.done()?,
        has_pictures: true,
    })
}

/// Runs of readable signs.
fn runs(data: &[u8], gathered: &mut Gathered) {
    let text = String::from_utf8_lossy(data);
    let is_sign = |c: char| !c.is_control() && c != char::REPLACEMENT_CHARACTER;
    for run in text
        .split(|c| !is_sign(c))
        .filter(|run| SHORTEST <= run.chars().count())
    {
        gathered.add(Place::Properties, run);
    }
}
