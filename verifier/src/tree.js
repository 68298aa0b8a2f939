// The Merkle tree of RFC 6962, as far as an inclusion proof needs it.
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, Refusal } from "./bytes.js";

export const leafHash = (entry) => sha256(concat([0], entry));
const nodeHash = (left, right) => sha256(concat([1], left, right));

/** The root that a proof leads to from the leaf with this hash at this index of a tree of this size. */
export function inclusionRoot(hash, index, size, proof) {
  if (index >= size) throw new Refusal("inclusion");
  let root = hash, at = index, last = size - 1n;
  for (const sibling of proof) {
    if (last === 0n) throw new Refusal("inclusion");
    if (at & 1n || at === last) {
      root = nodeHash(sibling, root);
      while (at !== 0n && !(at & 1n)) {
        at >>= 1n;
        last >>= 1n;
      }
    } else {
      root = nodeHash(root, sibling);
    }
    at >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) throw new Refusal("inclusion");
  return root;
}
