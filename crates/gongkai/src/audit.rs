use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use indicatif::ProgressBar;

use crate::place::Place;

#[derive(Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    place: Place,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Audit {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open().await?;
        let bar = ProgressBar::new(0);
        let findings = app::audit::run(&app, |done, of| {
            bar.set_length(of);
            bar.set_position(done);
        })
        .await?;
        bar.finish_and_clear();
        let faults: Vec<_> = findings.faults.iter().map(ToString::to_string).collect();
        if self.json {
            let (lines, rows) = (findings.lines, findings.rows);
            println!("{}", serde_json::json!({ "lines": lines, "rows": rows, "faults": faults }));
        } else {
            for fault in &faults {
                println!("{fault}");
            }
            println!("{} lines replayed, {} rows compared, {} faults", findings.lines, findings.rows, faults.len());
        }
        Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
