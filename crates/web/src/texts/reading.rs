use app::reader::Because;
use domain::audience::Token;
use domain::refusal;
use domain::words::{ReviewKind, Track, UnitKind};

use super::english::words;

/// What the reading pages say: portal, lists, disclosures, matters, units, search and feed.
pub struct Reading {
    /// After the organisation's name, on the portal.
    pub platform: &'static str,
    /// What is on display before it is decided.
    pub on_display: &'static str,
    /// The newest.
    pub newest: &'static str,
    /// What the tabs divide by.
    pub by_track: &'static str,
    /// Both tracks, all stages.
    pub all: &'static str,
    /// To the whole list.
    pub older: &'static str,
    /// The name of a track's catalogue.
    pub catalogue: fn(Track) -> &'static str,
    /// Before the last day of a notice period.
    pub open_until: &'static str,
    /// How many working days of it are left.
    pub days_left: &'static str,
    /// That it ends today.
    pub last_day: &'static str,
    /// What a visitor gets by signing in.
    pub sign_in_hint: &'static str,
    /// After the day of a release.
    pub released: &'static str,
    /// Nothing is there yet.
    pub nothing_yet: &'static str,
    /// What to do then.
    pub nothing_yet_hint: &'static str,
    /// The filter form, and its button.
    pub filter: &'static str,
    /// Track.
    pub track: &'static str,
    /// Stage.
    pub stage: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Catalogue entry.
    pub entry: &'static str,
    /// The chips.
    pub chosen: &'static str,
    /// What a chip does.
    pub drop: &'static str,
    /// Drops all chips.
    pub clear: &'static str,
    /// To the tree, to choose a unit there.
    pub by_unit: &'static str,
    /// Nothing fits the filters.
    pub none_fits: &'static str,
    /// What to do then.
    pub none_fits_hint: &'static str,
    /// To the list without filters.
    pub see_all: &'static str,
    /// The pager.
    pub pages: &'static str,
    /// To the first page.
    pub to_newest: &'static str,
    /// To the next page.
    pub to_older: &'static str,
    /// The breadcrumb.
    pub place: &'static str,
    /// The strip.
    pub stages: &'static str,
    /// A stage that is not there.
    pub not_released: &'static str,
    /// A stage that was left out, with a reason.
    pub skipped: &'static str,
    /// A stage that the entry does not ask for.
    pub not_owed: &'static str,
    /// After the unit's name, on top of a document.
    pub letterhead: &'static str,
    /// Number.
    pub number: &'static str,
    /// Basis.
    pub basis: &'static str,
    /// When it was released.
    pub released_at: &'static str,
    /// That this time is the platform's.
    pub by_the_system: &'static str,
    /// The day the document bears.
    pub document_day: &'static str,
    /// That this day is claimed.
    pub by_the_unit: &'static str,
    /// Audience.
    pub audience: &'static str,
    /// Before the time a scope begins.
    pub since: &'static str,
    /// Ways.
    pub ways: &'static str,
    /// Before the reasons.
    pub why: &'static str,
    /// Why a reader sees a disclosure; with the day from which.
    pub because: fn(&Because, &str) -> String,
    /// Who did what.
    pub steps: &'static str,
    /// Drafted by.
    pub drafted: &'static str,
    /// Approved by.
    pub approved: &'static str,
    /// A stage that is there.
    pub is_released: &'static str,
    /// The word of a kind of review.
    pub review: fn(ReviewKind) -> &'static str,
    /// Matter.
    pub matter: &'static str,
    /// Print.
    pub print: &'static str,
    /// The stages, one after the other.
    pub each_stage: &'static str,
    /// Why a reader sees a matter.
    pub why_matter: &'static str,
    /// What a unit is.
    pub unit_kind: fn(UnitKind) -> &'static str,
    /// Superior unit.
    pub superior: &'static str,
    /// Units below.
    pub below: &'static str,
    /// A unit without units below.
    pub none_below: &'static str,
    /// How many, counted up to a thousand.
    pub count: fn(usize) -> String,
    /// What was counted.
    pub counted: &'static str,
    /// To all disclosures of a unit.
    pub all_of_unit: &'static str,
    /// A unit without disclosures.
    pub none_of_unit: &'static str,
    /// What the tree of units is for.
    pub units_hint: &'static str,
    /// That only the upper levels are shown.
    pub units_cut: &'static str,
    /// To a feed.
    pub subscribe: &'static str,
    /// The search field.
    pub terms: &'static str,
    /// Before anything was asked.
    pub ask: &'static str,
    /// What search looks at.
    pub ask_hint: &'static str,
    /// What stands before and after an excerpt.
    pub cut: &'static str,
    /// How search orders.
    pub found: &'static str,
    /// Nothing was found.
    pub not_found: fn(&str) -> String,
    /// What to do then.
    pub not_found_hint: &'static str,
    /// What to do instead of asking for one character.
    pub one_sign_hint: &'static str,
    /// Search again over all.
    pub search_all: &'static str,
    /// A page of candidates that held nothing.
    pub keep_looking: &'static str,
}

