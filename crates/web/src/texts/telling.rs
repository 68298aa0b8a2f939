use domain::words::{Crowd, Pace, Parcel, Posted, Security, Style, Topic};

room! {
    /// How people are told, and what leaves the house for it.
    Telling {
        title: "消息接收方式" => "How you are told",
        to_news: "看消息" => "See your news",
        address: "邮箱" => "Mail address",
        address_hint: "只用于给您发消息，不对其他人显示。先向它发一封带验证码的邮件。" => "Only for news to you; nobody else is shown it. A mail with a code goes there first.",
        address_none: "没有设置邮箱，消息只在平台上。" => "No address is set; news stays on the platform.",
        address_is: "邮件发往 {}" => "Mails go to {}",
        address_asked: "验证码已经发往 {}，请在 30 分钟内填写。" => "A code has gone to {}. Please type it within 30 minutes.",
        address_do: "发送验证码" => "Send a code",
        address_other: "换一个邮箱" => "Another address",
        address_remove: "删除邮箱，不再收邮件" => "Delete the address and get no mails",
        code: "验证码" => "Code",
        code_do: "确认邮箱" => "Confirm the address",
        paces: "什么时候发邮件" => "When to send a mail",
        paces_hint: "每日一封在早上 8 点后发出，只含未读的消息；没有就不发。" => "The daily mail leaves after 8 in the morning with what is unread, and not at all when nothing is.",
        paces_do: "保存" => "Save",
        work: "轮到我办理的事，和我的方案" => "What waits for me, and my plans",
        disclosures: "我关注的公开" => "Disclosures I follow",
        at_once: "立即" => "At once",
        daily: "每日一封" => "Once a day",
        never: "不发" => "Never",
        followings: "我的关注" => "What I follow",
        followings_none: "还没有关注任何单位、事项或目录条目。在它们的页面上可以关注。" => "You follow no unit, matter or entry yet. Their pages offer it.",
        withdrawn: "已撤回的事项（{}）" => "A matter that was withdrawn ({})",
        hidden: "已不对您公开" => "No longer open to you",
        saved: "已经保存。" => "Saved.",
        confirmed: "邮箱已经确认。" => "The address is confirmed.",
        stop_title: "不再接收这类邮件？" => "No more mails of this kind?",
        stop_hint: "停止发送邮件：{}。平台上的消息不受影响，随时可以在“消息接收方式”里改回来。" => "Stops mails about: {}. News on the platform stays, and you can change this at any time under “How you are told”.",
        stop_do: "不再接收" => "Stop these mails",
        stopped: "已经停止" => "Stopped",
        stopped_hint: "不会再向您发送这类邮件：{}。" => "No more mails about: {}.",
        tab: "对外发送" => "Outgoing",
        outgoing: "对外发送" => "Outgoing",
        site: "本平台的地址" => "Address of this platform",
        site_hint: "邮件和机器人里的链接都从它开始。" => "Links in mails and announcements begin with it.",
        host: "发信服务器" => "Mail server",
        host_hint: "留空表示不发邮件。" => "Leave empty to send no mails.",
        host_none: "不发邮件" => "No mails",
        asked: "等待第二个人确认" => "Waiting for a second person",
        asked_hint: "发信服务器经手全部邮件，党员范围的机器人收到的不是人人可读：由系统管理员提出，安全保密管理员确认后生效。" => "A mail server carries every letter, and a robot for members hears more than everybody may read: the system administrator asks, and it takes effect once the security administrator confirms.",
        asked_waits: "等待确认" => "Waiting",
        asked_confirm: "确认，立即生效" => "Confirm, effective now",
        asked_decline: "不同意" => "Decline",
        asked_done: "已经提出，安全保密管理员确认后生效。现在生效的设置不变。" => "Asked for. It takes effect once the security administrator confirms; until then nothing changes.",
        two_hint: "下面是现在生效的设置。改动须由安全保密管理员确认后生效。" => "These are the settings in force. A change takes effect once the security administrator confirms it.",
        port: "端口" => "Port",
        security: "连接加密" => "Encryption",
        account: "账号" => "Account",
        account_hint: "服务器不要求登录的，留空。" => "Leave empty when the server asks for none.",
        password: "密码" => "Password",
        password_hint: "保存后不再显示。留空表示不改；换了服务器或账号，须重新填写。" => "Not shown again. Leave empty to keep it; another server or account needs it anew.",
        sender: "发件地址" => "Sender",
        save: "保存" => "Save",
        webhooks: "机器人和其他系统" => "Robots and other programs",
        webhooks_hint: "某单位及其下级公开时，向这个地址发送标题和链接。只发送那一边所有人都有权看到的。" => "When a unit, or one below it, discloses something, title and link go to this address: only what everybody on the other side may see.",
        webhooks_none: "没有。" => "None.",
        label: "名称" => "Name",
        unit: "单位" => "Unit",
        style: "类型" => "Kind",
        crowd: "那一边是谁" => "Who is on the other side",
        target: "地址" => "Address",
        secret: "签名密钥" => "Signing secret",
        secret_hint: "钉钉机器人的“加签”密钥，或与对方系统约定的密钥。保存后不再显示。" => "The signing secret of a DingTalk robot, or one agreed with the other program. Not shown again.",
        add: "添加" => "Add",
        remove: "删除" => "Delete",
        box_title: "发件箱" => "Outbox",
        box_empty: "没有发送失败的邮件或通知。" => "Nothing failed.",
        tried: "试过 {} 次" => "Tried {} times",
        next_try: "下次" => "Next",
        given_up: "已停止尝试" => "Given up",
        retry: "现在重试" => "Try again now",
    }
}

