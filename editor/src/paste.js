// What comes from Word and WPS, made into what our schema knows. Their HTML says everything by style: lists are
// paragraphs with a number in front, headings have an outline level, cells hold whole pages.
import { mendTable } from "./paste_table.js";

const BULLET = /^[·•●○■□◆◇§ØüÜ➢▪▫※√vno*–—-]$/;
const CHINESE = "[一二三四五六七八九十百]+";
const CHAPTER = new RegExp(`^${CHINESE}、`);
const SECTION = new RegExp(`^[（(]${CHINESE}[）)]`);
const LONGEST_HEADING = 40;
const GONE = "style, script, meta, link, title, xml, img, object, iframe, input, button, del[cite], del[datetime], [data-said*='mso-element:comment'], [data-said*='mso-hide'], [data-said*='display:none'], [data-said*='display: none'], .MsoCommentReference";
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, section, article, center, dl, dt, dd";

/** Pasted HTML, clean. */
export function clean(html) {
  // what was copied here comes back as it is
  if (html.includes("data-pm-slice")) return html;
  const body = new DOMParser().parseFromString(unstyled(html), "text/html").body;
  const office = /mso-|urn:schemas-microsoft-com|class="?Mso|WPS Office/i.test(html);
  drop(body);
  for (const paragraph of body.querySelectorAll("[data-said*='mso-list']")) number(paragraph);
  for (const part of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) outline(part, office);
  emphasize(body);
  [...body.querySelectorAll("table")].reverse().forEach(mendTable);
  gather(body);
  flatten(body);
  strip(body);
  return body.innerHTML;
}

/** No page of ours takes styles, and the browser complains of each: here they are only words about an element. */
function unstyled(html) {
  const bare = html.replace(/<style[\s>][^]*?<\/style>/gi, "");
  return bare.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-said="));
}

const style = (element) => (element.getAttribute("data-said") ?? "").toLowerCase().replace(/\s*([:;])\s*/g, "$1");

function drop(body) {
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach((comment) => comment.remove());
  body.querySelectorAll(GONE).forEach((element) => element.remove());
  for (const element of body.querySelectorAll("*")) {
    if (element.localName.includes(":")) unwrap(element);
    else if (element.localName === "br" && style(element).includes("page-break")) element.remove();
  }
  spaces(body);
}

/** A line end of the source is a space in Latin text and nothing in Chinese. */
function spaces(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("pre")) continue;
    text.data = text.data
      .replace(/([\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]+[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])/g, "$1")
      .replace(/[\u00a0\s]+/g, " ");
  }
}

/** Notes of a paragraph of a list its level and its kind, or keeps the number that is part of the words. */
function number(paragraph) {
  const found = /mso-list:\s*l\d+\s+level(\d+)/i.exec(paragraph.dataset.said);
  const sign = [...paragraph.querySelectorAll("span")].find((span) => style(span).includes("mso-list:ignore"));
  if (!found || !sign) return;
  const words = sign.textContent.replace(/\s+/g, "");
  sign.remove();
  const own = /^h\d$/.test(paragraph.localName) || CHAPTER.test(words) || SECTION.test(words);
  if (own) paragraph.prepend(words);
  else {
    paragraph.dataset.level = found[1];
    paragraph.dataset.kind = BULLET.test(words) ? "ul" : "ol";
    paragraph.dataset.start = /^\D?(\d+)/.exec(words)?.[1] ?? "1";
  }
}

/** The title of the page is the disclosure's, so that a text begins one level below. */
function outline(part, office) {
  if (part.dataset.level || part.closest("td, th, li")) return;
  const text = part.textContent.trim();
  const told = /mso-outline-level:(\d)/.exec(style(part))?.[1];
  const short = text && text.length <= LONGEST_HEADING && !/[。；，]$/.test(text);
  let level = null;
  if (/^h\d$/.test(part.localName)) level = Number(part.localName[1]) + (office ? 1 : 0);
  else if (/MsoTitle/i.test(part.className)) level = 1;
  else if (told) level = Number(told) + 1;
  else if (office && short && CHAPTER.test(text)) level = 2;
  else if (office && short && SECTION.test(text)) level = 3;
  if (level) rename(part, `h${Math.min(level, 6)}`);
}

/** Bold, italic and struck text as elements, but not where everything is bold anyway. */
function emphasize(body) {
  for (const element of body.querySelectorAll("span, font, b, i, u")) {
    const said = style(element);
    const bold = /font-weight:(bold|[6-9]00)/.test(said);
    if (/^[bi]$/.test(element.localName) && /font-(weight|style):(normal|400)/.test(said)) unwrap(element);
    else if (/^(span|font|u)$/.test(element.localName)) {
      const wraps = [bold && "strong", /font-style:italic/.test(said) && "em", /text-decoration:[^;]*line-through/.test(said) && "s"];
      wraps.filter(Boolean).forEach((name) => wrapInside(element, name));
      unwrap(element);
    }
  }
  body.querySelectorAll("h1 b, h1 strong, h2 b, h2 strong, h3 b, h3 strong, h4 b, h4 strong, th b, th strong, tr:first-child b, tr:first-child strong").forEach(unwrap);
}

/** Neighbouring paragraphs of lists become lists, one inside the other by their levels. */
function gather(body) {
  for (const first of [...body.querySelectorAll("[data-level]")]) {
    if (!first.dataset.level) continue;
    const run = [first];
    for (let next = first.nextElementSibling; next?.dataset.level; next = next.nextElementSibling) run.push(next);
    const place = document.createElement("div");
    first.before(place);
    nest(run, place);
  }
}

function nest(run, place) {
  const open = [];
  for (const paragraph of run) {
    const { level, kind, start } = paragraph.dataset;
    while (open.length && Number(level) < open[open.length - 1].level) open.pop();
    let top = open[open.length - 1];
    if (top && top.level === Number(level) && top.list.localName !== kind) {
      open.pop();
      top = open[open.length - 1];
    }
    if (!top || top.level < Number(level)) {
      const list = document.createElement(kind);
      if (kind === "ol" && start !== "1") list.setAttribute("start", start);
      (top?.list.lastElementChild ?? place).append(list);
      top = { level: Number(level), list };
      open.push(top);
    }
    const item = document.createElement("li");
    delete paragraph.dataset.level;
    item.append(rename(paragraph, "p"));
    top.list.append(item);
  }
}

/** Boxes that only hold other blocks go; those that hold text are paragraphs; empty ones go too. */
function flatten(body) {
  for (const box of [...body.querySelectorAll("div, section, article, center, dl, dt, dd")].reverse()) {
    if (box.querySelector(BLOCKS)) unwrap(box);
    else rename(box, "p");
  }
  for (const part of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, b, i, strong, em, s, a")) {
    if (!part.closest("td, th") && !/[^\s\u3000]/.test(part.textContent)) {
      if (/^[pha]/.test(part.localName)) part.remove();
      else unwrap(part);
    }
  }
}

function strip(body) {
  for (const element of body.querySelectorAll("*")) {
    if (element.localName === "a" && !/^(https?:|mailto:)/i.test(element.getAttribute("href") ?? "")) {
      unwrap(element);
      continue;
    }
    for (const { name } of [...element.attributes]) {
      if (!/^(href|align|start)$/.test(name) || (name === "align" && !/^t[dh]$/.test(element.localName))) element.removeAttribute(name);
    }
  }
}

function rename(element, name) {
  const other = document.createElement(name);
  for (const { name: key, value } of [...element.attributes]) other.setAttribute(key, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function wrapInside(element, name) {
  const inner = document.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}
