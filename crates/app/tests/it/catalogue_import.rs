//! A catalogue table becomes a draft, with a report of what was understood.

use app::catalogue::{self, Report, RowReport};
use app::{Error, audit};
use domain::catalogue::GAP;
use domain::refusal::{CatalogueRefusal, ImportDoubt as Doubt};
use domain::rulebook::{DayUnit, Rulebook};
use domain::words::{Rhythm, Scope, Stage, Track, Way};
use testkit::{World, on_both_engines};

const BOXES: &[u8] = include_bytes!("../../../documents/tests/files/catalogue-boxes.xlsx");
const FIVE: &[u8] = include_bytes!("../../../documents/tests/files/catalogue-five.xlsx");
const TICKS: &[u8] = include_bytes!("../../../documents/tests/files/catalogue-ticks.xlsx");

async fn imported(world: &World<'_>, track: Track, bytes: &[u8]) -> (Rulebook, Vec<RowReport>) {
    let (app, by) = (&world.t.app, world.cast.mara);
    let id = catalogue::import(app, by, (world.cast.first, track), ("目录.xlsx", bytes))
        .await
        .unwrap();
    let shown = catalogue::show(app, by, id).await.unwrap();
    let mut report = Report::from_bytes(&shown.report.unwrap()).unwrap();
    assert_eq!((report.file.as_str(), report.tables.len()), ("目录.xlsx", 1));
    assert!(audit::run(app, |_, _| {}).await.unwrap().is_clean());
    (shown.rules, report.tables.remove(0).rows)
}

fn keys(rows: &[RowReport]) -> Vec<(u32, Option<&str>)> {
    rows.iter().map(|row| (row.row, row.key.as_deref())).collect()
}

/// The deadline of an entry: days, unit, words.
fn deadline<'r>(rules: &'r Rulebook, name: &str) -> Option<(u32, DayUnit, &'r str)> {
    let entry = rules.entries.iter().find(|entry| entry.name == name).unwrap();
    let deadline = entry.deadline.as_ref()?;
    Some((deadline.days, deadline.unit, deadline.words.as_str()))
}

