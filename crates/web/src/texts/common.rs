use domain::refusal;
use domain::words::{Scope, Stage, Track, Way};

use super::english::words;

/// What all pages share.
pub struct Common {
    /// The language for browsers.
    pub lang: &'static str,
    /// The product.
    pub product: &'static str,
    /// To the text, past the navigation.
    pub skip: &'static str,
    /// The navigation's name for screen readers.
    pub navigation: &'static str,
    /// Portal.
    pub portal: &'static str,
    /// List.
    pub disclosures: &'static str,
    /// Units.
    pub units: &'static str,
    /// Search.
    pub search: &'static str,
    /// In the empty search box.
    pub search_hint: &'static str,
    /// Desk.
    pub desk: &'static str,
    /// Administration.
    pub admin: &'static str,
    /// Account.
    pub account: &'static str,
    /// Sign in.
    pub sign_in: &'static str,
    /// Sign out.
    pub sign_out: &'static str,
    /// Large type.
    pub large: &'static str,
    /// Normal type.
    pub normal: &'static str,
    /// Strong contrast.
    pub contrast: &'static str,
    /// Usual contrast.
    pub plain: &'static str,
    /// Feed.
    pub feed: &'static str,
    /// The description of the interface for programs.
    pub api: &'static str,
    /// What the platform is for.
    pub footer: &'static str,
    /// That nothing classified may be here.
    pub no_secrets: &'static str,
    /// Title of an error page.
    pub error_title: &'static str,
    /// Title of the page that is not there.
    pub not_found_title: &'static str,
    /// What to do when something is not there.
    pub not_found_hint: &'static str,
    /// That more may be open to whoever is known.
    pub not_found_sign_in: &'static str,
    /// Back to the portal.
    pub to_portal: &'static str,
    /// Between the words of an enumeration.
    pub comma: &'static str,
    /// Between a word and what it is about.
    pub colon: &'static str,
    /// A name, and in brackets what it is.
    pub aside: &'static str,
    /// The word of a track.
    pub track: fn(Track) -> &'static str,
    /// The word of a stage.
    pub stage: fn(Stage) -> &'static str,
    /// The word of a scope.
    pub scope: fn(Scope) -> &'static str,
    /// The word of a way.
    pub way: fn(Way) -> &'static str,
}

pub(super) const ZH: Common = Common {
    lang: "zh-CN",
    product: "公开",
    skip: "跳到正文",
    navigation: "主导航",
    portal: "首页",
    disclosures: "公开件",
    units: "单位",
    search: "检索",
    search_hint: "标题、正文或编号",
    desk: "我的案头",
    admin: "管理",
    account: "我的账号",
    sign_in: "登录",
    sign_out: "退出",
    large: "大字",
    normal: "标准字",
    contrast: "高对比",
    plain: "标准色",
    feed: "订阅",
    api: "数据接口",
    footer: "党务公开 政务公开",
    no_secrets: "严禁在本平台录入、存储涉密信息",
    error_title: "这一步没有完成",
    not_found_title: "没有找到这一页",
    not_found_hint: "地址可能有误，也可能这项内容不对您公开。",
    not_found_sign_in: "登录后可以看到对您公开的内容。",
    to_portal: "回到首页",
    comma: "、",
    colon: "：",
    aside: "{}（{}）",
    track: refusal::track_word,
    stage: refusal::stage_word,
    scope: refusal::scope_word,
    way: refusal::way_word,
};

pub(super) const EN: Common = Common {
    lang: "en",
    comma: ", ",
    colon: ": ",
    aside: "{} ({})",
    track: words::track,
    stage: words::stage,
    scope: words::scope,
    way: words::way,
    product: "Gongkai",
    skip: "To the text",
    navigation: "Main navigation",
    portal: "Home",
    disclosures: "Disclosures",
    units: "Units",
    search: "Search",
    search_hint: "Title, text or number",
    desk: "My desk",
    admin: "Administration",
    account: "My account",
    sign_in: "Sign in",
    sign_out: "Sign out",
    large: "Large type",
    normal: "Normal type",
    contrast: "Strong contrast",
    plain: "Normal colours",
    feed: "Feed",
    api: "API",
    footer: "Party affairs and government affairs, in the open",
    no_secrets: "Nothing classified may be entered or kept here",
    error_title: "This step was not completed",
    not_found_title: "This page was not found",
    not_found_hint: "The address may be wrong, or this may not be open to you.",
    not_found_sign_in: "Once signed in you see what is open to you.",
    to_portal: "To the home page",
};
