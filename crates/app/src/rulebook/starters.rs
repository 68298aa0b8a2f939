/// The catalogues that this program is shipped with: a name and the file.
pub const STARTERS: &[(&str, &str)] = &[
    (
        "party-grassroots",
        include_str!("../../../../rulebooks/party-grassroots.toml"),
    ),
    (
        "party-eight-columns",
        include_str!("../../../../rulebooks/party-eight-columns.toml"),
    ),
    (
        "government-standard",
        include_str!("../../../../rulebooks/government-standard.toml"),
    ),
];
