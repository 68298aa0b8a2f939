//! Installing what the tests need and a new machine lacks.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::command::{Program, is_installed, is_root};
use crate::postgres;

const CARGO_DENY: &str = "cargo-deny@0.20.2";
const CHINESE_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// Installs Debian's packages and cargo-deny where they are missing; does nothing on a machine that is ready.
pub(crate) fn install_what_is_missing() -> Result<()> {
    let missing = missing_packages();
    if !missing.is_empty() {
        println!("setup: installing {}", missing.join(" "));
        install_packages(&missing)?;
    }
    if !is_installed("cargo-deny") {
        println!("setup: building cargo-deny, once");
        install_cargo_deny()?;
    }
    println!("setup: ready");
    Ok(())
}

fn missing_packages() -> Vec<&'static str> {
    let needed = [
        ("postgresql", postgres::is_installed()),
        ("chromium", is_installed("chromium")),
        ("chromium-driver", is_installed("chromedriver")),
        ("strace", is_installed("strace")),
        ("nodejs", is_installed("node")),
        ("npm", is_installed("npm")),
        ("fonts-noto-cjk", Path::new(CHINESE_FONT).is_file()),
    ];
    needed
        .into_iter()
        .filter(|(_, is_there)| !is_there)
        .map(|(package, _)| package)
        .collect()
}

fn install_packages(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    ensure!(
        is_installed("apt-get"),
        "not a Debian machine: install by hand what `{by_hand}` would"
    );
    ensure!(
        is_root()?,
        "only root installs packages: run `sudo {by_hand}`, then try again"
    );
    Program::new("apt-get").args(&["update", "--quiet"]).run()?;
    Program::new("apt-get")
        .args(&["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

/// Built without optimisation: it runs for seconds, and building it well would take many minutes.
fn install_cargo_deny() -> Result<()> {
    Program::cargo()
        .args(&["install", "--quiet", "--locked", "--debug", CARGO_DENY])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .run()
}
