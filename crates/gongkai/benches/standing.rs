//! How long it takes from the start to the first page, and how much memory a served platform holds: idle, and while
//! eight clients read lists and pages as fast as they can for some seconds.
//!
//! `cargo bench -p gongkai --bench standing -- DIR…`
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it measures, and a measurement that fails is no measurement"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: usize = 8;
const LOAD: Duration = Duration::from_secs(5);

fn main() {
    println!("| folder | start to first page, ms | idle, MB | under load, MB | pages/s |");
    println!("|---|---|---|---|---|");
    for folder in std::env::args().skip(1).filter(|word| !word.starts_with("--")) {
        measure(&folder);
    }
}

fn measure(folder: &str) {
    let start = Instant::now();
    let mut server = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["serve", "--data", folder, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.trim().strip_prefix("http://").unwrap().to_owned();
    let page = get(&address, "/");
    let first_page = start.elapsed().as_millis();
    let idle = resident(&server);
    let link = page
        .split("href=\"/disclosures/")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let paths = [
        "/disclosures".to_owned(),
        format!("/disclosures/{}", link.unwrap_or_default()),
    ];
    let (pages, loaded) = load(&server, &address, &paths);
    println!(
        "| {folder} | {first_page} | {idle} | {loaded} | {} |",
        pages / LOAD.as_secs()
    );
    server.kill().unwrap();
    server.wait().unwrap();
}

/// How many pages were read, and how much memory was held near the end.
fn load(server: &Child, address: &str, paths: &[String; 2]) -> (u64, String) {
    let (count, end) = (Arc::new(AtomicU64::new(0)), Instant::now() + LOAD);
    let held = std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let count = Arc::clone(&count);
            scope.spawn(move || {
                while Instant::now() < end {
                    get(address, paths.get(client % 2).unwrap());
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(LOAD.mul_f32(0.9));
        resident(server)
    });
    (count.load(Ordering::Relaxed), held)
}

/// Megabytes of memory: the process's own, and with what is mapped from the database file (which can be dropped at
/// any time).
fn resident(server: &Child) -> String {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let megabytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
    };
    format!("{} ({})", megabytes("RssAnon:"), megabytes("VmRSS:"))
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    answer
}
