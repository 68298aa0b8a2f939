//! Spreadsheets into the organisation and out of it.

use app::organisation::{self, Count, Mode, Report};
use app::reader::Reader;
use app::{Error, journal};
use domain::audience::Token;
use domain::organisation::{Holding, Unit};
use domain::words::{Scope, Track};
use testkit::{TestApp, World, cast, officers, on_both_engines, proposal};

const WORKBOOK: &str = "organisation.xlsx";
const UNIT_HEADINGS: &str = "单位编码,单位名称,单位类别,上级单位编码\n";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/../documents/tests/files/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

async fn import(t: &TestApp, name: &str, bytes: &[u8]) -> Report {
    organisation::import(&t.app, None, name, bytes, Mode::ForReal)
        .await
        .unwrap()
}

/// Imports rows below the headings of 单位.
async fn units(t: &TestApp, rows: &str) -> Report {
    import(t, "单位.csv", format!("{UNIT_HEADINGS}{rows}").as_bytes()).await
}

async fn lines(t: &TestApp) -> i64 {
    journal::length(&t.app).await.unwrap()
}

async fn unit(t: &TestApp, code: &str) -> Option<Unit> {
    let lines = organisation::directory(&t.app).await.unwrap();
    lines
        .into_iter()
        .map(|line| line.unit)
        .find(|unit| unit.code == code)
}

fn counts(report: &Report) -> Vec<(&str, [u64; 3])> {
    let count = |count: &Count| (count.what.name(), [count.new, count.changed, count.unchanged]);
    report.counts.iter().map(count).collect()
}

fn sentences(report: &Report) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

