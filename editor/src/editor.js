// A text field whose Markdown is seen as the document it will be. The field stays what is sent: every change is
// written into it, and without this file it is simply the field.
import { baseKeymap } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { fixTables, isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { commands, isOn, keys, link, rules } from "./commands.js";
import { clean } from "./paste.js";
import { read } from "./read.js";
import { write } from "./write.js";

/** Shows a field as a document, with its toolbar. */
export function edit(field, tools) {
  const place = document.createElement("div");
  field.after(place);
  const buttons = [...tools.querySelectorAll("button")];
  const view = new EditorView({ mount: place }, {
    state: begin(field.value),
    attributes: spoken(field),
    transformPastedHTML: clean,
    handleDOMEvents: { keydown: leaves },
    dispatchTransaction(change) {
      view.updateState(view.state.apply(change));
      if (change.docChanged) tell(field, write(view.state.doc));
      refresh();
    },
  });

  const source = buttons.find((button) => button.dataset.do === "source");
  let shown = "";
  const refresh = () => {
    for (const button of buttons) {
      const name = button.dataset.do;
      if (button !== source && button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", isOn(view.state, name));
    }
    tools.querySelector("[data-in-table]").hidden = !isInTable(view.state) || !place.isConnected || place.hidden;
  };
  const asSource = (yes) => {
    if (!yes && field.value !== shown) view.updateState(begin(field.value));
    shown = field.value;
    field.hidden = !yes;
    place.hidden = yes;
    source.setAttribute("aria-pressed", yes);
    for (const button of buttons) if (button !== source) button.disabled = yes;
    refresh();
  };
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button === source) {
      asSource(place.hidden === false);
      (place.hidden ? field : view).focus();
    } else {
      run(view, button);
      view.focus();
    }
  });
  // whoever puts another text into the field says so
  field.addEventListener("replaced", () => {
    view.updateState(begin(field.value));
    refresh();
  });
  walk(tools, buttons);
  view.dom.addEventListener("keydown", (event) => {
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      buttons.find((button) => button.tabIndex === 0)?.focus();
    }
  });
  // the label and the list of errors lead to the document, as they led to the field
  document.addEventListener("click", (event) => {
    const leads = event.target.closest(`label[for="${field.id}"], a[href="#${field.id}"]`);
    if (!leads || place.hidden) return;
    event.preventDefault();
    view.focus();
    place.scrollIntoView({ block: "nearest" });
  });
  tools.hidden = false;
  asSource(false);
  return view;
}

function begin(text) {
  const state = EditorState.create({
    doc: read(text),
    plugins: [rules, history(), keymap(keys), keymap(baseKeymap), tableEditing()],
  });
  const mended = fixTables(state);
  return mended ? state.apply(mended.setMeta("addToHistory", false)) : state;
}

/** What a screen reader says of the document is what it said of the field. */
function spoken(field) {
  const told = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": `${field.id}-label`,
    class: "document rich",
    spellcheck: "false",
    lang: "zh-CN",
  };
  told["aria-describedby"] = `${field.getAttribute("aria-describedby") ?? ""} ${field.id}-keys`.trim();
  if (field.hasAttribute("aria-invalid")) told["aria-invalid"] = "true";
  return told;
}

function tell(field, text) {
  if (field.value === text) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** In a table Tab goes to the next cell; after Escape it leaves, as it does everywhere else. */
let escaped = false;
function leaves(_, event) {
  const leaving = escaped && event.key === "Tab";
  if (event.key !== "Shift") escaped = event.key === "Escape";
  return leaving;
}

function run(view, button) {
  const name = button.dataset.do;
  if (name !== "link") {
    commands[name]?.(view.state, view.dispatch, view);
    return;
  }
  const href = isOn(view.state, "link") ? "" : window.prompt(button.dataset.ask, "https://");
  if (href !== null) link(href.trim())(view.state, view.dispatch);
}

/** A toolbar is one stop of the Tab key; the arrows go from button to button. */
function walk(tools, buttons) {
  buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
  tools.addEventListener("keydown", (event) => {
    const usable = buttons.filter((button) => !button.disabled && !button.closest("[hidden]"));
    const at = usable.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: usable.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = usable[(to + usable.length) % usable.length];
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });
}
