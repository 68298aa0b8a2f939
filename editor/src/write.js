// The document as Markdown. Each block is written as plainly as possible, read again, and written more carefully when
// that gave something else: so a text that was only looked at stays as it is, and no sign is escaped without need.
import { read } from "./read.js";
import { bare, pieces, trimmed } from "./pieces.js";

const WAYS = [
  {},
  { em: "_" },
  { careful: true },
  { careful: true, em: "_" },
  { careful: true, loose: true },
  { careful: true, loose: true, unmarked: true },
];
const DELIMITERS = { strong: "**", strike: "~~" };
const RULES = { left: ":---", right: "---:", center: ":---:" };

const written = new WeakMap();

/** The Markdown of a document. */
export function write(doc) {
  return joined(children(doc), (block, second) => {
    const kept = written.get(block)?.[second];
    return kept ?? keep(block, second);
  });
}

function keep(block, second) {
  const wanted = JSON.stringify(sense(block));
  const tries = WAYS.map((way) => () => lines(block, { ...way, second }).join("\n"));
  const text = firstThat(tries, (text) => {
    const again = read(text);
    return again.childCount === 1 && JSON.stringify(sense(again.firstChild)) === wanted;
  });
  written.set(block, { ...written.get(block), [second]: text });
  return text;
}

/** The first try that passes, or else the last one. */
function firstThat(tries, passes) {
  let text = "";
  for (const attempt of tries) {
    text = attempt();
    if (passes(text)) break;
  }
  return text;
}

/** Blocks with an empty line between them. Two lists of one kind would become one, so the second has other marks. */
function joined(blocks, show) {
  let before = null;
  let second = false;
  const parts = [];
  for (const block of blocks) {
    second = before?.type === block.type && !second;
    const text = show(block, second);
    if (text !== "") {
      parts.push(text);
      before = block;
    }
  }
  return parts.join("\n\n");
}

function children(node) {
  const found = [];
  node.forEach((child) => found.push(child));
  return found;
}

function lines(node, way) {
  switch (node.type.name) {
    case "heading": return ["#".repeat(node.attrs.level) + " " + inline(trimmed(pieces(node), true), { ...way, within: "heading" })];
    case "rule": return ["---"];
    case "code_block": return fence(node);
    case "blockquote": return inner(node, way).map((line) => (line ? "> " + line : ">"));
    case "bullet_list": case "ordered_list": return list(node, way);
    case "table": return table(node, way);
    default: return inline(trimmed(pieces(node)), way).split("\n");
  }
}

function inner(node, way) {
  return joined(children(node), (block, second) => lines(block, { ...way, second }).join("\n")).split("\n");
}

