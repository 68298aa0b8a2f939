//! Files that are published with a text: what they are, what was found in them, and what makes them fit.

use serde::{Deserialize, Serialize};

use crate::content::Sealed;
use crate::personal_data::Kind;
use crate::refusal::AttachmentRefusal as Refusal;
use crate::text::{is_invisible, readable};

/// The largest file, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most files of a plan.
pub const MOST: usize = 10;
const LONGEST_NAME: usize = 80;
const LONGEST_REASON: usize = 500;

/// What a file is, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF
    Pdf,
    /// Word
    Docx,
    /// Excel
    Xlsx,
    /// PNG
    Png,
    /// JPEG
    Jpeg,
}

impl FileKind {
    /// What its name ends with; at the same time the word for it.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Where in a file something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// 正文
    Body,
    /// 页眉或页脚
    HeaderFooter,
    /// 脚注或尾注
    Note,
    /// 批注
    Comment,
    /// 修订痕迹
    Revision,
    /// 隐藏文字
    HiddenText,
    /// 隐藏工作表
    HiddenSheet,
    /// 隐藏行
    HiddenRow,
    /// 隐藏列
    HiddenColumn,
    /// 文件属性
    Properties,
    /// 链接、域、图片说明等处
    Aside,
}

impl Place {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Body => "正文",
            Self::HeaderFooter => "页眉或页脚",
            Self::Note => "脚注或尾注",
            Self::Comment => "批注",
            Self::Revision => "修订痕迹",
            Self::HiddenText => "隐藏文字",
            Self::HiddenSheet => "隐藏工作表",
            Self::HiddenRow => "隐藏行",
            Self::HiddenColumn => "隐藏列",
            Self::Properties => "文件属性",
            Self::Aside => "链接、域或图片说明",
        }
    }
}

/// Personal data found in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// What it looks like.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// The place with its middle hidden.
    pub masked: String,
}

/// What came of looking into a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What it is.
    pub kind: FileKind,
    /// What readers see in it, for search.
    pub text: String,
    /// Personal data, the first of it.
    pub findings: Vec<Finding>,
    /// A mark of classification.
    pub mark: Option<String>,
    /// Whether it shows pictures, which nobody has looked at.
    pub has_pictures: bool,
    /// What a draft could begin with, when it is a text document.
    pub manuscript: Option<Manuscript>,
}

/// A text document as a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manuscript {
    /// What is formatted as its title.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// How many pictures were left out.
    pub pictures: usize,
}

/// A file of a plan. Its bytes lie in the store of files, bound by the commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The bytes.
    pub sealed: Sealed,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// How large it is, in bytes.
    pub size: u64,
    /// The text in it, when there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Sealed>,
    /// Personal data in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Whether it shows pictures, which nobody has looked at.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_pictures: bool,
    /// Why it is published although there is personal data in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The salt of its commitment in hexadecimal: with it, whoever has the file can hold it against the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

impl Attachment {
    /// Whether personal data in it stops a release.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.findings.is_empty() && self.reason.is_none()
    }

    /// The same, published although there is personal data in it, for a reason.
    pub fn excused(&self, reason: &str) -> Result<Self, Refusal> {
        let reason = reason.trim();
        let length = reason.chars().count();
        if self.findings.is_empty() {
            return Err(Refusal::NothingToExcuse);
        }
        if reason.is_empty() || !readable(reason) {
            return Err(Refusal::ReasonMissing);
        }
        if LONGEST_REASON < length {
            return Err(Refusal::ReasonTooLong { length });
        }
        Ok(Self {
            reason: Some(reason.to_owned()),
            ..self.clone()
        })
    }
}

/// A name that means nothing to any system of files and turns no text around, ending as the file's kind does.
#[must_use]
pub fn clean_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| {
            !c.is_control() && !is_invisible(*c) && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|')
        })
        .collect();
    let stem = clean.rsplit_once('.').map_or(clean.as_str(), |(stem, _)| stem);
    let stem: String = stem.trim_matches(['.', ' ']).chars().take(LONGEST_NAME).collect();
    let stem = if stem.is_empty() { "附件" } else { stem.as_str() };
    format!("{stem}.{}", kind.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (name, clean) in [
            ("公示名单.xlsx", "公示名单.xlsx"),
            ("../../etc/passwd", "passwd.xlsx"),
            ("C:\\桌面\\名单.exe", "名单.xlsx"),
            ("名单\u{202e}xslx.exe", "名单xslx.xlsx"),
            ("a\r\nSet-Cookie: x.xlsx", "aSet-Cookie x.xlsx"),
            ("...", "附件.xlsx"),
        ] {
            assert_eq!(clean_name(name, FileKind::Xlsx), clean);
        }
    }
}
