//! What `gongkai verify` says, in both languages.

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use ledger::checkpoint::CheckpointRefusal;
use ledger::note::SealRefusal;
use ledger::policy::{Verdict as Judged, VerdictRefusal};
use ledger::proof::TlogProofRefusal;
use ledger::receipt::{ReceiptRefusal, Verdict};
use ledger::record::FieldId;

use super::Lang;
use super::receipt::text;

/// One line for each thing that is known, the judgement first.
pub(super) fn verdict(lang: Lang, verdict: &Verdict) {
    println!("{}", judgement(lang, verdict));
    if !verdict.asks_nobody
        && verdict.is_confirmed
        && !verdict.is_contested
        && verdict.claimed_time.is_some()
        && verdict.is_loose()
    {
        println!("{}", loose(lang));
    }
    let unit = text(verdict, FieldId::UNIT).unwrap_or(hidden(lang));
    let kind = text(verdict, FieldId::KIND).unwrap_or(hidden(lang));
    let place = format!(
        "{} · {} {} / {}",
        verdict.checkpoint.origin(),
        lang.say("第", "entry"),
        verdict.index + 1,
        verdict.checkpoint.head().size
    );
    line(lang.say("单位", "unit"), unit);
    line(lang.say("种类", "kind"), kind);
    if let Some(version) = verdict.value(FieldId::VERSION).and_then(number) {
        line(lang.say("版本", "version"), &version.to_string());
    }
    if let Some(id) = verdict.value(FieldId::RECORD) {
        let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        line(lang.say("编号", "record"), &id);
    }
    line(lang.say("存证位置", "logged in"), &place);
    if let Some(time) = verdict.claimed_time {
        line(lang.say("自称时间", "claims to be of"), &in_milliseconds(time));
    }
    let unknown = lang.say("无从得知", "unknown");
    let bound = |time: Option<u64>| time.map_or(unknown.to_owned(), moment);
    line(
        lang.say("此前尚未存证", "not logged before"),
        &bound(verdict.not_before),
    );
    line(lang.say("至迟已经存证", "logged by"), &bound(verdict.not_after));
    for (witness, time) in &verdict.cosigned {
        let name = String::from_utf8_lossy(&witness.name);
        let seen = format!("{name} · {}", moment(*time));
        line(lang.say("见证", "witnessed by"), &seen);
    }
    if verdict.has_document {
        line(
            lang.say("原文", "document"),
            lang.say("与存证一致", "is the one that was recorded"),
        );
    }
}

fn judgement<'a>(lang: Lang, verdict: &Verdict) -> &'a str {
    match (verdict.is_confirmed, verdict.is_contested) {
        (true, false) if verdict.asks_nobody => lang.say(
            "内容没有改动：已由日志自己签署存证。信任清单没有指定见证方，时间只是单位自己的说法。",
            "Nothing was changed: logged, and signed by the log itself. The list of those you believe names no witness it \
             asks for, so the time is the unit's own word.",
        ),
        (true, false) => lang.say(
            "属实：已存证，并已得到信任清单所要求的见证。",
            "It holds: logged, and confirmed as the list of those you believe asks.",
        ),
        (true, true) => lang.say(
            "时间存疑：内容已存证并经确认，但自称的时间不在见证方所见的时间之内。",
            "Time contested: logged and confirmed, but the time it claims is not within what the witnesses saw.",
        ),
        (false, true) => lang.say(
            "时间存疑，且见证方确认还不够：已存证，自称的时间不在见证方所见的时间之内。",
            "Time contested, and too few witnesses yet: logged, but the time it claims is not within what they saw.",
        ),
        (false, false) => lang.say(
            "已存证，等待确认：见证方的签名还不够。",
            "Logged, confirmation pending: too few witnesses have cosigned yet.",
        ),
    }
}

fn loose(lang: Lang) -> &'static str {
    lang.say(
        "自称的时间没有得到多少证实：见证方所见的前后两个时间相隔很远，或者缺了一个。",
        "The time it claims is hardly confirmed: the two times the witnesses saw are far apart, or one is missing.",
    )
}

pub(super) fn refused(lang: Lang) -> &'static str {
    lang.say("不予认可。", "Refused.")
}

pub(super) fn policy_from_the_file(lang: Lang) -> &'static str {
    lang.say(
        "注意：密钥取自这个文件本身。能伪造文件的人也能伪造密钥；请从别处取得信任清单，再用 --policy 核验。",
        "Note: the keys come from this file itself. Who can forge the one can forge the other; take a policy from \
         elsewhere and verify with --policy.",
    )
}

pub(super) fn document(lang: Lang, is_same: Option<bool>) -> &'static str {
    match is_same {
        Some(true) => lang.say(
            "所给文件与存证一致。",
            "The document is the one that was recorded.",
        ),
        Some(false) => lang.say(
            "所给文件与存证的不是同一份。",
            "The document is not the one that was recorded.",
        ),
        None => lang.say(
            "回执没有展示原文的摘要，无从比对。",
            "The receipt does not show which document was recorded.",
        ),
    }
}

