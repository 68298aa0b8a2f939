//! What the rows of a catalogue table mean as entries of a rulebook.

use std::collections::{BTreeSet, HashMap};

use documents::catalogue::Row;
use domain::catalogue::GAP;
use domain::refusal::ImportDoubt as Doubt;
use domain::rulebook::{Basis, Category, Deadline, Entry, Rulebook, StageRule, Understood};
use domain::words::{Authority, ReviewKind, Rhythm, Scope, Stage, Track, Way};

use super::report::RowReport;

/// Entries on their way from rows.
pub(super) struct Understanding<'b> {
    prefix: &'static str,
    base: Option<&'b Rulebook>,
    categories: Vec<Category>,
    entries: Vec<Entry>,
    /// In which row each name stood.
    rows: HashMap<String, u32>,
}

impl<'b> Understanding<'b> {
    pub(super) fn new(track: Track, base: Option<&'b Rulebook>) -> Self {
        Self {
            prefix: match track {
                Track::Party => "DW",
                Track::Government => "ZW",
            },
            base,
            categories: Vec::new(),
            entries: Vec::new(),
            rows: HashMap::new(),
        }
    }

    /// The headings and the entries. An entry may wait for one that the table does not have; it then waits no more.
    pub(super) fn done(mut self) -> (Vec<Category>, Vec<Entry>) {
        let keys: BTreeSet<_> = self.entries.iter().map(|entry| entry.key.clone()).collect();
        for entry in &mut self.entries {
            entry.after.retain(|key| keys.contains(key));
        }
        let used = |category: &Category| self.entries.iter().any(|entry| entry.category == category.key);
        let categories = self.categories.iter().filter(|category| used(category)).cloned();
        (categories.collect(), self.entries.clone())
    }

    /// Makes an entry of a row, if it is one, and says what was understood.
    pub(super) fn row(&mut self, row: &Row) -> RowReport {
        let mut doubts = Vec::new();
        let name = one_line(if row.second.is_empty() {
            &row.first
        } else {
            &row.second
        });
        if row.filled_down {
            doubts.push(Doubt::FilledDown(row.first.clone()));
        }
        if row.second.is_empty() {
            doubts.push(Doubt::NameFromFirst(row.first.clone()));
        }
        let mut report = RowReport {
            row: row.row,
            name: name.clone(),
            deadline: one_line(&row.deadline),
            ..RowReport::default()
        };
        let on_request = row.manner.iter().any(|manner| manner.contains("申请"));
        let by_itself = row.manner.iter().any(|manner| manner.contains("主动"));
        if on_request && !by_itself {
            doubts.push(Doubt::OnRequest);
        } else if let Some(earlier) = self.rows.get(&name) {
            doubts.push(Doubt::Twice(*earlier));
        } else {
            let entry = self.entry(row, name.clone(), &mut doubts);
            self.rows.insert(name, row.row);
            report.key = Some(entry.key.clone());
            self.entries.push(entry);
        }
        report.doubts = doubts;
        report
    }

    fn entry(&mut self, row: &Row, name: String, doubts: &mut Vec<Doubt>) -> Entry {
        let heading = [&row.section, &row.first]
            .into_iter()
            .find(|text| !text.is_empty());
        let category = self.category(&heading.map_or_else(|| name.clone(), |heading| one_line(heading)));
        let known = self
            .base
            .and_then(|base| base.entries.iter().find(|entry| entry.name == name));
        let (deadline, rhythm) = time(row, doubts);
        let (widest, narrowest) = scope(row, doubts);
        let mut entry = Entry {
            key: String::new(),
            name,
            elements: elements(row, doubts),
            basis: basis(row, doubts),
            widest,
            narrowest,
            members_first_days: None,
            stages: stages(row),
            rhythm: rhythm.unwrap_or(Rhythm::PerEvent),
            deadline,
            three_major: None,
            review: vec![ReviewKind::Secrecy, ReviewKind::Check],
            review_waiver: None,
            review_days: None,
            template: None,
            authority: Authority::Unit,
            ways: ways(row, doubts),
            responsible: responsible(row, doubts),
            after: Vec::new(),
            tells: domain::words::Told::Followers,
            mirror: None,
            mirror_note: None,
            category,
        };
        for rest in row
            .levels
            .iter()
            .chain([&row.form, &row.note])
            .filter(|text| !text.is_empty())
        {
            doubts.push(Doubt::NoPlace(one_line(rest)));
        }
        if let Some(known) = known {
            doubts.push(Doubt::Known(known.key.clone()));
            return joined(known, entry);
        }
        entry.key = self.key(&entry.category);
        entry
    }

