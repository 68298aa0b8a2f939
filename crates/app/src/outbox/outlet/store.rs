use db::Tx;
use domain::ids::{PersonId, UnitId};
use domain::words::{Crowd, Security, Style};
use uuid::Uuid;

use super::{Outgoing, Webhook};
use crate::Result;
use crate::outbox::store::wrong;

db::record! {
    struct OutgoingRow {
        site: String,
        host: String,
        port: i64,
        security: String,
        account: String,
        password: String,
        sender: String,
        request: Option<Uuid>,
        asked_by: Option<Uuid>,
    }

    struct WebhookRow {
        id: Uuid,
        unit: Uuid,
        label: String,
        style: String,
        address: String,
        secret: String,
        crowd: String,
        asked_by: Option<Uuid>,
    }
}

impl TryFrom<OutgoingRow> for Outgoing {
    type Error = db::Error;

    fn try_from(row: OutgoingRow) -> db::Result<Self> {
        Ok(Self {
            site: row.site,
            host: row.host,
            port: u16::try_from(row.port).map_err(|_| wrong("outgoing", "port"))?,
            security: Security::from_code(&row.security).ok_or_else(|| wrong("outgoing", "security"))?,
            account: row.account,
            password: row.password,
            sender: row.sender,
        })
    }
}

pub(in crate::outbox) async fn outgoing(tx: &mut Tx) -> Result<Option<Outgoing>> {
    let found = tx
        .query(
            "select site, host, port, security, account, password, sender, request, asked_by from outgoing
             where id = 1",
        )
        .first::<OutgoingRow>()
        .await?;
    Ok(found.map(Outgoing::try_from).transpose()?)
}

/// The mail server that waits for a second person: which, by which request, and who asked.
pub(super) async fn outgoing_request(tx: &mut Tx) -> Result<Option<(Outgoing, Uuid, PersonId)>> {
    let found = tx
        .query(
            "select site, host, port, security, account, password, sender, request, asked_by from outgoing
             where id = 2",
        )
        .first::<OutgoingRow>()
        .await?;
    let Some(row) = found else { return Ok(None) };
    let (Some(request), Some(by)) = (row.request, row.asked_by) else {
        return Err(wrong("outgoing", "request").into());
    };
    Ok(Some((row.try_into()?, request, PersonId(by))))
}

/// What is in force; nothing waits any more.
pub(super) async fn save_outgoing(tx: &mut Tx, outgoing: &Outgoing) -> Result<()> {
    put_outgoing(tx, (1, outgoing), None).await?;
    remove_outgoing_request(tx).await
}

/// What one administrator asks for, in the place of what was asked for before.
pub(super) async fn save_outgoing_request(
    tx: &mut Tx,
    outgoing: &Outgoing,
    asked: (Uuid, PersonId),
) -> Result<()> {
    put_outgoing(tx, (2, outgoing), Some(asked)).await
}

pub(super) async fn remove_outgoing_request(tx: &mut Tx) -> Result<()> {
    tx.query("delete from outgoing where id = 2").execute().await?;
    Ok(())
}

async fn put_outgoing(
    tx: &mut Tx,
    (id, outgoing): (i64, &Outgoing),
    asked: Option<(Uuid, PersonId)>,
) -> Result<()> {
    tx.query(
        "insert into outgoing (id, site, host, port, security, account, password, sender, request, asked_by)
         values ($8, $1, $2, $3, $4, $5, $6, $7, $9, $10)
         on conflict (id) do update set site = excluded.site, host = excluded.host, port = excluded.port,
             security = excluded.security, account = excluded.account, password = excluded.password,
             sender = excluded.sender, request = excluded.request, asked_by = excluded.asked_by",
    )
    .bind(&outgoing.site)
    .bind(&outgoing.host)
    .bind(i64::from(outgoing.port))
    .bind(outgoing.security.code())
    .bind(&outgoing.account)
    .bind(&outgoing.password)
    .bind(&outgoing.sender)
    .bind(id)
    .bind(asked.map(|(request, _)| request))
    .bind(asked.map(|(_, by)| by.0))
    .execute()
    .await?;
    Ok(())
}

impl TryFrom<WebhookRow> for Webhook {
    type Error = db::Error;

    fn try_from(row: WebhookRow) -> db::Result<Self> {
        Ok(Self {
            id: row.id,
            unit: UnitId(row.unit),
            label: row.label,
            style: Style::from_code(&row.style).ok_or_else(|| wrong("webhook", "style"))?,
            address: row.address,
            secret: row.secret,
            crowd: Crowd::from_code(&row.crowd).ok_or_else(|| wrong("webhook", "crowd"))?,
        })
    }
}

pub(super) async fn webhooks(tx: &mut Tx) -> Result<Vec<Webhook>> {
    let rows = tx
        .query(
            "select id, unit, label, style, address, secret, crowd, asked_by from webhook
             where asked_by is null order by id",
        )
        .all::<WebhookRow>()
        .await?;
    Ok(rows
        .into_iter()
        .map(Webhook::try_from)
        .collect::<db::Result<_>>()?)
}

pub(in crate::outbox) async fn webhook(tx: &mut Tx, id: Uuid) -> Result<Option<Webhook>> {
    let found = tx
        .query(
            "select id, unit, label, style, address, secret, crowd, asked_by from webhook
             where id = $1 and asked_by is null",
        )
        .bind(id)
        .first::<WebhookRow>()
        .await?;
    Ok(found.map(Webhook::try_from).transpose()?)
}

/// The webhooks that wait for a second person, each with who asked.
pub(super) async fn webhook_requests(tx: &mut Tx) -> Result<Vec<(Webhook, PersonId)>> {
    let rows = tx
        .query(
            "select id, unit, label, style, address, secret, crowd, asked_by from webhook
             where asked_by is not null order by id",
        )
        .all::<WebhookRow>()
        .await?;
    let mut requests = Vec::new();
    for row in rows {
        let by = row.asked_by.ok_or_else(|| wrong("webhook", "asked_by"))?;
        requests.push((row.try_into()?, PersonId(by)));
    }
    Ok(requests)
}

pub(super) async fn confirm_webhook(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.query("update webhook set asked_by = null where id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

/// The webhooks of a unit that are in force.
pub(in crate::outbox) async fn of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<Uuid>> {
    let rows = tx
        .query("select id from webhook where unit = $1 and asked_by is null")
        .bind(unit.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn save_webhook(tx: &mut Tx, webhook: &Webhook, asked_by: Option<PersonId>) -> Result<()> {
    tx.query(
        "insert into webhook (id, unit, label, style, address, secret, crowd, asked_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(webhook.id)
    .bind(webhook.unit.0)
    .bind(&webhook.label)
    .bind(webhook.style.code())
    .bind(&webhook.address)
    .bind(&webhook.secret)
    .bind(webhook.crowd.code())
    .bind(asked_by.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn remove_webhook(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.query("delete from webhook where id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}
