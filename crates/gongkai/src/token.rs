use std::process::ExitCode;

use anyhow::{Context, Result};
use app::{account, organisation};
use clap::Args;

use crate::place::Place;

#[derive(Args)]
pub(crate) struct Token {
    #[command(flatten)]
    place: Place,
    /// Code of the person
    #[arg(long, value_name = "CODE")]
    person: String,
    /// What the token is for
    #[arg(long, value_name = "TEXT", default_value = "命令行")]
    label: String,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Token {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open().await?;
        let person = organisation::person_by_code(&app, &self.person).await?;
        let person = person.with_context(|| format!("nobody has the code {}", self.person))?;
        let token = account::issue_token(&app, None, person.id, &self.label).await?;
        if self.json {
            println!("{}", serde_json::json!({ "person": self.person, "token": token }));
        } else {
            println!("{token}");
        }
        Ok(ExitCode::SUCCESS)
    }
}
