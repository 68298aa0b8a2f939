// What a receipt says to somebody who believes a policy.
import { sha256 } from "@noble/hashes/sha2.js";
import { isSame, number, Refusal } from "./bytes.js";
import { parseOpening } from "./opening.js";
import { judge } from "./policy.js";
import { sm3 } from "./sm3.js";
import { inclusionRoot, leafHash } from "./tree.js";

/** How far, in seconds, clocks may be apart before a claimed time is contested. */
export const SKEW = 300n;

/** How far apart, in seconds, the bounds may be before a reader has to be told that they hardly confirm a time. */
const LOOSE = 3600n;
const areLoose = (before, after) => before === null || after === null || LOOSE < after - before;

/** Whether these bytes are the document that was recorded; null if that is not shown. */
export function isDocument(fields, document) {
  const [wanted, national] = [fields.get(8), fields.get(9)];
  if (!wanted && !national) return null;
  return (!wanted || isSame(wanted, sha256(document))) && (!national || isSame(national, sm3(document)));
}

/** The verdict; throws a Refusal if anything is wrong. Times are in seconds, the claimed one in milliseconds. */
export function verify({ proof, earlier, document }, policy) {
  if (!proof.extra) throw new Refusal("no-opening");
  const { fields, entry } = parseOpening(proof.extra);
  const judged = judge(policy, proof.note);
  const { size, root } = judged.head;
  if (!isSame(inclusionRoot(leafHash(entry), proof.index, size, proof.hashes), root)) throw new Refusal("inclusion");
  const notBefore = earlier ? seenWithout(earlier, policy, judged.log, proof.index) : null;
  const notAfter = judged.quorumBy;
  const claimedTime = fields.has(6) ? number(fields.get(6)) : null;
  if (document) {
    const isIt = isDocument(fields, document);
    if (!isIt) throw new Refusal(isIt === null ? "unproven" : "document");
  }
  return {
    origin: judged.head.origin, index: proof.index, size, fields, document,
    cosigned: judged.cosigned.map(({ name, time }) => ({ name, time })),
    isConfirmed: judged.isConfirmed, asksNobody: judged.asksNobody, notBefore, notAfter, claimedTime,
    isLoose: claimedTime !== null && areLoose(notBefore, notAfter),
    isContested: claimedTime !== null && isOutside(claimedTime, notBefore, notAfter),
  };
}

/** When a quorum saw the log without the record. */
function seenWithout(earlier, policy, log, index) {
  const judged = judge(policy, earlier);
  if (judged.log !== log) throw new Refusal("other-log");
  if (index < judged.head.size) throw new Refusal("not-earlier");
  return judged.quorumSince;
}

function isOutside(time, notBefore, notAfter) {
  const isEarly = notBefore !== null && time + SKEW * 1000n < notBefore * 1000n;
  const isLate = notAfter !== null && time > (notAfter + SKEW) * 1000n;
  return isEarly || isLate;
}
