// Loaded on the pages where somebody writes. Nothing here is needed; it makes writing kinder.
import { counts, savesByKey } from "./comfort.js";
import { edit } from "./editor.js";
import { keep } from "./keep.js";

for (const tools of document.querySelectorAll("[data-tools]")) {
  const field = document.getElementById(tools.dataset.tools);
  if (!field) continue;
  edit(field, tools);
  savesByKey(field.form);
}
document.querySelectorAll("[data-count]").forEach(counts);
document.querySelectorAll("form[data-unsaved]").forEach(keep);
