//! Notices of non-disclosure: filed, answered, looked at again; and what readers learn of them.

mod answer;
mod new;
mod readers;
mod show;

use axum::Router;
use axum::routing::{get, post};
use domain::withholding::Words;
use domain::words::WithholdingGround;

use crate::Site;
use crate::desk::Fields;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/units/{id}/withheld", get(readers::show))
        .route("/desk/obligations/{unit}/withholdings", post(new::create))
        .route("/desk/obligations/{unit}/withholdings/new", get(new::show))
        .route("/desk/withholdings/{id}", get(show::show))
        .route("/desk/withholdings/{id}/confirmation", post(answer::confirm))
        .route("/desk/withholdings/{id}/declination", post(answer::decline))
        .route("/desk/withholdings/{id}/end", post(answer::end))
        .route("/desk/withholdings/{id}/renewal", post(answer::renew))
}

/// What is typed into the form of a notice, as it was typed.
#[derive(Default)]
struct Typed {
    ground: String,
    note: String,
    day: String,
}

impl Typed {
    fn of(sent: &Fields) -> Self {
        Self {
            ground: sent.one("ground").to_owned(),
            note: sent.text("note"),
            day: sent.one("day").to_owned(),
        }
    }

    fn words(&self) -> Words {
        Words {
            ground: WithholdingGround::from_code(&self.ground),
            note: self.note.clone(),
            reassess_on: self.day.parse().ok(),
        }
    }

    fn chose(&self, ground: WithholdingGround) -> bool {
        self.ground == ground.code()
    }
}
