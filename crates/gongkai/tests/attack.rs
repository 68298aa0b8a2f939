//! While strangers' files are looked into, pages are answered as before: the looking is done by processes of their own,
//! few at once, and what waits for its turn waits for nobody else.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "in a test a panic is the answer; it measures, and what was measured is told"
)]

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use app::attachment::Inspector;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::task::JoinSet;
use zip::write::{SimpleFileOptions, ZipWriter};

/// So many files are sent at once.
const FILES: usize = 6;

/// A document of forty megabytes of paragraphs: it uses up what a process may compute.
fn endless() -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file("[Content_Types].xml", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(b"<Types/>").unwrap();
    writer
        .start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(b"<a>").unwrap();
    for _ in 0..1_000 {
        writer.write_all(&b"<p/>".repeat(10_000)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn page(address: &str) -> Duration {
    let start = Instant::now();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!("GET /units HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    start.elapsed()
}

/// The processes that look into files at this moment; those that ended and were not yet asked how do not count.
fn inspecting() -> usize {
    let own = std::process::id().to_string();
    std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("stat")).ok())
        .filter(|stat| {
            let mut after_name = stat.rsplit(") ").next().unwrap_or_default().split(' ');
            after_name.next() != Some("Z") && after_name.next() == Some(&own)
        })
        .count()
}

/// The middle and the slowest but one of a hundred.
fn figures(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_answered_while_hostile_files_are_looked_into() {
    let t = testkit::TestApp::new(testkit::On::Sqlite).await;
    testkit::World::new(&t).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let router = web::router(web::Site::new(t.app.clone(), "示例机关"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut quiet = Vec::new();
    for _ in 0..200 {
        quiet.push(page(&address).await);
    }

    let inspector = Inspector::process(PathBuf::from(env!("CARGO_BIN_EXE_gongkai")));
    let file = endless();
    let mut attack = JoinSet::new();
    for _ in 0..FILES {
        let (inspector, file) = (inspector.clone(), file.clone());
        attack.spawn(async move { inspector.look(&file).await });
    }
    let (mut under_attack, mut most, mut refused) = (Vec::new(), 0, 0);
    while refused < FILES {
        under_attack.push(page(&address).await);
        most = most.max(inspecting());
        while let Some(answer) = attack.try_join_next() {
            assert!(answer.unwrap().is_err());
            refused += 1;
        }
    }

    let pages = under_attack.len();
    let ((middle, slow), (middle_then, slow_then)) = (figures(quiet), figures(under_attack));
    println!(
        "quiet: {middle:?}, {slow:?}; while {FILES} files were looked into, {most} at once: {middle_then:?}, {slow_then:?} ({pages} pages)"
    );
    assert!((1..=2).contains(&most), "{most} processes at once");
    assert!(200 < pages, "{pages} pages in all that time");
    assert!(middle_then < middle * 3, "{middle_then:?} instead of {middle:?}");
}
