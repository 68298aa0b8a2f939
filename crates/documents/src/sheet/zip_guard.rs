//! Looks into a zip before anything trusts it. Sizes are found by unpacking, not by
//! believing what the file declares.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;

const MOST_ENTRIES: usize = 1_000;
const MOST_UNPACKED: u64 = 128 * 1024 * 1024;
const MOST_SHARED_TEXTS: u64 = 2_000_000;

pub(super) fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unreadable::Swollen);
    }
    let mut left = MOST_UNPACKED;
    let mut unpacked = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let name = entry
            .name()
            .map_err(|_| Unreadable::Damaged)?
            .to_ascii_lowercase();
        let holds_shared_texts = name.contains("sharedstrings");
        unpacked.clear();
        let size = entry
            .take(left + 1)
            .read_to_end(&mut unpacked)
            .map_err(|_| Unreadable::Damaged)?;
        left = u64::try_from(size)
            .ok()
            .and_then(|size| left.checked_sub(size))
            .ok_or(Unreadable::Swollen)?;
        if holds_shared_texts && claimed_texts(&unpacked) > MOST_SHARED_TEXTS {
            return Err(Unreadable::Swollen);
        }
    }
    Ok(())
}

/// The largest `uniqueCount` the shared texts claim. The reader reserves memory for that
/// many at once, so a lie here would end the process, not the request.
fn claimed_texts(xml: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount";
    // Without the zero bytes UTF-16 looks like ASCII.
    let xml: Vec<u8> = xml.iter().copied().filter(|byte| *byte != 0).collect();
    let claims = xml
        .windows(NAME.len())
        .enumerate()
        .filter(|(_, window)| *window == NAME);
    claims
        .map(|(at, _)| {
            let rest = xml.iter().skip(at + NAME.len());
            let digits = rest
                .skip_while(|byte| !byte.is_ascii_digit())
                .take_while(|byte| byte.is_ascii_digit());
            digits.fold(0_u64, |sum, digit| {
                sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
            })
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn zip_of(name: &str, content: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_read() {
        let bomb = zip_of("xl/worksheets/sheet1.xml", &vec![b' '; 129 * 1024 * 1024]);
        assert!(bomb.len() < 1024 * 1024);
        assert_eq!(check(&bomb), Err(Unreadable::Swollen));
    }

    #[test]
    fn a_claim_of_billions_of_texts_is_refused() {
        let honest = zip_of("xl/sharedStrings.xml", br#"<sst count="9" uniqueCount="7">"#);
        assert_eq!(check(&honest), Ok(()));
        let liar = zip_of("xl/sharedStrings.xml", br#"<sst uniqueCount = '99999999999'>"#);
        assert_eq!(check(&liar), Err(Unreadable::Swollen));
    }
}
