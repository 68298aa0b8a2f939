//! Whether an ID token says what it says (OpenID Connect Core 1.0, section 3.1.3.7; RFC 7515, RFC 7518, RFC 8037).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;

/// A provider's clock may be so many seconds off.
const SLACK_SECONDS: i64 = 60;

/// Why an answer is not trusted; for the log of whoever runs the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Distrust {
    /// No JSON, or not the members it must have.
    #[error("it cannot be read")]
    Unreadable,
    /// `none`, a shared secret, or something newer than this program.
    #[error("it is signed in a way that is not accepted: RS256, ES256 or EdDSA is needed")]
    Algorithm,
    /// Not among the provider's keys.
    #[error("no key of the provider's has signed it")]
    Signature,
    /// Somebody else made it.
    #[error("another issuer than was agreed made it")]
    Issuer,
    /// For another program.
    #[error("it is for another client")]
    Audience,
    /// It was good once.
    #[error("it has expired")]
    Expired,
    /// From the future.
    #[error("it does not hold yet")]
    TooEarly,
    /// It belongs to another sign-in.
    #[error("it belongs to another sign-in")]
    Nonce,
    /// Without the claim that was agreed.
    #[error("the claim that holds the person's code is missing")]
    Claim,
}

/// A key of the provider's (RFC 7517).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: String,
    n: String,
    e: String,
    x: String,
    y: String,
}

/// What a token must say.
pub(super) struct Expected<'e> {
    pub(super) issuer: &'e str,
    pub(super) client: &'e str,
    pub(super) nonce: &'e str,
    /// The claim that holds the code of a person here.
    pub(super) claim: &'e str,
    /// Seconds since 1970.
    pub(super) now: i64,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    /// Extensions that must be understood; none is.
    crit: Option<Value>,
}

/// The code of the person a token is about, when all of it holds.
pub(super) fn subject(token: &str, keys: &[Key], expected: &Expected<'_>) -> Result<String, Distrust> {
    let payload = signed(token, keys)?;
    let claims: Map<String, Value> = serde_json::from_slice(&payload).map_err(|_| Distrust::Unreadable)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let moment = |name: &str| claims.get(name).and_then(seconds);
    if text("iss") != Some(expected.issuer) {
        return Err(Distrust::Issuer);
    }
    if !is_for(&claims, expected.client) {
        return Err(Distrust::Audience);
    }
    let expires = moment("exp").ok_or(Distrust::Expired)?;
    if expires.saturating_add(SLACK_SECONDS) <= expected.now {
        return Err(Distrust::Expired);
    }
    let issued = moment("iat").ok_or(Distrust::Unreadable)?;
    let begins = moment("nbf").unwrap_or(issued).max(issued);
    if expected.now.saturating_add(SLACK_SECONDS) < begins {
        return Err(Distrust::TooEarly);
    }
    if text("nonce") != Some(expected.nonce) {
        return Err(Distrust::Nonce);
    }
    let code = text(expected.claim)
        .map(str::trim)
        .filter(|code| !code.is_empty());
    code.map(str::to_owned).ok_or(Distrust::Claim)
}

/// A moment in whole seconds since 1970, which JSON may write with a fraction.
fn seconds(value: &Value) -> Option<i64> {
    let number = value.as_number()?.to_string();
    number.split('.').next()?.parse().ok()
}

/// For this client, and when for others too, given to this one.
fn is_for(claims: &Map<String, Value>, client: &str) -> bool {
    let audience: Vec<_> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(some)) => some.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let given_to = claims.get("azp").map(|party| party.as_str() == Some(client));
    audience.contains(&client) && given_to.unwrap_or(audience.len() == 1)
}

/// What a token holds, when one of the keys has signed it.
fn signed(token: &str, keys: &[Key]) -> Result<Vec<u8>, Distrust> {
    let mut parts = token.split('.');
    let (Some(head), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Distrust::Unreadable);
    };
    let read = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Distrust::Unreadable);
    let known: Head = serde_json::from_slice(&read(head)?).map_err(|_| Distrust::Unreadable)?;
    let scheme = Scheme::of(&known.alg).filter(|_| known.crit.is_none());
    let scheme = scheme.ok_or(Distrust::Algorithm)?;
    let said = token.rsplit_once('.').map_or("", |(said, _)| said);
    let signature = read(signature)?;
    let fits = |key: &&Key| {
        key.purpose.as_deref().unwrap_or("sig") == "sig" && (known.kid.is_none() || key.kid == known.kid)
    };
    let mut fitting = keys.iter().filter(fits);
    if fitting.any(|key| scheme.holds(key, said.as_bytes(), &signature)) {
        read(payload)
    } else {
        Err(Distrust::Signature)
    }
}

