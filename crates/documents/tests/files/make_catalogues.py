"""Makes the catalogue tables beside this file, with a program that is not ours (openpyxl).

    pip install openpyxl && python3 make_catalogues.py

Three tables as offices keep them, with the irregularities that make them hard to read. All names are made up. Run it
again only to change the files; the tests know their cells.
"""

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HERE = Path(__file__).parent
STAMP = datetime(2026, 1, 1)


def save(book, name):
    book.properties.created = book.properties.modified = STAMP
    book.save(HERE / name)


def put(page, first, lines):
    for number, line in enumerate(lines, first):
        for column, value in enumerate(line, 1):
            if value is not None:
                page.cell(number, column, value).alignment = Alignment(wrap_text=True)


def merge(page, *ranges):
    for cells in ranges:
        page.merge_cells(cells)


def boxes():
    """Printed boxes, two rows of headings, merged first-level matters, a page break, notes below."""
    book = Workbook()
    page = book.active
    page.title = "涉农资金"
    page["A1"] = "示例县涉农资金领域基层政务公开标准目录"
    page["A1"].font = Font(bold=True, size=16)
    page["A2"] = "编制单位：示例县示例局　　　2026年1月"
    top = ["序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
           "公开对象", None, "公开方式", None, "公开层级", None]
    below = [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]
    put(page, 3, [top, below])
    channels = "■政府网站 □政府公报\n□两微一端 □发布会/听证会\n■公示栏 口其他"
    law = "《中华人民共和国政府信息公开条例》第二十一条\n《示例省涉农资金公开办法》"
    put(page, 5, [
        [1, "农业生产发展资金", "耕地保护补贴", "●申报指南：申请条件、补贴标准、申报材料\n●补贴结果", law,
         "自信息形成或者变更之日起20个工作日内", "示例县示例局", channels, "√", None, "√", None, "√", "√"],
        [2, None, "农机购置补贴", "申报程序、申报条件、补贴机具目录、补贴结果", law, "20个工作日", "示例县示例局",
         "■政府网站 ■两微一端", "√", None, "√", None, "√", None],
        [3, None, "优势特色主导产业资金", "申报指南；评审结果", "《示例县资金管理办法》第五条", "及时", None,
         "■政府网站", "√", None, "√", None, "√", None],
        top,
        below,
        [4, "农民专业合作社资金", "合作社扶持", "扶持对象名单、资金数额", "《示例省合作社条例》", "3个工作日", "示例县示例局",
         "政府网站、公示栏", None, "√", "√", None, None, "√"],
        [5, None, "个人申请的扶持结果", "审核结果", "《示例省合作社条例》", "20个工作日内", "示例县示例局",
         "■政务服务窗口", None, "√", None, "√", "√", None],
        [6, None, "按规定公开的其他资金", None, None, "按规定", "示例县示例局", "□政府网站", "√", None, "√", None, "√", None],
    ])
    page["A13"] = "注：1.“√”表示选择该项；2.涉及个人隐私的内容不公开。"
    page["A14"] = "填表人：示某某"
    merge(page, "A1:N1", "A2:N2", "A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:J3", "K3:L3",
          "M3:N3", "B5:B7", "A13:N13", "A14:N14")
    save(book, "catalogue-boxes.xlsx")


def five():
    """五公开 and 公开形式, headings in one row, section rows between, a first column that was never merged."""
    book = Workbook()
    page = book.active
    page.title = "目录"
    put(page, 1, [
        ["附件1"],
        ["示例市示例局政务公开事项标准目录"],
        [None],
        ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开形式", "公开渠道和载体", "公开对象",
         "公开方式", "五公开"],
        ["一、行政管理"],
        [1, "机构信息", "机构职能", "单位职责、内设机构、负责人姓名", "《中华人民共和国政府信息公开条例》第二十条", "实时", "办公室",
         "文本", "示例局网站", "全社会", "主动公开", "管理公开"],
        [2, None, "领导信息", "姓名、职务、分工", "《中华人民共和国政府信息公开条例》第二十条", "信息形成或变更之日起２０个工作日内",
         "办公室", "文本、图表", "示例局网站", "全社会", "主动公开", "管理公开"],
        ["二、重大决策"],
        [3, "决策预公开", "重大决策草案", "草案全文、起草说明、征求意见的期限", "《重大行政决策程序暂行条例》第十五条", "作出决定之日起10个工作日内",
         "法规科", "文本", "示例局网站、听证会", "全社会", "主动公开", "决策公开"],
        [4, None, "决策结果", "决定全文；意见采纳情况", "《重大行政决策程序暂行条例》第三十二条", "批准后七日内", "法规科", "文本", "示例局网站", "全社会",
         "主动公开", "决策公开、结果公开"],
        [5, "财务公开", "财政预决算", "预算、决算、“三公”经费", "《中华人民共和国预算法》第十四条", "批准后二十日内", "财务科", "表格",
         "示例局网站", "全社会", "主动公开", "结果公开"],
        [6, "资金项目", None, "项目名称、金额、进度", "《示例市项目管理办法》", "每季度", "规划科", "表格", "公示栏", "社会公众",
         "主动公开", "执行公开"],
    ])
    merge(page, "A2:L2", "A5:L5", "A8:L8")
    save(book, "catalogue-five.xlsx")


def ticks():
    """A Party table: every way and every scope is a column of its own with √, deadlines are rhythms as often as days."""
    book = Workbook()
    page = book.active
    page.title = "Sheet1"
    page["A1"] = "示例党支部党务公开目录"
    top = ["类别", "公开项目", "公开内容", "公开范围", None, None, "公开方式", None, None, "公开时间", "责任人", "备注"]
    below = [None, None, None, "党内", "单位内部", "社会", "公开栏", "会议", "文件", None, None, None]
    put(page, 2, [top, below])
    put(page, 4, [
        ["组织建设", "发展党员", "1.发展对象基本情况；2.公示时间；3.审批结果", None, "√", None, "√", "√", None, "上报审批前5个工作日", "组织委员", None],
        [None, "党费收缴使用", "1.收缴标准；2.使用情况", "√", None, None, "√", None, None, "每季度", "组织委员", "按规定"],
        ["作风建设", "民主生活会", "征求意见情况、整改措施", "√", None, None, None, "√", "√", "十个工作日内", None, None],
        [None, "为民办实事", "项目名称、完成时限、完成情况", None, None, "✓", "√", None, None, "长期公开", "党支部书记", None],
    ])
    page["A9"] = "备注：此表一式两份。"
    merge(page, "A1:L1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:I2", "J2:J3", "K2:K3", "L2:L3", "A4:A5", "A9:L9")
    save(book, "catalogue-ticks.xlsx")


boxes()
five()
ticks()
