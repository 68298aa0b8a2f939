//! An authenticator of the tests' own: it writes by hand what a phone or a stick writes, right or wrong.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(crate) const PRESENT: u8 = 0x01;
pub(crate) const VERIFIED: u8 = 0x04;
pub(crate) const MAY_BE_COPIED: u8 = 0x08;
pub(crate) const IS_COPIED: u8 = 0x10;
const HAS_CREDENTIAL: u8 = 0x40;
const HAS_EXTENSIONS: u8 = 0x80;

/// The key inside.
enum Key {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// What it does; a test changes one thing at a time.
pub(crate) struct Authenticator {
    key: Key,
    pub(crate) id: Vec<u8>,
    pub(crate) origin: String,
    pub(crate) party: String,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
    /// Put into what the browser says.
    pub(crate) client: Value,
    /// `none`, `packed`, or something that nobody asked for.
    pub(crate) format: &'static str,
    pub(crate) extensions: bool,
    /// Signs something else.
    pub(crate) lies: bool,
    pub(crate) user: String,
}

/// What it made, in the letters of a browser.
pub(crate) struct Made {
    pub(crate) client: String,
    pub(crate) attestation: String,
}

pub(crate) fn letters(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    /// One at a host, with a P-256 key.
    pub(crate) fn at(host: &str) -> Self {
        let random = SystemRandom::new();
        let scheme = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(scheme, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(scheme, document.as_ref(), &random).unwrap();
        let id = Sha256::digest(key.public_key().as_ref()).to_vec();
        Self {
            key: Key::P256(key),
            id,
            origin: format!("https://{host}"),
            party: host.to_owned(),
            flags: PRESENT | VERIFIED,
            counter: 7,
            client: json!({}),
            format: "none",
            extensions: false,
            lies: false,
            user: String::new(),
        }
    }

    /// The same with an Ed25519 key.
    pub(crate) fn with_ed25519(self) -> Self {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let key = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let id = Sha256::digest(key.public_key().as_ref()).to_vec();
        Self {
            key: Key::Ed25519(key),
            id,
            ..self
        }
    }

    /// Makes a credential, as it was asked to.
    pub(crate) fn make(&mut self, asked: &Value) -> Made {
        self.user = asked["user"]["id"].as_str().unwrap().to_owned();
        let client = self.says("webauthn.create", asked);
        let mut said = self.begins(HAS_CREDENTIAL);
        said.extend([0; 16]);
        said.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        said.extend(&self.id);
        said.extend(self.written_key());
        self.extends(&mut said);
        let mut object = vec![0xa3];
        object.extend(text("fmt"));
        object.extend(text(self.format));
        object.extend(text("attStmt"));
        if self.format == "packed" {
            let signature = self.signs(&said, &client);
            object.push(0xa2);
            object.extend(text("alg"));
            object.push(match self.key {
                Key::P256(_) => 0x26,
                Key::Ed25519(_) => 0x27,
            });
            object.extend(text("sig"));
            object.extend(bytes(&signature));
        } else {
            object.push(0xa0);
        }
        object.extend(text("authData"));
        object.extend(bytes(&said));
        Made {
            client: letters(&client),
            attestation: letters(&object),
        }
    }

    /// Shows its credential, as it was asked to.
    pub(crate) fn show(&self, asked: &Value) -> app::account::passkey::Shown {
        let client = self.says("webauthn.get", asked);
        let mut said = self.begins(0);
        self.extends(&mut said);
        app::account::passkey::Shown {
            credential: letters(&self.id),
            client: letters(&client),
            signature: letters(&self.signs(&said, &client)),
            authenticator: letters(&said),
            user: self.user.clone(),
        }
    }

    fn says(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let mut said = json!({
            "type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        for (name, value) in self.client.as_object().unwrap() {
            said[name] = value.clone();
        }
        serde_json::to_vec(&said).unwrap()
    }

    fn begins(&self, more: u8) -> Vec<u8> {
        let extensions = if self.extensions { HAS_EXTENSIONS } else { 0 };
        let mut said = Sha256::digest(self.party.as_bytes()).to_vec();
        said.push(self.flags | more | extensions);
        said.extend(self.counter.to_be_bytes());
        said
    }

    fn extends(&self, said: &mut Vec<u8>) {
        if self.extensions {
            said.push(0xa1);
            said.extend(text("credProtect"));
            said.push(0x03);
        }
    }

    fn signs(&self, said: &[u8], client: &[u8]) -> Vec<u8> {
        let mut all = [said, &Sha256::digest(client)].concat();
        if self.lies {
            all.push(0);
        }
        match &self.key {
            Key::P256(key) => key.sign(&SystemRandom::new(), &all).unwrap().as_ref().to_vec(),
            Key::Ed25519(key) => key.sign(&all).as_ref().to_vec(),
        }
    }

    fn written_key(&self) -> Vec<u8> {
        match &self.key {
            Key::P256(key) => {
                let (x, y) = key.public_key().as_ref()[1..].split_at(32);
                [
                    &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21][..],
                    &bytes(x),
                    &[0x22],
                    &bytes(y),
                ]
                .concat()
            }
            Key::Ed25519(key) => {
                let point = bytes(key.public_key().as_ref());
                [&[0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21][..], &point].concat()
            }
        }
    }
}

fn text(text: &str) -> Vec<u8> {
    let mut written = vec![0x60 + u8::try_from(text.len()).unwrap()];
    written.extend(text.as_bytes());
    written
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    let mut written = match length {
        0..=23 => vec![0x40 + length.to_be_bytes()[1]],
        24..=255 => vec![0x58, length.to_be_bytes()[1]],
        _ => [vec![0x59], length.to_be_bytes().to_vec()].concat(),
    };
    written.extend(bytes);
    written
}
