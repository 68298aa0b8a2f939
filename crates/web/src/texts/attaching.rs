use domain::attachment::Finding;

use super::english::words;
use super::{Lang, Texts, fill};

room! {
    /// Files that go with a text.
    Attaching {
        title: "附件" => "Attachments",
        open: "附件（{}）" => "Attachments ({})",
        to_text: "返回正文" => "Back to the text",
        none: "还没有附件" => "No attachments yet",
        none_hint: "可以附名单、表格、文件扫描件等。公开后与正文一起，只给能看到正文的人。" => "Lists, tables, scanned papers. Once released they go with the text, to exactly those who may see it.",
        add: "添加附件" => "Add a file",
        file: "选择文件" => "Choose a file",
        file_hint: "PDF、Word（.docx）、Excel（.xlsx）、PNG 或 JPEG，每个不超过 20 MB，最多 10 个。" => "PDF, Word (.docx), Excel (.xlsx), PNG or JPEG; at most 20 MB each, ten in all.",
        who: "上传时自动检查隐藏的行列、批注、修订和文件属性中的个人信息。公开后，能看到正文的人都能下载。" => "Hidden rows and columns, comments, tracked changes and properties are checked for personal data on upload. After the release whoever may see the text may download it.",
        add_do: "上传并检查" => "Upload and check",
        remove: "移除" => "Remove",
        has_pictures: "含图片，系统看不到图片中的内容，请人工核对" => "Shows pictures, which the system cannot look through: please check by eye",
        found: "发现疑似个人信息" => "What seems to be personal data",
        finding: "{}（{}）：{}" => "{} ({}): {}",
        because: "公开理由：{}" => "Why it is published: {}",
        give_reason: "写明理由后仍然公开" => "Publish it all the same, with a reason",
        reason: "公开理由" => "Reason",
        reason_hint: "写明依据哪条规定、为何必须公开这些信息。审查人和审批人会看到，并记入流水。更好的办法是移除后换成打码的文件。" => "Name the rule and why these data must be published. Reviewers and the approver see it, and it goes into the journal. Better: remove the file and attach one that is masked.",
        reason_send: "记下理由" => "Record the reason",
        in_review: "现在增减附件，已有的审查意见全部失效，需要重新送审。" => "If you add or remove a file now, every opinion given so far is void and the plan has to be reviewed again.",
        begin: "从 Word 文件开始" => "Begin with a Word document",
        begin_hint: "读入 .docx 的标题、段落、列表、表格和加粗文字，替换表单中的标题和正文；图片不读入，文件不留存。" => "Headings, paragraphs, lists, tables and bold words of a .docx replace title and text of the form; pictures are left out and the file is not kept.",
        begin_do: "读入" => "Read it",
        read_in: "已从 Word 文件读入 {} 个字，尚未保存。请核对后保存。" => "{} characters were read from the Word document and are not saved yet. Check them, then save. ",
        pictures_left: "其中 {} 张图片没有读入，需要时请作为附件添加。" => "{} pictures were left out; attach them if they are needed.",
        hit: "在附件“{}”中" => "In the attachment “{}”",
        done_attached: "已添加附件。" => "The file is attached.",
        done_removed: "已移除附件。" => "The file is removed.",
        done_excused: "已记下公开理由。" => "The reason is recorded.",
    }
}

impl Attaching {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        Some(match code {
            "attached" => self.done_attached,
            "removed" => self.done_removed,
            "excused" => self.done_excused,
            _ => return None,
        })
    }
}

impl Texts {
    /// Personal data found in a file, where it stands.
    pub(crate) fn finding(&self, finding: &Finding) -> String {
        let (kind, place) = match self.lang {
            Lang::Zh => (finding.kind.word(), finding.place.word()),
            Lang::En => (words::personal(finding.kind), words::place(finding.place)),
        };
        fill(self.attaching.finding, &[kind, place, &finding.masked])
    }
}
