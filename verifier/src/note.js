// Keys, signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature).
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import {
  concat, decimal, decodeBase64, decodeUtf8, encodeUtf8, GREATEST, hex, isSame, number, Refusal,
} from "./bytes.js";

export const LOG = 1, WITNESS = 4, ML_DSA_44 = 6;
const LENGTHS = { [LOG]: 32, [WITNESS]: 32, [ML_DSA_44]: 1312 };
const MOST_SIGNATURES = 64, GREATEST_NOTE = 256 * 1024;
const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;

// Unicode's white space, which is not what \s is in JavaScript.
const WRONG_IN_NAME = /[\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
export const isKeyName = (name) => name !== "" && !WRONG_IN_NAME.test(name);

/** A key from its line `<name>+<id>+<base64>`; null if it is none. */
export function parseKey(line) {
  const match = /^([^+]*)\+([0-9a-f]{8})\+([^]*)$/.exec(line);
  const typed = match && isKeyName(match[1]) && decodeBase64(match[3]);
  if (!typed || LENGTHS[typed[0]] !== typed.length - 1) return null;
  const [, name, id] = match;
  if (hex(sha256(concat(encodeUtf8(name), [10], typed)).subarray(0, 4)) !== id) return null;
  const key = { name, id, type: typed[0], bytes: typed.slice(1) };
  if (key.type === ML_DSA_44) return key;
  key.point = point(key.bytes);
  return key.point && key;
}

/** A point that not everybody can sign for; null if it is none. */
function point(bytes) {
  try {
    const point = Point.fromBytes(bytes);
    return point.isSmallOrder() ? null : point;
  } catch (_) {
    return null;
  }
}

/** Strictly, as RFC 8032 computes it without cofactor: the very bytes of R. */
function isSignedBy(key, message, signature) {
  if (signature.length !== 64 || !point(signature.subarray(0, 32))) return false;
  const r = signature.subarray(0, 32);
  const s = number(signature.slice(32).reverse());
  if (s >= ORDER) return false;
  const k = number(sha512(concat(r, key.bytes, message)).reverse()) % ORDER;
  const sB = s === 0n ? Point.ZERO : Point.BASE.multiply(s);
  return isSame(sB.subtract(key.point.multiplyUnsafe(k)).toBytes(), r);
}

export function parseNote(bytes) {
  const all = bytes.length <= GREATEST_NOTE ? decodeUtf8(bytes) : null;
  if (all === null || /[\u0000-\u0009\u000b-\u001f]/.test(all)) throw new Refusal("head");
  const blank = all.lastIndexOf("\n\n");
  if (blank < 0 || !all.endsWith("\n") || all.length < blank + 3) throw new Refusal("head");
  const lines = all.slice(blank + 2, -1).split("\n");
  if (MOST_SIGNATURES < lines.length) throw new Refusal("head");
  return { text: all.slice(0, blank + 1), lines: lines.map(parseLine) };
}

function parseLine(line) {
  const match = /^\u2014 ([^ ]*) (.*)$/.exec(line);
  const blob = match && isKeyName(match[1]) && decodeBase64(match[2]);
  if (!blob || blob.length < 5) throw new Refusal("head");
  return { name: match[1], id: hex(blob.subarray(0, 4)), bytes: blob.slice(4) };
}

export function parseCheckpoint(text) {
  const [origin, size, root, ...more] = text.slice(0, -1).split("\n");
  const head = { origin, size: decimal(size || ""), root: decodeBase64(root || ""), more };
  const isWhole = origin && head.size !== null && head.root && head.root.length === 32 && !more.includes("");
  if (!text.endsWith("\n") || !isWhole) throw new Refusal("head");
  if (head.size === 0n && !isSame(head.root, sha256(new Uint8Array()))) throw new Refusal("head");
  return head;
}

/** The times (null for logs) of those keys that signed, by key. A wrong signature of a known key refuses the note. */
export function verifyNote(note, keys) {
  const seals = new Map();
  for (const line of note.lines) {
    const key = keys.find((key) => key.name === line.name && key.id === line.id);
    if (!key || key.type === ML_DSA_44) continue;
    if (seals.has(key)) throw new Refusal("signature", key.name);
    seals.set(key, seal(key, note.text, line.bytes));
  }
  if (!seals.size) throw new Refusal("not-by-log");
  return seals;
}

function seal(key, text, bytes) {
  const time = key.type === WITNESS ? number(bytes.subarray(0, 8)) : null;
  const message = key.type === WITNESS ? `cosignature/v1\ntime ${time}\n${text}` : text;
  const signature = key.type === WITNESS ? bytes.subarray(8) : bytes;
  const isTime = time === null || (0n < time && time <= GREATEST);
  if (!isTime || !isSignedBy(key, encodeUtf8(message), signature)) throw new Refusal("signature", key.name);
  return time;
}
