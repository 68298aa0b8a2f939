use std::collections::HashMap;

use documents::roster::{Line, UnitRow};
use domain::organisation::{Unit, tree_faults};
use domain::refusal::OrganisationRefusal as Refusal;

use super::report::Problem;

/// What the changed units do to the tree, each fault at the row that brings it.
pub(super) fn tree_problems(lines: &[Line<UnitRow>], stored: &[Unit], changed: &[Unit]) -> Vec<Problem> {
    if changed.is_empty() {
        return Vec::new();
    }
    let units: HashMap<_, _> = stored
        .iter()
        .chain(changed)
        .map(|unit| (unit.id, unit.clone()))
        .collect();
    let by_code: HashMap<_, _> = lines
        .iter()
        .map(|line| (line.value.code.as_str(), line))
        .collect();
    let rows: HashMap<_, _> = changed
        .iter()
        .filter_map(|unit| Some((unit.code.as_str(), *by_code.get(unit.code.as_str())?)))
        .collect();
    tree_faults(&units)
        .into_iter()
        .flat_map(|fault| told(&fault, &rows, &units_without_superior(&units)))
        .collect()
}

fn units_without_superior<K>(units: &HashMap<K, Unit>) -> Vec<&str> {
    let mut codes: Vec<_> = units
        .values()
        .filter(|unit| unit.superior.is_none())
        .map(|unit| unit.code.as_str())
        .collect();
    codes.sort_unstable();
    codes
}

fn told(fault: &Refusal, rows: &HashMap<&str, &Line<UnitRow>>, roots: &[&str]) -> Vec<Problem> {
    match fault {
        Refusal::Circle { members } => {
            let what = match members.as_slice() {
                [alone] => format!("单位“{alone}”以自己为上级"),
                _ => format!("单位“{}”互为上级，形成循环", members.join("”“")),
            };
            let row = members.iter().find_map(|code| rows.get(code.as_str()));
            row.map(|line| problem(line, what, "请改正其中一个的上级编码。"))
                .into_iter()
                .collect()
        }
        Refusal::SuperiorMissing { unit } => {
            let row = rows.get(unit.as_str());
            let problem = row.map(|line| {
                let code = line.value.superior_code.as_deref().unwrap_or_default();
                problem(
                    line,
                    format!("上级单位编码“{code}”不存在"),
                    "请核对编码，或在“单位”表中补上。",
                )
            });
            problem.into_iter().collect()
        }
        Refusal::SecondRoot { .. } => second_roots(rows, roots),
        _ => Vec::new(),
    }
}

/// Every root but one: the one that was there before, or else the first by code.
fn second_roots(rows: &HashMap<&str, &Line<UnitRow>>, roots: &[&str]) -> Vec<Problem> {
    let standing = roots
        .iter()
        .find(|code| !rows.contains_key(*code))
        .or(roots.first());
    let Some(root) = standing.copied() else {
        return Vec::new();
    };
    let others = roots
        .iter()
        .filter(|code| **code != root)
        .filter_map(|code| rows.get(code));
    let what = |line: &Line<UnitRow>| format!("单位“{}”没有上级，而最高一级已经是“{root}”", line.value.code);
    others
        .map(|line| problem(line, what(line), "请补上它的上级编码。"))
        .collect()
}

fn problem(line: &Line<UnitRow>, what: String, remedy: &str) -> Problem {
    Problem {
        sheet: line.sheet.clone(),
        row: line.row,
        what,
        remedy: remedy.to_owned(),
    }
}
