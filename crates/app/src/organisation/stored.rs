use db::Tx;
use domain::decision::Membership;
use domain::organisation::{Group, Holding, Person, Post, Unit};

use super::store;
use crate::Result;

/// The whole organisation as it stands.
pub(super) struct Stored {
    pub(super) units: Vec<Unit>,
    pub(super) persons: Vec<Person>,
    pub(super) posts: Vec<Post>,
    pub(super) holdings: Vec<Holding>,
    pub(super) groups: Vec<Group>,
    pub(super) memberships: Vec<Membership>,
}

impl Stored {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self> {
        Ok(Self {
            units: store::units(tx).await?,
            persons: store::persons(tx).await?,
            posts: store::posts(tx).await?,
            holdings: store::holdings(tx).await?,
            groups: store::groups(tx).await?,
            memberships: store::memberships(tx).await?,
        })
    }
}
