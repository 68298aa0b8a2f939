//! Made-up texts of made-up units, the same for the same seed.

use copycheck::{Entry, Kind};

/// A small generator of numbers (splitmix64).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: usize) -> Self {
        Self(u64::try_from(seed).unwrap())
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    pub(crate) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    pub(crate) fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
        items
    }
}

/// Characters that words are made of. Two of them make a word; the language is invented with each seed.
const SIGNS: &str = "山水田林路桥村镇街巷灯井渠坝仓院校诊馆站点线网表册账单据章程规约会议题案件事务工期程序图纸\
    材料器械车辆船舶粮棉油糖茶果菜花木石砂土瓦砖钢铁铜铝电气热冷风雨雪霜晨昏春夏秋冬";

/// Units, obviously invented.
pub(crate) fn unit(number: usize) -> String {
    let places = [
        "东示县",
        "西示县",
        "南示县",
        "北示县",
        "中示市",
        "上示区",
        "下示区",
    ];
    let sorts = [
        "示范局",
        "示范委员会",
        "示范办公室",
        "示范中心",
        "示范学校",
        "示范医院",
    ];
    let signs: Vec<char> = SIGNS.chars().collect();
    let sign = signs[number % signs.len()];
    format!(
        "{}{sign}{}",
        places[number % places.len()],
        sorts[number / 7 % sorts.len()]
    )
}

pub(crate) fn word(chance: &mut Chance) -> String {
    let signs: Vec<char> = SIGNS.chars().collect();
    [signs[chance.below(signs.len())], signs[chance.below(signs.len())]]
        .iter()
        .collect()
}

/// A sentence that has not been written before.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    let starts = ["针对", "围绕", "结合", "为了解决", "对照"];
    let mut text = chance.one(&starts).to_owned();
    for place in 0..10 + chance.below(8) {
        text.push_str(&word(chance));
        if place % 5 == 4 {
            text.push('，');
        }
    }
    text.push_str(&format!("共{}项。", chance.below(900) + 2));
    text
}

pub(crate) fn sentences(chance: &mut Chance, count: usize) -> Vec<String> {
    (0..count).map(|_| sentence(chance)).collect()
}

/// A unit's own text of so many sentences, four to a paragraph.
pub(crate) fn text(chance: &mut Chance, count: usize) -> String {
    let sentences = sentences(chance, count);
    sentences.chunks(4).map(|some| some.concat() + "\n").collect()
}

pub(crate) fn entry(id: &str, unit: &str, text: impl Into<String>) -> Entry {
    Entry {
        id: id.to_owned(),
        kind: Kind::Document,
        unit: unit.to_owned(),
        genre: "summary".to_owned(),
        date: "2024-05-15".to_owned(),
        title: format!("{unit}工作总结"),
        text: text.into(),
        readers: String::new(),
    }
}
