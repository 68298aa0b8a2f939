// The file that pages load runs where pages run: in the oldest browser, without SubtleCrypto, inside another page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const made = readFileSync(new URL("../../crates/web/assets/verifier.js", import.meta.url), "utf8");

test("it uses nothing that came after Chromium 86, but what is filled in first", () => {
  for (const newer of [
    ".at(", "structuredClone", ".findLast", ".toSorted", ".toReversed", ".with(", "fromAsync", "groupBy", "withResolvers",
    "static{", "Error(r,{cause", ".arrayBuffer(",
  ]) {
    assert.ok(!made.includes(newer), newer);
  }
  assert.ok(made.indexOf("Object.hasOwn||") < 200 || made.indexOf("Object.hasOwn=") < 200);
});

test("it works where there is no SubtleCrypto, and asks for no chance", () => {
  assert.ok(!made.includes("subtle"));
});

test("it can stand in a page that is one file", () => {
  assert.ok(!/<\/script|<!--/i.test(made));
  assert.ok(!/[^\n\t\x20-\x7e]/.test(made));
});

test("it stays small", () => {
  assert.ok(made.length < 64 * 1024, `${made.length} bytes`);
});
