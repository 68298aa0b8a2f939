//! The one who carries lines into the log: makes the trees, has them signed, writes down what was signed, publishes.

use std::sync::Arc;

use ::ledger::checkpoint::Checkpoint;
use ::ledger::hash::Hash;
use ::ledger::note::{Note, VerifierKey};
use ::ledger::tree::Head;
use db::Tx;
use domain::ledger::{Cause, Keys};
use keepers::signer::{Client, Refusal, Request, Signer, TwinHead};

use super::folder::{File, Folder};
use super::published::{self, CHECKPOINT};
use super::store::{self, Signed};
use super::tree::{Trees, completed};
use super::trouble::Trouble;
use crate::{App, Error};

/// How long the pen is held without a word.
const HELD_SECONDS: i64 = 30;
/// So many leaves are in memory at once.
const PORTION: i64 = 4096;

/// Whoever holds the log's keys, and remembers by itself what it signed last.
pub enum Pen {
    /// In another process, behind a socket.
    Away(Client),
    /// In this one.
    Here(Arc<Signer>),
}

impl Pen {
    async fn last(&self) -> Result<TwinHead, Refusal> {
        match self {
            Self::Away(client) => client.head().await,
            Self::Here(signer) => Ok(signer.head()),
        }
    }

    async fn sign(&self, request: &Request) -> Result<Note, Refusal> {
        match self {
            Self::Away(client) => client.sign(request).await,
            Self::Here(signer) => tokio::task::block_in_place(|| signer.sign(request)),
        }
    }
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing was there to do.
    Idle,
    /// Heads up to this size are signed and lie in the folder.
    Published(u64),
}

/// Makes the log, on a node that can reach the signer; without one, it only puts into the folder what was signed.
pub struct Sequencer {
    app: App,
    folder: Folder,
    pen: Option<Pen>,
    me: String,
    /// Whether it has had the pen. Whoever starts takes it from whoever had it before, who may be gone.
    has_held: bool,
    /// The checkpoint in the folder: its size, and when witnesses confirmed it last.
    lies: Option<(i64, Option<i64>)>,
    /// The trees in the folder. They are taken out for each step and put back when it went well: after any failure the
    /// next one cannot go on without reading and checking everything again.
    trees: Option<Trees>,
}

impl Sequencer {
    /// One that begins by reading what lies in the folder.
    #[must_use]
    pub fn new(app: App, folder: Folder, pen: Option<Pen>) -> Self {
        let me = app.new_id().to_string();
        Self {
            app,
            folder,
            pen,
            me,
            has_held: false,
            lies: None,
            trees: None,
        }
    }

    /// Whether it can have anything signed.
    #[must_use]
    pub fn has_pen(&self) -> bool {
        self.pen.is_some()
    }

    /// Carries on: publishes what is signed, and has signed what is not. A failure is written down for everybody to see.
    pub async fn step(&mut self) -> Result<Step, Trouble> {
        let outcome = self.carry().await;
        if let Err(trouble) = &outcome
            && !matches!(trouble, Trouble::App(_) | Trouble::PassedOn)
        {
            self.tell(Cause::from(trouble)).await?;
        }
        outcome
    }

    /// Waits until there may be something to sign, but does not hear of what other processes write.
    pub async fn written(&self) {
        self.app.turns.written().await;
    }