pub(super) const ZH: Reading = Reading {
    platform: "公开平台",
    on_display: "正在征求意见",
    newest: "最新公开",
    by_track: "按类别",
    all: "全部",
    older: "更早的公开件",
    catalogue,
    open_until: "可以提意见至",
    days_left: "，还剩 {} 个工作日",
    last_day: "，今天截止",
    sign_in_hint: "登录后还可以看到对您公开的内容。",
    released: "公开",
    nothing_yet: "这里还没有公开件",
    nothing_yet_hint: "公开之后会马上出现在这里。",
    filter: "筛选",
    track: "类别",
    stage: "阶段",
    unit: "单位",
    entry: "目录条目",
    chosen: "已选条件",
    drop: "去掉",
    clear: "全部清除",
    by_unit: "按单位查看",
    none_fits: "没有符合条件的公开件",
    none_fits_hint: "可以去掉一个条件再看。",
    see_all: "查看全部公开件",
    pages: "翻页",
    to_newest: "回到最新",
    to_older: "更早的",
    place: "所在位置",
    stages: "事项的三个阶段",
    not_released: "尚未公开",
    skipped: "不公开，已说明理由",
    not_owed: "目录未要求",
    letterhead: "公开件",
    number: "编号",
    basis: "依据",
    released_at: "公开时间",
    by_the_system: "系统记录，不可更改",
    document_day: "文件日期",
    by_the_unit: "由单位填写",
    audience: "公开范围",
    since: "，自",
    ways: "其他方式",
    why: "为什么我能看到：",
    because,
    steps: "办理经过",
    drafted: "起草",
    approved: "审批",
    is_released: "已公开",
    review: refusal::review_word,
    matter: "事项",
    print: "打印",
    each_stage: "各阶段",
    why_matter: "这一事项至少有一个阶段对您公开。",
    unit_kind,
    superior: "上级单位",
    below: "下级单位",
    none_below: "没有下级单位",
    count,
    counted: "您能看到的公开件",
    all_of_unit: "本单位全部公开件",
    none_of_unit: "本单位还没有您能看到的公开件",
    units_hint: "选择一个单位，查看它的公开件。",
    units_cut: "单位较多，这里只列出上面几级，下级单位在各单位的页面上。",
    subscribe: "订阅",
    terms: "检索词",
    ask: "想找什么",
    ask_hint: "可以输入标题、正文里的词，或者公开件的编号；几个词用空格分开，要同时出现。检索范围是您有权看到的公开件。",
    cut: "……",
    found: "在您能看到的公开件中检索，最新的在前",
    not_found,
    not_found_hint: "可以换一个短一些的词，或去掉筛选条件。检索范围是您有权看到的公开件。",
    one_sign_hint: "请至少输入两个字：一个字检索不到内容。",
    search_all: "去掉筛选条件",
    keep_looking: "这一段没有，可以继续往前找。",
};

