use app::outbox::{Announcement, Failure};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use crate::mail::chain;

/// An answer is a word or two; whoever sends more is not read to the end.
const LONGEST_ANSWER: usize = 64 * 1024;

type Bytes = std::io::Cursor<Vec<u8>>;

/// Gives an announcement to a webhook.
pub(crate) async fn send(sent: &Announcement) -> Result<(), Failure> {
    let again = |words: String| Failure {
        words,
        for_good: false,
    };
    let connector = HttpsConnectorBuilder::new()
        .with_native_roots()
        .map_err(|error| again(chain(&error)))?
        .https_or_http()
        .enable_http1()
        .build();
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build(connector);
    let mut request = http::Request::post(&sent.address).header("content-type", "application/json");
    if let Some(signature) = &sent.signature {
        request = request.header("x-gongkai-signature", format!("sha256={signature}"));
    }
    let body = Full::new(Bytes::new(sent.body.clone().into_bytes()));
    let request = request.body(body).map_err(|error| Failure {
        words: chain(&error),
        for_good: true,
    })?;
    let answer = client.request(request).await;
    let (head, body) = answer.map_err(|error| again(chain(&error)))?.into_parts();
    if !head.status.is_success() {
        return Err(Failure {
            words: head.status.to_string(),
            // gone, or never there: 410 and 404 will not change by themselves
            for_good: matches!(head.status.as_u16(), 404 | 410),
        });
    }
    if sent.answers_with_code {
        let read = Limited::new(body, LONGEST_ANSWER).collect().await;
        let read = read.map_err(|error| again(chain(&*error)))?.to_bytes();
        taken(&read).map_err(again)?;
    }
    Ok(())
}

/// A robot answers 200 in any case and says in its `errcode` whether it took it.
fn taken(answer: &[u8]) -> Result<(), String> {
    let words = String::from_utf8_lossy(answer).into_owned();
    let answer: serde_json::Value = serde_json::from_slice(answer).map_err(|_| words.clone())?;
    match answer.get("errcode").and_then(serde_json::Value::as_i64) {
        Some(0) => Ok(()),
        _ => Err(words),
    }
}

#[cfg(test)]
mod tests {
    use super::taken;

    #[test]
    fn a_robot_that_answers_with_a_code_has_not_taken_it() {
        assert_eq!(taken(br#"{"errcode":0,"errmsg":"ok"}"#), Ok(()));
        let refused = r#"{"errcode":310000,"errmsg":"sign not match"}"#;
        assert_eq!(taken(refused.as_bytes()), Err(refused.to_owned()));
        assert_eq!(taken(b"<html>"), Err("<html>".to_owned()));
    }
}
