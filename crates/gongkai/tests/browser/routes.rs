//! The addresses of pages, as the source names them.

use std::path::Path;

/// What is fetched and no page: files, feeds, what programs ask for, links that only set a cookie.
const NO_PAGES: &[&str] = &[
    "/assets/",
    "/api/",
    "/taste/",
    "/healthz",
    ".atom",
    ".pdf",
    ".xlsx",
    ".csv",
    ".ics",
    ".zip",
    ".svg",
    ".toml",
    "/stream",
    "/attachments/{number}",
    "/export",
    "/calendar/{file}",
    "/sign-in/provider",
    "/log/",
    "/ledger/policy",
    ".tlog-proof",
    ".receipt",
    ".json",
];

/// Every address that answers a GET with a page.
pub(crate) fn pages() -> Vec<String> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src"),
        &mut found,
    );
    found.sort();
    found.dedup();
    found
}

/// The route that an address belongs to.
pub(crate) fn route_of(path: &str) -> Option<String> {
    let fits = |route: &&String| {
        let (mut route, mut path) = (route.split('/'), path.split('/'));
        loop {
            match (route.next(), path.next()) {
                (None, None) => return true,
                (Some(part), Some(found)) if part == found || part.starts_with('{') => {}
                _ => return false,
            }
        }
    };
    let routes = pages();
    // a word fits before a gap does: `/desk/matters/new` is not the matter “new”
    let gaps = |route: &&String| route.matches('{').count();
    routes.iter().filter(fits).min_by_key(gaps).cloned()
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap();
            for route in text.split(".route(").skip(1) {
                let route = route.split(".route(").next().unwrap();
                let end = route
                    .find(")\n        .")
                    .or_else(|| route.find(")\n}"))
                    .unwrap_or(route.len());
                let address = route.split('"').nth(1).unwrap_or_default();
                let is_page = address.starts_with('/') && !NO_PAGES.iter().any(|part| address.contains(part));
                if is_page && route[..end].contains("get(") {
                    found.push(address.to_owned());
                }
            }
        }
    }
}
