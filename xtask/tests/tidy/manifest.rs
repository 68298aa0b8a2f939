//! As much of a `Cargo.toml` as the checks need: which names stand in which table.

/// The keys of the table `[name]`, without what follows a dot or the equals sign.
pub(crate) fn keys(manifest: &str, table: &str) -> Vec<String> {
    entries(manifest, table).into_iter().map(|(key, _)| key).collect()
}

/// The keys of the table `[name]` with the rest of their lines.
pub(crate) fn entries(manifest: &str, table: &str) -> Vec<(String, String)> {
    let heading = format!("[{table}]");
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| !key.starts_with('#'))
        .map(|(key, value)| (first_word(key), value.trim().to_owned()))
        .collect()
}

fn first_word(key: &str) -> String {
    key.split('.').next().unwrap_or(key).trim().to_owned()
}

#[test]
fn the_keys_of_one_table_are_read() {
    let manifest =
        "[dependencies]\ndb.workspace = true\n# app = 1\nuuid = \"1\"\n\n[lints]\nworkspace = true\n";
    assert_eq!(keys(manifest, "dependencies"), ["db", "uuid"]);
    assert_eq!(keys(manifest, "dev-dependencies"), [""; 0]);
}
