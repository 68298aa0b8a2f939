//! An identity provider of the tests' own, on the loopback address: it gives out whatever token a test hands it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Manners {
    /// As it should.
    Well,
    /// Takes the question and says nothing.
    Hangs,
    /// Says that it cannot.
    Fails,
    /// Answers something that is no JSON.
    Babbles,
    /// Answers without end.
    FloodsIt,
    /// Says that it is somebody else.
    CallsItselfAnother,
}

/// A token to give out.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) head: Map<String, Value>,
    pub(crate) claims: Map<String, Value>,
    /// Signed by a key that is not the provider's.
    pub(crate) forged: bool,
    /// Another name put in after it was signed.
    pub(crate) changed: bool,
}

impl Token {
    pub(crate) fn of(code: &str, issuer: &str, now: i64) -> Self {
        let object = |value: Value| value.as_object().unwrap().clone();
        Self {
            head: object(json!({ "alg": "ES256", "kid": "1", "typ": "JWT" })),
            claims: object(json!({
                "iss": issuer, "aud": "gongkai", "sub": "5f0c", "preferred_username": code,
                "iat": now, "exp": now + 300, "nonce": "",
            })),
            forged: false,
            changed: false,
        }
    }

    pub(crate) fn unsigned(&mut self) {
        self.head["alg"] = "none".into();
    }

    fn written(&self, ours: &EcdsaKeyPair) -> String {
        let part = |part: &Map<String, Value>| URL_SAFE_NO_PAD.encode(serde_json::to_vec(part).unwrap());
        let said = format!("{}.{}", part(&self.head), part(&self.claims));
        if self.head["alg"] == "none" {
            return format!("{said}.");
        }
        let strangers = pair();
        let key = if self.forged { &strangers } else { ours };
        let signature = key.sign(&SystemRandom::new(), said.as_bytes()).unwrap();
        let signature = URL_SAFE_NO_PAD.encode(signature);
        if self.changed {
            let mut claims = self.claims.clone();
            claims["preferred_username"] = "er".into();
            return format!("{}.{}.{signature}", part(&self.head), part(&claims));
        }
        format!("{said}.{signature}")
    }
}

fn pair() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let scheme = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(scheme, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(scheme, document.as_ref(), &random).unwrap()
}

/// The other system.
pub(crate) struct OtherHouse {
    port: u16,
    inside: Arc<Inside>,
}

struct Inside {
    key: EcdsaKeyPair,
    manners: Mutex<Manners>,
    token: Mutex<Option<Token>>,
    exchange: Mutex<String>,
}

impl OtherHouse {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let inside = Arc::new(Inside {
            key: pair(),
            manners: Mutex::new(Manners::Well),
            token: Mutex::default(),
            exchange: Mutex::default(),
        });
        let at_work = Arc::clone(&inside);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inside = Arc::clone(&at_work);
                std::thread::spawn(move || inside.answer(&stream, port));
            }
        });
        Self { port, inside }
    }

    pub(crate) fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn gives(&self, token: Token) {
        *self.inside.token.lock().unwrap() = Some(token);
    }

    pub(crate) fn behaves(&self, manners: Manners) {
        *self.inside.manners.lock().unwrap() = manners;
    }

    /// The last question for a token, head and form.
    pub(crate) fn exchange(&self) -> String {
        self.inside.exchange.lock().unwrap().clone()
    }

    /// RFC 7636, section 4.2.
    pub(crate) fn challenge(verifier: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
    }
}

impl Inside {
    fn answer(&self, stream: &TcpStream, port: u16) {
        let question = read(stream);
        let issuer = format!("http://127.0.0.1:{port}");
        let manners = *self.manners.lock().unwrap();
        let path = question.split(' ').nth(1).unwrap_or_default();
        let body = match (manners, path) {
            (Manners::Hangs, _) => {
                let _ = (&mut &*stream).read(&mut [0; 1]);
                return;
            }
            (Manners::Fails, _) => return write(stream, "500 Internal Server Error", "{}"),
            (Manners::Babbles, _) => "<html>".to_owned(),
            (Manners::FloodsIt, _) => " ".repeat(1_000_000),
            (_, "/.well-known/openid-configuration") => {
                let named = if manners == Manners::CallsItselfAnother {
                    "http://another.example"
                } else {
                    &issuer
                };
                json!({
                    "issuer": named, "authorization_endpoint": format!("{issuer}/authorize"),
                    "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
                })
                .to_string()
            }
            (_, "/keys") => self.keys(),
            (_, "/token") => {
                *self.exchange.lock().unwrap() = question;
                let token = self.token.lock().unwrap().clone();
                let Some(token) = token else {
                    return write(stream, "400 Bad Request", "{\"error\":\"invalid_grant\"}");
                };
                json!({ "access_token": "a", "token_type": "Bearer", "id_token": token.written(&self.key) })
                    .to_string()
            }
            _ => return write(stream, "404 Not Found", "{}"),
        };
        write(stream, "200 OK", &body);
    }

    fn keys(&self) -> String {
        let point = self.key.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        let part = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        json!({ "keys": [
            { "kty": "RSA", "kid": "0", "use": "enc", "n": "AQAB", "e": "AQAB" },
            { "kty": "EC", "kid": "1", "use": "sig", "crv": "P-256", "x": part(x), "y": part(y) },
        ] })
        .to_string()
    }
}

/// A whole question, head and form.
fn read(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut text, mut length) = (String::new(), 0);
    loop {
        let start = text.len();
        if reader.read_line(&mut text).unwrap_or(0) == 0 {
            return text;
        }
        let line = text[start..].trim().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    text + &String::from_utf8_lossy(&body)
}

fn write(mut stream: &TcpStream, status: &str, body: &str) {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}