/// Why, in a sentence. What can hardly happen to an honest reader is said in English.
pub(super) fn refusal(lang: Lang, refusal: &ReceiptRefusal) -> String {
    if lang == Lang::En {
        return refusal.to_string();
    }
    match refusal {
        ReceiptRefusal::Unknown => "这不是存证回执，也不是存证证明。".to_owned(),
        ReceiptRefusal::Damaged => "回执不是发出时的样子：途中改动过，或者不完整。".to_owned(),
        ReceiptRefusal::Layout | ReceiptRefusal::Compact | ReceiptRefusal::Code => {
            "回执的格式不对。".to_owned()
        }
        ReceiptRefusal::NoOpening => "这份证明没有展示记录的任何内容。".to_owned(),
        ReceiptRefusal::OtherLog => "较早的日志头属于另一个日志。".to_owned(),
        ReceiptRefusal::NotEarlier => "较早的日志头并不早于这条记录。".to_owned(),
        ReceiptRefusal::Document => "原文与存证的不是同一份。".to_owned(),
        ReceiptRefusal::UnprovenDocument => "回执没有展示原文的摘要，无从比对。".to_owned(),
        ReceiptRefusal::Proof(TlogProofRefusal::Inclusion(_)) => "所示内容不在这个日志里。".to_owned(),
        ReceiptRefusal::Proof(TlogProofRefusal::Verdict(refusal)) | ReceiptRefusal::Earlier(refusal) => {
            head_refusal(refusal)
        }
        other => format!("回执的内容不对（{other}）。"),
    }
}

fn head_refusal(refusal: &VerdictRefusal) -> String {
    match refusal {
        VerdictRefusal::UnknownLog(origin) => format!("信任清单里没有日志 {origin}。"),
        VerdictRefusal::Checkpoint(CheckpointRefusal::Seal(SealRefusal::Wrong(name))) => {
            format!("名为 {name} 的签名是假的。")
        }
        VerdictRefusal::Checkpoint(
            CheckpointRefusal::NotByLog | CheckpointRefusal::Seal(SealRefusal::Nobody),
        ) => "日志自己没有签名。".to_owned(),
        other => format!("日志头不对（{other}）。"),
    }
}

/// Whose log it is, how long, and who has seen it.
pub(super) fn head(lang: Lang, judged: &Judged) -> String {
    let head = judged.checkpoint.head();
    let confirmed = if judged.asks_nobody {
        lang.say("信任清单没有指定见证方", "the policy asks for no witness")
    } else if judged.is_confirmed {
        lang.say("已得到信任清单所要求的见证", "confirmed as the policy asks")
    } else {
        lang.say("见证方的签名还不够", "too few witnesses have cosigned")
    };
    let mut lines = vec![format!(
        "{}  {} {}  {confirmed}",
        judged.checkpoint.origin(),
        head.size,
        lang.say("条", "entries")
    )];
    for (witness, time) in &judged.cosigned {
        let name = String::from_utf8_lossy(&witness.name);
        lines.push(format!(
            "  {}  {name} · {}",
            lang.say("见证", "witnessed by"),
            moment(*time)
        ));
    }
    lines.join("\n")
}

pub(super) fn log_holds(lang: Lang, size: u64) -> String {
    match lang {
        Lang::Zh => format!("属实：{size} 条全部在案，每个文件都与签名的日志头一致。"),
        Lang::En => {
            format!("It holds: all {size} entries are there, and every file is what the signed head says.")
        }
    }
}

pub(super) fn sm3(lang: Lang, holds: bool) -> &'static str {
    if holds {
        lang.say(
            "国密（SM3）的第二棵树与条目一致。",
            "The second tree, by SM3, is over the same entries.",
        )
    } else {
        lang.say(
            "国密（SM3）的第二棵树与条目或签名行不一致。",
            "The second tree, by SM3, is not what the entries or the signature line say.",
        )
    }
}

fn line(name: &str, value: &str) {
    println!("  {name}  {value}");
}

fn hidden(lang: Lang) -> &'static str {
    lang.say("（未展示）", "(not shown)")
}

fn number(value: &[u8]) -> Option<u64> {
    value.try_into().ok().map(u64::from_be_bytes)
}

/// A time in Beijing, with its offset; a number where there is no such day.
fn moment(seconds: u64) -> String {
    in_milliseconds(seconds.saturating_mul(1000))
}

fn in_milliseconds(time: u64) -> String {
    let milliseconds = i64::try_from(time).ok();
    let timestamp = milliseconds.and_then(|time| Timestamp::from_millisecond(time).ok());
    let Some(timestamp) = timestamp else {
        return time.to_string();
    };
    let there = TimeZone::fixed(offset(8)).to_datetime(timestamp);
    there.strftime("%Y-%m-%d %H:%M:%S +08:00").to_string()
}
