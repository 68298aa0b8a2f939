//! Where somebody lives, down to the door. A street, a block of a project, or an office's address is no secret.

use super::reading::Reading;
use super::{Found, Kind, STARS};

const HOME: &[&str] = &[
    "住址",
    "住在",
    "现住",
    "家住",
    "居住",
    "户籍",
    "住所",
    "家庭地址",
    "户口",
    "住：",
    "住:",
    "居家",
    "籍贯地",
    "收件地址",
    "通讯地址",
    "住",
];
const OFFICE: &[&str] = &[
    "办公",
    "单位地址",
    "地点",
    "会议",
    "窗口",
    "大厅",
    "受理",
    "报名",
    "服务中心",
    "联系地址",
    "注册地址",
    "公司",
    "经营场所",
    "项目",
    "工程",
    "地址变更",
    "营业",
    "网点",
    "宿舍楼改造",
    "招租",
    "出租",
    "投标",
];
/// Longer words first: 号楼 is not 号 and a 楼.
const STEPS: &[&str] = &[
    "号楼", "号院", "单元", "号", "栋", "幢", "座", "室", "户", "组", "弄", "巷", "楼", "层", "门", "队",
    "排",
];
/// What a place name before the first number ends with.
const NAMES: &str = "路街道巷弄里村庄屯寨区园苑城府寓院坊同条营堡湾沟社期庭居厦台岭坪坝塘墩镇乡家";

pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < reading.len() {
        match chain(reading, place) {
            Some(chain) => {
                let end = chain.end;
                found.extend(chain.found(reading));
                place = end;
            }
            None => place += 1,
        }
    }
    found
}

/// Numbers and what they count, one behind the other: 12 号院 3 号楼 2 单元 501 室.
struct Chain {
    start: usize,
    end: usize,
    steps: Vec<&'static str>,
    /// A number at the end that does not say what it counts.
    ends_bare: bool,
}

fn chain(reading: &Reading<'_>, start: usize) -> Option<Chain> {
    let before = reading.previous(start);
    if !NAMES.contains(before) || number(reading, start) == start {
        return None;
    }
    let mut chain = Chain {
        start,
        end: start,
        steps: Vec::new(),
        ends_bare: false,
    };
    let mut place = start;
    loop {
        place = skip(reading, place);
        let end = number(reading, place);
        if end == place {
            break;
        }
        let after = if reading.at(end) == ' ' { end + 1 } else { end };
        let step = STEPS
            .iter()
            .find(|step| reading.slice(after..after + step.chars().count()) == **step);
        match step {
            Some(step) => {
                chain.steps.push(step);
                place = after + step.chars().count();
                chain.end = place;
            }
            None if !chain.steps.is_empty() || reading.at(end) == '-' => {
                let mut end = end;
                while reading.at(end) == '-' && number(reading, end + 1) != end + 1 {
                    end = number(reading, end + 1);
                    chain.steps.push("-");
                }
                chain.ends_bare = is_closed(reading.at(end));
                chain.end = if chain.ends_bare { end } else { chain.end };
                break;
            }
            None => break,
        }
    }
    (!chain.steps.is_empty()).then_some(chain)
}

/// Where a number that begins at a place ends.
fn number(reading: &Reading<'_>, start: usize) -> usize {
    let mut end = start;
    while end - start < 5
        && (reading.at(end).is_ascii_digit() || "一二三四五六七八九十百零".contains(reading.at(end)))
    {
        end += 1;
    }
    if end == start
        && reading.at(end).is_ascii_uppercase()
        && STEPS.contains(&reading.slice(end + 1..end + 2).as_str())
    {
        end += 1;
    }
    end
}

fn skip(reading: &Reading<'_>, place: usize) -> usize {
    if matches!(reading.at(place), ' ' | '附' | '第' | '-' | '之') {
        place + 1
    } else {
        place
    }
}

fn is_closed(next: char) -> bool {
    !next.is_alphanumeric() || matches!(next, '的' | '居' | '住')
}

impl Chain {
    fn found(&self, reading: &Reading<'_>) -> Option<Found> {
        let name = self.name(reading);
        let home = reading.announced(name, HOME, OFFICE) || reading.announced(self.start, HOME, OFFICE);
        let office = reading.announced(name, OFFICE, HOME) || self.is_work(reading);
        if office || !(self.is_a_door(reading) || (home && self.is_a_house())) {
            return None;
        }
        let kept = self.kept(reading, name);
        let place = reading.bytes(kept..self.end);
        let masked = STARS.to_owned();
        Some(Found {
            kind: Kind::Address,
            masked,
            place,
        })
    }

    fn has(&self, step: &str) -> bool {
        self.steps.contains(&step)
    }

    /// Whether it leads to one household, whatever is said around it.
    fn is_a_door(&self, reading: &Reading<'_>) -> bool {
        let in_a_block = ["单元", "号楼", "栋", "幢", "座", "弄", "门"]
            .iter()
            .any(|step| self.has(step));
        let last = self.steps.last().copied().unwrap_or_default();
        let ends_at_a_door =
            matches!(last, "室" | "户") || self.ends_bare || (last == "号" && 1 < self.steps.len());
        let in_a_village =
            "村庄屯寨社沟湾坪坝塘岭".contains(reading.previous(self.start)) && matches!(last, "号" | "户");
        (in_a_block && ends_at_a_door)
            || (self.has("组") && matches!(last, "号" | "户"))
            || in_a_village
            || (matches!(last, "室") && self.has("号"))
    }

    /// Whether it leads to one house.
    fn is_a_house(&self) -> bool {
        let last = self.steps.last().copied().unwrap_or_default();
        matches!(last, "号" | "室" | "户" | "号院" | "号楼" | "栋" | "幢" | "-") || self.ends_bare
    }

    /// What follows the number tells that nobody lives there.
    fn is_work(&self, reading: &Reading<'_>) -> bool {
        let next = reading.slice(self.end..self.end + 3);
        [
            "会议", "地块", "线", "文", "令", "公告", "桥", "井", "仓", "厂", "办公", "窗口", "教室", "议题",
            "提案",
        ]
        .iter()
        .any(|word| next.starts_with(word))
    }

    /// Where the name begins that the numbers belong to.
    fn name(&self, reading: &Reading<'_>) -> usize {
        const LONGEST: usize = 26;
        let mut start = self.start;
        while self.start - start < LONGEST {
            let before = reading.previous(start);
            let ends =
                !before.is_alphanumeric() || matches!(before, '住' | '址' | '于' | '在' | '为' | '是' | '籍');
            if ends && !(before == ' ' && start == self.start) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Up to which place it may be shown: town or street district, else county, else nothing.
    fn kept(&self, reading: &Reading<'_>, name: usize) -> usize {
        let shown = reading.slice(name..self.start);
        let ends = [&["街道", "镇", "乡"][..], &["区", "县", "旗", "市"][..]]
            .iter()
            .find_map(|words| {
                // the name right before the numbers is not what may stay: 和平小区 is no district
                let within = shown
                    .char_indices()
                    .last()
                    .map_or("", |(last, _)| shown.get(..last).unwrap_or_default());
                let end = words
                    .iter()
                    .filter_map(|word| {
                        within
                            .rfind(word)
                            .filter(|at| !within.get(..*at).unwrap_or_default().ends_with(['小', '社']))
                            .map(|at| at + word.len())
                    })
                    .max()?;
                within.get(..end).map(|kept| kept.chars().count())
            });
        name + ends.unwrap_or(0)
    }
}
