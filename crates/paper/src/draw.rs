//! From pages to a PDF.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use crate::faces::Faces;
use crate::sheet::{Bar, HEIGHT, Run, Sheet, WIDTH};
use crate::{Fault, Notice};

pub(crate) fn document(sheets: &[Sheet], notice: &Notice, faces: &Faces) -> Result<Vec<u8>, Fault> {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(notice.title.clone())
            .authors(vec![notice.letterhead.clone()])
            .language(notice.lang.clone()),
    );
    for sheet in sheets {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT)
            .ok_or_else(|| Fault::Writing("no page of this size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for bar in &sheet.bars {
            fill(&mut surface, bar);
        }
        for run in &sheet.runs {
            write(&mut surface, run, faces);
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| Fault::Writing(format!("{error:?}")))
}

fn ink(red: bool) -> Fill {
    // the red of letterheads, or black
    let colour = if red {
        rgb::Color::new(200, 16, 24)
    } else {
        rgb::Color::new(0, 0, 0)
    };
    Fill {
        paint: colour.into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}

fn fill(surface: &mut Surface<'_>, bar: &Bar) {
    let Some(rect) = Rect::from_xywh(bar.x, bar.y, bar.width, bar.height) else {
        return;
    };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(ink(bar.red)));
        surface.draw_path(&path);
    }
}

fn write(surface: &mut Surface<'_>, run: &Run, faces: &Faces) {
    let face = faces.of(run.style);
    let text: String = run.signs.iter().map(|(sign, _)| sign).collect();
    let mut glyphs = Vec::with_capacity(run.signs.len());
    for ((start, sign), (_, width)) in text.char_indices().zip(&run.signs) {
        glyphs.push(KrillaGlyph::new(
            face.glyph(sign).unwrap_or(GlyphId::new(0)),
            width / run.size,
            0.0,
            0.0,
            0.0,
            start..start + sign.len_utf8(),
            None,
        ));
    }
    surface.set_fill(Some(ink(run.red)));
    surface.draw_glyphs(
        Point::from_xy(run.x, run.y),
        &glyphs,
        face.font.clone(),
        &text,
        run.size,
        false,
    );
}
