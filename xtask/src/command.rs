//! Starting other programs and saying which one failed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A program to be run at the root of the workspace.
pub(crate) struct Program {
    command: Command,
}

impl Program {
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Program {
        let mut command = Command::new(name);
        command.current_dir(root());
        Program { command }
    }

    pub(crate) fn cargo() -> Program {
        Program::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    pub(crate) fn args(mut self, arguments: &[impl AsRef<OsStr>]) -> Program {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Program {
        self.command.env(name, value);
        self
    }

    /// Runs in another folder, for programs whose user may not enter the workspace.
    pub(crate) fn within(mut self, folder: &Path) -> Program {
        self.command.current_dir(folder);
        self
    }

    /// Waits for the end; anything but success is an error that names the program.
    pub(crate) fn run(mut self) -> Result<()> {
        let status = self
            .command
            .status()
            .with_context(|| format!("cannot start {}", self.line()))?;
        ensure!(status.success(), "{} ended with {status}", self.line());
        Ok(())
    }

    /// Like `run`, but shows the output only when the program failed.
    pub(crate) fn run_quietly(self) -> Result<()> {
        self.output().map(drop)
    }

    /// What the program printed on standard output.
    pub(crate) fn output(mut self) -> Result<String> {
        let output = self
            .command
            .output()
            .with_context(|| format!("cannot start {}", self.line()))?;
        ensure!(
            output.status.success(),
            "{} ended with {}\n{}",
            self.line(),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Hands over the prepared command, for a program that stays running.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// The root of the workspace: the folder above this crate's.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether `name` is a program on the search path.
pub(crate) fn is_installed(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Whether we run as the administrator, whom `PostgreSQL` refuses and Chromium needs a flag for.
pub(crate) fn is_root() -> Result<bool> {
    Ok(Program::new("id").args(&["-u"]).output()?.trim() == "0")
}
