use app::organisation;
use axum::Json;
use axum::extract::State;
use domain::ids::{PersonId, UnitId};
use domain::words::Duty;
use serde::Serialize;

use super::Result;
use super::caller::Known;
use crate::Site;

/// The caller, with today's duties.
#[derive(Serialize)]
pub(super) struct Me {
    id: PersonId,
    code: String,
    name: String,
    unit: UnitId,
    member: bool,
    duties: Vec<Seat>,
}

#[derive(Serialize)]
struct Seat {
    unit: UnitId,
    duty: Duty,
}

pub(super) async fn show(State(site): State<Site>, Known(id): Known) -> Result<Json<Me>> {
    let person = organisation::person(&site.app, id)
        .await?
        .ok_or(app::Error::NotFound)?;
    let actor = organisation::actor(&site.app, id).await?;
    let duties = actor
        .seats
        .into_iter()
        .map(|seat| Seat {
            unit: seat.unit,
            duty: seat.duty,
        })
        .collect();
    let (code, name, unit, member) = (person.code, person.name, person.unit, person.member);
    Ok(Json(Me {
        id,
        code,
        name,
        unit,
        member,
        duties,
    }))
}
