//! Signing in by another system of the house that knows its people (统一身份认证): OpenID Connect, the code flow with
//! PKCE. It says who somebody is; whether they have an account here is for the roster alone, and nobody is made by it.

mod arrive;
mod begin;
mod identity;
pub(crate) mod store;
mod wire;

use std::time::Duration;

use domain::refusal::AccountRefusal as Refusal;
use tokio::sync::Mutex;

pub use arrive::{Arrival, Callback, arrive};
pub use begin::{Departure, begin};
pub use identity::Distrust;

use crate::{App, Error, Result};
use wire::{Discovered, Wire};

/// Whoever left for the provider has so many seconds to come back.
const AWAY_SECONDS: i64 = 10 * 60;

/// How this platform and the provider know each other.
#[derive(Clone)]
pub struct Agreement {
    /// The provider, as it calls itself in every token.
    pub issuer: String,
    /// What it calls this platform.
    pub client: String,
    /// What it knows this platform by; without one, PKCE alone protects the exchange.
    pub secret: Option<String>,
    /// The address of this platform that it sends people back to, without what follows the host.
    pub site: String,
    /// The claim of a token that holds the code of a person here.
    pub claim: String,
    /// What stands on the button.
    pub button: String,
    /// How long the provider may take for one answer.
    pub patience: Duration,
}

/// The other system, ready to be asked.
pub struct Provider {
    agreement: Agreement,
    wire: Wire,
    /// What it says of itself, and when it said it.
    discovered: Mutex<Option<(i64, Discovered)>>,
}

impl Provider {
    /// The path of this platform that the provider sends people back to.
    pub const RETURN: &'static str = "/sign-in/provider/return";

    /// A provider by agreement. It is asked for nothing before somebody signs in by it.
    pub fn new(agreement: Agreement) -> Result<Self> {
        Ok(Self {
            wire: Wire::new(agreement.patience)?,
            agreement,
            discovered: Mutex::default(),
        })
    }

    /// Where people come back to; the provider compares it letter by letter.
    fn back(&self) -> String {
        format!("{}{}", self.agreement.site, Self::RETURN)
    }
}

/// What stands on the button of the sign-in page, when there is a provider.
#[must_use]
pub fn button(app: &App) -> Option<&str> {
    let provider = app.provider.as_ref()?;
    Some(&provider.agreement.button)
}

fn of(app: &App) -> Result<&Provider> {
    app.provider.as_deref().ok_or(Error::NotFound)
}

/// A sentence for whoever signs in; the cause is for the log.
fn distrusted(cause: &Distrust) -> Error {
    tracing::warn!(%cause, "an answer of the identity provider is not trusted");
    Refusal::ProviderAnswer.into()
}
