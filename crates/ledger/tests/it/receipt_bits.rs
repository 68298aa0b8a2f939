//! What happens to a receipt when a bit of it changes.

use ledger::hash::{HashFunction, Sha256};
use ledger::policy::Policy;
use ledger::receipt::{Receipt, ReceiptRefusal, SKEW, Verdict};

use crate::taken::{opening, receipt};
use crate::world::{NOON, policy_with};

fn some() -> Receipt {
    receipt(65_537, 70_000, &opening(NOON * 1000))
}

/// One witness may be missing, so that a line nobody knows any more does not already refuse the receipt.
fn policy() -> Policy {
    policy_with("group peers 2 w1 w2 w3\nquorum peers\n")
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

#[test]
fn no_bit_of_any_form_of_a_receipt_may_change() {
    let receipt = some();
    let code = receipt.to_code().unwrap().into_bytes();
    for form in [receipt.to_bytes(), receipt.to_compact().unwrap(), code] {
        let policy = policy();
        assert!(Receipt::read(&form).unwrap().verify(&policy, SKEW).is_ok());
        for bit in 0..form.len() * 8 {
            let read = Receipt::read(&flipped(&form, bit));
            assert!(read.is_err(), "bit {bit}: {read:?}");
        }
    }
}

/// Nothing that holds for the first would not hold for the second as well: the same record at the same place, no more
/// witnesses, no narrower bounds.
fn says_no_more(less: &Verdict, whole: &Verdict) -> bool {
    let is_same = (less.log, less.index, &less.checkpoint, &less.fields)
        == (whole.log, whole.index, &whole.checkpoint, &whole.fields);
    let has_fewer = less.cosigned.iter().all(|seal| whole.cosigned.contains(seal));
    let is_later = less
        .not_before
        .is_some_and(|bound| Some(bound) > whole.not_before);
    let is_earlier = less.not_after.is_some_and(|bound| Some(bound) < whole.not_after);
    is_same && has_fewer && !is_later && !is_earlier && less.is_confirmed <= whole.is_confirmed
}

/// Changes made by somebody who computes the checksum anew: refused, or they take something away.
fn who_changes_a_bit_and_mends_the_sum_gains_nothing(bits: impl Fn(usize) -> std::ops::Range<usize>) {
    let (receipt, policy) = (some(), policy());
    let whole = receipt.verify(&policy, SKEW).unwrap();
    let (text, compact) = (receipt.to_bytes(), receipt.to_compact().unwrap());
    let text = &text[..text.len() - 49];
    let compact = &compact[..compact.len() - 8];
    let mut weaker = 0;
    let mut judge = |changed: Vec<u8>| match Receipt::read(&changed) {
        Err(refusal) => assert_ne!(refusal, ReceiptRefusal::Damaged),
        Ok(read) => {
            if let Ok(verdict) = read.verify(&policy, SKEW) {
                assert!(says_no_more(&verdict, &whole), "{verdict:?}");
                weaker += 1;
            }
        }
    };
    for bit in (0..text.len()).flat_map(&bits) {
        let changed = flipped(text, bit);
        let sum = format!("sum {}\n", Sha256::hash(&[&changed]));
        if changed.starts_with(b"gk-receipt/v1\n") {
            judge([changed, sum.into_bytes()].concat());
        }
    }
    for bit in (0..compact.len()).flat_map(&bits) {
        let changed = flipped(compact, bit);
        let sum = Sha256::hash(&[&changed]).0;
        judge([changed.as_slice(), &sum[..8]].concat());
    }
    // Names and ids of witnesses: lines nobody knows are passed over (NOTE-8).
    assert!(weaker > 0);
}

#[test]
fn who_changes_a_bit_of_a_byte_and_mends_the_sum_gains_nothing() {
    who_changes_a_bit_and_mends_the_sum_gains_nothing(|byte| byte * 8 + byte % 8..byte * 8 + byte % 8 + 1);
}

#[test]
#[ignore = "minutes of signatures: every bit"]
fn who_changes_any_bit_and_mends_the_sum_gains_nothing() {
    who_changes_a_bit_and_mends_the_sum_gains_nothing(|byte| byte * 8..byte * 8 + 8);
}
