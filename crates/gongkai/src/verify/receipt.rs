//! One receipt: read it, judge it, say it.

use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::policy::Policy;
use ledger::receipt::{Receipt, ReceiptRefusal, SKEW, Verdict};
use ledger::record::FieldId;

use super::{Lang, Verify, attachments, read, words};

/// What a file brings.
struct Brought {
    receipt: Result<Receipt, ReceiptRefusal>,
    /// The policy in a page that was downloaded. It comes from whoever made the page.
    policy: Option<Policy>,
}

impl Verify {
    /// Whether everything holds, is confirmed and uncontested, by a policy that did not come with the receipt.
    pub(super) fn receipt(&self, file: &Path, policy: Option<Policy>) -> Result<bool> {
        let brought = bring(&read(file)?);
        let is_given = policy.is_some();
        let policy = policy
            .or(brought.policy)
            .context("name whom you believe: --policy FILE")?;
        let lang = self.lang;
        let receipt = match brought.receipt {
            Ok(receipt) => receipt,
            Err(refusal) => return Ok(refuse(lang, &refusal)),
        };
        let verdict = match receipt.verify(&policy, SKEW) {
            Ok(verdict) => verdict,
            Err(refusal) => return Ok(refuse(lang, &refusal)),
        };
        words::verdict(lang, &verdict);
        let document = self.document.as_deref().map(read).transpose()?;
        let mut holds = verdict.is_confirmed && !verdict.is_contested;
        holds &= judge_document(lang, &verdict, document.as_deref());
        let document = document.or(receipt.document);
        holds &= attachments::judge(lang, document.as_deref(), &self.attachment)?;
        if !is_given {
            println!("{}", words::policy_from_the_file(lang));
        }
        Ok(holds && is_given)
    }
}

/// A page holds the receipt and the policy in base64, each in an element with an id of its own.
fn bring(bytes: &[u8]) -> Brought {
    let page = std::str::from_utf8(bytes).unwrap_or_default();
    match embedded(page, "gk-receipt") {
        None => Brought {
            receipt: Receipt::read(bytes),
            policy: None,
        },
        Some(receipt) => Brought {
            receipt: Receipt::read(&receipt),
            policy: embedded(page, "gk-policy").and_then(|policy| Policy::parse(&policy).ok()),
        },
    }
}

fn embedded(page: &str, id: &str) -> Option<Vec<u8>> {
    let (_, after) = page.split_once(&format!("id=\"{id}\""))?;
    let (_, after) = after.split_once('>')?;
    let (text, _) = after.split_once('<')?;
    STANDARD.decode(text.trim()).ok()
}

fn refuse(lang: Lang, refusal: &ReceiptRefusal) -> bool {
    println!("{}", words::refused(lang));
    println!("  {}", words::refusal(lang, refusal));
    false
}

fn judge_document(lang: Lang, verdict: &Verdict, document: Option<&[u8]>) -> bool {
    let Some(document) = document else {
        return true;
    };
    let is_same = verdict.is_document(document);
    println!("{}", words::document(lang, is_same));
    is_same == Some(true)
}

/// A field that is text.
pub(super) fn text<'a>(verdict: &'a Verdict, id: FieldId) -> Option<&'a str> {
    verdict
        .value(id)
        .and_then(|value| std::str::from_utf8(value).ok())
}
