//! The rulebook's file, key by key.

use super::sheet::{Sheet, Table};
use super::{
    Basis, Category, DayUnit, Deadline, Entry, Faults, Rulebook, StageRule, Threshold, Trigger, Urgent, check,
};
use crate::money::Yuan;
use crate::words::{Authority, ReviewKind, Rhythm, Scope, Stage, ThreeMajor, Told, Track, Way};

/// No deadline or notice period is longer than two years; a longer one is a slip of the pen.
const DAYS: (u32, u32) = (1, 730);

/// An entry under reading: its references can be checked even if something else in it is wrong.
pub(super) struct Draft<'s> {
    pub(super) table: Table<'s>,
    pub(super) key: Option<String>,
    pub(super) category: Option<String>,
    pub(super) after: Vec<String>,
}

pub(super) fn rulebook(file_name: &str, text: &str) -> Result<Rulebook, Faults> {
    let (sheet, root) = Sheet::open(file_name, text)?;
    let read = whole(&Table::root(&sheet, &root));
    sheet.close(read)
}

fn whole(table: &Table<'_>) -> Option<Rulebook> {
    let code = table.text("code");
    if let Some(code) = &code {
        check::name_like(table, "code", code);
    }
    let title = table.text("title");
    let track = table.word("track", (Track::ALL, Track::code));
    let version = table.number("version", (1, 1_000_000));
    let in_force_from = table.date("in_force_from");
    let issued_by = table.text("issued_by");
    let note = table.optional_text("note").unwrap_or_default();
    let urgent = Urgent::read(table);
    let categories = categories(table);
    let (drafts, entries): (Vec<_>, Vec<_>) = table.tables("entry").into_iter().map(entry).unzip();
    check::references(&categories, &drafts);
    check::cycles(&drafts);
    let thresholds: Vec<_> = table.optional_tables("threshold").iter().map(threshold).collect();
    table.finish();
    Some(Rulebook {
        code: code?,
        title: title?,
        track: track?,
        version: version?,
        in_force_from: in_force_from?,
        issued_by: issued_by?,
        note,
        urgent: urgent?,
        categories,
        entries: entries.into_iter().collect::<Option<_>>()?,
        thresholds: thresholds.into_iter().collect::<Option<_>>()?,
    })
}

fn categories(table: &Table<'_>) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for mut table in table.tables("category") {
        let key = table.text("key");
        if let Some(key) = &key {
            table.rename(format!("类别 {key}"));
            check::name_like(&table, "key", key);
            if categories.iter().any(|category| category.key == *key) {
                table.fault("key", format!("类别 {key} 写了两次"), "请合并，或改用另一个编号");
            }
        }
        let name = table.text("name");
        table.finish();
        // A nameless category still counts: its entries are not to blame.
        categories.extend(key.map(|key| Category {
            key,
            name: name.unwrap_or_default(),
        }));
    }
    categories
}

fn entry(mut table: Table<'_>) -> (Draft<'_>, Option<Entry>) {
    let key = table.text("key");
    if let Some(key) = &key {
        table.rename(format!("条目 {key}"));
        check::name_like(&table, "key", key);
    }
    let category = table.text("category");
    let name = table.text("name");
    let elements = table.texts("elements");
    check::some(&table, "elements", elements.as_deref());
    let draft_key = key.clone();
    let rest = rest_of_entry(&table);
    let after = table.texts("after");
    let (mirror, mirror_note) = mirror(&table);
    table.finish();
    let draft = Draft {
        table,
        key: draft_key,
        category: category.clone(),
        after: after.clone().unwrap_or_default(),
    };
    let read = (|| {
        Some(Entry {
            key: key?,
            category: category?,
            name: name?,
            elements: elements?,
            after: after?,
            mirror,
            mirror_note,
            ..rest?
        })
    })();
    (draft, read)
}

