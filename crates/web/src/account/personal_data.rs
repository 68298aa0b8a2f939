use app::account::personal_data::{self, Cell, PersonalData, Sheet};
use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Problem, again};
use crate::asked::Form;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct ExportForm {
    password: String,
}

#[derive(Template)]
#[template(path = "account/personal_data.html")]
struct Page {
    f: Frame,
    problem: Option<Problem>,
}

pub(super) async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response> {
    let f = Frame::of(&site, &signed_in.visitor, "account");
    page(&Page { f, problem: None })
}

pub(super) async fn download(
    State(site): State<Site>,
    signed_in: SignedIn,
    Form(form): Form<ExportForm>,
) -> Result<Response> {
    let f = Frame::of(&site, &signed_in.visitor, "account");
    let data = match personal_data::export(&site.app, signed_in.person.id, &form.password).await {
        Ok(data) => data,
        Err(error) => {
            let problem = Some(Problem::of(error, "password", f.t)?);
            return Ok(again(page(&Page { f, problem })?));
        }
    };
    let bytes = personal_data::pack(&site.app, &data, sheets(&f, &data))?;
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (CONTENT_DISPOSITION, "attachment; filename=\"personal-data.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

/// Each part in the language of its person.
fn sheets(f: &Frame, data: &PersonalData) -> Vec<Sheet> {
    let sheet = |(part, rows): &(_, Vec<Vec<Cell>>)| {
        let (name, headings) = f.t.personal_data.part(*part);
        let row = |cells: &Vec<Cell>| cells.iter().map(|cell| said(f, cell)).collect();
        Sheet {
            name: name.to_owned(),
            headings,
            rows: rows.iter().map(row).collect(),
        }
    };
    data.parts.iter().map(sheet).collect()
}

fn said(f: &Frame, cell: &Cell) -> String {
    let t = f.t;
    let word = match cell {
        Cell::Empty => "",
        Cell::Text(text) => text,
        Cell::At(at) => return f.minute(at),
        Cell::Number(number) => return number.to_string(),
        Cell::Duties(duties) => {
            let words: Vec<_> = duties.iter().map(|duty| t.desk.duty(*duty)).collect();
            return words.join(t.common.comma);
        }
        Cell::Yes(yes) => t.personal_data.yes(*yes),
        Cell::Topic(topic) => t.telling.topic(*topic),
        Cell::Pace(pace) => t.telling.pace(*pace),
        Cell::Followed(what) => t.personal_data.followed(*what),
        Cell::Occasion(occasion) => t.news.occasion(*occasion),
        Cell::Stage(stage) => (t.common.stage)(*stage),
        Cell::Parcel(parcel) => t.telling.parcel(*parcel),
        Cell::Posted(posted) => t.telling.posted(*posted),
        Cell::Kind(kind) => t.auditor.kind_word(kind),
    };
    word.to_owned()
}
