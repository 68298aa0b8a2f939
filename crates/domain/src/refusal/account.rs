//! Why an account is not opened or changed.

/// Why an account is not opened or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefusal {
    /// Neither a code of this moment nor a recovery code.
    #[error("动态口令或恢复码不正确，请重新输入。")]
    Code,
    /// A code is accepted once.
    #[error("这个动态口令已经用过，请等下一个（最多 30 秒）再输入。")]
    CodeUsed,
    /// A link for somebody who has a password would be a reset by one person alone.
    #[error("该人员已经设置过密码。要重新设置，请提出重置，由另一位管理员确认。")]
    PasswordThere,
    /// There is nothing to reset.
    #[error("该人员还没有设置过密码，不需要重置，请安全保密管理员生成首次登录链接。")]
    PasswordMissing,
    /// One at a time.
    #[error("该人员的重置正在等待确认，不需要重复提出。")]
    ResetWaits,
    /// It is over.
    #[error("这项重置已经办结，如有需要请重新提出。")]
    ResetSettled,
    /// Not for oneself.
    #[error("不能为自己提出或确认重置，请由另外两位管理员办理。")]
    OwnReset,
    /// Not by one alone.
    #[error("提出重置的人不能自己确认，请由另一位安全保密管理员确认。")]
    SecondPerson,
    /// The provider cannot be reached, or says that it cannot.
    #[error("统一身份认证系统暂时没有回应，请稍后再试。")]
    ProviderSilent,
    /// What it answered does not hold; why is in the log.
    #[error("统一身份认证系统的答复没有通过校验，没有登录。请从头再试一次；仍然如此的，请告诉管理员。")]
    ProviderAnswer,
    /// Nobody signed in there.
    #[error("您在统一身份认证系统中没有完成登录。")]
    ProviderDeclined,
    /// Never begun here, begun elsewhere, too late, or used.
    #[error("这次登录已经失效，或者已经用过，请重新开始。")]
    ProviderLost,
    /// Known there and not here.
    #[error("您已通过统一身份认证，但本平台的名册上没有对应的在册人员，不能登录。请与本单位管理员联系。")]
    ProviderStranger,
    /// One of the steps of the standard does not hold; which one is in the log.
    #[error("通行密钥没有通过校验，请再试一次；仍然不行的，用编码和密码登录，并告诉管理员。")]
    Passkey,
    /// Too late, used, or for something else.
    #[error("这次操作已经超时，或者已经用过，请重新开始。")]
    PasskeyLost,
    /// It is somebody's.
    #[error("这个通行密钥已经登记过。")]
    PasskeyThere,
    /// More than anybody needs.
    #[error("最多登记 10 个通行密钥，请先删除不用的。")]
    PasskeyTooMany,
}
