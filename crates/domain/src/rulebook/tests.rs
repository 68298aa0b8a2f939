use proptest::prelude::*;

use super::*;

const PARTY: &str = include_str!("../../../../rulebooks/party-grassroots.toml");
const GOVERNMENT: &str = include_str!("../../../../rulebooks/government-standard.toml");

const HEAD: &str = r#"code = "small"
title = "小目录"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "某单位"

[[category]]
key = "01"
name = "第一类"
"#;

const ENTRY: &str = r#"
[[entry]]
key = "DW-01-01"
category = "01"
name = "某事"
elements = ["要素"]
basis = [{ document = "《某规定》", article = "第一条" }]
widest = "public"
narrowest = "unit"
stages = [{ stage = "before", notice_days = 5 }, { stage = "result" }]
rhythm = "per_stage"
deadline = { days = 20, unit = "working", from = "formed", words = "二十个工作日内" }
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "某岗"
"#;

fn small() -> String {
    format!("{HEAD}{ENTRY}")
}

/// The small rulebook with one piece of its text replaced.
fn with(old: &str, new: &str) -> String {
    let small = small();
    assert!(small.contains(old), "{old} is not there to be replaced");
    small.replacen(old, new, 1)
}

fn parse(text: &str) -> Rulebook {
    Rulebook::parse("r.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn refusal(text: &str) -> String {
    Rulebook::parse("r.toml", text)
        .expect_err("this rulebook is faulty")
        .to_string()
}

/// Entries that wait for each other: `A<B,C` says that A comes after B and C.
fn waiting(order: &str) -> String {
    let mut text = HEAD.to_owned();
    for item in order.split_whitespace() {
        let (key, after) = item.split_once('<').unwrap_or((item, ""));
        text.push_str(&ENTRY.replace("DW-01-01", key));
        let after: Vec<_> = after
            .split(',')
            .filter(|key| !key.is_empty())
            .map(|key| format!("{key:?}"))
            .collect();
        text.push_str(&format!("after = [{}]\n", after.join(", ")));
    }
    text
}

#[test]
fn a_rulebook_is_read_as_it_is_written() {
    let rulebook = parse(&small());
    let entry = rulebook.entry("DW-01-01").unwrap();
    assert_eq!((rulebook.track, rulebook.version), (Track::Party, 1));
    assert_eq!(rulebook.in_force_from, jiff::civil::date(2026, 1, 1));
    assert_eq!((entry.widest, entry.narrowest), (Scope::Public, Scope::Unit));
    let deadline = entry.deadline.as_ref().unwrap();
    assert_eq!(
        (deadline.days, deadline.unit, deadline.from),
        (20, DayUnit::Working, Trigger::Formed)
    );
    assert_eq!(entry.review, [ReviewKind::Secrecy, ReviewKind::Check]);
    assert_eq!(rulebook.entry("DW-01-02"), None);
}

#[test]
fn stages_know_who_comes_before_them() {
    let rulebook = parse(&small());
    let entry = &rulebook.entries[0];
    assert_eq!(entry.stage(Stage::Before).map(|rule| rule.notice_days), Some(5));
    assert_eq!(entry.stage(Stage::Decision), None);
    assert_eq!(entry.previous_stage(Stage::Result), Some(Stage::Before));
    assert_eq!(entry.previous_stage(Stage::Before), None);
}

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

#[test]
fn a_waived_review_keeps_its_reason() {
    let text = with(
        "\"secrecy\", \"check\"]",
        "\"check\"]\nreview_waiver = \"内容已由上级公布\"",
    );
    assert_eq!(
        parse(&text).entries[0].review_waiver.as_deref(),
        Some("内容已由上级公布")
    );
}

#[test]
fn an_entry_is_written_once_and_waits_only_for_entries_that_exist() {
    assert!(refusal(&waiting("A A")).ends_with("条目 A，key：条目 A 写了两次；请合并，或改用另一个编号。"));
    let sentence = "条目 A，after：前置条目“B”不存在；请核对编号，或去掉这一项。";
    assert!(refusal(&waiting("A<B")).ends_with(sentence));
}

#[test]
fn a_faulty_entry_may_still_be_waited_for() {
    let text = waiting("A B<A").replacen("rhythm = \"per_stage\"", "rhythm = \"weekly\"", 1);
    assert_eq!(refusal(&text).lines().count(), 1);
}

#[test]
fn entries_that_wait_for_each_other_are_refused_by_name() {
    let refused = |order: &str| -> Vec<String> {
        let told = refusal(&waiting(order));
        let cycle = |line: &str| {
            line.split("成环：")
                .nth(1)
                .unwrap()
                .split('；')
                .next()
                .unwrap()
                .to_owned()
        };
        told.lines().map(cycle).collect()
    };
    assert_eq!(refused("A<A"), ["A → A"]);
    assert_eq!(refused("A<B B<A"), ["A → B → A"]);
    assert_eq!(refused("A<B B<C C<D D<B"), ["B → C → D → B"]);
    assert_eq!(refused("A<B B<A C D<C,E E<D"), ["A → B → A", "D → E → D"]);
    assert_eq!(parse(&waiting("A B<A C<A D<B,C")).entries.len(), 4);
}

/// Everything both shipped catalogues promise beyond being readable.
fn shipped(file: &str, text: &str, track: Track, prefix: &str) -> Rulebook {
    let rulebook = Rulebook::parse(file, text).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!((rulebook.track, rulebook.version), (track, 1));
    assert_eq!(rulebook.in_force_from, jiff::civil::date(2026, 1, 1));
    for category in &rulebook.categories {
        let used = rulebook
            .entries
            .iter()
            .any(|entry| entry.category == category.key);
        assert!(used, "nothing is under {}", category.name);
    }
    for entry in &rulebook.entries {
        assert!(
            entry.key.starts_with(&format!("{prefix}-{}-", entry.category)),
            "{}",
            entry.key
        );
        assert!(3 <= entry.elements.len(), "{}", entry.key);
        if let Some(template) = &entry.template {
            let lacks = |element: &&String| !crate::elements::speaks_of(template, element);
            assert_eq!(entry.elements.iter().find(lacks), None, "{}", entry.key);
            assert!(crate::elements::blank(template).is_some(), "{}", entry.key);
        }
    }
    rulebook
}

#[test]
fn the_party_catalogue_follows_the_seven_kinds() {
    let rulebook = shipped("party-grassroots.toml", PARTY, Track::Party, "DW");
    assert_eq!((rulebook.categories.len(), rulebook.entries.len()), (7, 35));
    let notice = |key: &str, stage| rulebook.entry(key).unwrap().stage(stage).unwrap().notice_days;
    assert_eq!(notice("DW-04-03", Stage::Before), 5, "发展对象公示");
    assert_eq!(notice("DW-04-06", Stage::Decision), 5, "干部任职前公示");
    assert_eq!(notice("DW-02-05", Stage::Before), 7, "党内预公开");
    for kind in ThreeMajor::ALL {
        assert!(
            rulebook
                .entries
                .iter()
                .any(|entry| entry.three_major == Some(*kind)),
            "{}",
            kind.code()
        );
    }
    let personnel = rulebook
        .entries
        .iter()
        .filter(|entry| entry.three_major == Some(ThreeMajor::Personnel));
    for entry in personnel {
        assert!(entry.review.contains(&ReviewKind::Discipline), "{}", entry.key);
        assert_eq!(entry.authority, Authority::Superior, "{}", entry.key);
    }
}

#[test]
fn the_older_party_catalogue_has_its_eight_columns() {
    let text = include_str!("../../../../rulebooks/party-eight-columns.toml");
    let rulebook = shipped("party-eight-columns.toml", text, Track::Party, "DX");
    assert_eq!((rulebook.categories.len(), rulebook.entries.len()), (8, 26));
    let notice = rulebook
        .entry("DX-05-01")
        .unwrap()
        .stage(Stage::Decision)
        .unwrap()
        .notice_days;
    assert_eq!(notice, 5, "干部任职前公示");
}

#[test]
fn the_government_catalogue_gives_twenty_working_days_by_default() {
    let rulebook = shipped("government-standard.toml", GOVERNMENT, Track::Government, "ZW");
    assert_eq!((rulebook.categories.len(), rulebook.entries.len()), (11, 29));
    let usual = |deadline: &Deadline| (deadline.days, deadline.unit) == (20, DayUnit::Working);
    let twenty = rulebook
        .entries
        .iter()
        .filter(|entry| entry.deadline.as_ref().is_some_and(usual));
    assert_eq!(twenty.count(), 22);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        _ = Rulebook::parse("r.toml", &text);
        _ = crate::calendar::Calendar::parse("c.toml", &text);
    }

    #[test]
    fn no_slip_of_the_pen_makes_the_reader_panic(at in 0..600_usize, piece in "[\\[\\]{}=\",.#\n0-9a-z公—-]{0,6}") {
        let small = small();
        let kept = small.chars().take(at).chain(piece.chars()).chain(small.chars().skip(at + 3));
        if let Err(faults) = Rulebook::parse("r.toml", &kept.collect::<String>()) {
            prop_assert!(!faults.0.is_empty());
        }
    }
}
