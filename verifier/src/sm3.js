// SM3 (GB/T 32905-2016), by its text. SHA-256 is the library's.

const rotl = (x, n) => ((x << n) | (x >>> (32 - n))) >>> 0;
const p0 = (x) => (x ^ rotl(x, 9) ^ rotl(x, 17)) >>> 0;
const p1 = (x) => (x ^ rotl(x, 15) ^ rotl(x, 23)) >>> 0;
const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

function padded(message) {
  const blocks = Math.ceil((message.length + 9) / 64);
  const bytes = new Uint8Array(blocks * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(bytes.length - 4, (message.length << 3) >>> 0);
  return view;
}

export function sm3(message) {
  const view = padded(message);
  const state = START.slice();
  const w = new Uint32Array(68);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let j = 0; j < 16; j++) w[j] = view.getUint32(block + 4 * j);
    for (let j = 16; j < 68; j++) {
      w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15)) ^ rotl(w[j - 13], 7) ^ w[j - 6];
    }
    round(state, w);
  }
  const hash = new Uint8Array(32);
  state.forEach((word, at) => new DataView(hash.buffer).setUint32(4 * at, word));
  return hash;
}

function round(state, w) {
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < 64; j++) {
    const early = j < 16;
    const ss1 = rotl((rotl(a, 12) + e + rotl(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) >>> 0, 7);
    const ss2 = ss1 ^ rotl(a, 12);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) >>> 0;
    const tt2 = (gg + h + ss1 + w[j]) >>> 0;
    [d, c, b, a] = [c, rotl(b, 9), a, tt1];
    [h, g, f, e] = [g, rotl(f, 19), e, p0(tt2)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] = (state[at] ^ word) >>> 0; });
}
