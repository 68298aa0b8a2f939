// Loaded on the pages where somebody writes. Nothing here is needed; it makes writing kinder.
import { edit } from "./editor.js";

for (const tools of document.querySelectorAll("[data-tools]")) {
  const field = document.getElementById(tools.dataset.tools);
  if (field) edit(field, tools);
}
