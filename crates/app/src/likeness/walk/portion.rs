use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use db::Tx;
use domain::audience::Token;
use domain::decision::Decision;
use domain::ids::{DisclosureId, MatterId, UnitId};
use domain::time::Timestamp;

use super::store::{self, Turn};
use crate::likeness::authority;
use crate::likeness::index::Place;
use crate::likeness::names::Names;
use crate::likeness::store::of_matter;
use crate::likeness::text::{Held, Text};
use crate::{App, Error, Result, journal, organisation, rulebook};

/// So many lines of the journal at once.
const LINES: i64 = 64;
/// So many turns of the clock.
const TURNS: i64 = 256;

/// Something that may change who reads a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) at: Timestamp,
    pub(super) id: DisclosureId,
    /// Whether only the name of its unit has changed.
    pub(super) is_renaming: bool,
}

/// What happened next, with everything needed to follow it.
pub(super) struct Portion {
    /// The moment of the index before.
    pub(super) from: Timestamp,
    /// Where the index stands afterwards.
    pub(super) place: Place,
    /// Whether nothing comes after it.
    pub(super) is_last: bool,
    /// Whether a text that may lie in the index was destroyed.
    pub(super) has_destroyed: bool,
    /// Names of units, when any was new.
    pub(super) names: Option<Names>,
    pub(super) authorities: Vec<copycheck::Entry>,
    /// In the order in which they happened.
    pub(super) events: Vec<Event>,
    pub(super) texts: HashMap<DisclosureId, Text>,
    /// What was released of their matters.
    pub(super) siblings: HashMap<MatterId, Vec<String>>,
    /// The views into which they came before.
    pub(super) seen: HashSet<(DisclosureId, String)>,
}

impl Portion {
    /// The readers' moment went back, as it does while the ledger has something to sign.
    pub(super) async fn back(tx: &mut Tx, place: &Place, moment: Timestamp) -> Result<Self> {
        let range = (moment, place.moment());
        let turns = store::turns(tx, range, (place.seq, i64::MAX)).await?;
        let event = |turn: Turn| event(moment, turn.disclosure());
        let mut portion = Self::at(
            place.moment(),
            Place {
                moment: moment.0,
                ..place.clone()
            },
        );
        portion.events = turns.into_iter().map(event).collect();
        portion.load(tx).await?;
        Ok(portion)
    }

    /// What the journal and the clock say next.
    pub(super) async fn forward(app: &App, tx: &mut Tx, place: &Place, moment: Timestamp) -> Result<Self> {
        let lines = journal::store::after(tx, place.seq, LINES).await?;
        let is_whole = i64::try_from(lines.len()).is_ok_and(|count| count < LINES);
        let last = lines.last().map_or(moment.0, |(_, at, _)| *at);
        let until = if is_whole {
            moment
        } else {
            moment.min(Timestamp(last)).max(place.moment())
        };
        if let Some(early) = Self::turns_alone(tx, place, until).await? {
            return Ok(early);
        }
        let mut portion = Self::at(
            place.moment(),
            Place {
                moment: until.0,
                ..place.clone()
            },
        );
        portion.is_last = is_whole;
        let mut news = News::default();
        for (seq, at, body) in lines {
            portion.place.seq = seq;
            let at = Timestamp(at).max(place.moment()).min(until);
            let Ok(decision) = serde_json::from_str(&body) else {
                tracing::error!(seq, "a line of the journal cannot be followed");
                continue;
            };
            portion.hear(app, tx, (at, &decision), &mut news).await?;
        }
        if place.seq < portion.place.seq {
            portion.place.hash = store::hash(tx, portion.place.seq).await?.unwrap_or_default();
        }
        let range = (place.moment(), until);
        let turns = store::turns(tx, range, (portion.place.seq, i64::MAX)).await?;
        let events = std::mem::take(&mut portion.events);
        let turned = turns
            .into_iter()
            .map(|turn| event(Timestamp(turn.at), turn.disclosure()));
        portion.events = turned.chain(events).collect();
        // of what happens at one moment the clock comes first, and then the journal in its order
        portion.events.sort_by_key(|event| event.at);
        if news.units {
            portion.rename(tx, until).await?;
        }
        portion.load(tx).await?;
        Ok(portion)
    }

