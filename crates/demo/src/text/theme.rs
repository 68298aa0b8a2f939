//! What kind of subject an entry has, guessed from its words.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Money,
    People,
    Project,
    Rules,
    Work,
}

impl Theme {
    pub(super) const ALL: [Self; 5] = [Self::Money, Self::People, Self::Project, Self::Rules, Self::Work];

    pub(super) fn of(entry_name: &str, category: &str) -> Self {
        let by = |text: &str| {
            Self::ALL
                .into_iter()
                .find(|theme| theme.signs().iter().any(|sign| text.contains(sign)))
        };
        by(entry_name).or_else(|| by(category)).unwrap_or(Self::Work)
    }

    fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Money => &[
                "经费", "党费", "预算", "决算", "财务", "资金", "收费", "补助", "津贴", "捐赠", "救助",
            ],
            Self::People => &[
                "党员发展",
                "发展党员",
                "任免",
                "干部",
                "人事",
                "表彰",
                "奖",
                "换届",
                "选举",
                "招聘",
                "处分",
                "评优",
                "推荐",
                "名单",
            ],
            Self::Project => &[
                "项目", "工程", "采购", "建设", "招标", "投标", "资产", "设备", "维修",
            ],
            Self::Rules => &[
                "制度", "规划", "计划", "决议", "决定", "方案", "规定", "章程", "目录", "职责", "机构",
                "分工",
            ],
            Self::Work => &["工作", "服务", "活动"],
        }
    }
}