on_both_engines! {
    async fn a_workbook_from_another_program_becomes_the_organisation(t: TestApp) {
        let report = import(t, WORKBOOK, &file(WORKBOOK)).await;
        assert_eq!(sentences(&report), Vec::<String>::new());
        assert!(report.applied);
        let new = [33, 60, 40, 40, 5].map(|new| [new, 0, 0]);
        let what = ["单位", "人员", "岗位", "任职", "群组"];
        assert_eq!(counts(&report), what.into_iter().zip(new).collect::<Vec<_>>());
        let tree = organisation::directory(&t.app).await.unwrap();
        assert_eq!((tree.len(), tree[0].depth, tree[0].unit.code.as_str()), (33, 0, "001"));
        assert_eq!((tree[1].depth, tree[2].depth, tree[2].unit.superior), (1, 2, Some(tree[1].unit.id)));
        let person = organisation::person_by_code(&t.app, "0000").await.unwrap().unwrap();
        assert_eq!((person.unit, person.active), (tree[0].unit.id, true));
        let (_, groups) = organisation::choices(&t.app).await.unwrap();
        assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["示例群组"]);
    }

    async fn a_dry_run_tells_the_same_and_changes_nothing(t: TestApp) {
        let bytes = file(WORKBOOK);
        let tried = organisation::import(&t.app, None, WORKBOOK, &bytes, Mode::DryRun).await.unwrap();
        assert!(!tried.applied && tried.problems.is_empty());
        assert_eq!(lines(t).await, 0);
        assert!(organisation::directory(&t.app).await.unwrap().is_empty());
        let done = import(t, WORKBOOK, &bytes).await;
        assert_eq!(tried.counts, done.counts);
    }

    async fn the_same_workbook_again_is_no_news(t: TestApp) {
        import(t, WORKBOOK, &file(WORKBOOK)).await;
        let before = lines(t).await;
        let report = import(t, WORKBOOK, &file(WORKBOOK)).await;
        assert!(report.applied);
        assert!(report.counts.iter().all(|count| count.new + count.changed == 0), "{report:?}");
        assert_eq!(lines(t).await, before);
    }

    async fn a_broken_file_is_refused_with_a_sentence(t: TestApp) {
        for mode in [Mode::DryRun, Mode::ForReal] {
            let broken = organisation::import(&t.app, None, "a.xlsx", &file("broken.xlsx"), mode).await;
            let Err(Error::Invalid(domain::refusal::RequestRefusal::File(sentence))) = broken else { panic!("{broken:?}") };
            assert!(sentence.contains("损坏"), "{sentence}");
        }
        assert_eq!(lines(t).await, 0);
    }

    async fn one_bad_row_leaves_nothing_half_imported(t: TestApp) {
        let report = import(t, "mistakes.xlsx", &file("mistakes.xlsx")).await;
        assert!(!report.applied);
        assert!(sentences(&report).iter().any(|text| text.starts_with("“单位”表第 4 行：“单位编码”栏为空，")));
        assert!(report.problems.is_sorted_by_key(|problem| {
            (["单位", "人员", "岗位", "任职", "群组"].iter().position(|sheet| *sheet == problem.sheet), problem.row)
        }));
        assert_eq!(lines(t).await, 0);
    }

    async fn a_circle_is_named_with_its_members_at_a_row_of_the_file(t: TestApp) {
        cast(t).await;
        let before = lines(t).await;
        let report = units(t, "A,示例甲,部门,B\nB,示例乙,部门,A\nC,示例丙,部门,C\n").await;
        assert_eq!(
            sentences(&report),
            [
                "“单位”表第 2 行：单位“A”“B”互为上级，形成循环，请改正其中一个的上级编码。",
                "“单位”表第 4 行：单位“C”以自己为上级，请改正其中一个的上级编码。",
            ]
        );
        assert!(!report.applied);
        assert_eq!(lines(t).await, before);
    }

    async fn a_stored_unit_may_not_be_moved_below_itself(t: TestApp) {
        cast(t).await;
        let report = units(t, "001-01-01,示例小组,部门,001-01\n001-01,示例第一支部,党支部,001-01-01\n").await;
        assert!(sentences(&report)[0].contains("“001-01”“001-01-01”互为上级"), "{report:?}");
    }

    async fn a_missing_superior_is_named_at_its_row(t: TestApp) {
        cast(t).await;
        let report = units(t, "D,示例丁,部门,001\nE,示例戊,部门,999\nF,示例己,部门,E\n").await;
        let expected = "“单位”表第 3 行：上级单位编码“999”不存在，请核对编码，或在“单位”表中补上。";
        assert_eq!(sentences(&report), [expected]);
        assert!(unit(t, "D").await.is_none());
    }

    async fn every_root_but_one_is_told(t: TestApp) {
        cast(t).await;
        let report = units(t, "000,示例甲,部门,\n002,示例乙,部门,\n").await;
        let expected = |row, code| {
            format!("“单位”表第 {row} 行：单位“{code}”没有上级，而最高一级已经是“001”，请补上它的上级编码。")
        };
        assert_eq!(sentences(&report), [expected(2, "000"), expected(3, "002")]);
    }

    async fn codes_of_nothing_are_told_row_by_row(t: TestApp) {
        cast(t).await;
        let before = lines(t).await;
        let text = "岗位编码,人员编码,任职日期,离任日期\nG01,yi,2026-03-01,\nG99,nobody,2026-03-01,\n";
        let report = import(t, "任职.csv", text.as_bytes()).await;
        assert_eq!(
            sentences(&report),
            [
                "“任职”表第 3 行：岗位编码“G99”不存在，请核对编码，或在“岗位”表中补上。",
                "“任职”表第 3 行：人员编码“nobody”不存在，请核对编码，或在“人员”表中补上。",
            ]
        );
        let text = "群组名称,单位编码,人员编码\n示例监督员,999,yi\n";
        let report = import(t, "群组.csv", text.as_bytes()).await;
        assert_eq!(report.problems[0].what, "单位编码“999”不存在");
        assert_eq!(lines(t).await, before);
    }

    async fn a_name_of_ten_thousand_characters_is_a_problem_of_its_row(t: TestApp) {
        cast(t).await;
        let report = units(t, &format!("G,{},部门,001\n", "长".repeat(10_000))).await;
        let [problem] = report.problems.as_slice() else { panic!("{report:?}") };
        assert_eq!((problem.row, report.applied), (2, false));
        assert!(problem.remedy.contains("60"), "{problem}");
        assert!(problem.to_string().chars().count() < 200, "{problem}");
    }

    async fn a_changed_row_changes_that_thing_and_nothing_else(t: TestApp) {
        let cast = cast(t).await;
        let before = lines(t).await;
        let rows = "人员编码,姓名,单位编码,是否党员\nyi,易示员,001-02,是\ner,尔示员,001-02,是\nxin,辛示人,001-01,否\n";
        let report = import(t, "人员.csv", rows.as_bytes()).await;
        assert_eq!(counts(&report)[1], ("人员", [1, 1, 1]));
        assert_eq!(lines(t).await, before + 2);
        let yi = organisation::person(&t.app, cast.yi).await.unwrap().unwrap();
        assert_eq!((yi.unit, yi.code.as_str()), (cast.second, "yi"));
        // who is not in the file stays
        assert!(organisation::person(&t.app, cast.mara).await.unwrap().unwrap().active);
    }

    async fn a_last_day_ends_the_holding_that_is_there(t: TestApp) {
        let cast = cast(t).await;
        let rows = "岗位编码,人员编码,任职日期,离任日期\nG01,mara,2026-01-01,2026-03-01\n";
        let report = import(t, "任职.csv", rows.as_bytes()).await;
        assert_eq!(counts(&report)[3], ("任职", [0, 1, 0]));
        assert!(organisation::actor(&t.app, cast.mara).await.unwrap().seats.is_empty());
        let people = organisation::people(&t.app, cast.guan, cast.first).await.unwrap();
        let mara = people.iter().find(|line| line.person.id == cast.mara).unwrap();
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(mara.posts, [("公开经办岗".into(), day("2026-01-01"), Some(day("2026-03-01")))]);
    }

    async fn who_was_shut_out_is_not_let_in_by_a_roster(t: TestApp) {
        let cast = cast(t).await;
        let mut yi = organisation::person(&t.app, cast.yi).await.unwrap().unwrap();
        yi.active = false;
        let changes = organisation::Changes { persons: vec![yi], ..Default::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        import(t, "人员.csv", "人员编码,姓名,单位编码\nyi,易示员,001-02\n".as_bytes()).await;
        assert!(!organisation::person(&t.app, cast.yi).await.unwrap().unwrap().active);
    }

    async fn an_export_taken_over_again_changes_nothing(t: TestApp) {
        let cast = cast(t).await;
        let yi = organisation::person(&t.app, cast.yi).await.unwrap().unwrap();
        let ended = Holding {
            id: domain::ids::HoldingId(t.app.new_id()),
            post: organisation_post(t).await,
            person: cast.yi,
            from: "2025-01-01".parse().unwrap(),
            until: Some("2025-12-31".parse().unwrap()),
        };
        let renamed = domain::organisation::Person { name: "=1+1".into(), ..yi };
        let changes = organisation::Changes { persons: vec![renamed], holdings: vec![ended], ..Default::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let before = lines(t).await;
        let workbook = organisation::export(&t.app, Some(cast.guan)).await.unwrap();
        let report = import(t, "a.xlsx", &workbook).await;
        assert_eq!(sentences(&report), Vec::<String>::new());
        let expected = [("单位", 3), ("人员", 10), ("岗位", 7), ("任职", 8), ("群组", 2)];
        assert_eq!(counts(&report), expected.map(|(what, unchanged)| (what, [0, 0, unchanged])));
        for sheet in organisation::Table::ALL {
            let text = organisation::export_csv(&t.app, Some(cast.guan), sheet).await.unwrap();
            let report = import(t, &format!("{}.csv", sheet.name()), &text).await;
            assert!(report.problems.is_empty() && report.applied, "{report:?}");
        }
        assert_eq!(lines(t).await, before);
    }

    async fn an_export_founds_the_same_organisation_elsewhere(t: TestApp) {
        let other = TestApp::new(testkit::On::Sqlite).await;
        cast(&other).await;
        let workbook = organisation::export(&other.app, None).await.unwrap();
        let report = import(t, "a.xlsx", &workbook).await;
        assert!(report.applied, "{report:?}");
        let text = |app| organisation::export_csv(app, None, organisation::Table::Holdings);
        let [mut here, mut there] = [text(&t.app).await.unwrap(), text(&other.app).await.unwrap()].map(|bytes| {
            String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
        });
        here.sort();
        there.sort();
        assert_eq!(here, there);
    }

    async fn only_administrators_import_export_and_look_up_people(t: TestApp) {
        let cast = cast(t).await;
        for by in [cast.mara, cast.pi, cast.shu, cast.yi] {
            for mode in [Mode::DryRun, Mode::ForReal] {
                let outcome = organisation::import(&t.app, Some(by), WORKBOOK, &file(WORKBOOK), mode).await;
                assert!(matches!(outcome, Err(Error::Forbidden)));
            }
            assert!(matches!(organisation::export(&t.app, Some(by)).await, Err(Error::Forbidden)));
            let csv = organisation::export_csv(&t.app, Some(by), organisation::Table::Persons).await;
            assert!(matches!(csv, Err(Error::Forbidden)));
            assert!(matches!(organisation::people(&t.app, by, cast.first).await, Err(Error::Forbidden)));
        }
        let text = "人员编码,姓名,单位编码\nxin,辛示人,001-02\n";
        let by = Some(cast.guan);
        let report = organisation::import(&t.app, by, "人员.csv", text.as_bytes(), Mode::ForReal).await.unwrap();
        assert!(report.applied);
    }

    async fn duties_that_do_not_go_together_are_told_at_the_row_that_brings_them(t: TestApp) {
        cast(t).await;
        officers(t).await;
        let before = lines(t).await;
        let held = import(t, "任职.csv", "岗位编码,人员编码,任职日期\nG01,yi,2026-01-01\nSY1,mara,2026-02-01\n".as_bytes()).await;
        let expected = "“任职”表第 3 行：马示起同时担任“起草”和“安全保密管理”，三员互不兼任，也不兼任其他岗位，请调整任职。";
        assert_eq!(sentences(&held), [expected]);
        let posts = import(t, "岗位.csv", "岗位编码,单位编码,岗位名称,职责\nG07,001,系统管理岗,系统管理、安全审计\n".as_bytes()).await;
        assert!(sentences(&posts)[0].starts_with("“岗位”表第 2 行：岗位 G07 同时担任“系统管理”和“安全审计”"), "{posts:?}");
        let turned = import(t, "岗位.csv", "岗位编码,单位编码,岗位名称,职责\nG01,001-01,公开经办岗,起草\nG07,001,系统管理岗,起草\n".as_bytes()).await;
        assert!(turned.problems.is_empty(), "one duty instead of another: {turned:?}");
        assert_eq!(lines(t).await, before + 1);
        let after = import(t, "任职.csv", "岗位编码,人员编码,任职日期,离任日期\nG01,mara,2026-01-01,2026-03-01\nSY1,mara,2026-03-02,\n".as_bytes()).await;
        assert!(after.applied, "one after the other: {after:?}");
    }

    async fn neither_administrator_makes_themselves_the_other(t: TestApp) {
        let cast = cast(t).await;
        officers(t).await;
        let settled = async |by, rows: &str| {
            organisation::import(&t.app, Some(by), "任职.csv", format!("岗位编码,人员编码,任职日期\n{rows}").as_bytes(), Mode::ForReal).await
        };
        let sentence = |outcome: app::Result<organisation::Report>| outcome.unwrap_err().to_string();
        assert!(sentence(settled(cast.guan, "SY1,qun,2026-03-01\n").await).contains("由安全保密管理员办理"));
        assert!(sentence(settled(cast.an, "G01,qun,2026-03-01\n").await).contains("由系统管理员办理"));
        assert!(settled(cast.an, "SY1,qun,2026-03-01\n").await.unwrap().applied);
        assert!(settled(cast.guan, "G01,yi,2026-03-01\n").await.unwrap().applied);
        assert!(matches!(settled(cast.sheng, "G01,er,2026-03-01\n").await, Err(Error::Forbidden)));
    }

    async fn a_unit_that_is_moved_takes_its_readers_along_at_once(t: TestApp) {
        let world = World::new(t).await;
        units(t, "001-01-01,示例小组,部门,001-01\n").await;
        import(t, "人员.csv", "人员编码,姓名,单位编码\nxin,辛示人,001-01-01\n".as_bytes()).await;
        let xin = organisation::person_by_code(&t.app, "xin").await.unwrap().unwrap().id;
        let entry = world.entry(Track::Party, |entry| entry.narrowest <= Scope::Unit).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let proposal = proposal(&entry, "示例公示", &[Token::Subtree(world.cast.first)]);
        let disclosure = world.released(matter, entry.stages[0].stage, proposal).await;
        let sees = async || {
            let mut reader = Reader::open(&t.app, Some(xin)).await.unwrap();
            reader.disclosure(disclosure).await.unwrap().is_some()
        };
        assert!(sees().await);
        let report = units(t, "001-01-01,示例小组,部门,001-02\n").await;
        assert_eq!(counts(&report)[0], ("单位", [0, 1, 0]));
        assert!(!sees().await);
        organisation::move_unit(&t.app, world.cast.guan, unit(t, "001-01-01").await.unwrap().id, world.cast.first)
            .await
            .unwrap();
        assert!(sees().await);
    }
}

/// A post that one may have held besides.
async fn organisation_post(t: &TestApp) -> domain::ids::PostId {
    let mut tx = t.app.db().read().await.unwrap();
    let found = tx
        .query("select id from post where code = 'G01'")
        .first::<(uuid::Uuid,)>()
        .await
        .unwrap();
    domain::ids::PostId(found.unwrap().0)
}
