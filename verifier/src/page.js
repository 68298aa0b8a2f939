// What the page offers: a receipt from a file, from a field or from behind the # of its address, a policy, a document.
import { decodeBase64, decodeUtf8, encodeUtf8, hex, number, Refusal } from "./bytes.js";
import { parsePolicy } from "./policy.js";
import { readReceipt } from "./receipt.js";
import { isDocument, verify } from "./verify.js";

const bytesOfFile = async (input) => {
  const file = input && input.files[0];
  // FileReader, since the oldest browsers give no bytes of a file otherwise when the page itself is one.
  return file && new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = reject;
    reader.readAsArrayBuffer(file);
  });
};

/** The receipt in a page that was downloaded, or the bytes themselves. */
export function unwrap(bytes) {
  const text = decodeUtf8(bytes) || "";
  const match = /id="gk-receipt"[^>]*>([^<]*)</.exec(text);
  return match ? decodeBase64(match[1].trim()) || bytes : bytes;
}

const lossy = (text) => new TextDecoder().decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
const textOf = (bytes) => (bytes ? new TextDecoder().decode(bytes) : null);

/** In Beijing, with its offset, as the receipt and `gongkai verify` say it: the same wherever it is read. */
export function moment(milliseconds) {
  const time = new Date(Number(milliseconds) + 8 * 3600 * 1000);
  if (Number.isNaN(time.getTime())) return String(milliseconds);
  return `${time.toISOString().slice(0, -5).replace("T", " ")} +08:00`;
}

/** What each place of the page shows; null leaves the place hidden. */
function values(verdict) {
  const { fields, cosigned, notBefore, notAfter, claimedTime } = verdict;
  const bound = (time) => (time === null ? null : moment(time * 1000n));
  return {
    unit: textOf(fields.get(2)),
    kind: textOf(fields.get(1)),
    version: fields.has(4) ? String(number(fields.get(4))) : null,
    record: fields.has(3) ? hex(fields.get(3)) : null,
    place: `${verdict.origin} · ${verdict.index + 1n} / ${verdict.size}`,
    claimed: claimedTime === null ? null : moment(claimedTime),
    before: bound(notBefore),
    after: bound(notAfter),
    witnesses: cosigned.map(({ name, time }) => `${lossy(name)} · ${moment(time * 1000n)}`).join("\n") || null,
    document: verdict.document && textOf(verdict.document),
  };
}

export function judgement({ isConfirmed, isContested, asksNobody }) {
  if (asksNobody && isConfirmed && !isContested) return "unwitnessed";
  if (isContested) return isConfirmed ? "contested" : "contested-pending";
  return isConfirmed ? "confirmed" : "pending";
}

/** Shows the sentence of this name and hides the others. */
function say(place, name, detail = "") {
  place.querySelectorAll("[data-say]").forEach((sentence) => { sentence.hidden = sentence.dataset.say !== name; });
  const known = place.querySelector(`[data-say="${name}"]`);
  const isRefused = Boolean(known) && known.dataset.kind === "refusal";
  place.querySelectorAll("[data-refused], [data-refused-hint]").forEach((line) => { line.hidden = !isRefused; });
  place.querySelectorAll("[data-detail]").forEach((spot) => { spot.textContent = detail; });
}

function show(place, verdict, given) {
  say(place, judgement(verdict));
  const shown = values(verdict);
  place.querySelectorAll("[data-value]").forEach((spot) => {
    const value = shown[spot.dataset.value];
    spot.textContent = value || "";
    hide(spot, !value);
  });
  const word = place.querySelector(`[data-word="${CSS.escape(shown.kind || "")}"]`);
  if (word) place.querySelector("[data-value=kind]").textContent = word.textContent;
  place.querySelector("[data-loose]").hidden = !verdict.isLoose || verdict.asksNobody || verdict.isContested
    || !verdict.isConfirmed;
  const compared = given && isDocument(verdict.fields, given);
  const outcome = !given ? "" : compared === null ? "unshown" : compared ? "same" : "other";
  place.querySelectorAll("[data-compared]").forEach((line) => { line.hidden = line.dataset.compared !== outcome; });
}

/** A value and its name; the document has a frame around it. */
function hide(spot, isHidden) {
  const frame = spot.closest("details");
  const parts = frame ? [frame] : [spot, spot.previousElementSibling];
  parts.forEach((part) => { part.hidden = isHidden; });
}

function hideFacts(place) {
  place.querySelectorAll("[data-value]").forEach((spot) => hide(spot, true));
  place.querySelectorAll("[data-compared], [data-own], [data-loose]").forEach((line) => { line.hidden = true; });
}

async function judge(page) {
  const { form, place } = page;
  const given = await bytesOfFile(form.elements.document);
  const receipt = page.receipt || (await bytesOfFile(form.elements.receipt))
    || encodeUtf8((form.elements.code ? form.elements.code.value : "").trim());
  if (!receipt.length) return;
  place.hidden = false;
  try {
    const policy = form.elements.policy.value.trim();
    show(place, verify(readReceipt(unwrap(receipt)), parsePolicy(encodeUtf8(policy && `${policy}\n`))), given);
    place.querySelectorAll("[data-own]").forEach((line) => { line.hidden = policy !== page.offered; });
  } catch (error) {
    // What is no refusal is a fault of this page, and never a verdict.
    hideFacts(place);
    say(place, error instanceof Refusal ? error.code : "failed", error.detail || String(error));
  }
}

/** The policy that the log itself offers: a beginning, not a reason to believe. */
async function offerPolicy({ form }) {
  try {
    const answer = form.dataset.policy && (await fetch(form.dataset.policy));
    return answer && answer.ok ? await answer.text() : "";
  } catch (_) {
    return ""; // offline: whoever reads pastes one
  }
}

const embedded = (document, id) => {
  const element = document.getElementById(id);
  return element && decodeBase64(element.textContent.trim());
};

export async function start(document) {
  const form = document.getElementById("verifier");
  const place = document.getElementById("verdict");
  if (!form || !place) return;
  const page = { form, place, receipt: embedded(document, "gk-receipt") };
  form.hidden = false;
  const again = () => judge(page);
  form.addEventListener("submit", (event) => { event.preventDefault(); again(); });
  form.addEventListener("change", again);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!form.elements.receipt || !event.dataTransfer.files.length) return;
    form.elements.receipt.files = event.dataTransfer.files;
    again();
  });
  const { hash } = document.defaultView.location;
  if (form.elements.code && hash.includes("GK1:")) form.elements.code.value = hash.slice(1);
  const inside = embedded(document, "gk-policy");
  const offered = (inside && decodeUtf8(inside)) || (await offerPolicy(page));
  page.offered = offered.trim();
  // A browser that comes back has kept what was typed.
  if (!form.elements.policy.value) form.elements.policy.value = offered;
  await again();
}
