use app::account::{self, Browser, Entry};
use domain::ids::PersonId;
use sha1::{Digest, Sha1};

use crate::TestApp;

/// Lets somebody choose a password by a link, and answers with their session.
pub async fn session_of(t: &TestApp, person: PersonId, password: &str) -> String {
    let link = account::invite(&t.app, None, person).await.unwrap();
    let entry = account::accept(&t.app, &link, password, &Browser::default())
        .await
        .unwrap();
    let Entry::Open(welcome) = entry else {
        panic!("a second factor is asked for");
    };
    welcome.session
}

/// What an authenticator shows now for the secret in these letters: RFC 6238 by hand, in another way than the
/// platform's.
#[must_use]
pub fn authenticator(t: &TestApp, letters: &str) -> String {
    let bits: String = letters
        .chars()
        .map(|letter| format!("{:05b}", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap()))
        .collect();
    let mut key = [0_u8; 64];
    for (place, byte) in key.iter_mut().enumerate().take(bits.len() / 8) {
        *byte = u8::from_str_radix(bits.get(place * 8..place * 8 + 8).unwrap(), 2).unwrap();
    }
    let counter = (t.app.now().0 / 30_000_000).to_be_bytes();
    let inner = Sha1::digest([key.map(|byte| byte ^ 0x36).as_slice(), &counter].concat());
    let outer = Sha1::digest([key.map(|byte| byte ^ 0x5c).as_slice(), &inner].concat());
    let at = usize::from(outer.last().unwrap() & 15);
    let four = outer.get(at..at + 4).unwrap();
    let number = u32::from_be_bytes(four.try_into().unwrap()) % (1 << 31);
    format!("{:06}", number % 1_000_000)
}
