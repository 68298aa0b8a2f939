room! {
    /// A disclosure away from its page: on the notice board, in calendars and on other sites.
    Paper {
        notice: "公告版（PDF）" => "For the notice board (PDF)",
        period: "公示期至 {}" => "Open to opinions until {}",
        period_label: "公示期" => "Notice period",
        period_days: "{} 至 {}" => "{} to {}",
        period_save: "加入日历" => "Add to a calendar",
        period_event: "公示期：{}" => "Notice period: {}",
        period_calendar: "公示期" => "Notice periods",
        stage: "{}公开：{}" => "{}: {}",
        credits: "借鉴：{}" => "Draws on {}",
        released: "公开时间：{}（系统记录）" => "Released {} (recorded by the system)",
        audience: "公开范围：{}" => "Audience: {}",
        code: "扫码查看原文、各阶段和办理经过" => "Scan to see the original, its stages and how it went",
        attached: "附件 {}：{}（SHA-256 前 32 位：{}）" => "Attachment {}: {} (first 32 digits of SHA-256: {})",
        embed: "嵌入其他网站" => "Show it on another site",
        embed_hint: "把下面这段代码放进网页，就会显示本件的卡片。" => "Put these lines into a page, and the card of this disclosure appears there.",
    }
}