pub(super) const EN: Reading = Reading {
    catalogue: catalogue_in_english,
    because: because_in_english,
    review: words::review,
    unit_kind: words::unit_kind,
    count: count_in_english,
    not_found: not_found_in_english,
    platform: " · disclosures",
    on_display: "Open for opinions",
    newest: "Newest",
    by_track: "By track",
    all: "All",
    older: "Older disclosures",
    open_until: "Opinions until",
    days_left: ", {} working days left",
    last_day: ", last day today",
    sign_in_hint: " Signed in, you also see what is open to you.",
    released: "released",
    nothing_yet: "There are no disclosures here yet",
    nothing_yet_hint: "They appear here as soon as they are released.",
    filter: "Filter",
    track: "Track",
    stage: "Stage",
    unit: "Unit",
    entry: "Catalogue entry",
    chosen: "Chosen",
    drop: "Remove",
    clear: "Clear all",
    by_unit: "By unit",
    none_fits: "No disclosure fits",
    none_fits_hint: "Try it with one condition less.",
    see_all: "See all disclosures",
    pages: "Pages",
    to_newest: "Back to the newest",
    to_older: "Older",
    place: "You are here",
    stages: "The three stages of the matter",
    not_released: "Not released yet",
    skipped: "Left out, with a reason",
    not_owed: "Not asked for by the catalogue",
    letterhead: " · disclosure",
    number: "Number",
    basis: "Basis",
    released_at: "Released",
    by_the_system: "Recorded by the system; cannot be changed",
    document_day: "Date of the document",
    by_the_unit: "Declared by the unit",
    audience: "Audience",
    since: ", from",
    ways: "Other ways",
    why: "Why I can see this: ",
    steps: "How it went",
    drafted: "Drafted by",
    approved: "Approved by",
    is_released: "Released",
    matter: "Matter",
    print: "Print",
    each_stage: "Stage by stage",
    why_matter: "At least one stage of this matter is open to you.",
    superior: "Superior unit",
    below: "Units below",
    none_below: "No units below",
    counted: "disclosures you can see",
    all_of_unit: "All disclosures of this unit",
    none_of_unit: "There is no disclosure of this unit that you can see yet",
    units_hint: "Choose a unit to see its disclosures.",
    units_cut: "There are many units: this page shows the upper levels only, and each unit’s page leads further down.",
    subscribe: "Subscribe",
    terms: "Words",
    ask: "What are you looking for?",
    ask_hint: "Words of the title or the text, or a number. Several words, separated by spaces, all have to occur. Search looks at the disclosures that you may see.",
    cut: "…",
    found: "Among the disclosures that you can see, newest first",
    not_found_hint: "Try a shorter word, or fewer filters. Search looks at the disclosures that you may see.",
    one_sign_hint: "Please give two characters at least: one alone finds nothing.",
    search_all: "Without filters",
    keep_looking: "Nothing here; you can go on looking further back.",
};

fn catalogue(track: Track) -> &'static str {
    match track {
        Track::Party => "党务公开目录",
        Track::Government => "政务公开目录",
    }
}

fn because(because: &Because, day: &str) -> String {
    let name = because.name.as_deref().unwrap_or("所在单位");
    match because.token {
        Token::Public | Token::NonMembers => format!("本件自 {day} 起向社会公开，任何人都能看到。"),
        Token::Members => format!("您是党员，本件自 {day} 起对全体党员公开。"),
        Token::Subtree(_) => format!("您属于{name}或者它的下级单位，本件自 {day} 起对这一范围公开。"),
        Token::Unit(_) => format!("您属于{name}，本件自 {day} 起对该单位公开。"),
        Token::Group(_) => format!("您是“{name}”的一员，本件自 {day} 起对这一群体公开。"),
        Token::Person(_) => format!("本件自 {day} 起指定对您本人公开。"),
    }
}

fn unit_kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Committee => "党委",
        UnitKind::GeneralBranch => "党总支",
        UnitKind::Branch => "党支部",
        UnitKind::Department => "部门",
        UnitKind::Discipline => "纪委",
        UnitKind::Organ => "机关",
    }
}

fn count(count: usize) -> String {
    if count < 1000 {
        format!("{count} 件")
    } else {
        "1000 件以上".to_owned()
    }
}

fn not_found(query: &str) -> String {
    format!("没有找到“{query}”")
}

fn catalogue_in_english(track: Track) -> &'static str {
    match track {
        Track::Party => "Catalogue of Party affairs",
        Track::Government => "Catalogue of government affairs",
    }
}

fn because_in_english(because: &Because, day: &str) -> String {
    let name = because.name.as_deref().unwrap_or("your unit");
    match because.token {
        Token::Public | Token::NonMembers => format!("This is open to everybody from {day}. "),
        Token::Members => format!("You are a member, and this is open to all members from {day}. "),
        Token::Subtree(_) => {
            format!(
                "You belong to {name} or to a unit below it, and this is open to all of these from {day}. "
            )
        }
        Token::Unit(_) => format!("You belong to {name}, and this is open to that unit from {day}. "),
        Token::Group(_) => format!("You are in “{name}”, and this is open to that group from {day}. "),
        Token::Person(_) => format!("This is open to you by name from {day}. "),
    }
}

fn count_in_english(count: usize) -> String {
    if count < 1000 {
        count.to_string()
    } else {
        "1,000 or more".to_owned()
    }
}

fn not_found_in_english(query: &str) -> String {
    format!("Nothing found for “{query}”")
}
