use std::collections::{BTreeMap, HashMap, HashSet};

use domain::ids::{DisclosureId, PersonId, UnitId};

use super::store::Pair;
use super::{Named, Onlooker, named, store};
use crate::likeness::readers::View;
use crate::likeness::text::Held;
use crate::{App, Error, Result};

/// So many pairs of a view are looked at, the newest first.
const MOST_PAIRS: i64 = 20_000;
/// Nobody looks at more texts that are one.
const MOST_TEXTS: usize = 5_000;
/// So many clusters stand beside the list.
const MOST: usize = 12;
/// Fewer units share a text by chance, or by an agreement of two.
const LEAST_UNITS: usize = 3;

/// A text that several units share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The earliest of them.
    pub origin: Named,
    /// The others, the earliest first.
    pub others: Vec<Shared>,
    /// How many units have it.
    pub units: usize,
}

/// Another text of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The text.
    pub text: Named,
    /// A pair of which it is one: with the earliest, when those two are alike, and not only by others between them.
    pub pair: (DisclosureId, DisclosureId),
}

/// The pairs of each text.
type Pairs = HashMap<DisclosureId, Vec<Pair>>;

/// The cluster to which a text belongs, for whoever looks at one of its units.
pub async fn cluster(app: &App, by: PersonId, text: DisclosureId) -> Result<Cluster> {
    let mut onlooker = Onlooker::open(app, by).await?;
    let (mut known, mut alike) = (HashMap::new(), Pairs::new());
    let (mut found, mut newest) = (HashSet::from([text]), vec![text]);
    while !newest.is_empty() && found.len() < MOST_TEXTS {
        let mut reached = Vec::new();
        for view in onlooker.views.clone() {
            let pairs = store::alike_to(onlooker.reader.view(), view, &newest).await?;
            let pairs = standing(&mut onlooker, (view, pairs), &mut known).await?;
            reached.extend(pairs.iter().copied().flat_map(<[_; 2]>::from));
            note(&mut alike, &pairs);
        }
        newest = reached.into_iter().filter(|id| found.insert(*id)).collect();
    }
    Cluster::of(&onlooker, found, (&known, &alike)).ok_or(Error::NotFound)
}

/// The largest ones, or those of one unit.
pub(super) async fn clusters(onlooker: &mut Onlooker, unit: Option<UnitId>) -> Result<Vec<Cluster>> {
    let mut found = all(onlooker).await?;
    found.retain(|cluster| unit.is_none_or(|unit| cluster.texts().any(|text| text.unit == unit)));
    found.truncate(MOST);
    Ok(found)
}

impl Cluster {
    /// All of them, the earliest first.
    pub fn texts(&self) -> impl Iterator<Item = &Named> {
        std::iter::once(&self.origin).chain(self.others.iter().map(|other| &other.text))
    }

    /// A cluster of these, when they are of several units and the onlooker looks at one of those.
    fn of(
        onlooker: &Onlooker,
        ids: impl IntoIterator<Item = DisclosureId>,
        (known, alike): (&HashMap<DisclosureId, Held>, &Pairs),
    ) -> Option<Self> {
        let mut texts: Vec<_> = ids
            .into_iter()
            .filter_map(|id| known.get(&id))
            .map(named)
            .collect();
        texts.sort_by_key(|text| (text.released_at, text.id));
        let units: HashSet<_> = texts.iter().map(|text| text.unit).collect();
        let is_theirs = units.iter().any(|unit| onlooker.oversees(*unit));
        if units.len() < LEAST_UNITS || !is_theirs {
            return None;
        }
        let mut texts = texts.into_iter();
        let origin = texts.next()?;
        let shared = |text: Named| {
            let pairs = alike.get(&text.id)?.iter().copied();
            let pair = pairs.min_by_key(|pair| (*pair != (text.id, origin.id), pair.0 != text.id, *pair))?;
            Some(Shared { text, pair })
        };
        Some(Self {
            others: texts.filter_map(shared).collect(),
            units: units.len(),
            origin,
        })
    }
}