    /// The key of a heading, which is new when nobody used the name before.
    fn category(&mut self, name: &str) -> String {
        if let Some(known) = self.categories.iter().find(|category| category.name == name) {
            return known.key.clone();
        }
        let key = format!("{:02}", self.categories.len() + 1);
        self.categories.push(Category {
            key: key.clone(),
            name: name.to_owned(),
        });
        key
    }

    /// The next key under a heading that neither this version nor the one in force has.
    fn key(&self, category: &str) -> String {
        let free = |key: &String| {
            self.entries.iter().all(|entry| entry.key != *key)
                && self.base.is_none_or(|base| base.entry(key).is_none())
        };
        let keys = (1_u32..).map(|number| format!("{}-{category}-{number:02}", self.prefix));
        keys.into_iter().find(free).unwrap_or_default()
    }
}

/// A known entry with what the row adds to it; what the superior asks for stays.
fn joined(known: &Entry, row: Entry) -> Entry {
    let mut entry = Entry {
        category: row.category,
        widest: row.widest,
        narrowest: row.narrowest,
        members_first_days: known.members_first_days.filter(|_| row.widest == Scope::Public),
        deadline: row.deadline.or_else(|| known.deadline.clone()),
        ..known.clone()
    };
    let elements = row.elements.into_iter().filter(|element| element != GAP);
    for element in elements {
        if !entry.elements.contains(&element) {
            entry.elements.push(element);
        }
    }
    for basis in row.basis.into_iter().filter(|basis| basis.document != GAP) {
        if entry.basis.iter().all(|known| known.document != basis.document) {
            entry.basis.push(basis);
        }
    }
    for way in row.ways {
        if !entry.ways.contains(&way) {
            entry.ways.push(way);
        }
    }
    if row.responsible != GAP {
        entry.responsible = row.responsible;
    }
    entry
}

fn time(row: &Row, doubts: &mut Vec<Doubt>) -> (Option<Deadline>, Option<Rhythm>) {
    let words = one_line(&row.deadline);
    let rhythm = match Deadline::understand(&row.rhythm) {
        Understood::Rhythm(rhythm) => Some(rhythm),
        _ => None,
    };
    if words.is_empty() {
        doubts.push(Doubt::NoDeadline);
        return (None, rhythm);
    }
    match Deadline::understand(&words) {
        Understood::Deadline(deadline) => (Some(Deadline { words, ..deadline }), rhythm),
        Understood::Assumed(deadline) => {
            let days = deadline.days;
            doubts.push(Doubt::DeadlineAssumed {
                words: words.clone(),
                days,
            });
            (Some(Deadline { words, ..deadline }), rhythm)
        }
        Understood::Rhythm(found) => {
            doubts.push(Doubt::DeadlineIsRhythm(words));
            (None, Some(rhythm.unwrap_or(found)))
        }
        Understood::Unclear => {
            doubts.push(Doubt::DeadlineUnclear(words));
            (None, rhythm)
        }
    }
}

/// The widest and the narrowest audience.
fn scope(row: &Row, doubts: &mut Vec<Doubt>) -> (Scope, Scope) {
    let mut scopes = Vec::new();
    for words in &row.audience {
        let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
        scopes.push(if says(&["特定", "对象", "当事人", "相关"]) {
            doubts.push(Doubt::AudienceGroup(one_line(words)));
            Scope::Group
        } else if says(&["社会", "公众"]) {
            Scope::Public
        } else if says(&["单位", "内部", "支部", "职工"]) {
            Scope::Unit
        } else if says(&["党内", "党员"]) {
            Scope::Members
        } else {
            doubts.push(Doubt::AudienceGroup(one_line(words)));
            Scope::Group
        });
    }
    match (scopes.iter().max(), scopes.iter().min()) {
        (Some(widest), Some(narrowest)) => (*widest, *narrowest),
        _ => {
            doubts.push(Doubt::NoAudience);
            (Scope::Unit, Scope::Unit)
        }
    }
}

