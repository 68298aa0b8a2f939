// Whom one believes (C2SP tlog-policy).
import { decimal, decodeUtf8, isSame, Refusal } from "./bytes.js";
import { LOG, ML_DSA_44, parseCheckpoint, parseKey, verifyNote, WITNESS } from "./note.js";

const GREATEST_POLICY = 512 * 1024;

class Draft {
  constructor() {
    Object.assign(this, { logs: [], witnesses: [], groups: [], names: new Map(), taken: new Set(), quorum: null });
  }
  key(word, types) {
    const line = decodeUtf8(Uint8Array.from(word, (sign) => sign.charCodeAt(0)));
    const key = line === null ? null : parseKey(line);
    const isSameKey = (other) => isSame(other.bytes, key.bytes) || (other.name === key.name && other.id === key.id);
    if (!key || !types.includes(key.type)) throw new Refusal("policy");
    if ([...this.logs, ...this.witnesses].some(({ key }) => isSameKey(key))) throw new Refusal("policy");
    return key;
  }
  name(word, meaning) {
    if (word === "none" || this.names.has(word)) throw new Refusal("policy");
    this.names.set(word, meaning);
  }
  group(name, threshold, ...members) {
    const group = { members: [], least: members.length };
    this.name(name, group);
    if (threshold === "any") group.least = 1;
    else if (threshold !== "all") group.least = Number(decimal(threshold) || 0n);
    if (group.least < 1 || members.length < group.least) throw new Refusal("policy");
    for (const word of members) {
      const member = this.names.get(word);
      if (!member || member === group || this.taken.has(member)) throw new Refusal("policy");
      this.taken.add(member);
      group.members.push(member);
    }
  }
  read(words) {
    const [first, ...rest] = words;
    if (first === undefined || first.startsWith("#")) return;
    if (first === "log" && (rest.length === 1 || rest.length === 2)) {
      this.logs.push({ key: this.key(rest[0], [LOG]) });
    } else if (first === "witness" && (rest.length === 2 || rest.length === 3)) {
      const witness = { name: rest[0] };
      this.name(rest[0], witness);
      witness.key = this.key(rest[1], [WITNESS, ML_DSA_44]);
      this.witnesses.push(witness);
    } else if (first === "group" && 3 <= rest.length) {
      this.group(...rest);
    } else if (first === "quorum" && rest.length === 1 && this.quorum === null) {
      this.quorum = rest[0] === "none" ? "none" : this.names.get(rest[0]);
      if (!this.quorum) throw new Refusal("policy");
    } else {
      throw new Refusal("policy");
    }
  }
}

/** Names are kept as bytes in signs below 256: they need not be text. */
export function parsePolicy(bytes) {
  if (GREATEST_POLICY < bytes.length || (bytes.length && bytes[bytes.length - 1] !== 10)) throw new Refusal("policy");
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (/[^\t\n -~\u0080-\u00ff]/.test(text)) throw new Refusal("policy");
  const draft = new Draft();
  for (const line of text.split("\n")) draft.read(line.split(/[ \t]/).filter(Boolean));
  if (draft.quorum === null) throw new Refusal("policy");
  return draft;
}

function isMet(policy, witnesses) {
  const has = (member) => member.members
    ? member.least <= member.members.filter(has).length
    : witnesses.has(member);
  return policy.quorum === "none" || has(policy.quorum);
}

/** The first time, in the order given, with which those before it are a quorum. */
function bound(policy, cosigned, isWithin) {
  const times = cosigned.map(({ time }) => time).sort((a, b) => (a === b ? 0 : isWithin(a, b) ? -1 : 1));
  const found = times.find((bound) => {
    const within = cosigned.filter(({ time }) => time === bound || isWithin(time, bound));
    return isMet(policy, new Set(within.map(({ witness }) => witness)));
  });
  return policy.quorum === "none" || found === undefined ? null : found;
}

/** What the policy says of a signed checkpoint. */
export function judge(policy, note) {
  const head = parseCheckpoint(note.text);
  const candidates = policy.logs.filter(({ key }) => key.name === head.origin);
  if (!candidates.length) throw new Refusal("unknown-log", head.origin);
  const seals = verifyNote(note, [...policy.logs, ...policy.witnesses].map(({ key }) => key));
  const log = candidates.find(({ key }) => seals.has(key));
  if (!log) throw new Refusal("not-by-log");
  const cosigned = policy.witnesses
    .filter(({ key }) => seals.has(key))
    .map((witness) => ({ witness, name: witness.name, time: seals.get(witness.key) }));
  return {
    head, log, cosigned,
    asksNobody: policy.quorum === "none",
    isConfirmed: isMet(policy, new Set(cosigned.map(({ witness }) => witness))),
    quorumBy: bound(policy, cosigned, (one, other) => one < other),
    quorumSince: bound(policy, cosigned, (one, other) => one > other),
  };
}
