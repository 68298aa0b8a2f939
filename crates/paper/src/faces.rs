use std::path::Path;
use std::sync::Arc;

use fontdb::{Database, Family, Query, Source, Weight};
use krilla::text::{Font, GlyphId};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

/// In which of the four faces something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// 小标宋: the letterhead and the title.
    Title,
    /// 仿宋: the text.
    Text,
    /// 黑体: headings of the first level, heads of tables.
    Heading,
    /// 楷体: headings of the second level.
    Second,
}

/// The four faces of an official document, or what stands in for them on this machine.
pub struct Faces {
    title: Face,
    text: Face,
    heading: Face,
    second: Face,
}

/// No font on this machine has Chinese characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no font with Chinese characters is installed")]
pub struct NoFont;

pub(crate) struct Face {
    bytes: Arc<Vec<u8>>,
    index: u32,
    pub(crate) font: Font,
}

/// The names each face goes by, the right one first; the last ones come with free systems.
const TITLE: &[&str] = &[
    "FZXiaoBiaoSong-B05S",
    "方正小标宋简体",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
];
const TEXT: &[&str] = &[
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FangSong",
    "STFangsong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
];
const HEADING: &[&str] = &[
    "SimHei",
    "黑体",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
];
const SECOND: &[&str] = &[
    "KaiTi_GB2312",
    "楷体_GB2312",
    "KaiTi",
    "STKaiti",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
];

impl Faces {
    /// Looks for the faces among the fonts of this machine, and in one more folder.
    pub fn find(folder: Option<&Path>) -> Result<Self, NoFont> {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        if let Some(folder) = folder {
            fonts.load_fonts_dir(folder);
        }
        let mut read = Vec::new();
        let mut face = |names: &[&str], weight| Face::first(&fonts, &mut read, (names, weight)).ok_or(NoFont);
        Ok(Self {
            title: face(TITLE, Weight::BOLD)?,
            text: face(TEXT, Weight::NORMAL)?,
            heading: face(HEADING, Weight::BOLD)?,
            second: face(SECOND, Weight::NORMAL)?,
        })
    }

    pub(crate) fn of(&self, style: Style) -> &Face {
        match style {
            Style::Title => &self.title,
            Style::Text => &self.text,
            Style::Heading => &self.heading,
            Style::Second => &self.second,
        }
    }

    /// How wide a character is in the grid: one cell when it is a Chinese one, its own width otherwise.
    pub(crate) fn width(&self, style: Style, size: f32, cell: f32, sign: char) -> f32 {
        if is_wide(sign) {
            cell
        } else {
            self.of(style).advance(sign) * size
        }
    }
}

impl Face {
    fn first(
        fonts: &Database,
        read: &mut Vec<(std::path::PathBuf, Arc<Vec<u8>>)>,
        (names, weight): (&[&str], Weight),
    ) -> Option<Self> {
        names.iter().find_map(|name| {
            let families = [Family::Name(name)];
            let query = Query {
                families: &families,
                weight,
                ..Query::default()
            };
            let (source, index) = fonts.face_source(Database::query(fonts, &query)?)?;
            let Source::File(path) = source else { return None };
            // the faces of a collection share one file
            let bytes = match read.iter().find(|(known, _)| *known == path) {
                Some((_, bytes)) => Arc::clone(bytes),
                None => {
                    let bytes = Arc::new(std::fs::read(&path).ok()?);
                    read.push((path, Arc::clone(&bytes)));
                    bytes
                }
            };
            let font = Font::new(Arc::clone(&bytes).into(), index)?;
            let face = Self { bytes, index, font };
            (face.glyph('中').is_some()).then_some(face)
        })
    }

    fn parsed(&self) -> Option<skrifa::FontRef<'_>> {
        skrifa::FontRef::from_index(&self.bytes, self.index).ok()
    }

    pub(crate) fn glyph(&self, sign: char) -> Option<GlyphId> {
        let glyph = self.parsed()?.charmap().map(sign)?;
        (glyph.to_u32() != 0).then(|| GlyphId::new(glyph.to_u32()))
    }

    /// The advance of a character for a size of 1; half a cell for one the font lacks.
    pub(crate) fn advance(&self, sign: char) -> f32 {
        let advance = || {
            let font = self.parsed()?;
            let glyph = font.charmap().map(sign)?;
            font.glyph_metrics(Size::new(1.0), LocationRef::default())
                .advance_width(glyph)
        };
        advance().unwrap_or(0.5)
    }
}

/// Whether a character takes a whole cell: Chinese characters and their punctuation.
pub(crate) fn is_wide(sign: char) -> bool {
    matches!(sign,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}'
        | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '①'..='⑳' | '■' | '□' | '★' | '√' | '×')
}
