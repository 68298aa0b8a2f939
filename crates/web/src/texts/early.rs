room! {
    /// What can still be undone as long as nothing was released: a name, a matter, a draft.
    Early {
        title: "改名、撤销登记" => "Rename or strike out",
        rename_hint: "还没有公开过，可以改名。改名会记入流水。" => "Nothing was released yet, so it can be renamed. The journal keeps both names.",
        rename_do: "改名" => "Rename it",
        drop: "撤销登记" => "Strike it out",
        drop_effect: "登记错了、不再办理的事项可以撤销登记：它会从案头和应公开任务中消失，不能恢复；流水里仍留有登记和撤销的记录。" => "A matter that was registered by mistake can be struck out: it disappears from the desk and from what is owed, for good. The journal keeps that it was registered and struck out.",
        drop_reason: "撤销的理由" => "Reason for striking it out",
        drop_do: "确认撤销登记" => "Strike the matter out",
        discard: "放弃这份草稿" => "Discard this draft",
        discard_effect: "这份草稿还没有人审查，可以放弃：它会从案头消失，不能恢复，本阶段重新变为“尚未起草”。写过的文字不再显示，只作为流水的附件留存备查。" => "Nobody has judged this draft, so it can be discarded: it disappears from the desk for good, and the stage is open again. What was written is shown nowhere any more and stays beside the journal for inspection.",
        discard_do: "确认放弃草稿" => "Discard the draft",
        done_renamed: "事项名称已经修改。" => "The matter has its new name.",
        done_dropped: "事项已撤销登记，理由已记入流水。" => "The matter was struck out; the reason is in the journal.",
        done_discarded: "草稿已放弃，这一阶段可以重新起草。" => "The draft was discarded; the stage can be drafted anew.",
    }
}

impl Early {
    /// The sentence that a deed leaves in the address of the next page.
    #[must_use]
    pub fn done(&self, code: &str) -> Option<&'static str> {
        match code {
            "renamed" => Some(self.done_renamed),
            "dropped" => Some(self.done_dropped),
            "discarded" => Some(self.done_discarded),
            _ => None,
        }
    }
}
