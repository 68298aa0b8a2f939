"""Makes the workbooks beside this file, with a program that is not ours (openpyxl).

    pip install openpyxl && python3 make.py

All names are made up. Run it again only to change the files; the tests know their rows.
"""

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

HERE = Path(__file__).parent
STAMP = datetime(2026, 1, 1)
GREY = PatternFill("solid", fgColor="DDDDDD")


def sheet(book, name, title, header_row, header):
    page = book.create_sheet(name)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    page.cell(1, 1, title).font = Font(bold=True, size=16)
    for column, heading in enumerate(header, 1):
        page.cell(header_row, column, heading).fill = GREY
    return page


def rows(page, first, lines):
    for number, line in enumerate(lines, first):
        for column, value in enumerate(line, 1):
            if value is not None:
                page.cell(number, column, value)
    # Formatted but blank rows, as left behind when somebody clears a table.
    for number in range(first + len(lines), first + len(lines) + 20):
        for column in range(1, 9):
            page.cell(number, column).fill = GREY


def save(book, name):
    book.properties.created = book.properties.modified = STAMP
    book.save(HERE / name)


def units():
    yield ["001", "示例机关党委", "党委", None]
    for general in range(1, 9):
        # The fourth code is full-width, as an input method leaves it.
        code = "００１０４" if general == 4 else f"001{general:02}"
        yield [code, f"示例总支{general}", "党总支", "001"]
    for branch in range(24):
        general = branch % 8 + 1
        yield [f"001{general:02}{branch:02}", f"示例支部{branch}", "党支部", f"001{general:02}"]


def organisation():
    book = Workbook()
    book.remove(book.active)
    codes = ["001"] + [f"001{n:02}" for n in range(1, 9)] + [f"001{b % 8 + 1:02}{b:02}" for b in range(24)]

    page = sheet(book, "单位", "示例机关组织机构一览表", 3, ["单位名称", "单位代码", "备注", "类型", "上级编码"])
    rows(page, 4, [[name, code, "说明文字", kind, up] for code, name, kind, up in units()])

    page = sheet(book, "人员", "示例机关人员名单", 4, ["工号", "姓　名", "所在单位编码", "是否党员（是/否）"])
    yes = ["是", "√", 1, "中共党员", True]
    no = ["否", None, 0, "群众", False]
    people = []
    for n in range(60):
        member = no[n % 5] if n % 6 == 0 else yes[n % 5]
        name = f"　测试{n:02} " if n % 7 else f"测　试{n:02}"
        # Numbers in a column of numbers, and texts with leading zeros.
        code = 10000 + n if n % 2 else f"00{n:02}"
        people.append([code, name, codes[n % 33], member])
    rows(page, 5, people)

    page = sheet(book, "岗位", "岗位职责分工", 2, ["岗位编码", "单位编码", "岗位名称", "职责"])
    duties = ["起草", "保密审查、审核", "合法性审查,纪委审核", "审批 监督", "监督/起草；审核"]
    rows(page, 3, [[f"G{n:03}", codes[n % 33], f"示例岗位{n}", duties[n % 5]] for n in range(40)])

    page = sheet(book, "任职", "任职情况", 2, ["岗位编码", "人员编码", "任职起", "任职止"])
    days = [45231, datetime(2023, 11, 1), date(2023, 11, 1), "2023年11月1日", "2023/11/1", "2023.11.1", "2023-11-01"]
    held = []
    for n in range(40):
        until = [None, "至今", date(2025, 12, 31), 46022][n % 4]
        held.append([f"G{n:03}", people[n][0], days[n % 7], until])
    rows(page, 3, held)

    page = sheet(book, "群组", "群组", 2, ["群组", "单位编码", "人员编码"])
    rows(page, 3, [["示例群组", "001", people[n][0]] for n in range(5)])

    page = book.create_sheet("说明")
    page["A1"] = "填表说明：单位编码不得重复。"
    page.sheet_state = "hidden"
    save(book, "organisation.xlsx")


def mistakes():
    book = Workbook()
    book.remove(book.active)
    page = sheet(book, "单位", "示例单位", 2, ["单位编码", "单位名称", "单位类别", "上级单位编码"])
    rows(page, 3, [
        ["01", "示例党委", "党委", None],          # row 3, good
        [None, "示例支部一", "党支部", "01"],      # row 4
        ["02", None, "党支部", "01"],              # row 5
        ["03", "长" * 61, "党支部", "01"],         # row 6
        ["04", "示例支部四", "小组", "01"],        # row 7
        ["01", "示例支部五", "党支部", None],      # row 8
        [None, None, None, None],                  # row 9, blank
        [320102199001011234, "示例支部六", "党支部", "01"],  # row 10
        ["05", "示例支部七", None, "01"],          # row 11
    ])
    page = sheet(book, "人员", "示例人员", 2, ["人员编码", "姓名", "单位编码", "是否党员"])
    rows(page, 3, [
        ["001", "测试甲", "01", "预备党员"],       # row 3
        ["002", "测试乙", None, "是"],             # row 4
        ["003", "测试丙", "01", "是"],             # row 5, good
    ])
    page["A6"], page["B6"], page["C6"], page["D6"] = "004", "#N/A", "01", "否"
    page["B6"].data_type = "e"
    page = sheet(book, "岗位", "示例岗位", 2, ["岗位编码", "单位编码", "岗位名称", "职责"])
    rows(page, 3, [
        ["G1", "01", "示例岗位一", "起草、盖章、跑腿"],  # row 3, two problems
        ["G2", "01", "示例岗位二", None],           # row 4, good
    ])
    page = sheet(book, "任职", "示例任职", 2, ["岗位编码", "人员编码", "任职日期", "离任日期"])
    rows(page, 3, [
        ["G2", "003", "去年春天", None],             # row 3
        ["G2", "003", "2026-03-01", "2026-02-28"],  # row 4
        ["G2", "003", None, None],                   # row 5
        ["G2", "003", "2026-02-30", "2026-04-01"],  # row 6
        ["G2", "003", "2026-03-01", None],           # row 7, same as row 4
    ])
    page = sheet(book, "群组", "示例群组", 2, ["群组名称", "人员编码"])
    rows(page, 3, [["示例群组", "003"]])
    save(book, "mistakes.xlsx")


organisation()
mistakes()
whole = (HERE / "organisation.xlsx").read_bytes()
(HERE / "broken.xlsx").write_bytes(whole[: len(whole) * 2 // 3])
