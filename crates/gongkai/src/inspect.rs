//! Looks into one file that a stranger sent: it comes on stdin, the answer goes to stdout as JSON. The process limits
//! itself before it reads the first byte, so that no file costs the service more than that.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use domain::attachment::LARGEST;
use domain::refusal::AttachmentRefusal as Refusal;
use nix::sys::resource::{Resource, setrlimit};

/// Seconds of computing.
const CPU: u64 = 2;
/// Bytes of memory, the program itself included.
const MEMORY: u64 = 256 * 1024 * 1024;

pub(crate) fn run() -> Result<ExitCode> {
    for (resource, limit) in [
        (Resource::RLIMIT_CPU, CPU),
        (Resource::RLIMIT_AS, MEMORY),
        (Resource::RLIMIT_NOFILE, 0),
        (Resource::RLIMIT_FSIZE, 0),
        (Resource::RLIMIT_CORE, 0),
    ] {
        setrlimit(resource, limit, limit)?;
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
