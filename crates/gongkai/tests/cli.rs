//! The commands as somebody at a shell meets them: what they print, what they leave behind, how they exit.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("gongkai-cli-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn data(&self) -> PathBuf {
        self.0.join("data")
    }

    fn gongkai(&self, words: &[&str]) -> Output {
        command(&self.data()).args(words).output().unwrap()
    }

    fn demo(&self) -> serde_json::Value {
        let sizes = [
            "demo",
            "--units",
            "5",
            "--members",
            "40",
            "--disclosures",
            "6",
            "--json",
        ];
        let output = self.gongkai(&sizes);
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command
        .env("GONGKAI_DATA", data)
        .env_remove("GONGKAI_DATABASE")
        .env_remove("GONGKAI_CONFIG");
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_new_platform_has_a_link_for_each_administrator_and_no_password_and_is_not_set_up_twice() {
    let folder = Folder::new("init");
    let output = folder.gongkai(&["init", "--name", "示例机关"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let links = stdout(&output).matches("http://127.0.0.1:8090/welcome/").count();
    assert_eq!(links, 3, "{}", stdout(&output));
    let again = folder.gongkai(&["init", "--name", "示例机关"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("nothing was changed"));
    let audit = folder.gongkai(&["audit"]);
    assert_eq!(audit.status.code(), Some(0), "{}", stdout(&audit));
}

#[test]
fn what_was_never_set_up_is_not_served() {
    let folder = Folder::new("empty");
    let output = folder.gongkai(&["serve"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("gongkai init"), "{}", stderr(&output));
}

#[test]
fn the_same_seed_makes_the_same_demonstration_and_its_audit_is_clean() {
    let (one, two) = (Folder::new("one"), Folder::new("two"));
    assert_eq!(one.demo(), two.demo());
    let head = |folder: &Folder| {
        let report = folder.gongkai(&["audit", "--json"]);
        assert_eq!(report.status.code(), Some(0), "{}", stdout(&report));
        serde_json::from_slice::<serde_json::Value>(&report.stdout).unwrap()
    };
    assert_eq!(head(&one), head(&two));
}

#[test]
fn a_token_is_printed_for_a_person_and_for_nobody_else() {
    let folder = Folder::new("token");
    folder.demo();
    let output = folder.gongkai(&["token", "--person", "P000001"]);
    assert!(stdout(&output).starts_with("gk_"), "{}", stderr(&output));
    let nobody = folder.gongkai(&["token", "--person", "nobody"]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(stderr(&nobody).contains("nobody"));
}

#[test]
fn the_organisation_goes_out_and_comes_back_unchanged() {
    let folder = Folder::new("roster");
    folder.demo();
    let file = folder.0.join("组织.xlsx").display().to_string();
    let export = folder.gongkai(&["export", &file]);
    assert!(export.status.success(), "{}", stderr(&export));
    let import = folder.gongkai(&["import", &file, "--json"]);
    assert_eq!(
        import.status.code(),
        Some(0),
        "{}{}",
        stdout(&import),
        stderr(&import)
    );
    let report: serde_json::Value = serde_json::from_slice(&import.stdout).unwrap();
    for count in report["counts"].as_array().unwrap() {
        assert_eq!(
            (&count["new"], &count["changed"]),
            (&0.into(), &0.into()),
            "{count}"
        );
    }
}

#[test]
fn a_broken_spreadsheet_is_refused_in_a_sentence_and_changes_nothing() {
    let folder = Folder::new("broken");
    folder.demo();
    let before = stdout(&folder.gongkai(&["audit", "--json"]));
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../documents/tests/files/broken.xlsx"
    );
    let output = folder.gongkai(&["import", file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!stderr(&output).is_empty());
    assert_eq!(stdout(&folder.gongkai(&["audit", "--json"])), before);
}

#[test]
fn settings_come_from_flags_then_the_environment_then_a_file() {
    let folder = Folder::new("settings");
    folder.demo();
    let file = folder.0.join("gongkai.toml");
    std::fs::write(&file, format!("data = {:?}\n", folder.data())).unwrap();
    let mut from_file = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let from_file = from_file
        .env_remove("GONGKAI_DATA")
        .args(["audit", "--config"])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(from_file.status.code(), Some(0), "{}", stderr(&from_file));
    std::fs::write(&file, "dota = 1\n").unwrap();
    let wrong = folder.gongkai(&["audit", "--config", &file.display().to_string()]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("dota"), "{}", stderr(&wrong));
}

#[test]
fn it_says_where_it_serves_when_it_does_and_ends_when_asked() {
    let folder = Folder::new("serve");
    folder.demo();
    let mut server = command(&folder.data())
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.trim().strip_prefix("http://").unwrap().to_owned();
    assert!(get(&address, "/healthz").starts_with("HTTP/1.1 200"));
    assert!(get(&address, "/").contains("text/html"));
    let asked = Command::new("kill")
        .arg(server.id().to_string())
        .status()
        .unwrap();
    assert!(asked.success());
    assert!(server.wait().unwrap().success());
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
    answer
}

#[test]
fn every_command_helps() {
    for command in [
        "init", "demo", "serve", "work", "import", "export", "token", "audit",
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args([command, "--help"])
            .output()
            .unwrap();
        assert!(
            output.status.success() && stdout(&output).contains("--data"),
            "{command}"
        );
    }
}

#[test]
fn the_public_side_becomes_a_folder_of_files_whose_links_lead_to_files() {
    let folder = Folder::new("site");
    folder.demo();
    let to = folder.0.join("site");
    let output = folder.gongkai(&[
        "site",
        "--to",
        to.to_str().unwrap(),
        "--address",
        "https://www.example.org/open",
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    let mut pages = 0;
    for file in files(&to) {
        if file.extension().is_none_or(|kind| kind != "html") {
            continue;
        }
        pages += 1;
        let html = std::fs::read_to_string(&file).unwrap();
        for link in html.split("href=\"").skip(1) {
            let link = link.split(['"', '#']).next().unwrap();
            if link.is_empty() || link.contains("://") {
                continue;
            }
            let target = file.parent().unwrap().join(link);
            assert!(target.is_file(), "{} links to {link}", file.display());
        }
    }
    assert!(3 < pages, "{pages} pages");
    let feed = std::fs::read_to_string(to.join("feed.atom")).unwrap();
    // the feed's own id stays what it is, wherever a copy lies (RFC 4287, 4.2.6)
    let mut links = feed.split("href=\"").skip(1);
    assert!(
        links.all(|link| link.starts_with("https://www.example.org/open/")),
        "{feed}"
    );
}

#[test]
fn a_newer_copy_sweeps_what_an_earlier_one_wrote_and_nothing_else() {
    let folder = Folder::new("site-sweep");
    folder.demo();
    let to = folder.0.join("site");
    let copy = || {
        let address = "https://www.example.org/open";
        let output = folder.gongkai(&["site", "--to", to.to_str().unwrap(), "--address", address]);
        assert!(output.status.success(), "{}", stderr(&output));
    };
    copy();
    let list = to.join(".gongkai-site");
    let [gone, file, ours, outside] = [
        to.join("disclosures/gone.html"),
        to.join("disclosures/gone/attachments/1.pdf"),
        to.join("ours.html"),
        folder.0.join("outside.html"),
    ];
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    for file in [&gone, &file, &ours, &outside] {
        std::fs::write(file, "示例").unwrap();
    }
    let mut lines = std::fs::read_to_string(&list).unwrap();
    lines.push_str("\ndisclosures/gone.html\ndisclosures/gone/attachments/1.pdf\n../outside.html");
    std::fs::write(&list, lines).unwrap();
    copy();
    assert!(
        !gone.exists() && !file.exists(),
        "what is not public any more goes"
    );
    assert!(ours.exists() && outside.exists(), "what no copy wrote stays");
    assert!(to.join("index.html").exists());
    assert!(!std::fs::read_to_string(&list).unwrap().contains("gone"));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}
