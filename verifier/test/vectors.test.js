// The receipts that the Rust library wrote get the verdicts that it gives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { encodeBase64, hex, Refusal } from "../src/bytes.js";
import { judgement, moment, unwrap } from "../src/page.js";
import { parsePolicy } from "../src/policy.js";
import { readReceipt } from "../src/receipt.js";
import { sm3 } from "../src/sm3.js";
import { verify } from "../src/verify.js";

const FOLDER = new URL("../../crates/ledger/tests/vectors/receipts/", import.meta.url);
const file = (name) => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const optional = (number) => (number === null ? null : Number(number));

/** In the words of the file with the verdicts. */
const said = (verdict) => ({
  origin: verdict.origin,
  index: Number(verdict.index),
  size: Number(verdict.size),
  cosigned: verdict.cosigned.map(({ name, time }) => [name, Number(time)]),
  confirmed: verdict.isConfirmed,
  not_before: optional(verdict.notBefore),
  not_after: optional(verdict.notAfter),
  claimed_time: optional(verdict.claimedTime),
  contested: verdict.isContested,
  document: verdict.document !== null,
  fields: Object.fromEntries([...verdict.fields].map(([id, value]) => [id, hex(value)])),
});

const judged = (bytes, policy) => said(verify(readReceipt(bytes), policy));

test("every receipt in files gets the verdict that is written there", () => {
  const cases = JSON.parse(readFileSync(new URL("verdicts.json", FOLDER), "utf8"));
  assert.ok(100 < cases.length);
  for (const { file: name, policy, verdict } of cases) {
    const judge = () => judged(file(name), parsePolicy(file(policy)));
    if (verdict) assert.deepEqual(judge(), verdict, `${name} under ${policy}`);
    else assert.throws(judge, Refusal, `${name} under ${policy}`);
  }
});

test("a policy that asks for no witness has a verdict of its own, and times are those of Beijing anywhere", () => {
  const all = new TextDecoder().decode(file("all.policy"));
  const none = `${all.split("\n").filter((line) => !line.startsWith("quorum")).join("\n")}\nquorum none\n`;
  const of = (policy) => verify(readReceipt(file("whole.receipt")), parsePolicy(new TextEncoder().encode(policy)));
  assert.equal(judgement(of(none)), "unwitnessed");
  assert.equal(judgement(of(all)), "confirmed");
  assert.equal(moment(of(all).claimedTime), "2026-09-21 22:13:20 +08:00");
});

test("no bit of a fifth of the bytes of any form of a receipt may change", () => {
  for (const name of ["whole.receipt", "whole.gkr", "whole.code"]) {
    const bytes = file(name);
    for (let at = 0; at < bytes.length; at += 5) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[at] ^= 1 << bit;
        assert.throws(() => readReceipt(bytes), `${name}, byte ${at}`);
        bytes[at] ^= 1 << bit;
      }
    }
  }
});

test("a bit of a proof that changed is refused or takes a witness away", () => {
  const policy = parsePolicy(file("two-of-three.policy"));
  const bytes = file("whole.tlog-proof");
  const whole = judged(bytes, policy);
  let fewer = 0;
  for (let at = 0; at < bytes.length; at += 11) {
    bytes[at] ^= 1 << (at % 8);
    try {
      const { cosigned, not_after, ...rest } = judged(bytes, policy);
      fewer += 1;
      assert.ok(cosigned.length === 2 && whole.not_after <= not_after);
      const { cosigned: _, not_after: __, ...others } = whole;
      assert.deepEqual(rest, others);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    bytes[at] ^= 1 << (at % 8);
  }
  assert.ok(0 < fewer);
});

test("a page that was downloaded gives the receipt that is in it, and anything else itself", () => {
  const bytes = (text) => new TextEncoder().encode(text);
  const receipt = file("whole.receipt");
  const page = `<p>text</p><script type="text/plain" id="gk-receipt">${encodeBase64(receipt)}</script><script>1</script>`;
  assert.deepEqual(unwrap(bytes(page)), receipt);
  assert.deepEqual(unwrap(receipt), receipt);
  assert.deepEqual(unwrap(file("whole.gkr")), file("whole.gkr"));
});

test("bounds that are missing or far apart are called loose", () => {
  const isLoose = (name) => verify(readReceipt(file(name)), parsePolicy(file("all.policy"))).isLoose;
  assert.deepEqual(["whole.receipt", "without.receipt", "lone.receipt"].map(isLoose), [false, true, true]);
});

test("SM3 gives what its standard gives", () => {
  const bytes = (text) => new TextEncoder().encode(text);
  assert.equal(hex(sm3(bytes("abc"))), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  assert.equal(hex(sm3(bytes("abcd".repeat(16)))), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
});

test("a receipt is verified within the time that a reader does not notice", () => {
  const policy = parsePolicy(file("all.policy"));
  judged(file("whole.receipt"), policy);
  const start = performance.now();
  for (let round = 0; round < 5; round++) judged(file("whole.receipt"), policy);
  assert.ok((performance.now() - start) / 5 < 150);
});
