//! What is shown before a decision, and until when one can still say something about it.

use app::reader::{Filter, Listed, MatterView, Reader};
use domain::calendar::Calendar;
use domain::words::Stage;
use jiff::civil::Date;

use crate::disclosure::period;
use crate::session::Visitor;
use crate::{Result, Site};

const CANDIDATES: usize = 16;
const MOST: usize = 4;
/// What was shown before a decision longer ago than this has been decided, or forgotten.
const DAYS: i64 = 30;

/// A disclosure that waits for opinions.
pub(super) struct OnDisplay {
    pub(super) item: Listed,
    pub(super) notice: Notice,
}

/// How a notice period stands on a day.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// It lasts to the end of a day, this many working days after today.
    Open { until: Date, left: u32 },
    /// Its last day has passed.
    Over,
    /// None was set, or the calendar it needs is not published yet: nobody can say that it is still open.
    Unknown,
}

impl Notice {
    /// A period of so many working days after a release, as it stands today.
    fn of(calendar: &Calendar, (released, days): (Date, u32), today: Date) -> Self {
        let Some((_, until)) = period::of(calendar, (released, days)) else {
            return Self::Unknown;
        };
        if until < today {
            return Self::Over;
        }
        calendar
            .working_days_between(today, until)
            .map_or(Self::Unknown, |left| Self::Open { until, left })
    }
}

/// What this visitor can still say something about, newest first.
pub(super) async fn of(site: &Site, visitor: &Visitor) -> Result<Vec<OnDisplay>> {
    let mut reader = Reader::open(&site.app, visitor.person.as_ref().map(|person| person.id)).await?;
    let before = Filter {
        stage: Some(Stage::Before),
        ..Filter::default()
    };
    let since = reader.now().plus_days(-DAYS);
    let mut waiting = Vec::new();
    for item in reader.list(&before, None, CANDIDATES).await?.items {
        if item.released_at < since {
            continue;
        }
        let matter = reader.matter(item.matter).await?;
        waiting.extend(
            matter
                .filter(|matter| !decided(matter))
                .map(|matter| (item, matter)),
        );
    }
    drop(reader);
    let calendar = app::rulebook::calendar(&site.app).await?;
    let mut shown = Vec::new();
    for (item, matter) in waiting {
        let rules = app::rulebook::of(&site.app, matter.rulebook).await?;
        let entry = matter.entry_in(&rules);
        let rule = entry.as_ref().and_then(|entry| entry.stage(Stage::Before));
        let days = rule.map_or(0, |rule| rule.notice_days);
        let released = item.released_at.day(site.app.zone());
        let notice = Notice::of(&calendar, (released, days), site.app.today());
        if matches!(notice, Notice::Open { .. }) {
            shown.push(OnDisplay { item, notice });
        }
    }
    shown.truncate(MOST);
    Ok(shown)
}

/// Whether a later stage is already there.
fn decided(matter: &MatterView) -> bool {
    let later = matter.stages.iter().filter(|view| view.stage != Stage::Before);
    later.into_iter().any(|view| view.disclosure.is_some())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn on(today: Date, released: Date, days: u32) -> Notice {
        let shipped = include_str!("../../../../rulebooks/calendar-cn.toml");
        let calendar = Calendar::parse("calendar-cn.toml", shipped).unwrap();
        Notice::of(&calendar, (released, days), today)
    }

    #[test]
    fn five_working_days_after_a_tuesday_end_on_the_next_tuesday_and_the_weekend_does_not_count() {
        let open = |left| Notice::Open {
            until: date(2026, 12, 1),
            left,
        };
        let released = date(2026, 11, 24);
        assert_eq!(on(date(2026, 11, 24), released, 5), open(5));
        assert_eq!(on(date(2026, 11, 28), released, 5), open(2));
        assert_eq!(on(date(2026, 12, 1), released, 5), open(0));
        assert_eq!(on(date(2026, 12, 2), released, 5), Notice::Over);
    }

    #[test]
    fn without_a_period_or_a_published_calendar_no_day_is_promised() {
        assert_eq!(on(date(2026, 11, 24), date(2026, 11, 24), 0), Notice::Unknown);
        assert_eq!(on(date(2099, 3, 2), date(2099, 3, 2), 5), Notice::Unknown);
    }
}
