use domain::money::Yuan;
use domain::rulebook::Threshold;
use domain::words::{Authority, ThreeMajor};

use super::{Lang, Texts, fill};

room! {
    /// 三重一大: what makes a matter's way stricter.
    Stricter {
        amount: "金额" => "Amount",
        amount_hint: "以元为单位，如 800000，或 80 万。没有金额可不填；目录按金额从严的条目，不填即按最高一档办理。"
            => "In yuan, such as 800000. Leave it empty if there is none; where the catalogue asks for a stricter way from an amount on, an empty field goes the strictest way.",
        because: "为何从严" => "Why stricter",
        reached: "金额 {}，达到“{}”{} 的标准，从严办理：{}。依据：{}" => "The amount, {}, reaches the threshold for “{}” of {}, so: {}. Rule: {}",
        unsaid: "登记时没有写金额，按“{}”从严办理：{}。依据：{}" => "No amount was given at opening, so the stricter way for “{}” applies: {}. Rule: {}",
        always: "属于“{}”，从严办理：{}。依据：{}" => "It is of the kind “{}”, so: {}. Rule: {}",
        superior: "由上级单位审批" => "the superior unit approves",
        review: "须经{}" => "{} is needed",
        stage: "须公开“{}”阶段" => "the stage “{}” has to be disclosed",
        notice: "“{}”阶段公示不少于 {} 个工作日" => "the stage “{}” is on display for at least {} working days",
        and: "；" => "; ",
        yuan: "{} 元" => "{} yuan",
    }
}

impl Texts {
    /// Why a matter's way is stricter than its entry's, a sentence for each threshold.
    pub(crate) fn stricter(&self, reached: &[Threshold], amount: Option<Yuan>) -> Vec<String> {
        let s = &self.stricter;
        let sentence = |threshold: &Threshold| {
            let kind = self.three_major(threshold.kind);
            let (effects, words) = (self.effects(threshold), threshold.words.as_str());
            match (threshold.amount, amount) {
                (Some(least), Some(amount)) => {
                    let (amount, least) = (self.yuan(amount), self.yuan(least));
                    fill(s.reached, &[&amount, kind, &least, &effects, words])
                }
                (Some(_), None) => fill(s.unsaid, &[kind, &effects, words]),
                (None, _) => fill(s.always, &[kind, &effects, words]),
            }
        };
        reached.iter().map(sentence).collect()
    }

    /// An amount of money.
    pub(crate) fn yuan(&self, amount: Yuan) -> String {
        match self.lang {
            Lang::Zh => amount.to_string(),
            Lang::En => fill(self.stricter.yuan, &[&amount.0.to_string()]),
        }
    }

    fn effects(&self, threshold: &Threshold) -> String {
        let s = &self.stricter;
        let reviews = threshold
            .review
            .iter()
            .map(|kind| fill(s.review, &[self.desk.review(*kind)]));
        let superior = (threshold.authority == Some(Authority::Superior)).then(|| s.superior.to_owned());
        let stages = threshold.stages.iter().map(|rule| {
            let stage = (self.common.stage)(rule.stage);
            match rule.notice_days {
                0 => fill(s.stage, &[stage]),
                days => fill(s.notice, &[stage, &days.to_string()]),
            }
        });
        let effects: Vec<_> = reviews.chain(superior).chain(stages).collect();
        effects.join(s.and)
    }

    /// The word of a kind of the three-major.
    pub(crate) fn three_major(&self, kind: ThreeMajor) -> &'static str {
        let (zh, en) = match kind {
            ThreeMajor::Decision => ("重大决策", "major decision"),
            ThreeMajor::Personnel => ("重要人事任免", "appointment of weight"),
            ThreeMajor::Project => ("重大项目安排", "major project"),
            ThreeMajor::Funds => ("大额资金使用", "use of large funds"),
            ThreeMajor::VitalInterest => ("切身利益", "vital interests of members"),
        };
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