function fence(node) {
  const runs = node.textContent.match(/`{3,}/g) ?? [];
  const mark = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [mark + node.attrs.info, ...node.textContent.split("\n"), mark];
}

function list(node, way) {
  const tight = node.attrs.tight && !way.loose && children(node).every(isTight);
  const found = [];
  node.forEach((item, _, at) => {
    const mark = marker(node, at, way.second);
    const content = tight
      ? children(item).flatMap((block) => lines(block, { ...way, second: false }))
      : inner(item, way);
    if (at && !tight) found.push("");
    content.forEach((line, nth) => {
      found.push(nth ? line && " ".repeat(mark.length) + line : (mark + line).trimEnd());
    });
  });
  return found;
}

function marker(node, at, second) {
  if (node.type.name === "bullet_list") return second ? "* " : "- ";
  return node.attrs.order + at + (second ? ") " : ". ");
}

/** Only lists that may stand directly below the first paragraph keep an item tight. */
function isTight(item) {
  return children(item).every((block, at) => {
    if (at === 0) return block.type.name === "paragraph";
    return block.type.name === "bullet_list" || (block.type.name === "ordered_list" && block.attrs.order === 1);
  });
}

function table(node, way) {
  const { rows, aligns } = grid(node);
  const line = (cells) => "|" + cells.map((cell) => (cell ? ` ${cell} ` : " ")).join("|") + "|";
  const show = (cell) => inline(cell, { ...way, within: "cell" }).replace(/\|/g, "\\|");
  const [head, ...rest] = rows.map((row) => line(row.map(show)));
  return [head, line(aligns.map((align) => RULES[align] ?? "---")), ...rest];
}

/** A table as Markdown knows it: every row as long as the first, a merged cell as one full and some empty ones. */
function grid(node) {
  const rows = children(node).map((row) => children(row).flatMap((cell) => {
    const empty = Array.from({ length: cell.attrs.colspan - 1 }, () => []);
    return [trimmed(pieces(cell.firstChild), true), ...empty];
  }));
  const width = Math.max(...rows.map((row) => row.length));
  rows.forEach((row) => { while (row.length < width) row.push([]); });
  const first = children(node.firstChild).flatMap((cell) => Array.from({ length: cell.attrs.colspan }, () => cell.attrs.align));
  const aligns = Array.from({ length: width }, (_, at) => first[at] ?? null);
  return { rows, aligns };
}

/** Text with its marks. A mark that goes on longer is opened first, so that fewer are closed on the way. */
function inline(parts, way) {
  const open = [];
  let text = "";
  const close = (from) => { while (from < open.length) text += delimiter(open.pop(), way, false); };
  parts.forEach((part, at) => {
    const wanted = way.unmarked ? [] : part.marks;
    const stays = open.findIndex((mark) => !wanted.includes(mark));
    close(stays < 0 ? open.length : stays);
    const begins = wanted.filter((mark) => !open.includes(mark) && mark !== "code");
    begins.sort((a, b) => end(parts, at, b) - end(parts, at, a));
    for (const mark of begins) {
      text += delimiter(mark, way, true);
      open.push(mark);
    }
    text += part.text === "\n" ? "\n" : shown(part, way, /(^|\n)$/.test(text));
  });
  close(0);
  return text;
}

function end(parts, at, mark) {
  let next = at;
  while (parts[next]?.marks.includes(mark)) next++;
  return next;
}

function delimiter(mark, way, opens) {
  if (mark === "em") return way.em ?? "*";
  if (mark.startsWith("link:")) return opens ? "[" : `](${address(mark.slice(5))})`;
  return DELIMITERS[mark];
}

function address(href) {
  return /^[^\s<>()\\]+$/.test(href) ? href : "<" + href.replace(/[<>\\]/g, "\\$&").replace(/\n/g, "") + ">";
}

function shown(part, way, starts) {
  if (part.marks.includes("code") && !way.unmarked) return code(part.text);
  const begins = starts && !way.within;
  let text = part.text;
  if (way.careful) {
    text = text.replace(way.within === "cell" ? /[\\`*_[\]<~&]/g : /[\\`*_[\]<~&|]/g, "\\$&");
    if (begins) text = text.replace(/^[#>=+-]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2");
    if (way.within === "heading") text = text.replace(/#+$/, "\\$&");
    return text;
  }
  // what only the server would understand: text between two single tildes, and the address of a link elsewhere
  if (/~[^]*~/.test(text)) text = text.replace(/~/g, "\\~");
  return begins ? text.replace(/^\[[^\]]*\]:/, "\\$&") : text;
}

function code(text) {
  const runs = text.match(/`+/g) ?? [];
  let fence = "`";
  while (runs.includes(fence)) fence += "`";
  const pad = /^`|`$|^ .* $/.test(text) ? " " : "";
  return fence + pad + text + pad + fence;
}

/** What a block means, whichever way it is written. */
export function sense(node) {
  const kind = node.type.name;
  if (node.isTextblock) {
    const text = kind === "code_block" ? node.textContent : trimmed(pieces(node), kind === "heading");
    return [kind, node.attrs.level ?? node.attrs.info ?? null, text];
  }
  if (kind === "table") return [kind, grid(node)];
  return [kind, node.attrs.order ?? null, children(node).filter((child) => !bare(child)).map(sense)];
}
