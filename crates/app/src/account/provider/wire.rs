//! What goes over the network to the provider: three addresses, small answers, and no endless waiting.

use std::io::Cursor;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::refusal::AccountRefusal as Refusal;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::identity::{Distrust, Key};
use super::{Agreement, Provider, distrusted};
use crate::account::escaped::escaped;
use crate::{App, Error, Result};

/// No answer of a provider is longer; whoever sends more is not read to the end.
const LONGEST_ANSWER: usize = 256 * 1024;
/// What a provider says of itself is asked for anew after so many seconds.
const FRESH_SECONDS: i64 = 10 * 60;

type Body = Full<Cursor<Vec<u8>>>;

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3).
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Discovered {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    /// Without it a provider takes the secret in the head of the request.
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

pub(super) struct Wire {
    client: Client<HttpsConnector<HttpConnector>, Body>,
    patience: Duration,
}

impl Wire {
    pub(super) fn new(patience: Duration) -> Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(Error::failed)?
            .https_or_http()
            .enable_http1()
            .build();
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { client, patience })
    }

    async fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T> {
        let request = http::Request::get(address).header(ACCEPT, "application/json");
        self.ask(request, Vec::new()).await
    }

    /// No redirect is followed: a provider answers at the addresses it names.
    async fn ask<T: DeserializeOwned>(&self, request: http::request::Builder, body: Vec<u8>) -> Result<T> {
        let request = request
            .body(Full::new(Cursor::new(body)))
            .map_err(|error| silent(error.to_string()))?;
        let asked = async {
            let answer = self
                .client
                .request(request)
                .await
                .map_err(|error| chain(&error))?;
            let (head, body) = answer.into_parts();
            let read = Limited::new(body, LONGEST_ANSWER).collect().await;
            let bytes = read.map_err(|error| error.to_string())?.to_bytes();
            if head.status.is_success() {
                Ok(bytes)
            } else {
                Err(head.status.to_string())
            }
        };
        let answered = tokio::time::timeout(self.patience, asked).await;
        let bytes = answered
            .map_err(|_| silent(format!("no answer within {} ms", self.patience.as_millis())))?
            .map_err(silent)?;
        serde_json::from_slice(&bytes).map_err(|_| distrusted(&Distrust::Unreadable))
    }
}

impl Provider {
    /// What the provider says of itself. It must call itself what was agreed, or it is another one.
    pub(super) async fn discover(&self, app: &App) -> Result<Discovered> {
        // held while asking, so that a crowd at the door asks once
        let mut known = self.discovered.lock().await;
        let now = app.now().0 / 1_000_000;
        if let Some((at, found)) = known.as_ref()
            && now < at + FRESH_SECONDS
        {
            return Ok(found.clone());
        }
        let issuer = &self.agreement.issuer;
        let address = format!(
            "{}/.well-known/openid-configuration",
            issuer.trim_end_matches('/')
        );
        let found: Discovered = self.wire.get(&address).await?;
        if found.issuer != *issuer {
            return Err(distrusted(&Distrust::Issuer));
        }
        *known = Some((now, found.clone()));
        Ok(found)
    }

    /// The keys that it signs with, as they are now.
    pub(super) async fn keys(&self, found: &Discovered) -> Result<Vec<Key>> {
        let keys: Keys = self.wire.get(&found.jwks_uri).await?;
        Ok(keys.keys)
    }

    /// Gives the code in exchange for an ID token.
    pub(super) async fn exchange(&self, found: &Discovered, code: &str, verifier: &str) -> Result<String> {
        let Agreement { client, secret, .. } = &self.agreement;
        let back = self.back();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &back),
            ("code_verifier", verifier),
        ];
        let mut request = http::Request::post(&found.token_endpoint)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        match secret {
            Some(secret) if found.takes_the_secret_in_the_head() => {
                let pair = format!("{}:{}", escaped(client), escaped(secret));
                request = request.header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(pair)));
            }
            Some(secret) => form.extend([("client_id", client.as_str()), ("client_secret", secret)]),
            None => form.push(("client_id", client)),
        }
        let tokens: Tokens = self.wire.ask(request, pairs(&form).into_bytes()).await?;
        Ok(tokens.id_token)
    }
}

impl Discovered {
    fn takes_the_secret_in_the_head(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic")
    }
}

/// Names and values as a form or an address carries them.
pub(super) fn pairs(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    pairs.join("&")
}

fn silent(cause: String) -> Error {
    tracing::warn!(cause, "the identity provider does not answer");
    Refusal::ProviderSilent.into()
}

fn chain(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
