//! A notice as a PDF, with the fonts of this machine.

use paper::{Block, Faces, Notice, pdf};

fn notice(paragraphs: usize) -> Notice {
    let mut blocks = vec![
        Block::Flush("各支部：".into()),
        Block::Heading(1, "一、基本情况".into()),
    ];
    let text = "经支部委员会研究，现将 2026 年党费收缴、使用和管理情况公开如下，请党员同志监督。".repeat(3);
    blocks.extend((0..paragraphs).map(|_| Block::Paragraph(text.clone())));
    let rows = (0..30).map(|row| {
        vec![
            format!("第{row}项"),
            "支部活动、慰问困难党员和购买学习材料".repeat(2),
            "1,234.50".into(),
        ]
    });
    let head = vec!["项目".into(), "用途".into(), "金额（元）".into()];
    blocks.push(Block::Table(std::iter::once(head).chain(rows).collect()));
    blocks.push(Block::Signature(vec![
        "示例第一支部".into(),
        "2026年11月9日".into(),
    ]));
    Notice {
        letterhead: "示例第一支部公开件".into(),
        number: "DW-2026-AB23CD45".into(),
        title: "关于2026年党费收缴、使用和管理情况的公开（示例支部委员会会议决定事项）".into(),
        blocks,
        facts: vec![
            "公开时间：2026-11-09 10:00（系统记录）".into(),
            "公开范围：全体党员".into(),
            "扫码查看原文和公开经过".into(),
        ],
        address: "http://127.0.0.1:8090/disclosures/0197".into(),
        lang: "zh-CN".into(),
    }
}

/// How many pages a PDF says that it has.
fn pages(pdf: &[u8]) -> usize {
    String::from_utf8_lossy(pdf).matches("/Type/Page/").count()
        + String::from_utf8_lossy(pdf).matches("/Type /Page\n").count()
}

#[test]
fn a_longer_text_takes_more_pages_and_the_same_text_gives_the_same_bytes() {
    let faces = Faces::find(None).unwrap();
    let short = pdf(&notice(2), &faces).unwrap();
    let long = pdf(&notice(40), &faces).unwrap();
    assert!(short.starts_with(b"%PDF-"));
    assert_eq!(short, pdf(&notice(2), &faces).unwrap());
    assert!(short.len() < long.len());
    if let Some(place) = std::env::var_os("PAPER_PDF") {
        std::fs::write(place, &long).unwrap();
    }
    assert!(pages(&short) < pages(&long), "{} {}", pages(&short), pages(&long));
}

#[test]
fn an_address_that_fits_into_no_code_is_refused_and_an_empty_text_is_not() {
    let faces = Faces::find(None).unwrap();
    let mut empty = Notice {
        address: "http://127.0.0.1/".into(),
        ..Notice::default()
    };
    assert!(pdf(&empty, &faces).is_ok());
    empty.address = "a".repeat(5_000);
    assert!(pdf(&empty, &faces).is_err());
}
