//! Files stay short enough to be read in one sitting.

use anyhow::Result;

use crate::tree::{expect_none, files};

/// A file that reaches this has two subjects: split it by them.
const LONGEST: usize = 400;

#[test]
fn no_source_file_is_longer_than_one_sitting() -> Result<()> {
    let mut sources = files("crates", &[".rs"])?;
    sources.extend(files("xtask", &[".rs"])?);
    let offences: Vec<String> = sources
        .iter()
        .filter(|source| source.path.contains("/src/"))
        .map(|source| (source.path.as_str(), length_without_tests(&source.text)))
        .filter(|(_, length)| *length > LONGEST)
        .map(|(path, length)| format!("{path}: {length} lines"))
        .collect();
    expect_none(
        &format!("a source file has at most {LONGEST} lines without its tests:"),
        &offences,
    )
}

/// Lines before the module of tests, which stands at the end.
fn length_without_tests(source: &str) -> usize {
    let lines: Vec<&str> = source.lines().collect();
    let is_start = |pair: &[&str]| matches!(pair, ["#[cfg(test)]", second] if is_module_with_body(second));
    lines.windows(2).position(is_start).unwrap_or(lines.len())
}

fn is_module_with_body(line: &str) -> bool {
    line.starts_with("mod ") && line.ends_with('{')
}

#[test]
fn the_module_of_tests_is_not_counted() {
    assert_eq!(
        length_without_tests("fn a() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n"),
        2
    );
    assert_eq!(length_without_tests("#[cfg(test)]\nmod tests;\nfn a() {}\n"), 3);
}