/// Every cluster of which the onlooker looks at a unit, the most units first.
async fn all(onlooker: &mut Onlooker) -> Result<Vec<Cluster>> {
    let (mut known, mut alike, mut groups) = (HashMap::new(), Pairs::new(), Groups::default());
    for view in onlooker.views.clone() {
        let pairs = store::alike(onlooker.reader.view(), view, MOST_PAIRS).await?;
        let pairs = standing(onlooker, (view, pairs), &mut known).await?;
        pairs
            .iter()
            .for_each(|(text, source)| groups.join(*text, *source));
        note(&mut alike, &pairs);
    }
    let groups = groups.all().into_values();
    let clusters = groups.filter_map(|ids| Cluster::of(onlooker, ids, (&known, &alike)));
    let mut clusters: Vec<_> = clusters.collect();
    clusters.sort_by_key(|cluster| (std::cmp::Reverse(cluster.units), cluster.origin.id));
    Ok(clusters)
}

fn note(alike: &mut Pairs, pairs: &[Pair]) {
    for pair in pairs {
        for end in <[_; 2]>::from(*pair) {
            alike.entry(end).or_default().push(*pair);
        }
    }
}

/// Those of some pairs that stand in their view today. Their texts are known afterwards.
async fn standing(
    onlooker: &mut Onlooker,
    (view, mut pairs): (View, Vec<Pair>),
    known: &mut HashMap<DisclosureId, Held>,
) -> Result<Vec<Pair>> {
    let texts: HashSet<_> = pairs.iter().copied().flat_map(<[_; 2]>::from).collect();
    let new: Vec<_> = texts.into_iter().filter(|id| !known.contains_key(id)).collect();
    known.extend(Held::all(onlooker.reader.view(), &new).await?);
    let asker = view.asker();
    pairs.retain(|(text, source)| {
        let pair = known.get(text).zip(known.get(source));
        pair.is_some_and(|pair| onlooker.stands(&asker, pair))
    });
    Ok(pairs)
}

/// Texts that hang together: union–find with paths made shorter on the way.
#[derive(Default)]
struct Groups(HashMap<DisclosureId, DisclosureId>);

impl Groups {
    fn head(&mut self, of: DisclosureId) -> DisclosureId {
        let mut head = of;
        while let Some(above) = self.0.get(&head).copied().filter(|above| *above != head) {
            let next = self.0.get(&above).copied().unwrap_or(above);
            self.0.insert(head, next);
            head = next;
        }
        head
    }

    fn join(&mut self, one: DisclosureId, other: DisclosureId) {
        let (one, other) = (self.head(one), self.head(other));
        self.0.entry(one).or_insert(one);
        self.0.insert(other, one);
    }

    fn all(mut self) -> BTreeMap<DisclosureId, Vec<DisclosureId>> {
        let members: Vec<_> = self.0.keys().copied().collect();
        let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for member in members {
            groups.entry(self.head(member)).or_default().push(member);
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> DisclosureId {
        DisclosureId(Uuid::from_u128(number))
    }

    proptest! {
        #[test]
        fn texts_are_together_when_a_chain_of_pairs_leads_from_one_to_the_other(
            pairs in proptest::collection::vec((0_u128..12, 0_u128..12), 0..14),
        ) {
            let mut groups = Groups::default();
            for (one, other) in &pairs {
                groups.join(id(*one), id(*other));
            }
            let groups = groups.all();
            // the reference: spread from each text until nothing new is reached
            for start in 0..12 {
                let mut reached = vec![start];
                let mut size = 0;
                while size < reached.len() {
                    size = reached.len();
                    for (one, other) in &pairs {
                        for (from, to) in [(one, other), (other, one)] {
                            if reached.contains(from) && !reached.contains(to) {
                                reached.push(*to);
                            }
                        }
                    }
                }
                let found = groups.values().find(|group| group.contains(&id(start)));
                let mut found: Vec<_> = found.cloned().unwrap_or_else(|| vec![id(start)]);
                found.sort();
                let mut expected: Vec<_> = reached.into_iter().map(id).collect();
                expected.sort();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
