// A pasted table as Markdown can hold it: one line in each cell, every row as long as the others, the first row on top.
const NUMBER = /^[-+¥￥]?[\d,，]+(\.\d+)?%?$/;
const INSIDE = "p, div, li, h1, h2, h3, h4, h5, h6, br, tr, dd, dt";

export function mendTable(table) {
  const rows = [...table.rows];
  const cells = rows.flatMap((row) => [...row.cells]);
  if (cells.length === 0) {
    table.remove();
    return;
  }
  if (cells.length === 1) {
    // a frame around a text
    table.replaceWith(...cells[0].childNodes);
    return;
  }
  if (table.parentElement.closest("td, th")) {
    for (const cell of cells) cell.append(" ");
    table.replaceWith(...cells.flatMap((cell) => [...cell.childNodes]));
    return;
  }
  const right = rows.map((row) => [...row.cells].map(isRight));
  cells.forEach(oneLine);
  const grid = spread(rows);
  table.replaceChildren(...grid.map((row, at) => line(row, at === 0 ? "th" : "td")));
  align(table, right);
}

/** The words of a cell in one line: what was a block of its own stands after a space. */
function oneLine(cell) {
  for (const part of [...cell.querySelectorAll(INSIDE)].reverse()) {
    if (part.localName === "br") part.replaceWith(" ");
    else {
      part.before(" ");
      part.replaceWith(...part.childNodes);
    }
  }
  cell.querySelectorAll("ul, ol, dl").forEach((list) => list.replaceWith(...list.childNodes));
  cell.normalize();
}

/** A merged cell keeps its words in its first place; the others stay empty, so that no figure counts twice. */
function spread(rows) {
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x]) x++;
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - y); down++) {
        for (let along = 0; along < Math.min(cell.colSpan, 50); along++) grid[y + down][x + along] = down || along ? [] : [...cell.childNodes];
      }
    }
  });
  const width = Math.max(...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? []));
}

function line(row, name) {
  const made = document.createElement("tr");
  for (const words of row) {
    const cell = document.createElement(name);
    cell.append(...words);
    made.append(cell);
  }
  return made;
}

function isRight(cell) {
  return [cell, ...cell.querySelectorAll("p")].some((part) =>
    part.getAttribute("align") === "right" || /text-align:\s*right/i.test(part.dataset.said ?? ""));
}

/** Columns of figures stand right, also when the office program left them where they were. */
function align(table, right) {
  const [, ...rest] = table.rows;
  const width = table.rows[0].cells.length;
  for (let x = 0; x < width; x++) {
    const words = rest.map((row) => row.cells[x].textContent.trim()).filter(Boolean);
    const asked = right.slice(1).filter((row) => row.length === width);
    const figures = words.length > 0 && words.every((text) => NUMBER.test(text)) && words.some((text) => /[.,，%]|\d{3}/.test(text));
    if (figures || (asked.length > 0 && asked.every((row) => row[x]))) {
      for (const row of table.rows) row.cells[x].setAttribute("align", "right");
    }
  }
}
