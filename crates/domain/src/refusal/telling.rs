//! A mail address, the mail server or a webhook is not in order.

/// Why people cannot be told that way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TellingRefusal {
    /// No mail address that a server would take.
    #[error("邮箱地址不完整或含有不能使用的字符，请检查后重新填写。")]
    Address,
    /// Wrong, too old, or tried too often; which of them is nobody's business.
    #[error("验证码不正确或已经失效，请核对邮件，或重新获取。")]
    Code,
    /// A code was sent a moment ago.
    #[error("验证码刚刚发出，请一分钟后再试。")]
    TooSoon,
    /// Nobody set a mail server.
    #[error("本平台还没有设置发信服务器，暂时不能发送邮件；消息仍可在平台上查看。")]
    NoServer,
    /// No address that a browser could open.
    #[error("地址须以 http:// 或 https:// 开头，不含空格。")]
    Link,
    /// The server's name or port.
    #[error("请填写服务器名称，以及 1 到 65535 之间的端口。")]
    Server,
    /// It has to be called something.
    #[error("请填写名称，不超过 60 个字。")]
    Label,
    /// Whoever asked does not confirm.
    #[error("对外发送须由两个人办理：提出的人不能自己确认，请由安全保密管理员确认。")]
    SecondPerson,
}
