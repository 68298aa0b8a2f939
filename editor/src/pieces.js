// The inline content of a block as pieces of text with the names of their marks; a line end is the piece "\n".
// Spaces at the edges of lines and of marks mean nothing in Markdown, so here they stand outside or are gone.

const EDGE = "[\\s\\u3000\\u200b\\ufeff]";
const BEFORE = new RegExp(`^${EDGE}+`);
const AFTER = new RegExp(`${EDGE}+$`);

/** The pieces of a block as they stand in the document. */
export function pieces(node) {
  const found = [];
  node.forEach((child) => {
    const marks = child.marks.map((mark) => (mark.type.name === "link" ? "link:" + mark.attrs.href : mark.type.name));
    if (child.type.name === "hard_break") found.push({ text: "\n", marks: [] });
    else if (child.isText) found.push({ text: child.text.replace(/\s*\n\s*/g, " "), marks: marks.sort() });
  });
  return found;
}

/** Without what Markdown cannot say. In one line (a heading, a cell) a line end is a space. */
export function trimmed(found, oneLine = false) {
  let parts = oneLine ? found.map((part) => (part.text === "\n" ? { ...part, text: " " } : part)) : found;
  parts = lineEdges(parts);
  for (const mark of ["strong", "em", "strike"]) parts = markEdges(parts, mark);
  return merged(lineEdges(merged(parts)));
}

/** Whether a block says nothing. */
export function bare(node) {
  return node.type.name === "paragraph" && trimmed(pieces(node)).length === 0;
}

function lineEdges(parts) {
  const out = [];
  parts.forEach((part) => {
    const last = out[out.length - 1];
    const starts = !last || last.text === "\n";
    if (part.text === "\n") {
      cutEnd(out);
      if (out.length && out[out.length - 1].text !== "\n") out.push(part);
    } else {
      const text = starts ? part.text.replace(BEFORE, "") : part.text;
      if (text) out.push({ ...part, text });
    }
  });
  cutEnd(out);
  while (out.length && out[out.length - 1].text === "\n") out.pop();
  return out;
}

/** Takes the spaces away before the end of a line. */
function cutEnd(out) {
  while (out.length) {
    const last = out[out.length - 1];
    if (last.text === "\n") return;
    const text = last.text.replace(AFTER, "");
    if (text) {
      out[out.length - 1] = { ...last, text };
      return;
    }
    out.pop();
  }
}

/** Spaces and line ends at the edge of a mark stand outside of it. */
function markEdges(parts, mark) {
  const out = [];
  parts.forEach((part, at) => {
    if (!part.marks.includes(mark) || part.marks.includes("code")) {
      out.push(part);
      return;
    }
    const without = part.marks.filter((name) => name !== mark);
    const begins = !parts[at - 1]?.marks.includes(mark);
    const ends = !parts[at + 1]?.marks.includes(mark);
    const before = begins ? BEFORE.exec(part.text)?.[0] ?? "" : "";
    const rest = part.text.slice(before.length);
    const after = ends ? AFTER.exec(rest)?.[0] ?? "" : "";
    const middle = rest.slice(0, rest.length - after.length);
    if (before) out.push({ text: before, marks: without });
    if (middle) out.push({ text: middle, marks: part.marks });
    if (after) out.push({ text: after, marks: without });
  });
  return out;
}

function merged(parts) {
  const out = [];
  for (const part of parts) {
    const last = out[out.length - 1];
    const same = last && part.text !== "\n" && last.text !== "\n" && String(last.marks) === String(part.marks);
    if (same) out[out.length - 1] = { ...last, text: last.text + part.text };
    else out.push(part);
  }
  return out;
}
