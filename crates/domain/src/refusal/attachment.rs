//! A file cannot be attached as it is.

use serde::{Deserialize, Serialize};

/// Why a file is not attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentRefusal {
    /// No file was chosen, or an empty one.
    #[error("没有选择文件，或文件是空的，请重新选择。")]
    Missing,
    /// Larger than 20 MB.
    #[error("文件超过 20 MB，请压缩图片或拆分后再上传。")]
    TooLarge,
    /// More than ten on a plan.
    #[error("一份公开方案最多 10 个附件，请先移除不需要的。")]
    TooMany,
    /// None of the kinds that are taken; the bytes decide, not the name.
    #[error(
        "只能附 PDF、Word（.docx）、Excel（.xlsx）和 PNG、JPEG 图片；以文件内容为准，改扩展名没有用。请另存为其中一种再上传。"
    )]
    UnknownKind,
    /// It does not hold together.
    #[error("文件不完整或已损坏，无法检查；请重新保存后再上传。")]
    Damaged,
    /// Small on the disk, enormous when it is opened.
    #[error("文件展开后过大，不像正常的文件；请在办公软件中打开并另存后再上传。")]
    Swollen,
    /// Behind a password, or in a format from before.
    #[error("文件设有密码，或是旧版 .doc、.xls 格式，无法检查；请去掉密码，另存为 .docx 或 .xlsx 后再上传。")]
    Locked,
    /// It holds a program.
    #[error("文件中带有宏、脚本或可以运行的内容；请去掉后另存，或导出为 PDF 再上传。")]
    Macros,
    /// It holds another file.
    #[error("文件中嵌有另一个文件或对象，无法检查；请改为图片或单独上传。")]
    Embedded,
    /// One of its parts would be unpacked somewhere else.
    #[error("文件内部的路径不正常，已拒绝；请在办公软件中另存后再上传。")]
    PathInside,
    /// Looking into it took more time or memory than any good file needs.
    #[error("检查这个文件所用的时间或内存超过上限，已停止；请另存或拆分后再上传。")]
    TooMuchWork,
    /// A mark of classification, which nobody can let through.
    #[error("文件含有密级或内部标志“{0}”。涉密内容严禁录入本系统，请立即删除并按保密规定处理。")]
    Classified(String),
    /// A draft begins with a text document only.
    #[error("只能从 Word 文件（.docx）开始起草；其他文件请作为附件添加。")]
    NotADocument,
    /// There is no personal data to give a reason for.
    #[error("这个附件中没有发现个人信息，不需要写理由。")]
    NothingToExcuse,
    /// A reason is needed.
    #[error("请写明为什么可以公开这些个人信息，审查人和审批人会看到。")]
    ReasonMissing,
    /// A reason is read by people.
    #[error("理由有 {length} 个字，最多 500 个字，请缩短。")]
    ReasonTooLong {
        /// In characters.
        length: usize,
    },
}
