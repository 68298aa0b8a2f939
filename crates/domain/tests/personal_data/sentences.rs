//! The sentences that the made-up values stand in.

use domain::personal_data::Kind;

use crate::maker::Maker;

const PERSONAL: &[(Kind, &[&str])] = &[
    (
        Kind::ResidentId,
        &[
            "{n}，身份证号{x}",
            "公民身份号码：{x}（{n}）",
            "{n} {x}",
            "证件号码 {x}",
            "{x}",
            "收款人{n}（{x}）",
        ],
    ),
    (
        Kind::Mobile,
        &[
            "{n}，手机{x}",
            "联系电话：{x}",
            "{n}({x})",
            "有意者请与{n}联系，{x}",
            "{n} 男 中共党员 {x}",
            "微信同号{x}",
            "如有异议请致电{x}{n}",
            "Tel:{x}",
            "报名请加{x}",
        ],
    ),
    (
        Kind::Landline,
        &[
            "{n}家庭电话{x}",
            "宅电：{x}",
            "{n}（座机{x}）",
            "家里固话 {x}",
            "本人固定电话{x}",
            "{n} {x}",
        ],
    ),
    (
        Kind::BankCard,
        &[
            "{n}，银行卡号{x}",
            "开户行：示例银行，账号：{x}",
            "款项打入{n}的储蓄卡{x}",
            "{n} {x} 示例银行",
            "卡号 {x}",
            "补贴汇入{x}（{n}）",
        ],
    ),
    (
        Kind::Address,
        &[
            "{n}，住{x}",
            "家庭住址：{x}",
            "户籍地址：{x}（{n}）",
            "{n}现住{x}",
            "住址 {x}",
        ],
    ),
    (
        Kind::Passport,
        &[
            "{n}，护照号{x}",
            "因私护照：{x}",
            "护照号码 {x}（{n}）",
            "持{x}号护照",
        ],
    ),
    (
        Kind::Plate,
        &[
            "{n}的车{x}",
            "车牌号：{x}",
            "车辆{x}违停",
            "{x}（{n}）",
            "私家车 {x}",
        ],
    ),
    (
        Kind::SocialSecurity,
        &[
            "{n}，社保号{x}",
            "社会保障号码：{x}",
            "医保卡号{x}",
            "社保个人编号 {x}",
            "养老保险个人账号：{x}",
        ],
    ),
    (
        Kind::Email,
        &[
            "{n}邮箱{x}",
            "Email: {x}",
            "{n}（{x}）",
            "简历发至{x}",
            "个人邮箱：{x}",
        ],
    ),
];

/// `{9}` is nine digits, `{y}` a year, `{m}` a month, `{s}` a small number, `{r}` a region, `{w}` an id whose check
/// character is wrong, `{t}` a telephone.
const HARMLESS: &[&str] = &[
    "统一社会信用代码：91{r}MA{8}",
    "统一社会信用代码12{r}{10}",
    "统一社会信用代码 51{r}{10}",
    "示委发〔{y}〕{s}号",
    "示政办函〔{y}〕{s}号",
    "发票代码{12}，发票号码{8}",
    "数电发票号码：{y}{16}",
    "1{10}元",
    "13{9}元",
    "合计人民币1{10}.{2}元整",
    "订单号{y}{m}{m}{8}",
    "业务流水号：62{14}",
    "{y}-{m}-{m} {m}:{m}",
    "会期{y}.{m}.{m} - {y}.{m}.{m}",
    "ISBN 978-7-{2}-{6}-{1}",
    "登记编号{w}",
    "项目编号：{w}",
    "拨打12345反映",
    "纪检监察举报电话12388，组织部门12380",
    "请联系办公室，内线{4}",
    "窗口咨询转{3}",
    "监督电话：{t}",
    "举报电话 {t}",
    "办公电话：{t}，传真{t}",
    "区纪委监督电话{t}",
    "项目代码{y}-{6}-{2}-{2}-{6}",
    "会议地点：人民路{s}号",
    "办公地址：和平路{s}号机关大院{m}号楼",
    "建设路{s}号地块",
    "改造幸福小区{s}栋、{s}栋外墙",
    "第{m}届{m}次会议，应到{s}人，实到{s}人",
    "{3} {5} {4} {2}",
    "设备型号GK{4}-{3}，数量{s}台",
    "意见邮箱：yijian@example.com",
    "来信请寄jiandu@shili.gov.cn",
    "宗地编号{12}，面积{5}.{2}平方米",
    "合同编号HT{y}{m}{m}-{3}",
    "资产编号 {4}-{4}-{2}",
];

impl Maker {
    /// A sentence and what is personal in it.
    pub(crate) fn sentence(&mut self, personal: bool) -> (String, Vec<Kind>) {
        if !personal {
            return (self.harmless(), Vec::new());
        }
        let (first, kind) = self.personal();
        if self.below(6) == 0 {
            let (second, other) = self.personal();
            return (format!("{first}；{second}"), vec![kind, other]);
        }
        let end = self.one(&["。", "", "，请予公示。", "\n以上情况属实。"]);
        (first + end, vec![kind])
    }

    fn personal(&mut self) -> (String, Kind) {
        let (kind, frames) = PERSONAL[self.below(PERSONAL.len())];
        let value = self.value(kind);
        let name = self.one(&["示甲", "示乙某", "李示", "王示例", "赵示某"]);
        let text = self.one(frames).replace("{n}", name).replace("{x}", &value);
        (text, kind)
    }

    fn harmless(&mut self) -> String {
        let frame = self.one(HARMLESS);
        let mut pieces = frame.split('{');
        let mut text = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (gap, rest) = piece.split_once('}').unwrap();
            text += &self.filled(gap);
            text += rest;
        }
        text
    }

    fn filled(&mut self, gap: &str) -> String {
        match gap {
            "y" => (self.below(12) + 2015).to_string(),
            "m" => format!("{:02}", self.below(12) + 1),
            "s" => (self.below(280) + 1).to_string(),
            "r" => self.region().to_owned(),
            "w" => self.wrong_id(),
            "t" => {
                let (area, number) = self.office_telephone();
                format!("{area}-{number}")
            }
            count => self.digits(count.parse().unwrap()),
        }
    }
}