    /// When very many texts open at once, they come before any line of the journal.
    async fn turns_alone(tx: &mut Tx, place: &Place, until: Timestamp) -> Result<Option<Self>> {
        let range = (place.moment(), until);
        let mut turns = store::turns(tx, range, (place.seq, TURNS)).await?;
        let Some(last) = turns.last().map(|turn| turn.at).filter(|_| turns.len() >= 256) else {
            return Ok(None);
        };
        let mut end = last - 1;
        turns.retain(|turn| turn.at <= end);
        if turns.is_empty() {
            // all of them at one moment
            end = last;
            turns = store::turns(tx, (place.moment(), Timestamp(end)), (place.seq, i64::MAX)).await?;
        }
        let mut portion = Self::at(
            place.moment(),
            Place {
                moment: end,
                ..place.clone()
            },
        );
        portion.events = turns
            .into_iter()
            .map(|turn| event(Timestamp(turn.at), turn.disclosure()))
            .collect();
        portion.load(tx).await?;
        Ok(Some(portion))
    }

    fn at(from: Timestamp, place: Place) -> Self {
        Self {
            from,
            place,
            is_last: false,
            has_destroyed: false,
            names: None,
            authorities: Vec::new(),
            events: Vec::new(),
            texts: HashMap::new(),
            siblings: HashMap::new(),
            seen: HashSet::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty() && self.authorities.is_empty() && self.names.is_none()
    }

    async fn hear(
        &mut self,
        app: &App,
        tx: &mut Tx,
        (at, decision): (Timestamp, &Decision),
        news: &mut News,
    ) -> Result<()> {
        let ids = match decision {
            Decision::Release(release) => store::released(tx, release.disclosure).await?,
            Decision::Withdrawal(done) => store::withdrawn(tx, done.request).await?,
            Decision::Dissolution(end) => {
                let kept = Token::Subtree(end.unit).to_string();
                store::of_unit(tx, end.successor, &kept).await?
            }
            Decision::Erasure(_) => {
                self.has_destroyed |= self.place.born < self.place.seq;
                Vec::new()
            }
            Decision::Unit(_) => {
                news.units = true;
                Vec::new()
            }
            Decision::Rulebook(enacted) => {
                match rulebook::of_in(app, tx, enacted.id).await {
                    Ok(rules) => self.authorities.extend(authority::entries(enacted.id, &rules)),
                    Err(Error::Rulebook(faults)) => {
                        tracing::error!(%faults, "a rulebook that can no longer be read cannot be quoted");
                    }
                    Err(error) => return Err(error),
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
        self.events.extend(ids.into_iter().map(|id| event(at, id)));
        Ok(())
    }

    /// The names of today, and the texts of units that were called otherwise.
    async fn rename(&mut self, tx: &mut Tx, at: Timestamp) -> Result<()> {
        let names = Names::of(&organisation::store::units(tx).await?);
        let now = names.all();
        let renamed = now.iter().filter(|(unit, name)| {
            let before = self.place.names.get(*unit);
            before.is_some_and(|before| before != *name)
        });
        let renamed: Vec<UnitId> = renamed.map(|(unit, _)| *unit).collect();
        for unit in renamed {
            let own = store::of_unit(tx, unit, "").await?;
            self.events.extend(own.into_iter().map(|id| Event {
                is_renaming: true,
                ..event(at, id)
            }));
        }
        self.place.names = now;
        self.names = Some(names);
        Ok(())
    }

    async fn load(&mut self, tx: &mut Tx) -> Result<()> {
        let ids: HashSet<_> = self.events.iter().map(|event| event.id).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        for (id, held) in Held::all(tx, &ids).await? {
            let matter = held.matter();
            if let Entry::Vacant(vacant) = self.siblings.entry(matter) {
                vacant.insert(of_matter(tx, matter).await?);
            }
            self.texts.insert(id, held.text(tx).await?);
        }
        self.seen = store::seen(tx, &ids).await?.into_iter().collect();
        Ok(())
    }
}

/// What else some lines told.
#[derive(Default)]
struct News {
    units: bool,
}

fn event(at: Timestamp, id: DisclosureId) -> Event {
    Event {
        at,
        id,
        is_renaming: false,
    }
}
