use super::*;

#[test]
fn a_fault_says_where_what_and_how_to_mend_it() {
    assert_eq!(
        refusal(&with(r#""check"]"#, r#""legall"]"#)),
        "r.toml，第 23 行，条目 DW-01-01，review：“legall”不是规定的用词；\
         请改用以下之一：secrecy、check、legal、discipline。"
    );
}

/// What is replaced, by what, and what is said about it.
const SLIPS: &[(&str, &str, &str)] = &[
    (
        "version = 1",
        "",
        "第 1 行，version：缺少 version；请补写 version。",
    ),
    (
        "version = 1",
        "version = 0",
        "第 4 行，version：version 超出范围；请写 1 到 1000000 之间的整数。",
    ),
    (
        "version = 1",
        "version = \"1\"",
        "第 4 行，version：version 的值类型不对；请写成不带引号的整数。",
    ),
    (
        "2026-01-01",
        "2026-01-01T08:00:00",
        "第 5 行，in_force_from：in_force_from 的值类型不对",
    ),
    (
        "issued_by = \"某单位\"",
        "issued_by = \" \"",
        "第 6 行，issued_by：issued_by 是空白；请写明内容。",
    ),
    (
        "code = \"small\"",
        "code = \"小 本\"",
        "第 1 行，code：编号“小 本”含有不允许的字符",
    ),
    (
        "\"party\"",
        "\"army\"",
        "第 3 行，track：“army”不是规定的用词；请改用以下之一：party、government。",
    ),
    (
        "name = \"某事\"",
        "nmae = \"某事\"",
        "第 15 行，条目 DW-01-01：不认识的键“nmae”；可用的键是：key、category",
    ),
    (
        "category = \"01\"",
        "category = \"09\"",
        "第 14 行，条目 DW-01-01，category：没有编号为“09”的类别；请改用以下之一：01。",
    ),
    (
        "[\"要素\"]",
        "[]",
        "第 16 行，条目 DW-01-01，elements：没有写明 elements；请至少写一项。",
    ),
    (
        "[\"要素\"]",
        "[\"要素\", \"要素\"]",
        "elements 中有重复；请去掉重复的一项。",
    ),
    (
        "[\"要素\"]",
        "\"要素\"",
        "elements 的值类型不对；请写成方括号中的列表。",
    ),
    (
        ", article = \"第一条\"",
        "",
        "第 17 行，条目 DW-01-01，basis 第 1 项，article：缺少 article；请补写 article。",
    ),
    (
        "narrowest = \"unit\"",
        "narrowest = \"unit\"\nmembers_first_days = 0",
        "members_first_days 超出范围",
    ),
    (
        "widest = \"public\"",
        "widest = \"members\"\nmembers_first_days = 3",
        "第 19 行，条目 DW-01-01，members_first_days：不向社会公开的条目没有“先党内后党外”",
    ),
    (
        "widest = \"public\"",
        "widest = \"group\"",
        "第 19 行，条目 DW-01-01，narrowest：最窄范围 unit 比最宽范围 group 还宽；请核对 widest 与 narrowest。",
    ),
    (
        "{ stage = \"result\" }",
        "{ stage = \"before\" }",
        "第 20 行，条目 DW-01-01，stages：阶段重复或顺序不对；请按 before、decision、result 的顺序各写一次。",
    ),
    (
        ", { stage = \"result\" }",
        "",
        "最后一个阶段之后没有下一阶段，不能有公示期",
    ),
    (
        "[{ stage = \"before\", notice_days = 5 }, { stage = \"result\" }]",
        "[]",
        "stages：stages 是空的；请至少写一项。",
    ),
    (
        "unit = \"working\"",
        "unit = \"weeks\"",
        "deadline，unit：“weeks”不是规定的用词；请改用以下之一：working、calendar。",
    ),
    (
        "from = \"formed\"",
        "from = \"born\"",
        "请改用以下之一：formed、decided、approved。",
    ),
    (
        "words = ",
        "word = ",
        "第 22 行，条目 DW-01-01，deadline：不认识的键“word”；可用的键是：days、unit、from、words。",
    ),
    (
        "\"secrecy\", \"check\"",
        "\"check\"",
        "review：缺少必经的审查环节 secrecy；请补上，或用 review_waiver 写明不经该环节的理由。",
    ),
    (
        "authority =",
        "review_waiver = \"已公布\"\nauthority =",
        "review_waiver：必经的审查环节齐全，无需说明理由",
    ),
    ("[\"platform\"]", "[]", "ways：没有写明 ways；请至少写一项。"),
    (
        "key = \"01\"",
        "key = \"01\"\nname = \"a\"\n[[category]]\nkey = \"01\"",
        "类别 01，key：类别 01 写了两次",
    ),
    (
        "[[entry]]",
        "[[entry]]\nkey = \"X\"\n[[entry]]",
        "条目 X，name：缺少 name；请补写 name。",
    ),
    (
        "title = \"小目录\"",
        "title = \"小目录\"\ntitle = \"又一个\"",
        "第 3 行：同一个键写了两次；请只保留一处。",
    ),
    (
        "title = \"小目录\"",
        "title = “小目录”",
        "第 2 行：不符合 TOML 的写法",
    ),
];

#[test]
fn every_kind_of_fault_has_its_sentence() {
    for (old, new, sentence) in SLIPS {
        let refusal = refusal(&with(old, new));
        assert!(
            refusal.contains(sentence),
            "{old} → {new}\n wanted {sentence}\n got    {refusal}"
        );
    }
}

#[test]
fn one_slip_is_one_fault() {
    let slips = [
        ("version = 1", ""),
        ("\"01\"\nname = \"某事\"", "\"09\"\nname = \"某事\""),
        ("[\"platform\"]", "[\"plattform\"]"),
        ("\"check\"]", "\"chekc\"]"),
        ("{ stage = \"result\" }", "{ stage = \"results\" }"),
        ("words = ", "# "),
        ("\"某单位\"", "\"\""),
    ];
    for (old, new) in slips {
        let refusal = refusal(&with(old, new).replace("# \"二十个工作日内\" }", "}"));
        assert_eq!(refusal.lines().count(), 1, "{old} → {new}\n{refusal}");
    }
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_lines() {
    let text = with("version = 1", "version = -1").replace("\"unit\"\nways", "\"nobody\"\nways");
    let text = text
        .replace("rhythm = \"per_stage\"", "rhythm = \"weekly\"")
        .replace("\"第一类\"", "1");
    let lines: Vec<_> = refusal(&text)
        .lines()
        .map(|line| line.split('：').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "r.toml，第 4 行，version",
            "r.toml，第 10 行，类别 01，name",
            "r.toml，第 21 行，条目 DW-01-01，rhythm",
            "r.toml，第 24 行，条目 DW-01-01，authority",
        ]
    );
}
