//! The public side as plain files, for a website that exists already: what a visitor sees now, read through the same
//! pages as every visitor's, with links that work from any folder.

mod links;

use std::collections::{BTreeSet, VecDeque};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, HOST};
use clap::Args;
use indicatif::ProgressBar;
use tower::ServiceExt;

use crate::place::{Place, site_name};
use links::{Kind, file_of};

/// Where a copy writes down which files it made.
const LIST: &str = ".gongkai-site";
/// Larger pages than any of ours.
const LARGEST: usize = 64 * 1024 * 1024;

#[derive(Args)]
pub(crate) struct Site {
    #[command(flatten)]
    place: Place,
    /// Folder to write into; what an earlier copy wrote there and is not public any more is deleted
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Where the files will be reached, for feeds and codes, which cannot use relative links
    #[arg(long, value_name = "https://…")]
    address: String,
}

impl Site {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open().await?;
        let name = site_name(&app).await?;
        let router = web::router(web::Site::new(app, &name));
        let bar = ProgressBar::new_spinner();
        let files = self.write(&router, &bar).await?;
        bar.finish_and_clear();
        println!("{files} files in {}", self.to.display());
        Ok(ExitCode::SUCCESS)
    }

    /// From the first page along every link a visitor has, each address once.
    async fn write(&self, router: &Router, bar: &ProgressBar) -> Result<usize> {
        let mut known: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
        let mut waiting: VecDeque<String> = VecDeque::from(["/".to_owned()]);
        let mut written = BTreeSet::new();
        while let Some(path) = waiting.pop_front() {
            let Some((kind, bytes)) = self.fetch(router, &path).await? else {
                continue;
            };
            let bytes = match kind {
                Kind::Page => {
                    let html = String::from_utf8(bytes).context("a page is no text")?;
                    for found in links::of(&html) {
                        if known.insert(found.clone()) {
                            waiting.push_back(found);
                        }
                    }
                    links::relative(&html, &path).into_bytes()
                }
                Kind::Feed => {
                    let feed = String::from_utf8(bytes).context("a feed is no text")?;
                    links::absolute(&feed, &self.address).into_bytes()
                }
                Kind::Other => bytes,
            };
            let file = self.to.join(file_of(&path));
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make {}", folder.display()))?;
            }
            self.note(&file_of(&path))?;
            std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
            written.insert(file_of(&path));
            bar.inc(1);
        }
        self.sweep(&written)?;
        Ok(written.len())
    }

    /// A file is on the list before it is there: a copy that was broken off is swept by the next all the same.
    fn note(&self, file: &str) -> Result<()> {
        let list = self.to.join(LIST);
        std::fs::create_dir_all(&self.to)?;
        let opened = std::fs::OpenOptions::new().append(true).create(true).open(&list);
        opened
            .and_then(|mut opened| writeln!(opened, "\n{file}"))
            .with_context(|| format!("cannot write {}", list.display()))
    }

    /// What an earlier copy had and this one has not was withdrawn, or is not for visitors any more: it goes.
    fn sweep(&self, written: &BTreeSet<String>) -> Result<()> {
        let list = self.to.join(LIST);
        let before = std::fs::read_to_string(&list).unwrap_or_default();
        for gone in before
            .lines()
            .filter(|file| !file.is_empty() && !written.contains(*file))
        {
            let file = self.to.join(gone);
            if file.starts_with(&self.to) && !gone.contains("..") && file.is_file() {
                std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        let lines: Vec<_> = written.iter().map(String::as_str).collect();
        std::fs::write(&list, lines.join("\n")).with_context(|| format!("cannot write {}", list.display()))
    }

    /// What a visitor gets at a path; nothing when that is not there for them.
    async fn fetch(&self, router: &Router, path: &str) -> Result<Option<(Kind, Vec<u8>)>> {
        let host = links::host(&self.address);
        let request = Request::get(path)
            .header(HOST, host)
            .extension(web::Still)
            .body(Body::empty())
            .with_context(|| format!("{path} is no path"))?;
        let answer = router.clone().oneshot(request).await?;
        if !answer.status().is_success() {
            ensure!(path != "/", "the first page answers {}", answer.status());
            return Ok(None);
        }
        let kind = answer
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let kind = Kind::of(kind.unwrap_or_default());
        let bytes = to_bytes(answer.into_body(), LARGEST).await?;
        Ok(Some((kind, bytes.to_vec())))
    }
}
