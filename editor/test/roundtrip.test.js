// Markdown to document to Markdown: a text of our dialect stays as it is, and a document keeps its meaning.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../src/read.js";
import { schema } from "../src/schema.js";
import { sense, write } from "../src/write.js";

const TEXTS = [
  "各科室：\n\n现将结果公布。\n\n示例支部\n2026 年 11 月 9 日",
  "# 标题\n\n## 一、依据\n\n### （一）背景\n\n根据**《示例办法》**第五条，*试行*，~~作废~~。",
  "**重点：**内容紧接着，**“引号”**也一样。",
  "- 甲\n- 乙\n  - 乙一\n  - 乙二\n- 丙",
  "1. 第一\n2. 第二\n   1. 第二之一\n3. 第三",
  "3. 从三开始\n4. 四",
  "- 一段\n\n  又一段\n\n- 第二项\n\n  | 项 | 数 |\n  | --- | ---: |\n  | 甲 | 1 |",
  "| 项目 | 金额（元） | 说明 |\n| --- | ---: | :---: |\n| **合计** | 12,000.50 | a\\|b |\n| 空 | | |",
  "> 意见：同意。\n>\n> - 一\n> - 二",
  "[链接](https://example.cn/a_(b)?x=1&y=2)和[相对](/disclosures)",
  "5*3=15，a_b_c，<script>，100%，#3，1、2、3，(1)，C:\\目录",
  "\\- 不是列表\n\\# 不是标题\n2026\\. 不是编号",
  "```\n原样 **不变**\n\n第二行\n```",
  "上\n\n---\n\n下",
  "`代码` 和 ``有 ` 的代码``",
  "- 甲\n\n* 另一个列表\n\n- 第三个",
  "3\\~5天，7\\~9天；约\\~10天",
  "第一行\n第二行\n第三行",
  "\\*不是强调\\*，\\[不是链接\\](x)",
];

for (const text of TEXTS) {
  test(`stays as it is: ${JSON.stringify(text).slice(0, 40)}`, () => {
    assert.equal(write(read(text)), text.replace("(https://example.cn/a_(b)?x=1&y=2)", "(<https://example.cn/a_(b)?x=1&y=2>)"));
  });
}

/** A small generator with a seed, so that a failure can be repeated. */
function chance(seed) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (most) => Math.floor(next() * most);
  return { below, one: (list) => list[below(list.length)] };
}

const WORDS = ["公示", "，", "a", " ", "*", "_", "~", "`", "|", "[x]", "(y)", "1.", "- ", "# ", "> ", "\\", "<b>", "&amp;", "：", "“甲”", "！", "2026年", "+", "=", "---", "　", "\u00a0x"];

function texts(dice) {
  return Array.from({ length: dice.below(5) }, () => {
    const marks = ["strong", "em", "strike", "code"].filter(() => dice.below(6) === 0).map((name) => schema.mark(name));
    if (dice.below(8) === 0) marks.push(schema.mark("link", { href: dice.one(["/x", "https://a.cn/?b=(c)", "a b"]) }));
    if (dice.below(8) === 0) return schema.node("hard_break");
    const text = Array.from({ length: 1 + dice.below(4) }, () => dice.one(WORDS)).join("");
    return schema.text(text, marks.reduce((set, mark) => mark.addToSet(set), []));
  });
}

const paragraph = (dice) => schema.node("paragraph", null, texts(dice));

function block(dice, deep) {
  switch (dice.below(deep ? 8 : 3)) {
    case 0: return schema.node("heading", { level: 1 + dice.below(6) }, texts(dice));
    case 3: return schema.node("blockquote", null, blocks(dice, deep - 1));
    case 4: return schema.node("bullet_list", { tight: dice.below(2) === 0 }, items(dice, deep - 1));
    case 5: return schema.node("ordered_list", { order: 1 + dice.below(3), tight: dice.below(2) === 0 }, items(dice, deep - 1));
    case 6: return table(dice);
    case 7: return schema.node("code_block", null, [schema.text(dice.one(["a\n```\nb", "甲 **乙**"]))]);
    default: return paragraph(dice);
  }
}

const blocks = (dice, deep) => Array.from({ length: 1 + dice.below(3) }, () => block(dice, deep));
const items = (dice, deep) => Array.from({ length: 1 + dice.below(3) }, () => schema.node("list_item", null, [paragraph(dice), ...(dice.below(2) ? blocks(dice, deep) : [])]));

function table(dice) {
  const width = 1 + dice.below(3);
  const row = (cell) => schema.node("table_row", null, Array.from({ length: width }, () => schema.node(cell, null, [paragraph(dice)])));
  return schema.node("table", null, [row("table_header"), ...Array.from({ length: dice.below(3) }, () => row("table_cell"))]);
}

const words = (node) => node.textBetween(0, node.content.size, " ", " ").replace(/[\s\u3000]+/g, "");

test("any document keeps its words, and written twice it is written alike", () => {
  for (let seed = 1; seed <= 4000; seed++) {
    const dice = chance(seed);
    const doc = schema.node("doc", null, blocks(dice, 2));
    const once = write(doc);
    const again = read(once);
    assert.equal(words(again), words(doc), `seed ${seed}: ${JSON.stringify(once)}`);
    const twice = write(again);
    const third = write(read(twice));
    assert.equal(third, twice, `seed ${seed}: ${JSON.stringify(twice)}`);
  }
});

test("most documents keep all of their form, even when every sign is against them", () => {
  let kept = 0;
  for (let seed = 1; seed <= 2000; seed++) {
    const doc = schema.node("doc", null, blocks(chance(seed), 2));
    const form = (node) => JSON.stringify(node.content.content.map(sense));
    if (form(read(write(doc))) === form(doc)) kept++;
  }
  assert.ok(1500 < kept, `${kept} of 2000`);
});
