//! A body's Markdown as the blocks of a printed document.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, parse_document};
use paper::Block;

use crate::markdown;

/// Nobody writes quotes in quotes so deep; a text that does is set flat.
const DEEPEST: usize = 32;

/// The blocks of a text. Emphasis has no place in an official document and is left out.
pub(super) fn of(body: &str) -> Vec<Block> {
    let arena = Arena::new();
    let root = parse_document(&arena, &markdown::masked(body), &markdown::options());
    let mut blocks = Vec::new();
    for node in root.children() {
        block(node, "", &mut (DEEPEST, &mut blocks));
    }
    laid_out(blocks)
}

fn block<'a>(node: &'a AstNode<'a>, mark: &str, (deeper, blocks): &mut (usize, &mut Vec<Block>)) {
    let Some(left) = deeper.checked_sub(1) else {
        blocks.push(Block::Paragraph(text(node)));
        return;
    };
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::Heading(heading) => blocks.push(Block::Heading(heading.level, text(node))),
        NodeValue::Paragraph => {
            let lines = text(node);
            let mut lines = lines.lines();
            let first = lines.next().unwrap_or_default();
            blocks.push(Block::Paragraph(format!("{mark}{first}")));
            blocks.extend(lines.map(|line| Block::Paragraph(line.to_owned())));
        }
        NodeValue::Table(_) => blocks.push(Block::Table(
            node.children()
                .map(|row| row.children().map(|cell| text(cell)).collect())
                .collect(),
        )),
        NodeValue::List(list) => {
            for (item, number) in node.children().zip(list.start..) {
                let mark = match list.list_type {
                    ListType::Ordered => format!("{number}. "),
                    ListType::Bullet => "· ".to_owned(),
                };
                let mut mark = mark.as_str();
                for child in item.children() {
                    block(child, mark, &mut (left, &mut **blocks));
                    mark = "";
                }
            }
        }
        NodeValue::CodeBlock(code) => {
            blocks.extend(code.literal.lines().map(|line| Block::Flush(line.to_owned())));
        }
        _ => {
            for child in node.children() {
                block(child, mark, &mut (left, &mut **blocks));
            }
        }
    }
}

/// The words of a node, its line breaks kept.
fn text<'a>(node: &'a AstNode<'a>) -> String {
    let mut words = String::new();
    for node in node.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::HtmlInline(html) => words.push_str(html),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push('\n'),
            _ => {}
        }
    }
    words
}

/// Who is addressed stands at the margin, who signs and the day stand right, as on the page.
fn laid_out(mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(Block::Paragraph(first)) = blocks.first()
        && markdown::is_address(first)
    {
        let first = first.clone();
        if let Some(block) = blocks.first_mut() {
            *block = Block::Flush(first);
        }
    }
    let signature = match blocks.as_slice() {
        [.., Block::Paragraph(unit), Block::Paragraph(day)]
            if markdown::is_day(day) && markdown::is_line(unit) =>
        {
            vec![unit.clone(), day.clone()]
        }
        [.., Block::Paragraph(day)] if markdown::is_day(day) => vec![day.clone()],
        _ => return blocks,
    };
    blocks.truncate(blocks.len() - signature.len());
    blocks.push(Block::Signature(signature));
    blocks
}

/// The names of attached files stand under the text and above the signature.
pub(super) fn attach(blocks: &mut Vec<Block>, files: Vec<String>) {
    let signed = matches!(blocks.last(), Some(Block::Signature(_)));
    let place = blocks.len().saturating_sub(usize::from(signed));
    blocks.splice(place..place, files.into_iter().map(Block::Paragraph));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_nothing_but_quotes_is_set_flat() {
        let blocks = of(&(">".repeat(49_000) + "示例"));
        assert_eq!(blocks, [Block::Paragraph("示例".into())]);
    }

    #[test]
    fn stars_that_hide_figures_stay() {
        let blocks = of("电话138****8000、139****9000。");
        assert_eq!(
            blocks,
            [Block::Paragraph("电话138＊＊＊＊8000、139＊＊＊＊9000。".into())]
        );
    }

    #[test]
    fn a_letter_keeps_its_parts() {
        let body = "各支部：\n\n## 一、情况\n\n**经研究**，公开如下。\n\n1. 第一\n2. 第二\n\n|项目|金额|\n|---|---|\n|示例|1.00|\n\n示例支部\n2026年11月9日";
        let paragraph = |text: &str| Block::Paragraph(text.into());
        let row = |cells: [&str; 2]| cells.map(String::from).to_vec();
        assert_eq!(
            of(body),
            [
                Block::Flush("各支部：".into()),
                Block::Heading(2, "一、情况".into()),
                paragraph("经研究，公开如下。"),
                paragraph("1. 第一"),
                paragraph("2. 第二"),
                Block::Table(vec![row(["项目", "金额"]), row(["示例", "1.00"])]),
                Block::Signature(vec!["示例支部".into(), "2026年11月9日".into()]),
            ]
        );
    }

    #[test]
    fn the_names_of_files_stand_above_the_signature() {
        let file = || vec!["附件 1：名单.xlsx".to_owned()];
        let mut signed = of("公开如下。\n\n示例支部\n2026年11月9日");
        attach(&mut signed, file());
        let names: Vec<_> = signed
            .iter()
            .map(|block| matches!(block, Block::Signature(_)))
            .collect();
        assert_eq!(names, [false, false, true]);
        assert_eq!(signed.get(1), Some(&Block::Paragraph("附件 1：名单.xlsx".into())));
        let mut bare = of("公开如下。");
        attach(&mut bare, file());
        assert_eq!(bare.len(), 2);
    }
}
