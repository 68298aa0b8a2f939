use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::wire::pairs;
use super::{AWAY_SECONDS, of, store};
use crate::account::secret;
use crate::{App, Result};

/// An address of this platform that is longer is none that it made.
const LONGEST: usize = 2_000;

/// Somebody leaves for the provider.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Where to.
    pub address: String,
    /// What their browser keeps until they come back: whoever comes back without it is somebody else.
    pub secret: String,
}

/// Sends somebody to the provider; afterwards they want to be at `back`.
pub async fn begin(app: &App, back: &str) -> Result<Departure> {
    let provider = of(app)?;
    let found = provider.discover(app).await?;
    let state = secret::draw(app);
    let away = store::Away {
        nonce: secret::draw(app),
        verifier: secret::draw(app),
        back: if back.len() <= LONGEST { back } else { "/" }.to_owned(),
    };
    let now = app.now();
    let mut tx = app.db().write().await?;
    store::forget_old(&mut tx, now.plus_seconds(-AWAY_SECONDS)).await?;
    store::leave(&mut tx, &secret::hash(&state), &away, now).await?;
    tx.commit().await?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(away.verifier.as_bytes()));
    let asked = pairs(&[
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("client_id", &provider.agreement.client),
        ("redirect_uri", &provider.back()),
        ("state", &state),
        ("nonce", &away.nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    let endpoint = &found.authorization_endpoint;
    let sign = if endpoint.contains('?') { '&' } else { '?' };
    Ok(Departure {
        address: format!("{endpoint}{sign}{asked}"),
        secret: state,
    })
}
