// Markdown to the document. The rules are those by which the server shows a text: a single line end breaks the line,
// raw HTML is text, an image is none of ours.
import MarkdownIt from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import { schema } from "./schema.js";

const reader = new MarkdownIt("default", { html: false, linkify: false, typographer: false })
  .use(cjkFriendly)
  .disable(["image", "reference"]);
// an address that the server would not show as a link stays a link here: the text must not change by being looked at
reader.validateLink = () => true;
reader.normalizeLink = (href) => href;
reader.normalizeLinkText = (text) => text;

const blocks = {
  paragraph: () => ["paragraph"],
  heading: (token) => ["heading", { level: Number(token.tag.slice(1)) }],
  blockquote: () => ["blockquote"],
  bullet_list: (token, tight) => ["bullet_list", { tight }],
  ordered_list: (token, tight) => ["ordered_list", { tight, order: Number(token.attrGet("start") ?? 1) }],
  list_item: () => ["list_item"],
  table: () => ["table"],
  tr: () => ["table_row"],
  th: (token) => ["table_header", { align: alignOf(token) }],
  td: (token) => ["table_cell", { align: alignOf(token) }],
};
const marks = { strong: "strong", em: "em", s: "strike" };

function alignOf(token) {
  return /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1] ?? null;
}

/** The document that a text is. */
export function read(text) {
  const root = { type: "doc", attrs: null, content: [] };
  const open = [root];
  const tokens = reader.parse(text, {});
  tokens.forEach((token, at) => step(open, token, tokens, at));
  const content = root.content.length ? root.content : [schema.node("paragraph")];
  return schema.node("doc", null, content);
}

function step(open, token, tokens, at) {
  const top = open[open.length - 1];
  const name = token.type.replace(/_(open|close)$/, "");
  if (token.type === "inline") top.content.push(...inline(token.children));
  else if (token.type === "fence" || token.type === "code_block") top.content.push(code(token));
  else if (token.type === "hr") top.content.push(schema.node("rule"));
  else if (token.nesting === 1 && blocks[name]) {
    const [type, attrs] = blocks[name](token, isTight(tokens, at));
    open.push({ type, attrs, content: [] });
  } else if (token.nesting === -1 && blocks[name]) {
    open.pop();
    open[open.length - 1].content.push(built(top));
  }
}

function built({ type, attrs, content }) {
  const filled = type.startsWith("table_") && type !== "table_row" ? [schema.node("paragraph", null, content)] : content;
  return schema.nodes[type].createAndFill(attrs, filled);
}

function code(token) {
  const text = token.content.replace(/\n$/, "");
  return schema.node("code_block", { info: token.info }, text ? [schema.text(text)] : []);
}

/** A list is tight when the paragraphs of its items are hidden. */
function isTight(tokens, at) {
  const level = tokens[at].level;
  for (let next = at + 1; next < tokens.length && level < tokens[next].level; next++) {
    if (tokens[next].type === "paragraph_open" && tokens[next].level === level + 2) return tokens[next].hidden;
  }
  return true;
}

function inline(children) {
  const found = [];
  let active = [];
  const add = (text) => { if (text) found.push(schema.text(text, active)); };
  for (const token of children) {
    const name = token.type.replace(/_(open|close)$/, "");
    if (token.type === "text" || token.type === "text_special") add(token.content);
    else if (token.type === "code_inline") found.push(schema.text(token.content, schema.mark("code").addToSet(active)));
    else if (token.type === "softbreak" || token.type === "hardbreak") found.push(schema.node("hard_break"));
    else if (name === "link" && token.nesting === 1) active = schema.mark("link", { href: token.attrGet("href") }).addToSet(active);
    else if (name === "link") active = schema.marks.link.removeFromSet(active);
    else if (marks[name] && token.nesting === 1) active = schema.mark(marks[name]).addToSet(active);
    else if (marks[name]) active = schema.marks[marks[name]].removeFromSet(active);
  }
  return joined(found);
}

/** Neighbours with the same marks are one text. */
function joined(nodes) {
  const out = [];
  for (const node of nodes) {
    const last = out[out.length - 1];
    const same = last?.isText && node.isText && last.marks.length === node.marks.length && last.marks.every((mark, i) => mark.eq(node.marks[i]));
    if (same) out[out.length - 1] = last.withText(last.text + node.text);
    else out.push(node);
  }
  return out;
}
