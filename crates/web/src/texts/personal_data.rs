use app::account::personal_data::Part;
use domain::words::Followed;

room! {
    /// What is held about oneself, to take along.
    PersonalData {
        lang: "zh" => "en",
        title: "导出个人信息" => "Take your data along",
        hint: "平台上关于您本人的全部记录，一个文件带走。" => "Everything the platform holds about you, in one file.",
        what: "文件里有什么" => "What is in the file",
        what_more: "一个 .zip：每一类一张表（.csv，表格软件可以打开），另有一份供程序读取的 personal-data.json。" => "One .zip: a table for each kind (.csv, for any spreadsheet program), and personal-data.json for programs.",
        not: "不在其中的" => "What is not in it",
        not_more: "密码、令牌、动态口令的凭证都不放进文件，谁拿到它都登录不了。您办理过的方案和公开件只列编号，内容请到平台上看，以现在对您公开的为准。" => "Nothing that opens your account: no password, no token, no secret of one-time codes. Plans and disclosures you worked on are listed by their ids; what they say is read on the platform, as far as it is open to you now.",
        who: "谁会知道" => "Who will know",
        who_more: "文件只给您本人。流水里会记下您在这个时间导出过，安全审计员看得到这一条，看不到文件。" => "The file goes to you alone. The journal records that you took it along and when; the security auditor sees that line, and not the file.",
        care: "文件里有您的登录记录和任职，请妥善保管，不要留在公用的设备上。" => "The file holds your sign-ins and posts: please keep it safe, and leave it on no shared device.",
        take: "下载个人信息（.zip）" => "Download my data (.zip)",
        back: "返回我的账号" => "Back to my account",
        yes: "是" => "yes",
        no: "否" => "no",
        matter: "事项" => "Matter",
        unit: "单位" => "Unit",
        entry: "目录条目" => "Entry",
    }
}

impl PersonalData {
    /// Yes or no.
    #[must_use]
    pub fn yes(&self, yes: bool) -> &'static str {
        if yes { self.yes } else { self.no }
    }

    /// What can be followed.
    #[must_use]
    pub fn followed(&self, what: Followed) -> &'static str {
        match what {
            Followed::Matter => self.matter,
            Followed::Unit => self.unit,
            Followed::Entry => self.entry,
        }
    }

    /// The name of a part and its headings, in the order of its columns.
    #[must_use]
    pub fn part(&self, part: Part) -> (&'static str, Vec<&'static str>) {
        let (name, headings) = if self.lang == "en" {
            english(part)
        } else {
            chinese(part)
        };
        (name, headings.split('|').collect())
    }
}

/// The name of a part, and its headings between bars.
fn chinese(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Person => ("人员登记", "编码|姓名|单位|党员|在册"),
        Part::Holdings => ("任职", "岗位|单位|从|至"),
        Part::StandIns => ("代办", "岗位|任职人|代办人|职责|从|至|理由|提前结束于"),
        Part::Groups => ("群组", "群组|单位"),
        Part::Kept => ("保留的阅读范围", "范围|所在单位"),
        Part::Account => (
            "账号",
            "有密码|第二重验证始于|剩余恢复码|日历地址建于|邮箱|邮箱已确认|最近来访|上次来访",
        ),
        Part::Sessions => ("登录的设备", "设备|登录于|最近使用"),
        Part::Browsers => ("记住的浏览器", "最近登录"),
        Part::Tokens => ("接口令牌", "用途|建于|收回于"),
        Part::Passkeys => ("通行密钥", "名称|登记于|最近使用|可同步"),
        Part::Resets => ("重置", "提出于|同时取消第二重验证|办结于|已确认"),
        Part::Wishes => ("邮件设置", "内容|时间"),
        Part::Followings => ("关注", "种类|编号|名称"),
        Part::Messages => ("消息", "时间|事由|未读|编号"),
        Part::Letters => ("邮件", "应发于|种类|状态|办结于"),
        Part::Autosaves => ("未保存的文稿", "时间|事项编号|阶段|字数"),
        Part::Recorded => ("程序提交的记录", "时间|种类|幂等键|编号"),
        Part::Deeds => ("办理记录", "流水序号|时间|种类|对象"),
    }
}

fn english(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Person => ("Roster", "Code|Name|Unit|Member|Active"),
        Part::Holdings => ("Posts", "Post|Unit|From|Until"),
        Part::StandIns => (
            "Standing in",
            "Post|Holder|Deputy|Duties|From|Until|Reason|Ended early",
        ),
        Part::Groups => ("Groups", "Group|Unit"),
        Part::Kept => ("Kept reading", "Scope|At unit"),
        Part::Account => (
            "Account",
            "Has a password|Second factor since|Recovery codes left|Calendar address since|Mail address|Mail address confirmed|Here last|Here before that",
        ),
        Part::Sessions => ("Sessions", "Device|Since|Last used"),
        Part::Browsers => ("Known browsers", "Last sign-in"),
        Part::Tokens => ("API tokens", "Purpose|Made|Taken back"),
        Part::Passkeys => ("Passkeys", "Name|Since|Last used|May be copied"),
        Part::Resets => ("Resets", "Asked|With the second factor|Settled|Confirmed"),
        Part::Wishes => ("Mail settings", "About|How soon"),
        Part::Followings => ("Following", "What|Id|Name"),
        Part::Messages => ("Messages", "When|Why|Unread|Id"),
        Part::Letters => ("Mails", "Due|Kind|State|Done"),
        Part::Autosaves => ("Unsaved drafts", "When|Matter|Stage|Characters"),
        Part::Recorded => ("Recorded by programs", "When|Kind|Key|Id"),
        Part::Deeds => ("What you did", "Journal number|When|What|About"),
    }
}
