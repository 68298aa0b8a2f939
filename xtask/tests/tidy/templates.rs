//! Every template is shown by some page.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::tree::{TextFile, expect_none, files};

/// Where askama looks; a template is named by its path from here.
const TEMPLATES: &str = "crates/web/src";

#[test]
fn every_template_is_used() -> Result<()> {
    let pages = files(TEMPLATES, &[".rs"])?;
    let templates = files(TEMPLATES, &[".html"])?;
    let mut used: BTreeSet<String> = pages.iter().flat_map(|page| named_by_page(&page.text)).collect();
    for template in &templates {
        used.extend(named_by_template(&template.text).filter(|name| name != name_of(template)));
    }
    let idle: Vec<String> = templates
        .iter()
        .filter(|file| !used.contains(name_of(file)))
        .map(|file| file.path.clone())
        .collect();
    expect_none("no page and no other template names these templates:", &idle)
}

fn name_of(template: &TextFile) -> &str {
    template
        .path
        .strip_prefix(TEMPLATES)
        .map_or(template.path.as_str(), |name| name.trim_start_matches('/'))
}

/// The paths in `#[template(path = "…")]`.
fn named_by_page(source: &str) -> impl Iterator<Item = String> {
    source
        .split("path = \"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
}

/// The paths in `{% extends %}`, `{% include %}` and `{% import %}`.
fn named_by_template(text: &str) -> impl Iterator<Item = String> {
    let tags = text
        .split("{%")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("%}")?.0));
    tags.filter_map(|tag| {
        let words = tag.trim_start_matches(['-', '~', '+']).trim();
        let is_naming = ["extends", "include", "import"]
            .iter()
            .any(|word| words.starts_with(word));
        let path = words.split('"').nth(1)?;
        if is_naming { Some(path.to_owned()) } else { None }
    })
}

#[test]
fn names_are_found_in_pages_and_in_templates() {
    let page: Vec<String> = named_by_page("#[template(path = \"matter/show.html\")]").collect();
    assert_eq!(page, ["matter/show.html"]);
    let text = "{% extends \"page.html\" %}{%- import \"field.html\" as field -%}{% if a == \"b.html\" %}";
    let template: Vec<String> = named_by_template(text).collect();
    assert_eq!(template, ["page.html", "field.html"]);
}