    /// What lasts is written down once.
    async fn tell(&self, cause: Cause) -> Result<(), Trouble> {
        let known = store::head(&mut self.app.view().await?).await?.trouble;
        if known.as_deref() != Some(cause.code()) {
            let mut tx = self.app.db().write().await?;
            store::trouble(&mut tx, Some((cause, self.app.now()))).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn carry(&mut self) -> Result<Step, Trouble> {
        let mut tx = self.app.view().await?;
        let Some(keys) = store::keys(&mut tx).await? else {
            // the policy lies outside the database, and knows that there is a log
            let is_gone = self
                .app
                .ledger_policy()
                .is_some_and(|policy| !policy.logs().is_empty());
            return if is_gone {
                Err(Trouble::OtherHistory)
            } else {
                Ok(Step::Idle)
            };
        };
        let (head, lines) = (store::head(&mut tx).await?, store::last(&mut tx).await?);
        let mut trees = match self.trees.take() {
            Some(trees) => trees,
            None => self.read(&mut tx).await?,
        };
        drop(tx);
        let before = trees.head().size;
        if before < unsigned(head.size) {
            self.extend(&mut trees, head.size).await?;
        }
        if head.size < lines && self.pen.is_some() && self.holds(&head).await? {
            self.extend(&mut trees, lines).await?;
            self.sign(&keys, &trees, head.size).await?;
        }
        self.publish(&keys, before, trees.head()).await?;
        let size = trees.head().size;
        self.trees = Some(trees);
        if head.trouble.is_some() && signed_number(size) == lines {
            // everything was read and checked again, and nothing waits
            let mut tx = self.app.db().write().await?;
            store::trouble(&mut tx, None).await?;
            tx.commit().await?;
        }
        Ok(if before < size {
            Step::Published(size)
        } else {
            Step::Idle
        })
    }

    /// The trees as they lie in the folder. What cannot be trusted there is made again from the leaves.
    /// Nothing there is touched before it is clear that it is a beginning of this history.
    async fn read(&mut self, tx: &mut Tx) -> Result<Trees, Trouble> {
        let Some(published) = published::checkpoint(&self.folder)? else {
            return Ok(Trees::new());
        };
        let size = published.head().size;
        let lines = unsigned(store::last(tx).await?);
        if lines < size {
            return Err(Trouble::SetBack { lines, signed: size });
        }
        let (head, sm3_root) = match store::signed_at(tx, signed_number(size)).await? {
            Some(signed) => written(&signed)?,
            // it was signed, and the database does not know: only the same leaves make the same head
            None => {
                let leaves = recount(tx, signed_number(size)).await?;
                (leaves.head(), leaves.sm3_head().root)
            }
        };
        if head != published.head() {
            return Err(Trouble::OtherHistory);
        }
        let trees = Trees::read(&self.folder, head, sm3_root);
        Ok(trees.unwrap_or_else(|trouble| {
            tracing::error!(%trouble, "the files of the log are made again from the leaves");
            Trees::new()
        }))
    }

    /// Whether this node holds the pen; it is taken when nobody has it. Two that hold it at once would do no harm: both
    /// make the same tree, and the signer signs one history only.
    async fn holds(&mut self, head: &store::Head) -> Result<bool, Trouble> {
        let now = self.app.now();
        let until = now.plus_seconds(HELD_SECONDS);
        let mine = head.held_by.as_deref() == Some(&self.me);
        if mine && now.plus_seconds(HELD_SECONDS / 2).0 < head.held_until {
            return Ok(true);
        }
        let mut tx = self.app.db().write().await?;
        if !self.has_held {
            store::lay_down(&mut tx).await?;
        }
        let held = store::hold(&mut tx, &self.me, (now, until)).await?;
        tx.commit().await?;
        self.has_held = true;
        Ok(held)
    }

    /// Appends the leaves up to a line, and puts what the new size needs into the folder.
    async fn extend(&self, trees: &mut Trees, until: i64) -> Result<(), Trouble> {
        let since = trees.head().size;
        let mut after = signed_number(since);
        while after < until {
            let leaves = store::portion(&mut self.app.view().await?, (after, until), PORTION).await?;
            let mut files = Vec::new();
            for (seq, entry) in &leaves {
                if *seq != after + 1 {
                    return Err(Trouble::Gap { seq: after + 1 });
                }
                after = *seq;
                files.extend(trees.append(entry)?);
            }
            if leaves.is_empty() {
                return Err(Trouble::Gap { seq: after + 1 });
            }
            self.write(&files)?;
        }
        self.write(&trees.partial()?)?;
        // what lies there is read again before anybody signs it
        tokio::task::block_in_place(|| trees.check(&self.folder, since))
    }

    fn write(&self, files: &[File]) -> Result<(), Trouble> {
        Ok(tokio::task::block_in_place(|| self.folder.store(files))?)
    }

    /// Has the head signed that the folder holds, and writes it down.
    async fn sign(&self, keys: &Keys, trees: &Trees, before: i64) -> Result<(), Trouble> {
        let Some(pen) = &self.pen else { return Ok(()) };
        let head = trees.head();
        let old = pen.last().await?.size;
        if head.size < old {
            return Err(Trouble::SetBack {
                lines: head.size,
                signed: old,
            });
        }
        let key = VerifierKey::parse(&keys.public_key).map_err(Error::failed)?;
        let checkpoint = Checkpoint::new(key.name(), head).map_err(Error::failed)?;
        let [proof, sm3_proof] = trees.consistency(&self.folder, old)?;
        let request = Request::new(checkpoint, trees.sm3_head().root, old, proof, sm3_proof)?;
        let note = pen.sign(&request).await?;
        let sm2 = VerifierKey::parse(&keys.sm2_key).map_err(Error::failed)?;
        Checkpoint::open(&note, &key, [&sm2]).map_err(Error::failed)?;
        self.write_down(before, trees, &note).await
    }

    async fn write_down(&self, before: i64, trees: &Trees, note: &Note) -> Result<(), Trouble> {
        let mut tx = self.app.db().write().await?;
        let head = store::head(&mut tx).await?;
        let mine = head.held_by.as_deref() == Some(&self.me) && head.size == before;
        let size = signed_number(trees.head().size);
        // not before what it is over, nor before the head before, whatever the clock of this node says
        let line = crate::journal::store::line(&mut tx, size).await?;
        let earlier = store::newest(&mut tx).await?;
        let earliest = line
            .map(|line| line.at.0)
            .max(earlier.map(|earlier| earlier.signed_at));
        let signed = Signed {
            size,
            signed_at: earliest.map_or(self.app.now().0, |at| at.max(self.app.now().0)),
            sm3_root: trees.sm3_head().root.0.to_vec(),
            note: note.to_string(),
            confirmed: None,
            confirmed_at: None,
            refreshed: None,
            refreshed_at: None,
        };
        if !(mine && store::sign(&mut tx, head.epoch, &signed).await?) {
            return Err(Trouble::PassedOn);
        }
        Ok(tx.commit().await?)
    }

    /// Puts the signed head into the folder, last of all, and again when witnesses have confirmed it; then the partial
    /// files that it made needless may go.
    async fn publish(&mut self, keys: &Keys, before: u64, head: Head) -> Result<(), Trouble> {
        let size = signed_number(head.size);
        if size == 0 {
            return Ok(());
        }
        let signed = store::signed_at(&mut self.app.view().await?, size).await?;
        let signed = signed.ok_or(Trouble::OtherHistory)?;
        let lies = Some((size, signed.refreshed_at));
        if self.lies == lies {
            return Ok(());
        }
        let bytes = newest_note(signed, head, keys)?.into_bytes();
        let path = CHECKPOINT.to_owned();
        self.write(&[File { path, bytes }])?;
        for full in completed(before, head.size) {
            self.folder.drop_partial(&full)?;
        }
        self.lies = lies;
        Ok(())
    }
}

/// The newest note of a head. Nothing that its log did not sign goes out of the house, wherever it was found.
fn newest_note(signed: Signed, head: Head, keys: &Keys) -> Result<String, Trouble> {
    let key = VerifierKey::parse(&keys.public_key).map_err(Error::failed)?;
    let is_ours = |text: &String| {
        let note = Note::parse(text.as_bytes()).ok();
        let opened = note.and_then(|note| Checkpoint::open(&note, &key, []).ok());
        opened.is_some_and(|(checkpoint, _)| checkpoint.head() == head)
    };
    let notes = [signed.refreshed, Some(signed.note)];
    let newest = notes.into_iter().flatten().find(is_ours);
    newest.ok_or(Trouble::OtherHistory)
}

/// The head that was written down as signed, and its root by SM3.
fn written(signed: &Signed) -> Result<(Head, Hash), Trouble> {
    let note = Note::parse(signed.note.as_bytes()).map_err(Error::failed)?;
    let head = Checkpoint::parse(note.text()).map_err(Error::failed)?.head();
    let sm3_root = signed
        .sm3_root
        .as_slice()
        .try_into()
        .map_err(|_| Trouble::OtherHistory)?;
    Ok((head, Hash(sm3_root)))
}

/// The trees over the first leaves, without looking at any file.
pub(super) async fn recount(tx: &mut Tx, until: i64) -> Result<Trees, Trouble> {
    let (mut trees, mut after) = (Trees::new(), 0);
    while after < until {
        let leaves = store::portion(tx, (after, until), PORTION).await?;
        for (_, entry) in &leaves {
            trees.append(entry)?;
        }
        match leaves.last() {
            Some((seq, _)) => after = *seq,
            None => return Err(Trouble::Gap { seq: after + 1 }),
        }
    }
    Ok(trees)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn signed_number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
