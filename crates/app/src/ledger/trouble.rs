use std::io;

use domain::ledger::Cause;
use keepers::signer::Refusal;

use crate::Error;

/// Why the log does not go on.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database does not answer as it should.
    #[error(transparent)]
    App(#[from] Error),
    /// The disk does not.
    #[error("存证文件读写失败：{0}")]
    Disk(#[from] io::Error),
    /// A published file is missing or is not what was signed.
    #[error("存证文件 {path} 缺失或与已签署的不符")]
    File {
        /// Which, by its path under the prefix of the log.
        path: String,
    },
    /// The database ends before what was signed.
    #[error(
        "数据库只有 {lines} 行流水，而已签署到第 {signed} 行：数据库曾被恢复到较早的状态。请先用 `gongkai ledger complete` 依已公布的文件补齐"
    )]
    SetBack {
        /// How many lines it has.
        lines: u64,
        /// How many were signed.
        signed: u64,
    },
    /// The published log is not a beginning of this one.
    #[error("已公布的存证与数据库不是同一份历史")]
    OtherHistory,
    /// A leaf is missing.
    #[error("第 {seq} 行流水没有存证叶")]
    Gap {
        /// Of which line.
        seq: i64,
    },
    /// The signer said no, or did not answer.
    #[error("签署进程没有签署：{0}")]
    Signer(#[from] Refusal),
    /// Somebody else writes the ledger now.
    #[error("存证已由另一节点接手")]
    PassedOn,
    /// A proof could not be made from the files.
    #[error("存证文件不足以证明新旧两份历史一致")]
    Unproven,
    /// 2^63 − 1 leaves.
    #[error("存证已满")]
    Full,
}

impl From<db::Error> for Trouble {
    fn from(error: db::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<&Trouble> for Cause {
    fn from(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Disk(_) => Self::Disk,
            Trouble::File { .. } | Trouble::Unproven => Self::Files,
            Trouble::SetBack { .. } => Self::SetBack,
            Trouble::OtherHistory | Trouble::Gap { .. } => Self::OtherHistory,
            Trouble::Signer(_) => Self::Signer,
            Trouble::App(_) | Trouble::PassedOn | Trouble::Full => Self::Other,
        }
    }
}
