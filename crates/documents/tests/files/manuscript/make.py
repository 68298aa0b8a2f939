#!/usr/bin/env python3
"""Makes long.docx and, by reading it back with python-docx, long.json: what its paragraphs and cells say. The text is
made up. Needs python-docx; the tests need neither."""

import json
import pathlib

import docx
from docx.shared import Pt

HERE = pathlib.Path(__file__).parent
TOPICS = ["党费收缴使用", "阵地建设", "困难党员帮扶", "设备采购", "评先评优", "培训安排", "值班制度", "经费决算"]
SENTENCES = [
    "经支部委员会研究，现将“{0}”有关情况公开如下，接受全体党员监督。",
    "本项工作按照《示例机关党务公开实施细则》第{1}条办理，程序完整，记录齐全。",
    "对收到的 {1} 条意见，已逐条研究并答复；其中采纳 {2} 条，其余均说明了理由。",
    "下一步将继续按月公布进展，重点说明资金使用、完成时限和责任人（见表 {2}）。",
    "计算方法：A*B_c[1]<2> 与 `原值` 不同，以 #1 号口径为准，误差在 1~2 之间 | 不另行说明。",
]

paper = docx.Document()
paper.styles["Normal"].font.size = Pt(14)
paper.add_heading("关于示例机关第三季度党务公开情况的通报", 0)
for number, topic in enumerate(TOPICS, start=1):
    paper.add_heading(f"{number}、{topic}", 1)
    for at in range(13):
        words = SENTENCES[(number + at) % len(SENTENCES)].format(topic, number + at, at)
        paragraph = paper.add_paragraph(words[:12])
        paragraph.add_run(words[12:20]).bold = at % 3 == 0
        paragraph.add_run(words[20:])
    paper.add_heading("（一）具体事项", 2)
    for at in range(3):
        paper.add_paragraph(f"{topic}的第{at + 1}项安排，完成时限为 {at + 3} 月底。", style="List Number")
    for at in range(2):
        paper.add_paragraph(f"{topic}的补充说明（{at + 1}）。", style="List Bullet")
    table = paper.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, ["序号", "项目", "金额（元）", "备注|说明"]):
        cell.text = text
    for at in range(6):
        for cell, text in zip(table.add_row().cells, [str(at + 1), f"{topic}支出{at + 1}", f"{number * 1000 + at}.50", "无" if at % 2 else ""]):
            cell.text = text
    paper.add_paragraph("1. 这一段以数字开头，却不是列表。")
paper.save(HERE / "long.docx")

read = docx.Document(HERE / "long.docx")
(HERE / "long.json").write_text(json.dumps({
    "paragraphs": [[p.style.name, p.text] for p in read.paragraphs],
    "bold": [r.text for p in read.paragraphs for r in p.runs if r.bold],
    "tables": [[[c.text for c in row.cells] for row in table.rows] for table in read.tables],
}, ensure_ascii=False, indent=1))
print(sum(len(p.text) for p in read.paragraphs))
