//! Whether files are those that a document names: by SHA-256 over a salt and the bytes.

use std::path::PathBuf;

use anyhow::Result;
use ledger::hash::{HashFunction, Sha256};
use serde_json::Value;

use super::{Lang, read};

/// What a document says of one attachment.
struct Named {
    name: String,
    salt: Vec<u8>,
    commitment: Vec<u8>,
}

/// Whether every file is an attachment of the document; says of each which one.
pub(super) fn judge(lang: Lang, document: Option<&[u8]>, files: &[PathBuf]) -> Result<bool> {
    let mut named = Vec::new();
    if let Some(document) = document.and_then(|document| serde_json::from_slice(document).ok()) {
        collect(&document, &mut named);
    }
    let mut all = true;
    for file in files {
        let bytes = read(file)?;
        let is_it =
            |named: &&Named| named.commitment == Sha256::hash(&[&named.salt, &bytes]).as_bytes().as_slice();
        let sentence = match named.iter().find(is_it) {
            Some(named) => format!(
                "{}{}",
                lang.say("是记录在案的附件：", "is the attachment "),
                named.name
            ),
            None => {
                all = false;
                lang.say("不是记录在案的附件", "is not an attachment that was recorded")
                    .to_owned()
            }
        };
        println!("{}  {sentence}", file.display());
    }
    Ok(all)
}

/// Every object with a salt and a commitment, wherever it stands.
fn collect(value: &Value, named: &mut Vec<Named>) {
    match value {
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            let hex = |key: &str| text(key).and_then(unhex);
            if let (Some(salt), Some(commitment)) = (hex("salt"), hex("commitment")) {
                let name = text("name").unwrap_or_default().to_owned();
                named.push(Named {
                    name,
                    salt,
                    commitment,
                });
            }
            members.values().for_each(|member| collect(member, named));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, named)),
        _ => {}
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