/// The ways of signing that are accepted. `none` and shared secrets are not: a token must be worth something without
/// trusting the wire.
#[derive(Clone, Copy)]
enum Scheme {
    Rsa,
    P256,
    Ed25519,
}

impl Scheme {
    fn of(alg: &str) -> Option<Self> {
        match alg {
            "RS256" => Some(Self::Rsa),
            "ES256" => Some(Self::P256),
            "EdDSA" => Some(Self::Ed25519),
            _ => None,
        }
    }

    /// Whether this key has signed. A key of another kind has not, whatever it is made of.
    fn holds(self, key: &Key, said: &[u8], signature: &[u8]) -> bool {
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        match (self, key.kty.as_str(), key.crv.as_str()) {
            (Self::Rsa, "RSA", _) => {
                let key = RsaPublicKeyComponents {
                    n: part(&key.n),
                    e: part(&key.e),
                };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, said, signature).is_ok()
            }
            (Self::P256, "EC", "P-256") => {
                let point = [vec![4], part(&key.x), part(&key.y)].concat();
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
                key.verify(said, signature).is_ok()
            }
            (Self::Ed25519, "OKP", "Ed25519") => {
                let key = UnparsedPublicKey::new(&ED25519, part(&key.x));
                key.verify(said, signature).is_ok()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7515, appendix A.2.
    const RSA: (&str, &str) = (
        r#"{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}"#,
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    );
    /// RFC 7515, appendix A.3.
    const P256: (&str, &str) = (
        r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    );
    /// RFC 8037, appendix A.4.
    const ED25519_SIGNED: (&str, &str) = (
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    );

    fn key(text: &str) -> Key {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_signatures_of_the_standards_hold_and_no_other_byte_does() {
        for (with, token) in [RSA, P256, ED25519_SIGNED] {
            let keys = [key(with)];
            assert!(signed(token, &keys).is_ok(), "{token}");
            for place in [25, token.len() - 20] {
                let other = if token[place..].starts_with('A') { "B" } else { "A" };
                let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
                assert_eq!(signed(&changed, &keys), Err(Distrust::Signature), "{place}");
            }
        }
    }

    #[test]
    fn no_key_signs_in_another_keys_way_and_nobody_signs_with_none() {
        for (with, _) in [RSA, P256, ED25519_SIGNED] {
            for (other, token) in [RSA, P256, ED25519_SIGNED] {
                if with != other {
                    assert_eq!(signed(token, &[key(with)]), Err(Distrust::Signature));
                }
            }
        }
        let (_, token) = RSA;
        let rest = token.split_once('.').unwrap().1;
        let payload = rest.split_once('.').unwrap().0;
        for alg in ["none", "None", "HS256", "RS1", ""] {
            let head = URL_SAFE_NO_PAD.encode(format!("{{\"alg\":\"{alg}\"}}"));
            for token in [format!("{head}.{payload}."), format!("{head}.{rest}")] {
                assert_eq!(signed(&token, &[key(RSA.0)]), Err(Distrust::Algorithm), "{alg}");
            }
        }
        let head = URL_SAFE_NO_PAD.encode("{\"alg\":\"RS256\",\"crit\":[\"b64\"]}");
        assert_eq!(
            signed(&format!("{head}.{rest}"), &[key(RSA.0)]),
            Err(Distrust::Algorithm)
        );
        for broken in ["", ".", "..", "a.b", "a.b.c.d", "e30.e30.e30"] {
            assert_eq!(
                signed(broken, &[key(RSA.0)]),
                Err(Distrust::Unreadable),
                "{broken}"
            );
        }
    }

    #[test]
    fn a_token_for_many_must_be_given_to_this_client() {
        for (claims, right) in [
            (r#"{"aud":"us"}"#, true),
            (r#"{"aud":["us"]}"#, true),
            (r#"{"aud":["us","them"]}"#, false),
            (r#"{"aud":["us","them"],"azp":"us"}"#, true),
            (r#"{"aud":["us","them"],"azp":"them"}"#, false),
            (r#"{"aud":"us","azp":"them"}"#, false),
            (r#"{"aud":"us","azp":7}"#, false),
            (r#"{"aud":"them"}"#, false),
            (r#"{"aud":{"us":1}}"#, false),
            ("{}", false),
        ] {
            let claims: Map<String, Value> = serde_json::from_str(claims).unwrap();
            assert_eq!(is_for(&claims, "us"), right, "{claims:?}");
        }
    }
}
