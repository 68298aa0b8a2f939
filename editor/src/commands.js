// What a person can do to the text, by button or by key. The words of buttons stand in the page, not here.
import { chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable } from "prosemirror-tables";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/** Every command by the name its button gives. */
export const commands = {
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  paragraph: setBlockType(nodes.paragraph),
  chapter: block(nodes.heading, { level: 2 }),
  section: block(nodes.heading, { level: 3 }),
  bullets: list(nodes.bullet_list),
  numbers: list(nodes.ordered_list),
  quote: (state, dispatch) => (inside(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch)),
  table: insertTable,
  "row-after": addRowAfter,
  "column-after": addColumnAfter,
  "row-away": deleteRow,
  "column-away": deleteColumn,
  "table-away": deleteTable,
  undo,
  redo,
};

/** Which buttons are pressed here. */
export function isOn(state, name) {
  const { $from, empty, from, to } = state.selection;
  const parent = $from.parent;
  switch (name) {
    case "strong": case "em": case "link": {
      const mark = marks[name];
      return Boolean(empty ? mark.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark));
    }
    case "chapter": return parent.type === nodes.heading && parent.attrs.level === 2;
    case "section": return parent.type === nodes.heading && parent.attrs.level === 3;
    case "bullets": return nearestList($from)?.type === nodes.bullet_list;
    case "numbers": return nearestList($from)?.type === nodes.ordered_list;
    case "quote": return inside(state, nodes.blockquote);
    default: return false;
  }
}

export const keys = {
  "Mod-b": commands.strong,
  "Mod-i": commands.em,
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
  "Mod-Alt-0": commands.paragraph,
  "Mod-Alt-2": commands.chapter,
  "Mod-Alt-3": commands.section,
  "Mod-Shift-7": commands.numbers,
  "Mod-Shift-8": commands.bullets,
  "Mod-Shift-9": commands.quote,
  "Mod-]": sinkListItem(nodes.list_item),
  "Mod-[": liftListItem(nodes.list_item),
  Enter: splitListItem(nodes.list_item),
  "Shift-Enter": chainCommands(exitCode, lineEnd),
  Tab: goToNextCell(1),
  "Shift-Tab": goToNextCell(-1),
};

/** Signs at the beginning of a line that make it what they make of it in Markdown. */
export const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
    wrappingInputRule(/^[-*]\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]) })),
    wrappingInputRule(/^>\s$/, nodes.blockquote),
  ],
});

/** Puts a link on what is selected, or takes it away. */
export function link(href) {
  return (state, dispatch) => toggleMark(marks.link, { href })(state, dispatch);
}

function block(type, attrs) {
  return (state, dispatch) => setBlockType(isHere(state, type, attrs) ? nodes.paragraph : type, attrs)(state, dispatch);
}

function isHere(state, type, attrs) {
  const { parent } = state.selection.$from;
  return parent.type === type && Object.keys(attrs).every((name) => parent.attrs[name] === attrs[name]);
}

function list(type) {
  return (state, dispatch) => {
    const found = nearestList(state.selection.$from);
    if (!found) return wrapInList(type)(state, dispatch);
    if (found.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(found.pos, type));
    return true;
  };
}

function nearestList($pos) {
  for (let depth = $pos.depth; 0 < depth; depth--) {
    const { type } = $pos.node(depth);
    if (type === nodes.bullet_list || type === nodes.ordered_list) return { type, pos: $pos.before(depth) };
  }
  return null;
}

function inside(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; 0 < depth; depth--) if ($from.node(depth).type === type) return true;
  return false;
}

function lineEnd(state, dispatch) {
  if (isInTable(state)) return true;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

/** Three columns, a head and two rows, and the words go on in the first cell. */
function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  const { $from } = state.selection;
  if (dispatch) {
    const at = $from.depth ? $from.after(1) : state.doc.content.size;
    const tr = state.tr.insert(at, table);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3))).scrollIntoView());
  }
  return true;
}
