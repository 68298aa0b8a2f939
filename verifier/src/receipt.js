// The forms of a receipt.
import { sha256 } from "@noble/hashes/sha2.js";
import {
  concat, decimal, decodeBase41, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, isSame, Reader, Refusal,
} from "./bytes.js";
import { isKeyName, parseCheckpoint, parseNote } from "./note.js";

const FIRST_LINE = "gk-receipt/v1\n", PROOF_LINE = "c2sp.org/tlog-proof@v1\n", COMPACT = [0x67, 0x6b, 0x72, 1];
const MOST_HASHES = 63, GREATEST_EXTRA = 256 * 1024, GREATEST_DOCUMENT = 16 * 1024 * 1024, SUM_LINE = 49;
const startsWith = (bytes, start) => isSame(bytes.subarray(0, start.length), start);

/** A receipt in any of its forms, or a proof alone, by how it begins. */
export function readReceipt(bytes) {
  if (startsWith(bytes, encodeUtf8(FIRST_LINE))) return parseText(bytes);
  if (startsWith(bytes, COMPACT)) return parseCompact(bytes);
  const text = decodeUtf8(bytes);
  if (text === null) throw new Refusal("unknown");
  const code = text.trim().split("GK1:");
  if (1 < code.length) return parseCompact(decodeBase41(code.slice(1).join("GK1:")) || new Uint8Array());
  if (text.startsWith("c2sp.org/tlog-proof@")) return { proof: parseProof(bytes), earlier: null, document: null };
  throw new Refusal("unknown");
}

function parseProof(bytes) {
  const text = decodeUtf8(bytes);
  const end = text === null ? -1 : text.indexOf("\n\n");
  if (end < 0 || !text.startsWith(PROOF_LINE)) throw new Refusal("proof");
  const lines = text.slice(PROOF_LINE.length, end).split("\n");
  let extra = null;
  if (lines[0].startsWith("extra ")) {
    extra = decodeBase64(lines.shift().slice(6));
    if (!extra || !extra.length || GREATEST_EXTRA < extra.length) throw new Refusal("proof");
  }
  const first = lines.shift() || "";
  const index = first.startsWith("index ") ? decimal(first.slice(6)) : null;
  const hashes = lines.map(decodeBase64);
  if (index === null || MOST_HASHES < hashes.length) throw new Refusal("proof");
  if (hashes.some((hash) => !hash || hash.length !== 32)) throw new Refusal("proof");
  const note = parseNote(encodeUtf8(text.slice(end + 2)));
  parseCheckpoint(note.text);
  return { extra, index, hashes, note };
}

function parseText(bytes) {
  if (bytes.length < SUM_LINE) throw new Refusal("damaged");
  const before = bytes.subarray(0, bytes.length - SUM_LINE);
  const sum = encodeUtf8(`sum ${encodeBase64(sha256(before))}\n`);
  if (!isSame(bytes.subarray(before.length), sum)) throw new Refusal("damaged");
  const reader = new Reader(before, "layout");
  reader.take(FIRST_LINE.length);
  const proof = section(reader, "proof ");
  const earlier = section(reader, "earlier ");
  const document = section(reader, "document ");
  if (!proof || !reader.isEmpty || (document && GREATEST_DOCUMENT < document.length)) throw new Refusal("layout");
  return { proof: parseProof(proof), earlier: earlier && parseNote(earlier), document };
}

/** The section that begins here, if it is the one of this name. */
function section(reader, start) {
  if (!startsWith(reader.bytes.subarray(reader.at), encodeUtf8(start))) return null;
  reader.take(start.length);
  const length = reader.bytes.indexOf(10, reader.at) - reader.at;
  const count = length < 0 ? null : decimal(decodeUtf8(reader.take(length)) || "");
  if (count === null) throw new Refusal("layout");
  reader.take(1);
  const bytes = reader.take(count);
  if (reader.take(1)[0] !== 10) throw new Refusal("layout");
  return bytes;
}

function parseCompact(bytes) {
  if (!startsWith(bytes, COMPACT) || bytes.length < 12) throw new Refusal("layout");
  const before = bytes.subarray(0, bytes.length - 8);
  if (!isSame(bytes.subarray(before.length), sha256(before).subarray(0, 8))) throw new Refusal("damaged");
  const reader = new Reader(before, "layout");
  reader.take(4);
  const origin = name(reader);
  const keys = list(reader, () => ({ name: name(reader), id: reader.take(4) }));
  const extra = reader.take(reader.number(2));
  const index = reader.number(8);
  const hashes = list(reader, () => reader.take(32));
  const notes = [head(reader, origin, keys)];
  const hasEarlier = reader.number(1);
  if (hasEarlier === 1n) notes.push(head(reader, origin, keys));
  if (1n < hasEarlier || !reader.isEmpty) throw new Refusal("layout");
  const used = [...new Set(notes.flatMap(({ places }) => places))];
  const unlike = new Set(keys.map(({ name, id }) => `${name} ${id}`));
  if (used.length !== keys.length || used.some((place, at) => place !== at) || unlike.size !== keys.length) {
    throw new Refusal("layout");
  }
  const proof = [
    PROOF_LINE, extra.length ? `extra ${encodeBase64(extra)}\n` : "", `index ${index}\n`,
    ...hashes.map((hash) => `${encodeBase64(hash)}\n`), "\n", notes[0].text,
  ];
  const earlier = notes[1] ? parseNote(encodeUtf8(notes[1].text)) : null;
  if (earlier) parseCheckpoint(earlier.text);
  return { proof: parseProof(encodeUtf8(proof.join(""))), earlier, document: null };
}

function name(reader) {
  const name = decodeUtf8(reader.take(reader.number(1)));
  if (name === null || !isKeyName(name)) throw new Refusal("layout");
  return name;
}

const list = (reader, take) => Array.from({ length: Number(reader.number(1)) }, take);

/** A signed checkpoint, back in its lines. */
function head(reader, origin, keys) {
  const text = `${origin}\n${reader.number(8)}\n${encodeBase64(reader.take(32))}\n`;
  const places = [];
  const lines = list(reader, () => {
    const place = Number(reader.number(1));
    const key = keys[place];
    if (!key) throw new Refusal("layout");
    places.push(place);
    const blob = concat(key.id, reader.take(reader.number(2)));
    return `\u2014 ${key.name} ${encodeBase64(blob)}\n`;
  });
  return { text: `${text}\n${lines.join("")}`, places };
}
