use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use ledger::hash::Hash;
use ledger::note::{KeyName, LogKey};
use ledger::tree::Head;

use super::{KEPT_LINES, MOST_LINES, Memory, MemoryFailure, Remembered};

const ORIGIN: &str = "log.example/test";

struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("keepers-memory-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Folder(path)
    }

    fn heads(&self) -> PathBuf {
        self.0.join("heads")
    }

    fn open(&self) -> Result<Memory, MemoryFailure> {
        Memory::open(&self.0, ORIGIN)
    }

    /// With heads of the sizes 1 to `last`.
    fn with_heads(last: u64) -> Folder {
        let folder = Folder::new();
        let mut memory = Memory::create(&folder.0, ORIGIN).unwrap();
        for size in 1..=last {
            memory.remember(head(size)).unwrap();
        }
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn root(size: u64) -> Hash {
    let mut root = [7; 32];
    root[..8].copy_from_slice(&size.to_be_bytes());
    Hash(root)
}

fn head(size: u64) -> Remembered {
    let key = LogKey::from_seed(KeyName::parse("key.example").unwrap(), &[1; 32]).unwrap();
    let text = format!("some text\n{size}\n");
    let line = key.sign_text(&text).unwrap();
    Remembered {
        head: Head {
            size,
            root: root(size),
        },
        sm3_root: size.is_multiple_of(2).then(|| root(size + 1)),
        time: 1_790_000_000 + size,
        note: size
            .is_multiple_of(3)
            .then(|| ledger::note::Note::new(&text, vec![line]).unwrap()),
    }
}

fn append(path: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

fn last_size(folder: &Folder) -> u64 {
    folder.open().unwrap().last().map_or(0, |last| last.head.size)
}

#[test]
fn what_was_remembered_is_there_after_opening_again_with_all_that_belongs_to_it() {
    let folder = Folder::with_heads(12);
    let memory = folder.open().unwrap();
    let expected: Vec<Remembered> = (1..=12).map(head).collect();
    assert_eq!(memory.entries(), expected);
}

#[test]
fn nothing_smaller_and_nothing_different_of_the_same_size_is_remembered() {
    let folder = Folder::with_heads(5);
    let mut memory = folder.open().unwrap();
    let other = Head {
        size: 5,
        root: root(99),
    };
    for wrong in [
        head(4),
        Remembered {
            head: other,
            ..head(5)
        },
    ] {
        assert!(matches!(memory.remember(wrong), Err(MemoryFailure::Backwards(5))));
    }
    memory.remember(head(5)).unwrap();
    memory.remember(head(6)).unwrap();
}

#[test]
fn one_folder_has_one_keeper_at_a_time() {
    let folder = Folder::with_heads(1);
    let first = folder.open().unwrap();
    assert!(matches!(folder.open(), Err(MemoryFailure::Locked(_))));
    drop(first);
    folder.open().unwrap();
}

#[test]
fn a_memory_that_went_missing_is_not_made_again_by_itself() {
    let folder = Folder::with_heads(3);
    fs::remove_file(folder.heads()).unwrap();
    assert!(matches!(folder.open(), Err(MemoryFailure::Missing(_))));
    assert!(Memory::exists(&folder.0), "the lock is still there, and tells");
    let folder = Folder::with_heads(3);
    assert!(matches!(
        Memory::create(&folder.0, ORIGIN),
        Err(MemoryFailure::Exists(_))
    ));
}

#[test]
fn the_memory_of_another_log_is_refused() {
    let folder = Folder::with_heads(1);
    let wrong = Memory::open(&folder.0, "log.example/other");
    assert!(matches!(wrong, Err(MemoryFailure::Origin { .. })));
}

#[test]
fn a_line_that_was_cut_off_anywhere_is_dropped_and_the_ones_before_it_stay() {
    let folder = Folder::with_heads(3);
    let whole = fs::read(folder.heads()).unwrap();
    let before = Folder::with_heads(2);
    let start = fs::read(before.heads()).unwrap().len();
    for end in start..whole.len() {
        fs::write(folder.heads(), &whole[..end]).unwrap();
        // All but the newline is there: then it may just as well be remembered.
        let expected = if end == whole.len() - 1 { 3 } else { 2 };
        assert_eq!(last_size(&folder), expected, "{end}");
    }
}

#[test]
fn after_a_torn_line_one_goes_on_as_if_it_had_never_been() {
    let folder = Folder::with_heads(2);
    append(&folder.heads(), b"3 half a li");
    folder.open().unwrap().remember(head(4)).unwrap();
    assert_eq!(last_size(&folder), 4);
    let text = fs::read_to_string(folder.heads()).unwrap();
    assert!(!text.contains("half"));
}

#[test]
fn any_changed_byte_of_a_finished_line_stops_the_keeper_and_names_the_line() {
    let folder = Folder::with_heads(3);
    let whole = fs::read(folder.heads()).unwrap();
    for at in 0..whole.len() - 1 {
        let mut wrong = whole.clone();
        wrong[at] ^= 1;
        fs::write(folder.heads(), &wrong).unwrap();
        let refusal = folder.open().unwrap_err();
        assert!(
            matches!(
                refusal,
                MemoryFailure::Corrupt { .. } | MemoryFailure::Origin { .. }
            ),
            "byte {at}: {refusal}"
        );
    }
    fs::write(folder.heads(), "").unwrap();
    assert!(matches!(
        folder.open(),
        Err(MemoryFailure::Corrupt { line: 1, .. })
    ));
}

#[test]
fn no_line_can_be_left_out_doubled_or_moved() {
    let folder = Folder::with_heads(4);
    let text = fs::read_to_string(folder.heads()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for order in [
        vec![0, 1, 3, 4],
        vec![0, 1, 2, 2, 3, 4],
        vec![0, 2, 1, 3, 4],
        vec![1, 2, 3, 4],
        vec![0, 2, 3, 4],
    ] {
        let wrong: String = order.iter().map(|at| format!("{}\n", lines[*at])).collect();
        fs::write(folder.heads(), wrong).unwrap();
        let refusal = folder.open();
        assert!(matches!(refusal, Err(MemoryFailure::Corrupt { .. })), "{order:?}");
    }
}

#[test]
fn after_a_failed_write_nothing_is_remembered_until_it_is_opened_again() {
    let folder = Folder::with_heads(2);
    let mut memory = folder.open().unwrap();
    let good = memory.fill_disk();
    assert!(matches!(
        memory.remember(head(3)),
        Err(MemoryFailure::Disk { .. })
    ));
    memory.file = good;
    assert!(matches!(memory.remember(head(3)), Err(MemoryFailure::Broken(_))));
    assert_eq!(memory.last().unwrap().head.size, 2);
    drop(memory);
    folder.open().unwrap().remember(head(3)).unwrap();
}

#[test]
fn the_file_does_not_grow_for_ever_and_forgets_only_what_is_old() {
    let folder = Folder::new();
    let mut memory = Memory::create(&folder.0, ORIGIN).unwrap();
    let last = u64::try_from(MOST_LINES).unwrap() + 5;
    for size in 1..=last {
        memory.remember(head(size)).unwrap();
    }
    assert!(memory.entries().len() < MOST_LINES);
    drop(memory);
    let memory = folder.open().unwrap();
    assert!(memory.entries().len() <= KEPT_LINES);
    assert_eq!(memory.last(), Some(&head(last)));
    let lines = fs::read_to_string(folder.heads()).unwrap().lines().count();
    assert!(lines <= KEPT_LINES + 1, "{lines}");
}

#[test]
fn the_files_are_for_their_owner_alone() {
    use std::os::unix::fs::MetadataExt;
    let folder = Folder::with_heads(1);
    assert_eq!(fs::metadata(&folder.0).unwrap().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(folder.heads()).unwrap().mode() & 0o777, 0o600);
}
