//! Names that nobody bears: a marker such as 示 or 例 in the middle says so, and places from two syllables.

use crate::chance::Chance;

const SURNAMES: &[&str] = &[
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱",
    "秦", "尤", "许", "何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜", "戚", "谢",
    "邹", "喻", "柏", "水", "窦", "章", "云", "苏", "潘", "葛", "范", "彭", "郎", "鲁", "韦", "昌", "马",
    "苗", "凤", "花", "方", "欧阳", "上官", "司徒", "慕容",
];
const MARKERS: &[&str] = &["示", "例", "演", "样", "拟", "仿", "范", "试"];
const GIVEN: &[&str] = &[
    "明", "安", "宁", "平", "清", "和", "文", "正", "诚", "信", "远", "航", "岚", "雪", "梅", "兰", "竹",
    "菊", "松", "柏", "星", "辰", "晨", "曦", "月", "华", "光", "辉", "瑞", "祥", "康", "泰", "青", "禾",
    "谷", "雨", "秋", "冬", "春", "夏", "山", "川", "江", "河", "海", "洋", "石", "玉", "珠", "琪", "琳",
    "珊", "书", "画", "琴", "棋", "诗", "词", "歌", "",
];
/// Shares no factor with the number of all names, so that stepping by it meets each name once before any twice.
const STRIDE: u64 = 10_007;

/// The name of the n-th person; the first 28,320 of a seed all differ.
pub(crate) fn person(seed: u64, index: u64) -> String {
    let (surnames, markers, given) = (size(SURNAMES), size(MARKERS), size(GIVEN));
    let all = surnames * markers * given;
    let at = (Chance::new(seed).next() % all + (index % all) * STRIDE) % all;
    let mut name = String::with_capacity(12);
    name.push_str(word(SURNAMES, at % surnames));
    name.push_str(word(MARKERS, at / surnames % markers));
    name.push_str(word(GIVEN, at / surnames / markers));
    name
}

const FIRST: &[&str] = &[
    "云", "松", "青", "澄", "岚", "禾", "槐", "榆", "梧", "枫", "霁", "晴", "映", "霞", "翠", "碧", "苍",
    "竹", "兰", "桐", "樟", "杉", "柏", "杏", "桂", "棠", "葵", "芦", "荻", "菱", "莲", "芷", "蘅", "瑶",
    "琼", "珑", "砚",
];
const SECOND: &[&str] = &[
    "溪", "岭", "湾", "原", "坪", "塘", "桥", "渡", "浦", "洲", "泉", "涧", "岩", "坞", "坡", "丘", "坝",
    "滩", "屿", "汀", "畔", "谷", "峰", "麓", "亭", "台", "苑", "里", "巷", "埠", "堤", "井", "驿", "门",
    "园", "垣", "圃",
];

/// The n-th place; the first 1,369 of a seed all differ, then they are numbered.
pub(crate) fn place(seed: u64, index: u64) -> String {
    let (first, second) = (size(FIRST), size(SECOND));
    let all = first * second;
    let at = (Chance::new(!seed).next() % all + (index % all) * STRIDE) % all;
    let round = index / all;
    let mut place = String::with_capacity(9);
    place.push_str(word(FIRST, at % first));
    place.push_str(word(SECOND, at / first));
    if round > 0 {
        place.push_str(&numeral(round + 1));
    }
    place
}

/// A number in Chinese up to 99, in digits beyond.
pub(crate) fn numeral(number: u64) -> String {
    const ONES: &[&str] = &["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let ones = word(ONES, number % 10);
    match number / 10 {
        0 if number == 0 => "〇".to_owned(),
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        tens @ 2..=9 => format!("{}十{ones}", word(ONES, tens)),
        _ => number.to_string(),
    }
}

fn size(words: &[&str]) -> u64 {
    u64::try_from(words.len()).unwrap_or(1)
}

fn word(words: &'static [&'static str], at: u64) -> &'static str {
    usize::try_from(at)
        .ok()
        .and_then(|at| words.get(at))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_carries_a_marker_and_none_repeats_in_a_middling_unit() {
        let names: HashSet<_> = (0..28_320).map(|index| person(5, index)).collect();
        assert_eq!(names.len(), 28_320);
        assert!(
            names
                .iter()
                .all(|name| MARKERS.iter().any(|marker| name.contains(marker)))
        );
        let three = names.iter().filter(|name| name.chars().count() == 3).count();
        assert!(three > 25_000, "{three}");
    }

    #[test]
    fn places_stay_unique_beyond_their_table() {
        let places: HashSet<_> = (0..5_000).map(|index| place(5, index)).collect();
        assert_eq!(places.len(), 5_000);
    }

    #[test]
    fn numbers_are_read_as_a_person_reads_them() {
        let read = [0, 3, 10, 11, 20, 35, 100].map(numeral);
        assert_eq!(read, ["〇", "三", "十", "十一", "二十", "三十五", "100"]);
    }
}
