#!/usr/bin/env python3
"""Makes the sixty files with hidden personal data beside this script. Needs openpyxl, python-docx and LibreOffice
(soffice); the tests need none of them, since the files are kept. The name of a file is its truth:
number-maker-place-kind. Every value is made up: regions that do not exist, numbers nobody has."""

import base64
import itertools
import pathlib
import subprocess
import tempfile
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

HERE = pathlib.Path(__file__).parent
PICTURE = HERE / "dot.png"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
NUMBER = itertools.count(1)


def resident_id(seed):
    front = f"110199{1950 + seed % 50}{seed % 12 + 1:02}{seed % 28 + 1:02}{seed * 37 % 1000:03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return front + "10X98765432"[sum(int(d) * w for d, w in zip(front, weights)) % 11]


def bank_card(seed):
    front = f"622202{seed * 7919 % 10**12:012}"
    for last in range(10):
        digits = [int(d) for d in front + str(last)][::-1]
        if sum(d if i % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(digits)) % 10 == 0:
            return front + str(last)


KINDS = [
    ("resident_id", lambda n: f"身份证号{resident_id(n)}"),
    ("mobile", lambda n: f"手机138{n * 7919 % 10**8:08}"),
    ("bank_card", lambda n: f"卡号{bank_card(n)}"),
    ("address", lambda n: f"住址：示例市示例区幸福街道和平路{n}号3号楼2单元{500 + n}室"),
    ("passport", lambda n: f"护照E{n * 7919 % 10**8:08}"),
    ("email", lambda n: f"邮箱shili{n}@example.org"),
]


def plant(maker, place, ending):
    number = next(NUMBER)
    kind, value = KINDS[number % len(KINDS)]
    return HERE / f"{number:02}-{maker}-{place}-{kind}.{ending}", value(number)


# workbooks by openpyxl


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示名单"
    for row in [["序号", "姓名", "备注"], [1, "示甲", "通过"], [2, "示乙", "通过"], [3, "示丙", "通过"]]:
        sheet.append(row)
    return book, sheet


def hidden_column(book, sheet, text):
    sheet["E3"] = text
    sheet.column_dimensions["E"].hidden = True


def narrow_column(book, sheet, text):
    sheet["F2"] = text
    sheet.column_dimensions["F"].width = 0.08


def grouped_columns(book, sheet, text):
    sheet["H4"] = text
    sheet.column_dimensions.group("G", "J", hidden=True)


def hidden_row(book, sheet, text):
    sheet["B6"] = text
    sheet.row_dimensions[6].hidden = True


def filtered_row(book, sheet, text):
    sheet.auto_filter.ref = "A1:C4"
    sheet["C3"] = text
    sheet.row_dimensions[3].hidden = True


def flat_row(book, sheet, text):
    sheet["A7"] = text
    sheet.row_dimensions[7].height = 0.1


def hidden_sheet(book, sheet, text):
    other = book.create_sheet("底稿")
    other["B2"] = text
    other.sheet_state = "hidden"


def very_hidden_sheet(book, sheet, text):
    other = book.create_sheet("底稿")
    other["C9"] = text
    other.sheet_state = "veryHidden"


def comment(book, sheet, text):
    sheet["B2"].comment = Comment(text, "示例")


def page_header(book, sheet, text):
    sheet.oddHeader.center.text = text


def page_footer(book, sheet, text):
    sheet.oddFooter.left.text = text


def description(book, sheet, text):
    book.properties.description = text


def keywords(book, sheet, text):
    book.properties.keywords = text


def defined_name(book, sheet, text):
    book.defined_names["底稿"] = DefinedName("底稿", attr_text=f'"{text}"')


def prompt(book, sheet, text):
    rule = DataValidation(type="list", formula1='"通过,不通过"', showInputMessage=True)
    rule.promptTitle, rule.prompt = "说明", text
    sheet.add_data_validation(rule)
    rule.add("C2:C4")


def choice(book, sheet, text):
    rule = DataValidation(type="list", formula1=f'"{text},无"')
    sheet.add_data_validation(rule)
    rule.add("C2:C4")


def tooltip(book, sheet, text):
    sheet["B2"].hyperlink = "https://example.org/"
    sheet["B2"].hyperlink.tooltip = text


def formula(book, sheet, text):
    sheet["C4"] = f'=IF(1=1,"通过","{text}")'


def cut_text(book, sheet, text):
    middle = len(text) // 2
    sheet["E2"] = CellRichText(text[:middle], TextBlock(InlineFont(b=True), text[middle:]))
    sheet.column_dimensions["E"].hidden = True


