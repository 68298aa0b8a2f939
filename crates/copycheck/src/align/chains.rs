//! Blocks that follow each other in both texts, joined over what was changed between them.

use super::blocks::Block;

/// What may be changed between two blocks, in symbols of either text.
const WIDEST_GAP: usize = 40;

/// What each symbol between two blocks costs, of the one that each symbol in a block brings.
const GAP_COST: f64 = 0.35;

/// Blocks may overlap by this much where an edit repeats a symbol.
const OVERLAP: usize = 3;

/// Blocks that a block may follow: the latest ones. Bounds the time for texts that repeat themselves.
const MOST_OPEN: usize = 48;

/// Blocks in order, none overlapping another in either text.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub(crate) blocks: Vec<Block>,
    pub(crate) score: f64,
}

struct Link {
    block: Block,
    score: f64,
    previous: Option<usize>,
    is_used: bool,
}

/// The best chains of at least this score, each block in one of them at most, best first.
pub(crate) fn chains(blocks: &[Block], least: f64) -> Vec<Chain> {
    let mut links: Vec<Link> = Vec::with_capacity(blocks.len());
    // The numbers of the links that a block may follow, each with its block and score: read for every block.
    let mut open: Vec<(usize, Block, f64)> = Vec::new();
    for block in blocks {
        open.retain(|(_, last, _)| last.source_end() + WIDEST_GAP >= block.source);
        if open.len() > MOST_OPEN {
            open.drain(..open.len() - MOST_OPEN);
        }
        let best = open
            .iter()
            .filter_map(|(at, last, score)| Some((*at, score + gain(last, block)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let alone = crate::sizes::real(block.length);
        let (previous, score) = match best {
            Some((at, score)) if score > alone => (Some(at), score),
            _ => (None, alone),
        };
        open.push((links.len(), *block, score));
        links.push(Link {
            block: *block,
            score,
            previous,
            is_used: false,
        });
    }
    taken_apart(&mut links, least)
}

/// What this block adds to the score of a chain that ends with another one, if it may follow.
fn gain(last: &Block, block: &Block) -> Option<f64> {
    let overlap =
        (last.query_end().saturating_sub(block.query)).max(last.source_end().saturating_sub(block.source));
    if overlap > OVERLAP
        || overlap + 2 > block.length
        || block.query <= last.query
        || block.source <= last.source
    {
        return None;
    }
    let here = (block.query + overlap).checked_sub(last.query_end())?;
    let there = (block.source + overlap).checked_sub(last.source_end())?;
    let widest = here.max(there);
    let drift = here.abs_diff(there);
    if widest > WIDEST_GAP || drift > 4 + widest / 3 {
        return None;
    }
    let own = crate::sizes::real(block.length - overlap);
    let gap = crate::sizes::real(widest) * GAP_COST + crate::sizes::real(drift) * 0.1;
    Some(own - gap)
}

fn taken_apart(links: &mut [Link], least: f64) -> Vec<Chain> {
    let score = |at: &usize, links: &[Link]| links.get(*at).map_or(0.0, |link| link.score);
    // What ends with less cannot be more than that, and takes nothing from what ends with more.
    let mut order: Vec<usize> = (0..links.len()).filter(|at| score(at, links) >= least).collect();
    order.sort_by(|a, b| score(b, links).total_cmp(&score(a, links)));
    let mut chains = Vec::new();
    for end in order {
        let mut blocks = Vec::new();
        let mut at = Some(end);
        let full = score(&end, links);
        let mut before = 0.0;
        while let Some(link) = at.and_then(|at| links.get_mut(at)) {
            if link.is_used {
                before = link.score;
                break;
            }
            link.is_used = true;
            blocks.push(link.block);
            at = link.previous;
        }
        if !blocks.is_empty() && full - before >= least {
            blocks.reverse();
            trim(&mut blocks);
            chains.push(Chain {
                blocks,
                score: full - before,
            });
        }
    }
    chains
}

/// Takes from each block what the one before it already covers.
fn trim(blocks: &mut [Block]) {
    let mut query = 0;
    let mut source = 0;
    for block in blocks {
        let overlap = query.max(block.query) - block.query;
        let overlap = overlap
            .max(source.max(block.source) - block.source)
            .min(block.length);
        block.query += overlap;
        block.source += overlap;
        block.length -= overlap;
        query = block.query_end();
        source = block.source_end();
    }
}

impl Chain {
    pub(crate) fn here(&self) -> std::ops::Range<usize> {
        let start = self.blocks.first().map_or(0, |block| block.query);
        start..self.blocks.last().map_or(start, Block::query_end)
    }

    pub(crate) fn there(&self) -> std::ops::Range<usize> {
        let start = self.blocks.first().map_or(0, |block| block.source);
        start..self.blocks.last().map_or(start, Block::source_end)
    }
}
