//! The identity provider, as the settings file names it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use app::App;
use app::account::provider::{Agreement, Provider};
use serde::Deserialize;

/// The one claim that a provider never gives to another person.
const CLAIM: &str = "sub";
const BUTTON: &str = "统一身份认证登录";
const PATIENCE: Duration = Duration::from_secs(10);

/// `[oidc]` in the settings file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Oidc {
    issuer: String,
    client: String,
    /// The file that holds the secret and nothing else.
    secret_file: Option<PathBuf>,
    claim: Option<String>,
    button: Option<String>,
}

impl Oidc {
    /// The same platform, where people may also sign in there. The provider is not asked for anything yet: the platform
    /// starts whether it answers or not.
    pub(crate) fn with_provider(self, app: App, site: Option<&str>) -> Result<App> {
        let site = site.context("[oidc] needs `site`, the address that the provider sends people back to")?;
        for address in [site, &self.issuer] {
            let begins = ["https://", "http://"]
                .iter()
                .any(|scheme| address.starts_with(scheme));
            ensure!(begins, "{address} is no address of the web");
        }
        let secret = match &self.secret_file {
            Some(file) => {
                let text = std::fs::read_to_string(file);
                let text = text.with_context(|| format!("cannot read {}", file.display()))?;
                Some(text.trim().to_owned())
            }
            None => None,
        };
        let agreement = Agreement {
            issuer: self.issuer,
            client: self.client,
            secret,
            site: site.trim_end_matches('/').to_owned(),
            claim: self.claim.unwrap_or_else(|| CLAIM.to_owned()),
            button: self.button.unwrap_or_else(|| BUTTON.to_owned()),
            patience: PATIENCE,
        };
        Ok(app.with_provider(Provider::new(agreement)?))
    }
}
