// Bytes, and the ways to write them: one way each, everything else is refused.

/** Why something is not what it should be; `code` is what a page has a sentence for. */
export class Refusal extends Error {
  constructor(code, detail = "") {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

export const GREATEST = (1n << 63n) - 1n;

export function concat(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export const isSame = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const encodeUtf8 = (text) => new TextEncoder().encode(text);

/** null unless the bytes are UTF-8, exactly. */
export function decodeUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (_) {
    return null;
  }
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_DIGITS = new Map(Array.from(BASE64, (sign, digit) => [sign, digit]));

export function encodeBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const number = (a << 16) | (b << 8) | c;
    const signs = [18, 12, 6, 0].map((shift) => BASE64[(number >> shift) & 63]);
    const left = bytes.length - at;
    text += signs.slice(0, Math.min(left, 3) + 1).join("") + "=".repeat(Math.max(0, 3 - left));
  }
  return text;
}

/** null unless encoding again gives the same text. */
export function decodeBase64(text) {
  if (text.length % 4) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let number = 0, bits = 0, at = 0;
  for (let place = 0; place < text.length - padding; place++) {
    const digit = BASE64_DIGITS.get(text[place]);
    if (digit === undefined) return null;
    number = ((number << 6) | digit) & 0xffff;
    bits += 6;
    if (8 <= bits) {
      bits -= 8;
      bytes[at++] = (number >> bits) & 255;
    }
  }
  return number & ((1 << bits) - 1) ? null : bytes;
}

const BASE41 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-./:";

/** null unless encoding again gives the same text. */
export function decodeBase41(text) {
  const digits = Array.from(text, (sign) => BASE41.indexOf(sign));
  if (digits.includes(-1) || digits.length % 3 === 1) return null;
  const bytes = [];
  for (let at = 0; at < digits.length; at += 3) {
    const [a, b, c] = digits.slice(at, at + 3);
    const number = a + 41 * b + (c === undefined ? 0 : 1681 * c);
    if ((c === undefined ? 255 : 65535) < number) return null;
    if (c !== undefined) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}

/** A number without sign and without leading zeros; null for anything else. */
export function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return null;
  const number = BigInt(text);
  return number <= GREATEST ? number : null;
}

/** The greater byte first. */
export const number = (bytes) => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

export function bytesOf(number, length) {
  return Uint8Array.from({ length }, (_, at) => Number((BigInt(number) >> BigInt(8 * (length - 1 - at))) & 255n));
}

/** Takes parts from the front; whoever asks for more than there is gets the refusal. */
export class Reader {
  constructor(bytes, refusal) {
    this.bytes = bytes;
    this.at = 0;
    this.refusal = refusal;
  }
  take(length) {
    if (BigInt(this.bytes.length - this.at) < BigInt(length)) throw new Refusal(this.refusal);
    const part = this.bytes.subarray(this.at, this.at + Number(length));
    this.at += part.length;
    return part;
  }
  number(length) {
    return number(this.take(length));
  }
  get isEmpty() {
    return this.at === this.bytes.length;
  }
}