def pale(book, sheet, text):
    sheet["E2"] = text
    sheet["E2"].font = Font(color="FFFFFFFF", size=1)


def boxes(book, sheet, text):
    for column, sign in enumerate(text, start=5):
        sheet.cell(row=2, column=column, value=sign)


WORKBOOKS = [
    ("hidden_column", [hidden_column, narrow_column, grouped_columns, cut_text]),
    ("body", [pale]),
    ("hidden_row", [hidden_row, filtered_row, flat_row, hidden_row]),
    ("hidden_sheet", [hidden_sheet, very_hidden_sheet, hidden_sheet]),
    ("comment", [comment, comment]),
    ("header_footer", [page_header, page_footer]),
    ("properties", [description, keywords]),
    ("aside", [defined_name, prompt, choice, tooltip, formula, boxes]),
]


def by_openpyxl():
    for place, ways in WORKBOOKS:
        for way in ways:
            path, text = plant("openpyxl", place, "xlsx")
            book, sheet = workbook()
            way(book, sheet, text)
            book.save(path)


# documents by python-docx


def document():
    paper = docx.Document()
    paper.add_heading("关于拟表彰人员的公示", 1)
    paper.add_paragraph("经研究，拟表彰示甲等三名同志，现予公示。")
    return paper


def vanish(paper, text):
    paragraph = paper.add_paragraph("公示期五个工作日。")
    paragraph.add_run(text).font.hidden = True


def split_vanish(paper, text):
    paragraph = paper.add_paragraph("公示期五个工作日。")
    for sign in text:
        paragraph.add_run(sign).font.hidden = True


def tracked(tag, inner):
    def way(paper, text):
        paragraph = paper.add_paragraph("公示期五个工作日。")
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        change.set(qn("w:id"), "9")
        change.set(qn("w:author"), "示例")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)

    return way


def word_comment(paper, text):
    run = paper.add_paragraph("公示期五个工作日。").runs
    paper.add_comment(run, text=text, author="示例", initials="示")


def word_header(paper, text):
    paper.sections[0].header.paragraphs[0].text = text


def word_footer(paper, text):
    paper.sections[0].footer.paragraphs[0].text = text


def word_properties(paper, text):
    paper.core_properties.comments = text


def word_subject(paper, text):
    paper.core_properties.subject = text


def field(paper, text):
    run = paper.add_paragraph("公示期五个工作日。").add_run()
    for tag, kind in [("w:fldChar", "begin"), ("w:instrText", None), ("w:fldChar", "end")]:
        element = OxmlElement(tag)
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = f' ADDIN "{text}" '
        run._r.append(element)


def cut_runs(paper, text):
    paragraph = paper.add_paragraph("公示期五个工作日。")
    for sign in text:
        paragraph.add_run(sign).font.bold = sign.isdigit()


def word_boxes(paper, text):
    table = paper.add_table(rows=1, cols=len(text))
    for cell, sign in zip(table.rows[0].cells, text):
        cell.text = sign


def picture(paper, text):
    shape = paper.add_picture(str(PICTURE))
    shape._inline.docPr.set("descr", text)


DOCUMENTS = [
    ("hidden_text", [vanish, split_vanish]),
    ("revision", [tracked("w:del", "w:delText"), tracked("w:del", "w:delText"), tracked("w:moveFrom", "w:t")]),
    ("body", [tracked("w:ins", "w:t"), cut_runs]),
    ("comment", [word_comment]),
    ("header_footer", [word_header, word_footer]),
    ("properties", [word_properties, word_subject]),
    ("aside", [field, picture, word_boxes]),
]


def by_python_docx():
    for place, ways in DOCUMENTS:
        for way in ways:
            path, text = plant("python_docx", place, "docx")
            paper = document()
            way(paper, text)
            paper.save(path)


