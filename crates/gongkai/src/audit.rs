use std::process::ExitCode;

use anyhow::Result;
use app::audit::Findings;
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
        let sentence = |fault: &app::audit::Fault| {
            format!(
                "{} {} {}: {}",
                fault.table, fault.row, fault.column, fault.problem
            )
        };
        let faults: Vec<_> = findings.faults.iter().map(sentence).collect();
        let all = u64::try_from(faults.len())? + findings.unlisted;
        if self.json {
            let Findings {
                lines, lost, rows, ..
            } = findings;
            println!(
                "{}",
                serde_json::json!({ "lines": lines, "lost": lost, "rows": rows, "faults": faults, "all": all })
            );
        } else {
            for fault in &faults {
                println!("{fault}");
            }
            println!(
                "{} lines replayed, {} rows compared, {} faults",
                findings.lines, findings.rows, all
            );
            if 0 < findings.lost {
                println!(
                    "{} of the lines only take the place of one that was lost when the database was set back",
                    findings.lost
                );
            }
        }
        Ok(if faults.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
