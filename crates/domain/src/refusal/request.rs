//! What was sent cannot be used as it is.

/// Why what was sent cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefusal {
    /// A calendar without a year that the present one has.
    #[error("新的工作日历没有 {year} 年，而现行日历有。请在现行日历上增加新的年份，再导入。")]
    CalendarForgets {
        /// Which.
        year: i16,
    },
    /// A rulebook put in force past its way.
    #[error("制度只在首次设置平台时直接启用；开始工作以后，须由单位起草、核对、报送上级备案后生效。")]
    SetUp,
    /// The same again.
    #[error("这份工作日历与现行的完全相同，不需要再次导入。")]
    CalendarKnown,
    /// A place in a list that no page of ours links to.
    #[error("翻页位置无法识别，请从第一页重新开始。")]
    Cursor,
    /// A filter that no form of ours offers.
    #[error("筛选条件无法识别，请重新选择。")]
    Filter,
    /// Parameters that no link of ours has.
    #[error("地址中的参数无法识别，请从页面上的链接重新进入。")]
    Address,
    /// Half a form, or none.
    #[error("提交的内容不完整或无法识别，请返回页面重新填写。")]
    Form,
    /// Another site sent a form in somebody's name.
    #[error("请求不是从本平台的页面发出的，已拒绝。请回到本平台的页面重新提交。")]
    ForeignForm,
    /// Signs that no page can show and one of the databases cannot hold.
    #[error("填写的内容中有不可见的控制字符，请返回删除后重新提交。")]
    Control,
    /// Either may be wrong; which one is nobody's business.
    #[error("编码或密码不正确，请重新输入。")]
    Credentials,
    /// The old password.
    #[error("原密码不正确，请重新输入。")]
    OldPassword,
    /// The new one is the old one.
    #[error("新密码与原密码相同，请另选一个。")]
    SamePassword,
    /// Too easy to try out.
    #[error("密码有 {length} 个字符，至少需要 {shortest} 个，可以用一句话。")]
    PasswordTooShort {
        /// In characters.
        length: usize,
        /// The least.
        shortest: usize,
    },
    /// Longer than anybody types.
    #[error("密码有 {length} 个字符，最多 {longest} 个，请缩短。")]
    PasswordTooLong {
        /// In characters.
        length: usize,
        /// The most.
        longest: usize,
    },
    /// It holds what everybody knows of the person.
    #[error("密码不能包含本人的编码或姓名，请另选。")]
    PasswordTelling,
    /// Everybody's first guess.
    #[error("这个密码太常见，请另选一个。")]
    PasswordCommon,
    /// A version in force is never changed.
    #[error("《{title}》第 {version} 版已经生效，不能改动；请提高版本号。")]
    Enacted {
        /// Of the rulebook.
        title: String,
        /// Which version.
        version: u32,
    },
    /// More than one file should hold.
    #[error("超过 {most} 条，请缩短时间范围或加上筛选条件后再导出。")]
    TooManyLines {
        /// The most.
        most: usize,
    },
    /// The server cannot set Chinese type.
    #[error("服务器上没有安装中文字体，暂不能生成公告版。请联系管理员安装中文字体（例如思源宋体）后再试。")]
    NoFont,
    /// A file that cannot be read; the reader of the file says why.
    #[error("{0}")]
    File(String),
}
