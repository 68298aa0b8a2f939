use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ids::DisclosureId;
use domain::words::{Language, Style};
use serde_json::json;

use super::key::{hex, sign_plain};
use super::store::Row;
use super::words::{self, fill};
use super::{Outgoing, Webhook, outlet};
use crate::reader::{Listed, Reader};
use crate::{App, Result};

/// What a webhook is sent, packed at the moment it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Announcement {
    /// Where to.
    pub address: String,
    /// The body, as JSON.
    pub body: String,
    /// HMAC-SHA256 of the body under the shared secret, when there is one.
    pub signature: Option<String>,
    /// Whether the answer says in its `errcode` whether it was taken.
    pub answers_with_code: bool,
}

/// What a webhook is told of a disclosure: nothing unless all of its readers may see it.
pub(super) async fn pack(app: &App, server: &Outgoing, row: &Row) -> Result<Option<Announcement>> {
    let mut tx = app.view().await?;
    let webhook = outlet::store::webhook(&mut tx, row.recipient).await?;
    drop(tx);
    let (Some(webhook), Some(id)) = (webhook, row.disclosure) else {
        return Ok(None);
    };
    let mut reader = Reader::open_to(app, webhook.crowd).await?;
    let shown = reader.some(&[DisclosureId(id)]).await?;
    let Some(listed) = shown.first() else {
        return Ok(None);
    };
    let millis = app.now().0 / 1000;
    of(&webhook, (listed, &server.site), millis).map(Some)
}

fn of(webhook: &Webhook, (listed, site): (&Listed, &str), millis: i64) -> Result<Announcement> {
    let link = format!("{site}/disclosures/{}", listed.id);
    let words = words::of(Language::Zh);
    let stage = words.stage(listed.stage);
    let sentence = fill(words.announcement, &[&listed.unit_name, &listed.title, stage]);
    let text = json!({ "msgtype": "text", "text": { "content": format!("{sentence}\n{link}") } });
    let body = match webhook.style {
        Style::WeCom | Style::DingTalk => text,
        Style::Program => json!({
            "id": listed.id,
            "number": listed.number,
            "title": listed.title,
            "unit": { "id": listed.unit, "name": listed.unit_name },
            "track": listed.track,
            "stage": listed.stage,
            "released_at": listed.released_at.instant().to_string(),
            "address": link,
        }),
    };
    let body = body.to_string();
    let secret = webhook.secret.as_str();
    let signed = webhook.style == Style::Program && !secret.is_empty();
    let signature = if signed {
        Some(hex(&sign_plain(secret.as_bytes(), &body)?))
    } else {
        None
    };
    let address = match webhook.style {
        Style::DingTalk if !secret.is_empty() => dingtalk(&webhook.address, secret, millis)?,
        _ => webhook.address.clone(),
    };
    Ok(Announcement {
        address,
        body,
        signature,
        answers_with_code: webhook.style != Style::Program,
    })
}

/// The address of a 钉钉 robot with the moment and its signature, as its makers ask for.
fn dingtalk(address: &str, secret: &str, millis: i64) -> Result<String> {
    let signature = sign_plain(secret.as_bytes(), &format!("{millis}\n{secret}"))?;
    let sign = STANDARD
        .encode(signature)
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    let joint = if address.contains('?') { '&' } else { '?' };
    Ok(format!("{address}{joint}timestamp={millis}&sign={sign}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_robot_of_dingtalk_is_signed_as_another_program_signs_it() {
        // computed with Python's hmac, base64 and urllib
        let expected = "http://robot.example/send?access_token=x&timestamp=1700000000000&sign=lOvVf9TQCVugV68mGbSZCg0gzOl1SVjxWi1MyVZCUuA%3D";
        let signed = dingtalk(
            "http://robot.example/send?access_token=x",
            "SECdemo",
            1_700_000_000_000,
        );
        assert_eq!(signed.unwrap(), expected);
    }
}
