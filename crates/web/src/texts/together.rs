room! {
    /// Several plans at one go.
    Together {
        choose: "选择" => "Choose",
        approve_chosen: "一并审批所选" => "Approve the chosen together",
        endorse_chosen: "一并上报所选" => "Report the chosen up together",
        approve_title: "一并审批" => "Approve together",
        endorse_title: "一并同意上报" => "Report up together",
        hint: "每件分别判断、分别记录；其中一件不能通过，不影响其他各件。请逐件核对，不合适的取消勾选，另行办理。" => "Each is judged by itself and recorded by itself; one that cannot go on keeps no other back. Please look at each and clear what does not belong here.",
        none: "没有选择方案，或者所选方案现在不等您办理。" => "Nothing was chosen, or what was chosen does not wait for you now.",
        text: "正文" => "The text",
        gate_shut: "公开前检查有 {} 处未通过，不会公开：" => "The gate does not open; {} things stand in the way:",
        effect_title: "确认以后会怎样" => "What happens when you confirm",
        effect_approve: "勾选的各件立即公开，定了时间的到时公开；能看到的人写在每件下面。" => "What is ticked is released at once, or at its time where one is set; who will see each stands below its title.",
        effect_endorse: "勾选的各件带着您的意见上报，由上级审批。" => "What is ticked goes up with your view; the superior decides.",
        words: "意见" => "Words",
        words_hint: "可以不写；写了的，记在每一件上。" => "May be left empty; what you write stands with each of them.",
        approve: "批准勾选的各件" => "Approve what is ticked",
        endorse: "同意上报勾选的各件" => "Report up what is ticked",
        done_title: "办理结果" => "What became of each",
        done_counts: "{} 件办成，{} 件没有办成" => "{} done, {} not done",
        released: "已公开" => "Released",
        approved: "已批准，到时间公开" => "Approved, to be released in time",
        endorsed: "已同意上报" => "Reported up",
        refused: "没有办成" => "Not done",
        gone: "没有找到，或者不再由您办理" => "Not found, or no longer yours to decide",
    }
}
