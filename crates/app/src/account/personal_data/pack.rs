use documents::register;
use documents::sheet::csv_out;
use serde_json::{Map, Value};

use super::{Cell, PersonalData};
use crate::{App, Error, Result};

/// A part as its person reads it, in their language.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its headings.
    pub headings: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// All of it as one .zip: a table for each part, and everything once more for programs.
pub fn pack(app: &App, data: &PersonalData, sheets: Vec<Sheet>) -> Result<Vec<u8>> {
    let mut files = Vec::with_capacity(sheets.len() + 1);
    for (place, sheet) in sheets.into_iter().enumerate() {
        let name = format!("{:02} {}.csv", place + 1, sheet.name);
        files.push((
            name,
            csv_out::write(&sheet.headings, sheet.rows).map_err(Error::failed)?,
        ));
    }
    let json = serde_json::to_vec_pretty(&json(app, data)).map_err(Error::failed)?;
    files.push(("personal-data.json".to_owned(), json));
    register::pack(&files).map_err(Error::failed)
}

fn json(app: &App, data: &PersonalData) -> Value {
    let value = |cell: &Cell| value(app, cell);
    let mut all = Map::new();
    all.insert("taken_at".to_owned(), value(&Cell::At(data.at)));
    for (part, rows) in &data.parts {
        let (name, columns) = part.codes();
        let row = |cells: &Vec<Cell>| {
            let named = columns.iter().zip(cells);
            Value::Object(
                named
                    .map(|(column, cell)| ((*column).to_owned(), value(cell)))
                    .collect(),
            )
        };
        all.insert(name.to_owned(), rows.iter().map(row).collect());
    }
    Value::Object(all)
}

fn value(app: &App, cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Kind(text) => text.as_str().into(),
        Cell::At(at) => {
            let local = app.zone().to_offset(at.instant());
            at.instant().display_with_offset(local).to_string().into()
        }
        Cell::Number(number) => (*number).into(),
        Cell::Yes(yes) => (*yes).into(),
        Cell::Duties(duties) => duties.iter().map(|duty| duty.code()).collect(),
        Cell::Topic(topic) => topic.code().into(),
        Cell::Pace(pace) => pace.code().into(),
        Cell::Followed(what) => what.code().into(),
        Cell::Occasion(occasion) => occasion.code().into(),
        Cell::Stage(stage) => stage.code().into(),
        Cell::Parcel(parcel) => parcel.code().into(),
        Cell::Posted(posted) => posted.code().into(),
    }
}