on_both_engines! {
    async fn a_table_with_printed_boxes_becomes_a_draft_with_its_doubts(t: TestApp) {
        let world = World::new(t).await;
        let (rules, rows) = imported(&world, Track::Government, BOXES).await;
        assert_eq!(rules.title, "示例县涉农资金领域基层政务公开标准目录");
        let headings: Vec<_> = rules.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(headings, ["农业生产发展资金", "农民专业合作社资金"]);
        let known = keys(&rows);
        assert_eq!(known.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [5, 6, 7, 10, 11, 12]);
        assert_eq!(known[4], (11, None), "on application only");
        assert_eq!(rows[4].doubts, [Doubt::FilledDown("农民专业合作社资金".into()), Doubt::OnRequest]);
        let first = rules.entry(known[0].1.unwrap()).unwrap();
        assert_eq!(first.elements, ["申报指南：申请条件", "补贴标准", "申报材料", "补贴结果"]);
        assert_eq!((first.widest, first.narrowest), (Scope::Public, Scope::Public));
        assert_eq!(first.ways, [Way::Platform, Way::Website, Way::Board]);
        assert_eq!(first.basis.len(), 2);
        assert_eq!(rows[0].doubts, [
            Doubt::NoArticle("《示例省涉农资金公开办法》".into()), Doubt::GuessedBox, Doubt::NoPlace("县级".into()), Doubt::NoPlace("乡级".into()),
        ]);
        let words = "自信息形成或者变更之日起20个工作日内";
        assert_eq!(deadline(&rules, "耕地保护补贴"), Some((20, DayUnit::Working, words)));
        assert_eq!(deadline(&rules, "农机购置补贴"), Some((20, DayUnit::Working, "20个工作日")));
        assert_eq!(deadline(&rules, "优势特色主导产业资金"), Some((20, DayUnit::Working, "及时")));
        assert!(rows[2].doubts.contains(&Doubt::DeadlineAssumed { words: "及时".into(), days: 20 }));
        assert!(rows[2].doubts.contains(&Doubt::NoResponsible));
        assert_eq!(deadline(&rules, "合作社扶持"), Some((3, DayUnit::Working, "3个工作日")));
        assert_eq!(deadline(&rules, "按规定公开的其他资金"), None);
        let last = &rows[5];
        for doubt in [Doubt::NoElements, Doubt::NoBasis, Doubt::DeadlineUnclear("按规定".into()), Doubt::NoChannel] {
            assert!(last.doubts.contains(&doubt), "{doubt:?} {:?}", last.doubts);
        }
        let gaps = rules.entry(last.key.as_deref().unwrap()).unwrap();
        assert_eq!((gaps.elements[0].as_str(), gaps.basis[0].document.as_str()), (GAP, GAP));
        let shown = catalogue::desk(&t.app, world.cast.mara).await.unwrap();
        let id = shown[0].version.unwrap();
        let refused = catalogue::submit(&t.app, world.cast.mara, (id, 1)).await.unwrap_err();
        assert!(matches!(refused, Error::Catalogue(CatalogueRefusal::Gaps(ref gaps)) if gaps.len() == 2), "{refused:?}");
    }

    async fn a_table_with_the_five_kinds_owes_their_stages(t: TestApp) {
        let world = World::new(t).await;
        let (rules, rows) = imported(&world, Track::Government, FIVE).await;
        let headings: Vec<_> = rules.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(headings, ["一、行政管理", "二、重大决策"]);
        let stages = |name: &str| -> Vec<Stage> {
            let entry = rules.entries.iter().find(|entry| entry.name == name).unwrap();
            entry.stages.iter().map(|rule| rule.stage).collect()
        };
        assert_eq!(stages("机构职能"), [Stage::Result]);
        assert_eq!(stages("重大决策草案"), [Stage::Decision]);
        assert_eq!(stages("决策结果"), [Stage::Decision, Stage::Result]);
        assert_eq!(deadline(&rules, "机构职能"), Some((1, DayUnit::Working, "实时")));
        assert_eq!(deadline(&rules, "领导信息"), Some((20, DayUnit::Working, "信息形成或变更之日起２０个工作日内")));
        assert_eq!(deadline(&rules, "重大决策草案"), Some((10, DayUnit::Working, "作出决定之日起10个工作日内")));
        assert_eq!(deadline(&rules, "决策结果"), Some((7, DayUnit::Calendar, "批准后七日内")));
        let last = rules.entries.iter().find(|entry| entry.name == "资金项目").unwrap();
        assert_eq!((last.rhythm, &last.deadline), (Rhythm::Quarterly, &None));
        assert_eq!(rows[5].doubts, [
            Doubt::NameFromFirst("资金项目".into()),
            Doubt::DeadlineIsRhythm("每季度".into()),
            Doubt::NoArticle("《示例市项目管理办法》".into()),
            Doubt::NoPlace("表格".into()),
        ]);
        let funds = rules.entries.iter().find(|entry| entry.name == "财政预决算").unwrap();
        assert_eq!(funds.elements, ["预算", "决算", "“三公”经费"]);
    }

    async fn a_ticked_party_table_keeps_what_is_known_of_its_entries(t: TestApp) {
        let world = World::new(t).await;
        let (rules, rows) = imported(&world, Track::Party, TICKS).await;
        assert_eq!(rules.code, "party-grassroots", "it goes on from the catalogue in force");
        let entry = |name: &str| rules.entries.iter().find(|entry| entry.name == name).unwrap();
        let developing = entry("发展党员");
        assert_eq!(developing.elements, ["发展对象基本情况", "公示时间", "审批结果"]);
        assert_eq!((developing.widest, developing.narrowest), (Scope::Unit, Scope::Unit));
        assert_eq!(developing.ways, [Way::Platform, Way::Board, Way::Meeting]);
        assert_eq!(deadline(&rules, "发展党员"), Some((5, DayUnit::Working, "上报审批前5个工作日")));
        assert_eq!(entry("党费收缴使用").rhythm, Rhythm::Quarterly);
        assert_eq!(entry("为民办实事").rhythm, Rhythm::Standing);
        assert_eq!((entry("为民办实事").widest, entry("民主生活会").widest), (Scope::Public, Scope::Members));
        assert_eq!(deadline(&rules, "民主生活会"), Some((10, DayUnit::Working, "十个工作日内")));
        assert_eq!(rows[2].doubts, [Doubt::NoBasis, Doubt::NoResponsible]);
        assert!(rows[1].doubts.contains(&Doubt::NoPlace("按规定".into())));
        assert!(rows.iter().all(|row| row.key.is_some()));
    }

    async fn a_file_without_a_catalogue_begins_nothing(t: TestApp) {
        let world = World::new(t).await;
        let place = (world.cast.first, Track::Party);
        let roster = include_bytes!("../../../documents/tests/files/organisation.xlsx");
        for (name, bytes) in [("a.xlsx", roster.as_slice()), ("a.xlsx", b"PK no workbook")] {
            assert!(catalogue::import(&t.app, world.cast.mara, place, (name, bytes)).await.is_err());
        }
        assert!(catalogue::desk(&t.app, world.cast.mara).await.unwrap().is_empty());
        let refused = catalogue::import(&t.app, world.cast.yi, place, ("a.xlsx", TICKS)).await;
        assert!(matches!(refused, Err(Error::Catalogue(CatalogueRefusal::DutyMissing(_)))));
    }
}