# both by LibreOffice, from its flat formats

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    ]
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = (
    '<style:style style:name="Off" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Pale" style:family="text"><style:text-properties fo:color="#ffffff" fo:font-size="2pt"/>'
    '</style:style>'
    '<style:style style:name="Gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
DELETED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>示例'
    '</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info><text:p>{0}</text:p></text:deletion>'
    '</text:changed-region></text:tracked-changes><text:p>公示期五个工作日。<text:change text:change-id="c1"/></text:p>'
)
NOTE = '<office:annotation><dc:creator>示例</dc:creator><text:p>{0}</text:p></office:annotation>'
WRITER = [
    ("hidden_text", '<text:p>公示期五个工作日。<text:span text:style-name="Off">{0}</text:span></text:p>', "docx"),
    ("hidden_text", '<text:p><text:span text:style-name="Off">说明</text:span>正文<text:span text:style-name="Off">{0}</text:span></text:p>', "docx"),
    ("revision", DELETED, "docx"),
    ("revision", DELETED, "docx"),
    ("comment", f"<text:p>公示期五个工作日。{NOTE}</text:p>", "docx"),
    ("note", '<text:p>公示期<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{0}</text:p></text:note-body></text:note></text:p>', "docx"),
    ("note", '<text:p>公示期<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>{0}</text:p></text:note-body></text:note></text:p>', "docx"),
    ("body", '<text:p>公示期<text:span text:style-name="Pale">{0}</text:span></text:p>', "docx"),
    ("body", '<text:p>公示期<draw:frame svg:width="5cm" svg:height="1cm"><draw:text-box><text:p>{0}</text:p></draw:text-box></draw:frame></text:p>', "docx"),
    ("body", '<text:p>公示期<text:span text:style-name="Pale">{0}</text:span></text:p>', "pdf"),
    ("body", '<text:p>公示期五个工作日。</text:p><text:p>{0}</text:p>', "pdf"),
    ("aside", f"<text:p>公示期五个工作日。{NOTE}</text:p>", "pdf"),
    ("body", '<text:section text:name="底稿" text:display="none"><text:p>{0}</text:p></text:section><text:p>公示期五个工作日。</text:p>', "docx"),
    ("body", '<table:table table:name="名单"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell office:value-type="string"><text:p>示甲</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p><text:span text:style-name="Pale">{0}</text:span></text:p></table:table-cell></table:table-row></table:table>', "docx"),
]
CELLS = '<table:table-row><table:table-cell office:value-type="string"><text:p>示甲</text:p></table:table-cell></table:table-row>'
CELL = '<table:table-cell office:value-type="string">{1}<text:p>{0}</text:p></table:table-cell>'
CALC = [
    ("hidden_column", f'<table:table table:name="名单"><table:table-column/><table:table-column table:visibility="collapse"/>{CELLS}<table:table-row><table:table-cell/>{CELL}</table:table-row></table:table>', "xlsx"),
    ("hidden_row", f'<table:table table:name="名单"><table:table-column/>{CELLS}<table:table-row table:visibility="collapse">{CELL}</table:table-row></table:table>', "xlsx"),
    ("hidden_row", f'<table:table table:name="名单"><table:table-column/>{CELLS}<table:table-row table:visibility="filter">{CELL}</table:table-row></table:table>', "xlsx"),
    ("hidden_sheet", f'<table:table table:name="名单"><table:table-column/>{CELLS}</table:table><table:table table:name="底稿" table:style-name="Gone"><table:table-column/><table:table-row>{CELL}</table:table-row></table:table>', "xlsx"),
    ("hidden_sheet", f'<table:table table:name="名单"><table:table-column/>{CELLS}</table:table><table:table table:name="底稿" table:style-name="Gone"><table:table-column/><table:table-row><table:table-cell/>{CELL}</table:table-row></table:table>', "xlsx"),
    ("comment", f'<table:table table:name="名单"><table:table-column/><table:table-row><table:table-cell office:value-type="string">{NOTE}<text:p>示甲</text:p></table:table-cell></table:table-row></table:table>', "xlsx"),
]
FLAT = '<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" office:mimetype="{mime}"><office:meta><dc:title>{title}</dc:title></office:meta><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>'


def by_libreoffice():
    titled = ("aside", "<text:p>公示期五个工作日。</text:p>", "pdf")
    for kind, sources in [("text", [*WRITER, titled]), ("spreadsheet", CALC)]:
        for place, body, ending in sources:
            path, text = plant("libreoffice", place, ending)
            flat = FLAT.format(
                spaces=SPACES, mime=f"application/vnd.oasis.opendocument.{kind}", styles=STYLES, kind=kind,
                title=escape(text) if body == titled[1] else "公示", body=body.format(escape(text), ""),
            )
            with tempfile.TemporaryDirectory() as folder:
                source = pathlib.Path(folder) / f"source.{'fodt' if kind == 'text' else 'fods'}"
                source.write_text(flat)
                target = ending
                if ending == "pdf":
                    options = '{"ExportNotes":{"type":"boolean","value":"true"}}'
                    target = f"pdf:writer_pdf_Export:{options}"
                command = ["soffice", "--headless", "--convert-to", target, "--outdir", folder, str(source)]
                subprocess.run(command, check=True, capture_output=True)
                path.write_bytes((source.with_suffix(f".{ending}")).read_bytes())


if __name__ == "__main__":
    PICTURE.write_bytes(base64.b64decode(DOT))
    by_openpyxl()
    by_python_docx()
    by_libreoffice()
    PICTURE.unlink()
