use super::*;
use jiff::civil::date;
use std::collections::HashSet;

fn elements(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const ENTRIES: [(&str, &str); 5] = [
    ("党费收缴使用和管理情况", "党费管理"),
    ("发展党员工作情况", "组织建设"),
    ("重大项目安排和实施情况", "重大事项"),
    ("年度工作计划和重要制度", "工作部署"),
    ("联系服务党员群众情况", "作风建设"),
];

/// Every kind of text, so many of each.
fn texts(length: Length, each: u64) -> Vec<(String, Text)> {
    let names = elements(&["事项名称", "办理依据", "责任岗位", "办理时限", "监督方式"]);
    let mut texts = Vec::new();
    for (entry_name, category) in ENTRIES {
        for track in [Track::Party, Track::Government] {
            for stage in Stage::ALL.iter().copied() {
                let unit_name = "松溪第三党支部";
                let day = date(2026, 3, 9);
                let about = About {
                    track,
                    entry_name,
                    category,
                    elements: &names,
                    stage,
                    unit_name,
                    day,
                    length,
                };
                let what = format!("{entry_name} {} {}", track.code(), stage.code());
                texts.extend((0..each).map(|seed| (what.clone(), compose(seed, about))));
            }
        }
    }
    texts
}

fn fen(cell: &str) -> Option<u64> {
    cell.contains('.')
        .then(|| cell.replace([',', '.'], "").parse().ok())
        .flatten()
}

/// Checks every table that has a 合计 row, and returns how many tables there are and how many of those were summed.
fn check_tables(what: &str, body: &str) -> (usize, usize) {
    let (mut tables, mut summed) = (0, 0);
    for block in body.split("\n\n").filter(|block| block.starts_with('|')) {
        tables += 1;
        let rows: Vec<Vec<&str>> = block
            .lines()
            .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        assert!(
            rows.iter().all(|row| row.len() == rows[0].len()),
            "{what}: ragged\n{block}"
        );
        assert!(rows.len() >= 4, "{what}: almost empty\n{block}");
        let Some((total, above)) = rows.split_last().filter(|(last, _)| last[0] == "合计") else {
            continue;
        };
        for column in 1..total.len() {
            let sum: u64 = above.iter().filter_map(|row| fen(row[column])).sum();
            assert_eq!(
                fen(total[column]).unwrap_or(0),
                sum,
                "{what}: column {column}\n{block}"
            );
        }
        summed += 1;
    }
    (tables, summed)
}

#[test]
fn lengths_hold_for_every_kind_of_text() {
    let bounds = [
        (Length::Short, 300..=500),
        (Length::Usual, 600..=1_500),
        (Length::Long, 5_000..=6_500),
    ];
    for (length, bounds) in bounds {
        for (what, text) in texts(length, 20) {
            let size = text.body.chars().count();
            assert!(
                bounds.contains(&size),
                "{what}: {length:?} has {size}\n{}",
                text.body
            );
            assert!(text.title.chars().count() <= 60, "{}", text.title);
        }
    }
}

#[test]
fn tables_add_up_and_long_texts_have_several() {
    for (what, text) in texts(Length::Long, 20) {
        let (tables, summed) = check_tables(&what, &text.body);
        assert!(
            tables >= 4 && summed == 2,
            "{what}: {tables} tables, {summed} summed"
        );
    }
    let usual: usize = texts(Length::Usual, 20)
        .iter()
        .map(|(what, text)| check_tables(what, &text.body).1)
        .sum();
    assert!(usual >= 160, "{usual}");
}

#[test]
fn every_word_of_every_template_is_known_and_every_element_is_named() {
    for length in [Length::Short, Length::Usual, Length::Long] {
        for (what, text) in texts(length, 40) {
            let all = format!("{}\n{}", text.title, text.body);
            for trace in ["{", "}", "《》", "“”", "的的", "，，", "。。", "：。", "| |  |"] {
                assert!(!all.contains(trace), "{what}: {trace} in\n{all}");
            }
            for element in ["事项名称", "办理依据", "责任岗位", "办理时限", "监督方式"] {
                assert!(all.contains(element), "{what}: no {element} in\n{all}");
            }
        }
    }
}

#[test]
fn no_text_holds_anything_like_a_mobile_or_an_identity_number() {
    for length in [Length::Short, Length::Usual, Length::Long] {
        for (what, text) in texts(length, 30) {
            let all = format!("{}{}", text.title, text.body);
            let longest = all
                .split(|c: char| !c.is_ascii_digit())
                .map(str::len)
                .max()
                .unwrap();
            assert!(longest <= 6, "{what}: {longest} digits in a row");
        }
    }
}

#[test]
fn a_thousand_titles_of_one_entry_hardly_ever_collide() {
    let about = one(Stage::Before, Length::Short);
    let titles: HashSet<_> = (0..1_000).map(|seed| compose(seed, about).title).collect();
    assert!(titles.len() >= 995, "{}", titles.len());
}

#[test]
fn two_texts_share_few_sentences() {
    let about = one(Stage::Result, Length::Usual);
    let sentences = |seed| {
        let body = compose(seed, about).body;
        let real = |line: &&str| !line.starts_with(['|', '#']) && line.chars().count() > 12;
        body.split(['。', '\n'])
            .filter(real)
            .map(str::to_owned)
            .collect::<HashSet<_>>()
    };
    let texts: Vec<_> = (0..60).map(sentences).collect();
    let shares: Vec<usize> = texts
        .windows(2)
        .map(|pair| pair[0].intersection(&pair[1]).count() * 100 / pair[0].len())
        .collect();
    let mean = shares.iter().sum::<usize>() / shares.len();
    assert!(mean <= 15, "{mean} % of {shares:?}");
}

#[test]
fn a_long_text_hardly_repeats_itself() {
    for (what, text) in texts(Length::Long, 10) {
        let lines = text.body.lines().filter(|line| !line.starts_with(['|', '#']));
        let sentences: Vec<_> = lines
            .flat_map(|line| line.split('。'))
            .filter(|part| part.chars().count() > 12)
            .collect();
        let different: HashSet<_> = sentences.iter().collect();
        assert!(
            different.len() * 100 >= sentences.len() * 93,
            "{what}: {} of {}",
            different.len(),
            sentences.len()
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_text_and_another_seed_another() {
    let about = one(Stage::Decision, Length::Long);
    assert_eq!(compose(11, about), compose(11, about));
    assert_ne!(compose(11, about).body, compose(12, about).body);
}

#[test]
fn the_stages_of_a_matter_speak_of_the_same_sum_in_other_words() {
    let total = |stage| {
        let body = compose(21, one(stage, Length::Usual)).body;
        let row = body
            .lines()
            .find(|line| line.starts_with("| 合计"))
            .unwrap()
            .to_owned();
        row.split('|').filter_map(|cell| fen(cell.trim())).next().unwrap()
    };
    assert_eq!(total(Stage::Before), total(Stage::Decision));
    assert_eq!(total(Stage::Decision), total(Stage::Result));
    let title = |stage| compose(21, one(stage, Length::Usual)).title;
    assert_ne!(title(Stage::Before), title(Stage::Result));
}

#[test]
fn a_list_of_people_is_never_empty() {
    for (what, text) in texts(Length::Usual, 20)
        .iter()
        .filter(|(what, _)| what.starts_with("发展党员"))
    {
        let rows = text.body.lines().filter(|line| line.contains("党支部 |")).count();
        assert!((4..=12).contains(&rows), "{what}: {rows}");
    }
}

#[test]
fn an_entry_without_elements_or_with_many_still_makes_a_text() {
    let none = About {
        elements: &[],
        ..one(Stage::Before, Length::Usual)
    };
    assert!(compose(1, none).body.chars().count() >= 600);
    let many = elements(&["一个名称相当长的公开内容要素"; 12]);
    for (length, most) in [(Length::Short, 500), (Length::Usual, 1_500)] {
        let about = About {
            elements: &many,
            ..one(Stage::Result, length)
        };
        let longest = (0..50)
            .map(|seed| compose(seed, about).body.chars().count())
            .max()
            .unwrap();
        assert!(longest <= most, "{length:?}: {longest}");
    }
}

fn one(stage: Stage, length: Length) -> About<'static> {
    let (entry_name, category) = ENTRIES[0];
    let (track, unit_name) = (Track::Party, "松溪第三党支部");
    About {
        track,
        entry_name,
        category,
        elements: &[],
        stage,
        unit_name,
        day: date(2026, 6, 1),
        length,
    }
}