/// 五公开: 执行, 管理 and 服务 disclose what came of it.
fn stages(row: &Row) -> Vec<StageRule> {
    let says = |words: &[&str]| {
        row.five
            .iter()
            .any(|five| words.iter().any(|word| five.contains(word)))
    };
    let rule = |stage| StageRule {
        stage,
        notice_days: 0,
        deadline_days: None,
    };
    let owed = [
        (Stage::Before, says(&["预公开", "事前"])),
        (Stage::Decision, says(&["决策"])),
        (Stage::Result, says(&["结果", "执行", "管理", "服务"])),
    ];
    let stages: Vec<_> = owed
        .into_iter()
        .filter(|(_, owed)| *owed)
        .map(|(stage, _)| rule(stage))
        .collect();
    if stages.is_empty() {
        vec![rule(Stage::Result)]
    } else {
        stages
    }
}

fn ways(row: &Row, doubts: &mut Vec<Doubt>) -> Vec<Way> {
    let known = [
        (&["网站", "平台"][..], Way::Website),
        (
            &["公示栏", "公开栏", "查阅", "电子屏", "中心", "便民", "窗口"][..],
            Way::Board,
        ),
        (&["会议", "发布会", "听证会"][..], Way::Meeting),
        (&["文件", "入户", "纸质"][..], Way::Document),
        (&["公报", "简报"][..], Way::Bulletin),
    ];
    let manner = row
        .manner
        .iter()
        .filter(|manner| !manner.contains("主动") && !manner.contains("申请"));
    let mut ways = vec![Way::Platform];
    for channel in row.channels.iter().chain(manner) {
        let found = known
            .iter()
            .find(|(words, _)| words.iter().any(|word| channel.contains(word)));
        match found {
            Some((_, way)) if !ways.contains(way) => ways.push(*way),
            Some(_) => {}
            None => doubts.push(Doubt::UnknownChannel(one_line(channel))),
        }
    }
    if row.guessed_box {
        doubts.push(Doubt::GuessedBox);
    }
    if ways.len() == 1 {
        doubts.push(Doubt::NoChannel);
    }
    ways
}

fn elements(row: &Row, doubts: &mut Vec<Doubt>) -> Vec<String> {
    let mut elements: Vec<String> = Vec::new();
    for piece in pieces(&row.elements) {
        if !elements.contains(&piece) {
            elements.push(piece);
        }
    }
    if elements.is_empty() {
        doubts.push(Doubt::NoElements);
        elements.push(GAP.to_owned());
    }
    elements
}

/// Pieces between separators that stand in no brackets or quotes, without their bullets and numbers.
fn pieces(text: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut pieces = vec![String::new()];
    for sign in text.chars() {
        depth += match sign {
            '（' | '(' | '“' | '《' => 1,
            '）' | ')' | '”' | '》' => -1,
            _ => 0,
        };
        let separates = matches!(sign, '\n' | '；' | ';' | '●' | '•' | '◆') || (sign == '、' && depth <= 0);
        if separates {
            pieces.push(String::new());
        } else if let Some(last) = pieces.last_mut() {
            last.push(sign);
        }
    }
    let bare = |piece: String| {
        let piece = piece.trim();
        let number = piece.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let bare = if number.len() < piece.len() {
            number.trim_start_matches(['.', '．', '）', ')'])
        } else {
            piece
        };
        bare.trim().trim_end_matches(['。', '，']).to_owned()
    };
    pieces
        .into_iter()
        .map(bare)
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn basis(row: &Row, doubts: &mut Vec<Doubt>) -> Vec<Basis> {
    let mut found: Vec<Basis> = Vec::new();
    for line in row.basis.lines().flat_map(|line| line.split(['；', ';'])) {
        let Some(basis) = Basis::read(line) else { continue };
        if basis.article == Basis::WHOLE {
            doubts.push(Doubt::NoArticle(basis.document.clone()));
        }
        if !found.contains(&basis) {
            found.push(basis);
        }
    }
    if found.is_empty() {
        doubts.push(Doubt::NoBasis);
        found.push(Basis {
            document: GAP.to_owned(),
            article: GAP.to_owned(),
        });
    }
    found
}

fn responsible(row: &Row, doubts: &mut Vec<Doubt>) -> String {
    let text = one_line(&row.responsible);
    if text.is_empty() {
        doubts.push(Doubt::NoResponsible);
        return GAP.to_owned();
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}
