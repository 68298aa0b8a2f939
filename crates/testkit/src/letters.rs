use app::outbox::{self, Channel, Letter, Load, Outgoing, Security};
use app::telling;
use domain::ids::PersonId;
use domain::words::{Followed, Language};

use crate::{TestApp, World};

/// Where letters go from in tests; a server of the test's own can take the place of this one.
#[must_use]
pub fn outgoing(port: u16) -> Outgoing {
    Outgoing {
        site: "http://gongkai.example".into(),
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        account: String::new(),
        password: String::new(),
        sender: "gongkai@jiguan.example".into(),
    }
}

impl TestApp {
    /// The next letter that is due, as if it was carried.
    pub async fn letter(&self) -> Option<Letter> {
        let parcel = outbox::next(&self.app, Channel::Mail).await.unwrap()?;
        outbox::sent(&self.app, parcel.id).await.unwrap();
        match parcel.load {
            Load::Letter(letter) => Some(*letter),
            Load::Announcement(_) => None,
        }
    }
}

impl World<'_> {
    /// Somebody wants mails at an address, and has confirmed it.
    pub async fn writes_to(&self, person: PersonId, address: &str) {
        let app = &self.t.app;
        outbox::set_address(app, person, address, Language::Zh)
            .await
            .unwrap();
        let letter = self.t.letter().await.unwrap();
        let code = letter.subject.rsplit(' ').next().unwrap();
        outbox::confirm(app, person, code).await.unwrap();
    }

    /// Somebody follows the first branch.
    pub async fn follows_the_first(&self, person: PersonId) {
        let about = self.cast.first.to_string();
        telling::follow(&self.t.app, person, (Followed::Unit, &about))
            .await
            .unwrap();
    }
}