/// Who may see it, when, and who answers for it. What [`entry`] reads itself is left blank.
fn rest_of_entry(table: &Table<'_>) -> Option<Entry> {
    let basis: Vec<_> = table.tables("basis").iter().map(basis).collect();
    let (widest, narrowest, members_first_days) = scopes(table);
    let stages = stages(table);
    check::stages(table, stages.as_deref().unwrap_or_default());
    let rhythm = table.word("rhythm", (Rhythm::ALL, Rhythm::code));
    let deadline = table.optional_table("deadline");
    let has_deadline = deadline.is_some();
    let deadline = deadline.and_then(|table| read_deadline(&table));
    let three_major = table.optional_word("three_major", (ThreeMajor::ALL, ThreeMajor::code));
    let review = table.words("review", (ReviewKind::ALL, ReviewKind::code));
    let review_waiver = table.optional_text("review_waiver");
    if let Some(review) = &review {
        check::reviews(table, review, review_waiver.as_deref());
    }
    let authority = table.word("authority", (Authority::ALL, Authority::code));
    let review_days = table.optional_number("review_days", DAYS);
    let ways = table.words("ways", (Way::ALL, Way::code));
    check::some(table, "ways", ways.as_deref());
    let responsible = table.text("responsible");
    let tells = table.optional_word("tells", (Told::ALL, Told::code));
    let template = table.optional_text("template");
    if has_deadline && deadline.is_none() {
        return None;
    }
    Some(Entry {
        key: String::new(),
        category: String::new(),
        name: String::new(),
        elements: Vec::new(),
        basis: basis.into_iter().collect::<Option<_>>()?,
        widest: widest?,
        narrowest: narrowest?,
        members_first_days,
        stages: stages?,
        rhythm: rhythm?,
        deadline,
        three_major,
        review: review?,
        review_waiver,
        authority: authority?,
        review_days,
        ways: ways?,
        responsible: responsible?,
        after: Vec::new(),
        tells: tells.unwrap_or(Told::Followers),
        mirror: None,
        mirror_note: None,
        template,
    })
}

/// Whether the entry it names is there, only who has the other track's catalogue can say.
fn mirror(table: &Table<'_>) -> (Option<String>, Option<String>) {
    let mirror = table.optional_text("mirror");
    if let Some(key) = &mirror {
        check::name_like(table, "mirror", key);
    }
    let note = table.optional_text("mirror_note");
    if note.is_some() && mirror.is_none() {
        table.fault(
            "mirror_note",
            "没有 mirror 就不能有 mirror_note",
            "请补写 mirror，或去掉 mirror_note",
        );
    }
    (mirror, note)
}

fn basis(table: &Table<'_>) -> Option<Basis> {
    let (document, article) = (table.text("document"), table.text("article"));
    table.finish();
    Some(Basis {
        document: document?,
        article: article?,
    })
}

fn scopes(table: &Table<'_>) -> (Option<Scope>, Option<Scope>, Option<u32>) {
    let widest = table.word("widest", (Scope::ALL, Scope::code));
    let narrowest = table.word("narrowest", (Scope::ALL, Scope::code));
    if let (Some(widest), Some(narrowest)) = (widest, narrowest)
        && widest < narrowest
    {
        let problem = format!("最窄范围 {} 比最宽范围 {} 还宽", narrowest.code(), widest.code());
        table.fault("narrowest", problem, "请核对 widest 与 narrowest");
    }
    let members_first_days = table.optional_number("members_first_days", DAYS);
    if members_first_days.is_some() && widest.is_some_and(|widest| widest != Scope::Public) {
        let problem = "不向社会公开的条目没有“先党内后党外”";
        table.fault(
            "members_first_days",
            problem,
            "请去掉 members_first_days，或把 widest 改为 public",
        );
    }
    (widest, narrowest, members_first_days)
}

fn stages(table: &Table<'_>) -> Option<Vec<StageRule>> {
    // Every stage is read before the first bad one ends it, so that all of them are reported.
    let stages: Vec<_> = table.tables("stages").iter().map(stage).collect();
    stages.into_iter().collect()
}

fn stage(table: &Table<'_>) -> Option<StageRule> {
    let stage = table.word("stage", (Stage::ALL, Stage::code));
    let notice_days = table.optional_number("notice_days", (0, DAYS.1)).unwrap_or(0);
    let deadline_days = table.optional_number("deadline_days", DAYS);
    table.finish();
    Some(StageRule {
        stage: stage?,
        notice_days,
        deadline_days,
    })
}

fn threshold(table: &Table<'_>) -> Option<Threshold> {
    let kind = table.word("kind", (ThreeMajor::ALL, ThreeMajor::code));
    let amount = table.optional_number("amount", (1, u32::MAX));
    let review = table.words("review", (ReviewKind::ALL, ReviewKind::code));
    let authority = table.optional_word("authority", (Authority::ALL, Authority::code));
    let stages: Vec<_> = table.optional_tables("stages").iter().map(stage).collect();
    let stages = stages.into_iter().collect::<Option<Vec<_>>>();
    let words = table.text("words");
    check::threshold(table, (review.as_deref(), authority, stages.as_deref()));
    table.finish();
    Some(Threshold {
        kind: kind?,
        amount: amount.map(|yuan| Yuan(yuan.into())),
        review: review?,
        authority,
        stages: stages?,
        words: words?,
    })
}

fn read_deadline(table: &Table<'_>) -> Option<Deadline> {
    let days = table.number("days", DAYS);
    let unit = table.word("unit", (DayUnit::ALL, DayUnit::code));
    let from = table.word("from", (Trigger::ALL, Trigger::code));
    let words = table.text("words");
    table.finish();
    Some(Deadline {
        days: days?,
        unit: unit?,
        from: from?,
        words: words?,
    })
}
