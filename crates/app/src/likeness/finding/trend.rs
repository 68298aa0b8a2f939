use std::collections::HashMap;

use domain::ids::UnitId;
use domain::time::Timestamp;
use jiff::civil::Date;

use super::{Onlooker, store};
use crate::{App, Result};

/// So many quarters are told, this one among them.
const QUARTERS: usize = 5;

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// From 1 to 4.
    pub number: i8,
}

/// How many texts of each unit were alike to others, of how many, quarter by quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// The oldest first.
    pub quarters: Vec<Quarter>,
    /// Those where anything was alike, the newest figures first.
    pub units: Vec<UnitTrend>,
}

/// The figures of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitTrend {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// One for each quarter.
    pub figures: Vec<Figure>,
}

/// How many texts were alike to others, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Those that were.
    pub alike: i64,
    /// All of them.
    pub all: i64,
}

impl Quarter {
    fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    fn before(self) -> Self {
        match self.number {
            1 => Self {
                year: self.year.saturating_sub(1),
                number: 4,
            },
            number => Self {
                number: number - 1,
                ..self
            },
        }
    }

    fn first_day(self) -> Date {
        Date::new(self.year, self.number * 3 - 2, 1).unwrap_or(Date::MIN)
    }
}

/// The figures of every unit that the onlooker looks at, or of one alone.
pub(super) async fn trend(app: &App, onlooker: &mut Onlooker, unit: Option<UnitId>) -> Result<Trend> {
    let this = Quarter::of(app.today());
    let mut quarters: Vec<_> = std::iter::successors(Some(this), |quarter| Some(quarter.before()))
        .take(QUARTERS)
        .collect();
    quarters.reverse();
    let codes = onlooker.codes();
    let over = onlooker.reader.moments().over;
    let mut figures: HashMap<UnitId, Vec<Figure>> = HashMap::new();
    for (place, quarter) in quarters.iter().enumerate() {
        let from = Timestamp::start_of(quarter.first_day(), app.zone());
        let until = quarters.get(place + 1).map_or(Timestamp(i64::MAX), |next| {
            Timestamp::start_of(next.first_day(), app.zone())
        });
        let tx = onlooker.reader.view();
        let alike = store::alike_by_unit(tx, &codes, (from, until, over)).await?;
        let came = store::came_by_unit(tx, &codes, (from, until, over)).await?;
        for (unit, count) in alike {
            if let Some(figure) = figure(&mut figures, unit, place) {
                figure.alike = count;
            }
        }
        for (unit, count) in came {
            if let Some(figure) = figure(&mut figures, unit, place) {
                figure.all = count;
            }
        }
    }
    figures.retain(|of, figures| {
        let wanted = unit.is_none_or(|unit| unit == *of);
        wanted && onlooker.oversees(*of) && figures.iter().any(|figure| 0 < figure.alike)
    });
    let trend = |(unit, figures)| {
        let name = onlooker.names.get(&unit).cloned()?;
        Some(UnitTrend { unit, name, figures })
    };
    let mut units: Vec<_> = figures.into_iter().filter_map(trend).collect();
    let newest = |unit: &UnitTrend| {
        unit.figures
            .iter()
            .rev()
            .map(|figure| figure.alike)
            .collect::<Vec<_>>()
    };
    units.sort_by(|a, b| {
        let names = || a.name.cmp(&b.name).then_with(|| a.unit.cmp(&b.unit));
        newest(b).cmp(&newest(a)).then_with(names)
    });
    Ok(Trend { quarters, units })
}

fn figure(figures: &mut HashMap<UnitId, Vec<Figure>>, unit: UnitId, place: usize) -> Option<&mut Figure> {
    figures
        .entry(unit)
        .or_insert_with(|| vec![Figure::default(); QUARTERS])
        .get_mut(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_follow_each_other_over_the_turn_of_the_year() {
        let spring = Quarter::of("2026-03-31".parse().unwrap());
        assert_eq!((spring.year, spring.number), (2026, 1));
        assert_eq!(spring.first_day(), "2026-01-01".parse().unwrap());
        let winter = spring.before();
        assert_eq!((winter.year, winter.number), (2025, 4));
        assert_eq!(winter.first_day(), "2025-10-01".parse().unwrap());
    }
}
