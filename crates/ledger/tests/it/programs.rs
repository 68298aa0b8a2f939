//! Verifiers that are none of ours say what we say: the recipe in the document, with OpenSSL alone, and a program of 300
//! lines in another language, written from the document.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ledger::policy::Policy;
use ledger::receipt::{Receipt, SKEW};

use crate::receipt_vectors::{folder, said};

const DOCUMENT: &str = include_str!("../../../../docs/ledger.md");

/// A folder that is gone when it is no longer needed.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("ledger-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether a machine has a program, and the program what is asked of it.
fn has(program: &str, arguments: &[&str]) -> bool {
    let quiet = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let has = quiet.is_ok_and(|status| status.success());
    if !has {
        // What a test that passes says is not shown; this is for whoever asks why nothing was compared.
        let _ = writeln!(
            std::io::stderr(),
            "{program} {arguments:?}: not here, nothing was compared"
        );
    }
    has
}

/// The key of a line of the policy.
fn key(start: &str) -> String {
    let policy = fs::read_to_string(folder().join("all.policy")).unwrap();
    let line = policy.lines().find_map(|line| line.strip_prefix(start));
    line.unwrap().trim().to_owned()
}

fn recipe() -> &'static str {
    let (_, after) = DOCUMENT.split_once("```bash\n").unwrap();
    after.split_once("```").unwrap().0
}

#[test]
fn the_recipe_has_thirty_lines_at_most_and_accepts_the_proof_and_no_changed_one() {
    assert!(recipe().lines().count() <= 30);
    let asked = "openssl dgst -sm3 </dev/null && openssl version | grep -E '^OpenSSL [3-9]'";
    if !has("bash", &["-c", asked]) {
        return;
    }
    let place = Folder::new("recipe");
    let script = place.file("verify.sh", recipe().as_bytes());
    let runs = |proof: &Path, log: &str, witness: &str| {
        let mut command = Command::new("bash");
        command.arg(&script).arg(proof).args([log, witness]);
        command.output().unwrap()
    };
    let (log, witness) = (key("log "), key("witness w2 "));
    let good = fs::read(folder().join("whole.tlog-proof")).unwrap();
    let accepted = runs(&place.file("good", &good), &log, &witness);
    let shown = String::from_utf8(accepted.stdout).unwrap();
    assert!(accepted.status.success(), "{shown}");
    assert!(shown.contains("field 1: 72656c65617365"), "{shown}");
    assert!(shown.contains("holds; seen by witness.example/w2"), "{shown}");
    let refuses = |bytes: &[u8], log: &str, witness: &str| {
        let output = runs(&place.file("other", bytes), log, witness);
        assert!(!output.status.success(), "{}", String::from_utf8_lossy(bytes));
        assert!(!String::from_utf8_lossy(&output.stdout).contains("holds"));
    };
    refuses(&good, &witness, &witness);
    refuses(&good, &log, &key("witness w3 ").replace("w3", "w2"));
    let text = String::from_utf8(good.clone()).unwrap();
    for (start, step) in [
        ("extra ", 60),
        ("extra ", 500),
        ("extra ", 1100),
        ("index ", 8),
        ("index ", 40),
        ("index ", 900),
        ("log.example/test\n1000000", 20),
        ("log.example/test\n1000000", 40),
        ("\u{2014} log.example/test ", 60),
        ("\u{2014} witness.example/w2 ", 40),
        ("\u{2014} witness.example/w2 ", 80),
    ] {
        let at = text.find(start).unwrap() + step;
        let mut other = good.clone();
        other[at] = if other[at] == b'1' { b'2' } else { b'1' };
        refuses(&other, &log, &witness);
    }
}

/// What the program says of each file under a policy: a line of JSON for each.
fn by_python(policy: &str, files: &[PathBuf]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(folder().join(policy)).args(files);
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    // It leaves spaces where we leave none.
    let tight = |line: &str| line.replace(": ", ":").replace(", ", ",");
    lines.lines().map(tight).collect()
}

/// What we say, in the same words.
fn by_us(policy: &str, file: &Path) -> String {
    let policy = Policy::parse(&fs::read(folder().join(policy)).unwrap()).unwrap();
    let verdict = Receipt::read(&fs::read(file).unwrap()).and_then(|receipt| receipt.verify(&policy, SKEW));
    let line = said("", "", verdict.ok().as_ref());
    let (_, verdict) = line.split_once("\"verdict\":").unwrap();
    verdict.strip_suffix('}').unwrap().to_owned()
}

/// The receipts in files that the program reads, and those with a bit changed in every so many bytes.
fn all_receipts(place: &Folder) -> Vec<PathBuf> {
    let of_kind = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("receipt" | "tlog-proof"))
    };
    let entries = fs::read_dir(folder()).unwrap();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(of_kind)
        .collect();
    assert!(35 < files.len());
    for (name, step) in [("whole.tlog-proof", 29), ("lie.receipt", 97)] {
        let good = fs::read(folder().join(name)).unwrap();
        for at in (0..good.len()).step_by(step) {
            let mut other = good.clone();
            other[at] ^= 1 << (at % 8);
            files.push(place.file(&format!("{at}-{name}"), &other));
        }
    }
    files
}

#[test]
fn a_program_of_300_lines_says_of_every_receipt_what_we_say() {
    assert!(include_str!("../verify.py").lines().count() <= 300);
    if !has("python3", &["-c", "import hashlib; hashlib.new('sm3')"]) {
        return;
    }
    let place = Folder::new("python");
    let files = all_receipts(&place);
    for policy in ["two-of-three.policy", "groups.policy"] {
        let theirs = by_python(policy, &files);
        assert_eq!(theirs.len(), files.len());
        for (file, theirs) in files.iter().zip(theirs) {
            assert_eq!(theirs, by_us(policy, file), "{}", file.display());
        }
    }
}
