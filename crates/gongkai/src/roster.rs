use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use app::organisation::{self, Mode};
use clap::Args;

use crate::place::Place;

#[derive(Args)]
pub(crate) struct Import {
    #[command(flatten)]
    place: Place,
    /// The spreadsheet
    file: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    place: Place,
    /// Where to write the .xlsx
    file: PathBuf,
}

impl Import {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open().await?;
        let bytes =
            std::fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let name = self
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mode = if self.dry_run { Mode::DryRun } else { Mode::ForReal };
        let report = organisation::import(&app, None, &name, &bytes, mode).await?;
        if self.json {
            println!("{}", json(&report));
        } else {
            print(&report);
        }
        Ok(if report.problems.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn print(report: &organisation::Report) {
    for count in &report.counts {
        println!(
            "{}：新增 {}，变更 {}，不变 {}",
            count.what.name(),
            count.new,
            count.changed,
            count.unchanged
        );
    }
    for problem in &report.problems {
        println!("{problem}");
    }
    println!(
        "{}",
        if report.applied {
            "已导入。"
        } else {
            "没有做任何改动。"
        }
    );
}

fn json(report: &organisation::Report) -> serde_json::Value {
    let counts: Vec<_> = report
        .counts
        .iter()
        .map(|count| {
            serde_json::json!({
                "what": count.what.name(), "new": count.new, "changed": count.changed, "unchanged": count.unchanged,
            })
        })
        .collect();
    let problems: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    serde_json::json!({ "applied": report.applied, "counts": counts, "problems": problems })
}

impl Export {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open().await?;
        let bytes = organisation::export(&app, None).await?;
        std::fs::write(&self.file, bytes).with_context(|| format!("cannot write {}", self.file.display()))?;
        println!("{}", self.file.display());
        Ok(ExitCode::SUCCESS)
    }
}
