// What is shown of a record, and the leaf that follows from it.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesOf, concat, decodeUtf8, encodeUtf8, isSame, Reader, Refusal } from "./bytes.js";
import { sm3 } from "./sm3.js";

const FORMAT = encodeUtf8("gk-opening/v1\0");
const LEAF = concat(encodeUtf8("gk-leaf/v1\0"), [3]);
const TEXTS = [1, 2, 7];
const LENGTHS = { 3: 16, 4: 8, 5: 32, 6: 8, 8: 32, 9: 32, 10: 32, 12: 32, 13: 32 };

/** The fields that are shown, by id, and the entry of the log. */
export function parseOpening(bytes) {
  const reader = new Reader(bytes, "opening");
  if (!isSame(reader.take(FORMAT.length), FORMAT)) throw new Refusal("opening");
  const recordKey = reader.take(32);
  const count = Number(reader.number(2));
  const fields = new Map();
  const lists = [[], []];
  let before = -1;
  for (let left = count; left; left--) {
    const id = Number(reader.number(2));
    if (id <= before) throw new Refusal("opening");
    before = id;
    digests(reader, id, fields).forEach((digest, which) => lists[which].push(bytesOf(id, 2), digest));
  }
  if (!reader.isEmpty) throw new Refusal("opening");
  const commit = (hash, list) => hash(concat([0x12], recordKey, hash(concat([0x11], bytesOf(count, 2), ...list))));
  return { fields, entry: concat(LEAF, commit(sha256, lists[0]), commit(sm3, lists[1])) };
}

/** By SHA-256 and by SM3. */
function digests(reader, id, fields) {
  const isShown = reader.number(1);
  if (isShown === 0n) return [reader.take(32), reader.take(32)];
  if (isShown !== 1n) throw new Refusal("opening");
  const key = reader.take(32);
  const length = reader.take(8);
  const value = reader.take(new Reader(length).number(8));
  const isSound = TEXTS.includes(id) ? decodeUtf8(value) !== null : (LENGTHS[id] ?? value.length) === value.length;
  if (!isSound) throw new Refusal("opening");
  fields.set(id, value);
  const hashed = concat([0x10], key, bytesOf(id, 2), length, value);
  return [sha256(hashed), sm3(hashed)];
}
