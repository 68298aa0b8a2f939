//! The links of a page: which of them a visitor's copy follows, and where they lead in a folder of files.

/// What a file is, as far as its links go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Feed,
    Other,
}

impl Kind {
    pub(super) fn of(content_type: &str) -> Self {
        match content_type {
            kind if kind.starts_with("text/html") => Self::Page,
            kind if kind.starts_with("application/atom+xml") => Self::Feed,
            _ => Self::Other,
        }
    }
}

/// The folders of addresses that need somebody at the other end.
const LIVE: &[&str] = &[
    "/sign-in",
    "/account",
    "/desk",
    "/admin",
    "/api",
    "/search",
    "/taste",
    "/welcome",
    "/news",
    "/follow",
    // the folder of the log is copied as it is; a policy wants to be fetched where it is kept
    "/log",
    "/ledger/policy",
];
/// What may follow the question mark of a copied list: a filter that few pages offer, and the next page.
const KEYS: &[&str] = &["after", "track"];

/// Whether a copy has a file for this address.
fn is_copied(path: &str) -> bool {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let ours = place.starts_with('/') && !place.starts_with("//");
    let lives = LIVE
        .iter()
        .any(|live| place == *live || place.strip_prefix(live).is_some_and(|rest| rest.starts_with('/')));
    let keys = query.split('&').filter(|pair| !pair.is_empty());
    let plain = keys
        .map(|pair| pair.split('=').next().unwrap_or_default())
        .all(|key| KEYS.contains(&key));
    // a file without its ending would be copied as a page
    let file = place.contains("/attachments/");
    ours && !lives && plain && (!file || is_named(place))
}

fn is_named(place: &str) -> bool {
    place.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// The addresses of this platform that a page links to and a copy has.
pub(super) fn of(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["href=\"", "src=\""] {
        for rest in html.split(attribute).skip(1) {
            let address = rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
            let address = address.split('#').next().unwrap_or_default();
            if is_copied(address) {
                found.push(address.to_owned());
            }
        }
    }
    found
}

/// The file of an address, from the folder of the copy.
pub(super) fn file_of(path: &str) -> String {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let place = place.trim_matches('/');
    let named = is_named(place);
    let signs = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    let query: String = query.chars().map(signs).collect();
    match (place, query.as_str()) {
        ("", "") => "index.html".to_owned(),
        (place, "") if named => place.to_owned(),
        (place, "") => format!("{place}.html"),
        (place, query) => format!("{place}~{query}.html"),
    }
}

/// The page with links from file to file; what no copy has is plain text.
pub(super) fn relative(html: &str, path: &str) -> String {
    let depth = file_of(path).matches('/').count();
    let up = "../".repeat(depth);
    let mut copy = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, attribute, address, after)) = next(rest) {
        copy.push_str(before);
        let (place, anchor) = address
            .split_once('#')
            .map_or((address, ""), |(place, anchor)| (place, anchor));
        let place = place.replace("&amp;", "&");
        if !place.starts_with('/') {
            copy.push_str(&format!("{attribute}=\"{address}\""));
        } else if is_copied(&place) {
            let hash = if anchor.is_empty() { "" } else { "#" };
            copy.push_str(&format!("{attribute}=\"{up}{}{hash}{anchor}\"", file_of(&place)));
        }
        rest = after;
    }
    copy.push_str(rest);
    copy
}

/// The next link: what stands before it, its attribute, its address, what comes after it.
fn next(html: &str) -> Option<(&str, &'static str, &str, &str)> {
    let at = |attribute: &str| html.find(&format!(" {attribute}=\""));
    let (attribute, at) = match (at("href"), at("src")) {
        (Some(href), Some(src)) if src < href => ("src", src),
        (Some(href), _) => ("href", href),
        (None, Some(src)) => ("src", src),
        (None, None) => return None,
    };
    let (before, found) = html.split_at_checked(at + 1)?;
    let (_, value) = found.split_once('"')?;
    let (address, after) = value.split_once('"')?;
    Some((before, attribute, address, after))
}

/// A feed whose links lead to the files under an address.
pub(super) fn absolute(feed: &str, address: &str) -> String {
    let address = address.trim_end_matches('/');
    let base = format!("http://{}", host(address));
    let mut copy = String::with_capacity(feed.len());
    let mut rest = feed;
    while let Some((before, found)) = rest.split_once(&format!("\"{base}/")) {
        let (path, after) = found.split_once('"').unwrap_or((found, ""));
        let path = format!("/{}", path.replace("&amp;", "&"));
        copy.push_str(before);
        copy.push_str(&format!("\"{address}/{}\"", file_of(&path)));
        rest = after;
    }
    copy.push_str(rest);
    copy
}

/// The host of an address, as a request names it.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_links_from_file_to_file_and_to_nothing_that_needs_a_server() {
        let page = r#"<a href="/">首页</a><a href="/disclosures?after=1.2&amp;track=party">更早</a><a href="/sign-in?back=%2F">登录</a><link rel="x" href="/assets/app.css"><a href="https://example.org/">外</a><a href="/units/7#below">单位</a>"#;
        assert_eq!(
            of(page),
            [
                "/",
                "/disclosures?after=1.2&track=party",
                "/assets/app.css",
                "/units/7"
            ]
        );
        assert_eq!(
            relative(page, "/units/9"),
            r#"<a href="../index.html">首页</a><a href="../disclosures~after-1-2-track-party.html">更早</a><a >登录</a><link rel="x" href="../assets/app.css"><a href="https://example.org/">外</a><a href="../units/7.html#below">单位</a>"#
        );
    }

    #[test]
    fn a_filter_by_unit_and_stage_is_not_copied_and_neither_is_another_host() {
        for live in [
            "/disclosures?unit=1",
            "//example.org/",
            "/account",
            "/account/x",
            "mailto:a@example.org",
            "/disclosures/7/attachments/1",
        ] {
            assert!(!is_copied(live), "{live}");
        }
        assert!(is_copied("/accounts"));
    }

    #[test]
    fn an_attached_file_is_copied_as_what_it_is() {
        let page = r#"<a href="/disclosures/7/attachments/1.pdf">名单.pdf</a>"#;
        assert_eq!(of(page), ["/disclosures/7/attachments/1.pdf"]);
        let copied = r#"<a href="../disclosures/7/attachments/1.pdf">名单.pdf</a>"#;
        assert_eq!(relative(page, "/disclosures/7"), copied);
    }

    #[test]
    fn a_feed_names_the_files_where_they_will_be() {
        let feed = r#"<link href="http://www.example.org/disclosures/1"/>"#;
        assert_eq!(
            absolute(feed, "https://www.example.org/open/"),
            r#"<link href="https://www.example.org/open/disclosures/1.html"/>"#
        );
    }
}