impl Telling {
    /// What mails are about.
    #[must_use]
    pub fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Work => self.work,
            Topic::Disclosures => self.disclosures,
        }
    }

    /// How soon.
    #[must_use]
    pub fn pace(&self, pace: Pace) -> &'static str {
        match pace {
            Pace::AtOnce => self.at_once,
            Pace::Daily => self.daily,
            Pace::Never => self.never,
        }
    }

    fn one(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.daily == ZH.daily { zh } else { en }
    }

    /// How a connection is protected.
    #[must_use]
    pub fn security(&self, security: Security) -> &'static str {
        match security {
            Security::Plain => self.one("不加密（仅限内网）", "None (inside only)"),
            Security::StartTls => "STARTTLS",
            Security::Tls => "TLS",
        }
    }

    /// Whom a webhook speaks to.
    #[must_use]
    pub fn style(&self, style: Style) -> &'static str {
        match style {
            Style::Program => self.one("其他系统（JSON）", "Another program (JSON)"),
            Style::WeCom => self.one("企业微信群机器人", "WeCom robot"),
            Style::DingTalk => self.one("钉钉群机器人", "DingTalk robot"),
        }
    }

    /// Who is on the other side.
    #[must_use]
    pub fn crowd(&self, crowd: Crowd) -> &'static str {
        match crowd {
            Crowd::Everybody => self.one("任何人", "Anybody"),
            Crowd::Members => self.one("只有党员", "Members only"),
        }
    }

    /// What was to be sent.
    #[must_use]
    pub fn parcel(&self, parcel: Parcel) -> &'static str {
        match parcel {
            Parcel::Message => self.one("消息邮件", "News by mail"),
            Parcel::Digest => self.one("每日邮件", "Daily mail"),
            Parcel::Code => self.one("验证码", "Code"),
            Parcel::Announcement => self.one("机器人通知", "Announcement"),
        }
    }

    /// What became of it.
    #[must_use]
    pub fn posted(&self, posted: Posted) -> &'static str {
        match posted {
            Posted::Waiting => self.one("等待发送", "Waiting"),
            Posted::Sent => self.one("已发送", "Sent"),
            Posted::Dropped => self.one("已无需发送", "No longer needed"),
            Posted::Failed => self.one("未能发送", "Failed"),
        }
    }
}
