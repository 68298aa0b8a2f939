use std::collections::{BTreeMap, HashMap, HashSet};

use domain::ids::{DisclosureId, PersonId, UnitId};

use super::{Named, Onlooker, named, store};
use crate::likeness::text::Held;
use crate::{App, Error, Result};

/// So many pairs are looked at, the newest first.
const MOST_PAIRS: i64 = 20_000;
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
    pub others: Vec<Named>,
    /// How many units have it.
    pub units: usize,
}

/// One cluster by its earliest text, for whoever looks at one of its units.
pub async fn cluster(app: &App, by: PersonId, origin: DisclosureId) -> Result<Cluster> {
    let mut onlooker = Onlooker::open(app, by).await?;
    let found = all(&mut onlooker)
        .await?
        .into_iter()
        .find(|cluster| cluster.origin.id == origin);
    found.ok_or(Error::NotFound)
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
        std::iter::once(&self.origin).chain(&self.others)
    }

    /// A cluster of these, when they are of several units.
    fn of(mut texts: Vec<Named>) -> Option<Self> {
        texts.sort_by_key(|text| (text.released_at, text.id));
        let units: HashSet<_> = texts.iter().map(|text| text.unit).collect();
        let mut texts = texts.into_iter();
        (LEAST_UNITS <= units.len()).then_some(Self {
            origin: texts.next()?,
            others: texts.collect(),
            units: units.len(),
        })
    }
}

/// Every cluster of which the onlooker looks at a unit, the most units first.
async fn all(onlooker: &mut Onlooker) -> Result<Vec<Cluster>> {
    let codes = onlooker.codes();
    let pairs = store::alike(onlooker.reader.view(), &codes, MOST_PAIRS).await?;
    let ids: HashSet<_> = pairs
        .iter()
        .flat_map(|(_, text, source)| [*text, *source])
        .collect();
    let ids: Vec<_> = ids.into_iter().map(DisclosureId).collect();
    let held = Held::all(onlooker.reader.view(), &ids).await?;
    let askers: HashMap<_, _> = onlooker
        .views
        .iter()
        .map(|view| (view.code(), view.asker()))
        .collect();
    let mut groups = Groups::default();
    for (view, text, source) in &pairs {
        let pair = (held.get(&DisclosureId(*text)), held.get(&DisclosureId(*source)));
        if let ((Some(text), Some(source)), Some(asker)) = (pair, askers.get(view))
            && onlooker.stands(asker, (text, source))
        {
            groups.join(text.id, source.id);
        }
    }
    let mut clusters: Vec<_> = groups
        .all()
        .into_values()
        .filter_map(|ids| Cluster::of(ids.iter().filter_map(|id| held.get(id)).map(named).collect()))
        .filter(|cluster| cluster.texts().any(|text| onlooker.oversees(text.unit)))
        .collect();
    clusters.sort_by_key(|cluster| (std::cmp::Reverse(cluster.units), cluster.origin.id));
    Ok(clusters)
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
