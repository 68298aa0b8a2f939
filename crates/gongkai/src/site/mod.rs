//! The public side as plain files, for a website that exists already: what a visitor sees now, read through the same
//! pages as every visitor's, with links that work from any folder.

mod links;

use std::collections::{BTreeSet, VecDeque};
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

/// Larger pages than any of ours.
const LARGEST: usize = 64 * 1024 * 1024;

#[derive(Args)]
pub(crate) struct Site {
    #[command(flatten)]
    place: Place,
    /// Folder to write into; what is there already is written over, nothing is deleted
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
        let mut files = 0;
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
            std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
            files += 1;
            bar.inc(1);
        }
        Ok(files)
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
