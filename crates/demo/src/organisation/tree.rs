//! The units: a root, three to five levels of them, and the root's discipline body as the last one.

use super::DemoUnit;
use super::name::{numeral, place};
use domain::words::UnitKind;

const DEPARTMENTS: &[&str] = &[
    "办公室",
    "组织部",
    "宣传部",
    "财务部",
    "群众工作部",
    "后勤保障部",
    "信息部",
    "培训部",
];

struct Spot {
    level: usize,
    superior: Option<usize>,
    children: usize,
}

/// The publishing units, superiors first, then the discipline body.
pub(super) fn grow(seed: u64, publishing: usize) -> Vec<DemoUnit> {
    let spots = spots(publishing);
    let deepest = spots.last().map_or(0, |spot| spot.level);
    let mut units: Vec<DemoUnit> = Vec::with_capacity(publishing + 1);
    let mut places: Vec<String> = Vec::with_capacity(publishing);
    let mut born = vec![0_u32; publishing];
    let mut departments = 0;
    for spot in &spots {
        let kind = kind(spot, deepest);
        let number = spot.superior.and_then(|at| born.get_mut(at)).map_or(0, |born| {
            *born += 1;
            *born
        });
        let above = spot
            .superior
            .and_then(|at| places.get(at))
            .cloned()
            .unwrap_or_default();
        let here = if kind == UnitKind::Branch {
            above
        } else {
            place(seed, count(places.len()))
        };
        let name = match kind {
            _ if spot.superior.is_none() => "云岭机关党委（示例）".to_owned(),
            UnitKind::Committee => format!("{here}党委"),
            UnitKind::GeneralBranch => format!("{here}党总支"),
            UnitKind::Branch => format!("{here}第{}党支部", numeral(u64::from(number))),
            _ => department(&mut departments),
        };
        units.push(DemoUnit {
            code: code(&units, spot.superior, number),
            name,
            kind,
            superior: spot.superior,
        });
        places.push(here);
    }
    let number = born.first().map_or(1, |born| born + 1);
    let code = code(&units, Some(0), number);
    let name = "云岭机关纪委（示例）".to_owned();
    units.push(DemoUnit {
        code,
        name,
        kind: UnitKind::Discipline,
        superior: Some(0),
    });
    units
}

fn kind(spot: &Spot, deepest: usize) -> UnitKind {
    match (spot.level, spot.children) {
        (0, _) => UnitKind::Committee,
        (1, 0) => UnitKind::Department,
        (_, 0) => UnitKind::Branch,
        (level, _) if level + 1 < deepest => UnitKind::Committee,
        _ => UnitKind::GeneralBranch,
    }
}

fn code(units: &[DemoUnit], superior: Option<usize>, number: u32) -> String {
    match superior.and_then(|at| units.get(at)) {
        Some(superior) => format!("{}-{number:02}", superior.code),
        None => "001".to_owned(),
    }
}

fn department(so_far: &mut usize) -> String {
    let round = *so_far / DEPARTMENTS.len();
    let name = DEPARTMENTS
        .get(*so_far % DEPARTMENTS.len())
        .copied()
        .unwrap_or_default();
    *so_far += 1;
    if round == 0 {
        format!("机关{name}")
    } else {
        format!("机关第{}{name}", numeral(count(round + 1)))
    }
}

fn spots(publishing: usize) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(publishing);
    let mut leaders = 0..0;
    for (level, size) in levels(publishing).into_iter().enumerate() {
        let start = spots.len();
        for number in 0..size {
            let superior = (level > 0).then(|| leaders.start + share(number, size, leaders.len()));
            if let Some(superior) = superior.and_then(|at| spots.get_mut(at)) {
                superior.children += 1;
            }
            spots.push(Spot {
                level,
                superior,
                children: 0,
            });
        }
        // A quarter of the second level are departments, under which nothing stands.
        let departments = if level == 1 { size / 4 } else { 0 };
        leaders = start + departments..start + size;
    }
    spots
}

/// Which of the superiors gets this one: the first ones lead about three times as many as the last.
fn share(number: usize, size: usize, superiors: usize) -> usize {
    superiors * number * (number + size) / (2 * size * size).max(1)
}

/// How many publishing units stand on each level, from the root down.
fn levels(publishing: usize) -> Vec<usize> {
    let depth: u32 = match publishing {
        0..=150 => 3,
        151..=1_500 => 4,
        _ => 5,
    };
    let holds = |width: &usize| (0..depth).map(|level| width.pow(level)).sum::<usize>() >= publishing;
    let width = (1..=publishing).find(holds).unwrap_or(1);
    let mut left = publishing;
    let mut take = |level: u32| {
        let here = width.pow(level).min(left);
        left -= here;
        here
    };
    (0..depth).map(&mut take).filter(|size| *size > 0).collect()
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
