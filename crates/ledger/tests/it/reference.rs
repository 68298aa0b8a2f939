//! The tree once more, as RFC 6962, section 2.1, defines it: by recursion over lists, slow and plain.

use ledger::hash::{Hash, HashFunction};

/// MTH(D[n]).
pub(crate) fn root<H: HashFunction>(entries: &[Vec<u8>]) -> Hash {
    match entries {
        [] => H::hash(&[b""]),
        [only] => H::hash(&[b"\x00", only]),
        _ => {
            let (left, right) = entries.split_at(largest_power_below(entries.len()));
            H::hash(&[b"\x01", &root::<H>(left).0, &root::<H>(right).0])
        }
    }
}

/// PATH(m, D[n]).
pub(crate) fn path<H: HashFunction>(m: usize, entries: &[Vec<u8>]) -> Vec<Hash> {
    if entries.len() <= 1 {
        return Vec::new();
    }
    let k = largest_power_below(entries.len());
    let (left, right) = entries.split_at(k);
    let (mut path, last) = if m < k {
        (path::<H>(m, left), root::<H>(right))
    } else {
        (path::<H>(m - k, right), root::<H>(left))
    };
    path.push(last);
    path
}

/// PROOF(m, D[n]).
pub(crate) fn proof<H: HashFunction>(m: usize, entries: &[Vec<u8>]) -> Vec<Hash> {
    if m == 0 {
        Vec::new()
    } else {
        subproof::<H>(m, entries, true)
    }
}

fn subproof<H: HashFunction>(m: usize, entries: &[Vec<u8>], is_known: bool) -> Vec<Hash> {
    if m == entries.len() {
        return if is_known {
            Vec::new()
        } else {
            vec![root::<H>(entries)]
        };
    }
    let k = largest_power_below(entries.len());
    let (left, right) = entries.split_at(k);
    let (mut proof, last) = if m <= k {
        (subproof::<H>(m, left, is_known), root::<H>(right))
    } else {
        (subproof::<H>(m - k, right, false), root::<H>(left))
    };
    proof.push(last);
    proof
}

fn largest_power_below(length: usize) -> usize {
    let mut k = 1;
    while k * 2 < length {
        k *= 2;
    }
    k
}
