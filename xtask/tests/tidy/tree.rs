//! The files of the checkout.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// What nobody wrote: built, fetched, or kept by other tools.
const NOT_OURS: &[&str] = &["target", ".git", "node_modules"];

/// A text file, by its path from the root of the workspace.
pub(crate) struct TextFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl TextFile {
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The number and the words of each line, counted as editors do.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

/// Every file under `folder` whose name ends in one of `endings`, in the order of their paths.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Result<Vec<TextFile>> {
    let mut found = Vec::new();
    collect(folder, endings, &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// One file, which has to be there.
pub(crate) fn file(path: &str) -> Result<TextFile> {
    let text = fs::read_to_string(root().join(path)).with_context(|| format!("{path} cannot be read"))?;
    Ok(TextFile {
        path: path.to_owned(),
        text,
    })
}

/// The names of the folders right under `folder`.
pub(crate) fn folders(folder: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join(folder))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Fails with the rule and every offence against it.
pub(crate) fn expect_none(rule: &str, offences: &[String]) -> Result<()> {
    if offences.is_empty() {
        return Ok(());
    }
    bail!("{rule}\n  {}", offences.join("\n  "))
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn collect(folder: &str, endings: &[&str], found: &mut Vec<TextFile>) -> Result<()> {
    for entry in fs::read_dir(root().join(folder)).with_context(|| format!("{folder} cannot be listed"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder == "." {
            name.clone()
        } else {
            format!("{folder}/{name}")
        };
        if NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&path, endings, found)?;
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(file(&path)?);
        }
    }
    Ok(())
}
