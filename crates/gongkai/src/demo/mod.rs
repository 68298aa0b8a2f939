//! `gongkai demo`: a made-up organisation and a year of matters, played through the same deeds as real ones.

mod accounts;
mod borrowed;
mod clock;
mod organisation;
mod play;
mod practices;
mod schedule;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use crate::place::Place;

#[derive(Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    place: Place,
    /// The same seed makes the same platform
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Units
    #[arg(long, default_value_t = 33, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    units: u32,
    /// Members
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    members: u32,
    /// Released disclosures
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    disclosures: u32,
    /// The day on which the year ends
    #[arg(long, default_value = "2026-11-20", value_name = "YYYY-MM-DD")]
    until: Date,
    /// Texts of 300 to 500 characters only, for filling large platforms
    #[arg(long)]
    short: bool,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Demo {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let clock = clock::Clock::new(self.seed);
        let app = self.place.open_to_fill(clock.outside()).await?;
        clock.to_start_of(self.until.first_of_year(), app.zone());
        if !app::organisation::directory(&app).await?.is_empty() {
            bail!("a platform was set up here before; choose another folder or an empty database");
        }
        let rooms = self.place.ledger()?;
        rooms.begin(&app, "gongkai.example/demo").await?;
        let bar = ProgressBar::new(u64::from(self.disclosures));
        bar.set_style(ProgressStyle::with_template(
            "{msg} {wide_bar} {pos}/{len} {eta}",
        )?);
        bar.set_message("organisation");
        let stage = organisation::settle(
            &app,
            &demo::organisation::Organisation::new(self.seed, self.units, self.members),
        )
        .await?;
        bar.set_message("disclosures");
        let played = play::year(&app, &clock, &stage, &self, &bar).await?;
        clock.to_start_of(self.until, app.zone());
        let accounts = accounts::open(&app, &stage).await?;
        rooms.sign_all(&app).await?;
        // nobody reads what is not signed yet
        practices::recommend(&app, &stage).await?;
        borrowed::draft(&app, &stage).await?;
        rooms.sign_all(&app).await?;
        bar.finish_and_clear();
        app.db().settle().await?;
        self.report(&played, &accounts);
        Ok(ExitCode::SUCCESS)
    }

    fn report(&self, played: &play::Played, accounts: &[accounts::Account]) {
        if self.json {
            let accounts: Vec<_> = accounts
                .iter()
                .map(|a| serde_json::json!({ "code": a.code, "name": a.name, "password": a.password, "role": a.role }))
                .collect();
            let report = serde_json::json!({
                "units": self.units, "members": self.members, "matters": played.matters,
                "disclosures": played.released, "accounts": accounts,
            });
            println!("{report}");
            return;
        }
        println!(
            "演示数据已就绪：{} 个事项，{} 件公开件。可用以下账号登录：",
            played.matters, played.released
        );
        for account in accounts {
            println!(
                "  {}  {}  密码 {}  {}",
                account.code, account.name, account.password, account.role
            );
        }
        println!(
            "用“起草”账号登录，案头有一份草稿与其他单位的公开件雷同；用“监督”账号登录，案头的“内容雷同”列出全部。"
        );
    }
}
