//! Looks into one file that a stranger sent: it comes on stdin, the answer goes to stdout as JSON. The process limits
//! itself before it reads the first byte, so that no file costs the service more than that.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use domain::attachment::LARGEST;
use domain::refusal::AttachmentRefusal as Refusal;
use rustix::process::{Resource, Rlimit, nice, setrlimit};

/// Seconds of computing. The kernel counts in ticks and sees less of whoever runs for less than one at a time, as somebody of
/// low priority on a busy machine does; so that two seconds are never passed, the limit is one.
const CPU: u64 = 1;
/// Bytes of memory, the program itself included.
const MEMORY: u64 = 256 * 1024 * 1024;

pub(crate) fn run() -> Result<ExitCode> {
    // whoever reads a page goes first; no lower, or an honest file would starve on a busy machine
    nice(10)?;
    for (resource, limit) in [
        (Resource::Cpu, CPU),
        (Resource::As, MEMORY),
        (Resource::Nofile, 0),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        let limit = Some(limit);
        setrlimit(
            resource,
            Rlimit {
                current: limit,
                maximum: limit,
            },
        )?;
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST)?.saturating_add(1);
    std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    let answer = if LARGEST < bytes.len() {
        Err(Refusal::TooLarge)
    } else {
        app::attachment::look(&bytes)
    };
    std::io::stdout().write_all(&serde_json::to_vec(&answer)?)?;
    Ok(ExitCode::SUCCESS)
}
