//! A page before it is drawn: what stands where, in points from the upper left corner.

use crate::faces::Style;

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// A4.
pub(crate) const WIDTH: f32 = 210.0 * MM;
/// A4.
pub(crate) const HEIGHT: f32 = 297.0 * MM;
/// 订口: the margin at the left (GB/T 9704-2012, 5.2.1).
pub(crate) const LEFT: f32 = 28.0 * MM;
/// 天头: the margin at the top.
pub(crate) const TOP: f32 = 37.0 * MM;
/// 版心: what is printed on, 156 mm by 225 mm.
pub(crate) const TEXT_WIDTH: f32 = 156.0 * MM;
/// See [`TEXT_WIDTH`].
pub(crate) const TEXT_HEIGHT: f32 = 225.0 * MM;
/// 28 characters a line.
pub(crate) const CELL: f32 = TEXT_WIDTH / 28.0;
/// 22 lines a page.
pub(crate) const LINE: f32 = TEXT_HEIGHT / 22.0;
/// 三号: the size of the text.
pub(crate) const BODY_SIZE: f32 = 16.0;

/// A piece of one line in one style.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    /// The left end.
    pub(crate) x: f32,
    /// The baseline.
    pub(crate) y: f32,
    pub(crate) style: Style,
    pub(crate) size: f32,
    pub(crate) red: bool,
    /// Each character with the width it takes.
    pub(crate) signs: Vec<(char, f32)>,
}

/// A filled rectangle: a rule, a border, a module of the code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) red: bool,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) runs: Vec<Run>,
    pub(crate) bars: Vec<Bar>,
}
