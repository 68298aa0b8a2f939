use db::Tx;
use domain::ids::PersonId;

use super::{secret, store};
use crate::{App, Result};

/// What a browser calls itself may be endless; what is kept of it is not.
const LONGEST_DEVICE: usize = 300;
/// A browser that somebody has not signed in from for so long is strange again.
const KNOWN_DAYS: i64 = 365;

/// The browser that somebody signs in from.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// What it calls itself.
    pub device: String,
    /// The secret it was given when its person last signed in there.
    pub known: Option<String>,
}

/// What a browser is given when its person is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// The session.
    pub session: String,
    /// By which the browser is known again.
    pub known: String,
}

/// How far somebody came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// They are in.
    Open(Welcome),
    /// They still have to show their second factor; this carries them there.
    Half(String),
}

impl Browser {
    /// What is kept of what it calls itself.
    pub(super) fn device(&self) -> String {
        let readable = self.device.chars().filter(|letter| !letter.is_control());
        readable.take(LONGEST_DEVICE).collect()
    }

    /// Whether this person has signed in from it.
    pub(super) async fn is_known(&self, tx: &mut Tx, person: PersonId) -> Result<bool> {
        match &self.known {
            Some(known) => store::knows(tx, &secret::hash(known), person).await,
            None => Ok(false),
        }
    }

    /// Makes it known to its person, and answers with the secret it keeps.
    pub(super) async fn remember(&self, app: &App, tx: &mut Tx, person: PersonId) -> Result<String> {
        let now = app.now();
        store::forget_old_browsers(tx, now.plus_days(-KNOWN_DAYS)).await?;
        let known = match &self.known {
            Some(known) if self.is_known(tx, person).await? => known.clone(),
            _ => secret::draw(app),
        };
        store::remember_browser(tx, &secret::hash(&known), person, now).await?;
        Ok(known)
    }
}
