use std::collections::HashMap;

use db::Tx;
use domain::ids::{MatterId, UnitId};

use super::store;
use crate::{Result, withdrawal};

/// What a matter is called on the lists of those who work with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Its title.
    Title(String),
    /// Everything that was disclosed of it was withdrawn, and its title is not to be read any more: the number of what
    /// was withdrawn last stands for it.
    Hidden(String),
}

impl Name {
    /// Its title or, where that is hidden, the number.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Title(words) | Self::Hidden(words) => words,
        }
    }
}

/// The matters of some units that are called by a number.
pub(crate) struct Hidden(HashMap<MatterId, String>);

impl Hidden {
    /// Asks which those are.
    pub(crate) async fn of(tx: &mut Tx, units: &[UnitId]) -> Result<Self> {
        let mut hidden = HashMap::new();
        for (matter, ground, number) in store::withdrawn(tx, units).await? {
            if withdrawal::store::ground(&ground)?.hides_title() {
                hidden.insert(matter, number);
            }
        }
        Ok(Self(hidden))
    }

    /// What a matter is called.
    pub(crate) fn name(&self, matter: MatterId, title: String) -> Name {
        match self.0.get(&matter) {
            Some(number) => Name::Hidden(number.clone()),
            None => Name::Title(title),
        }
    }
}
