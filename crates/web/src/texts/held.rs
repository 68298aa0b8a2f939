room! {
    /// What was sent after the session had ended.
    Held {
        title: "登录已经结束" => "You are signed out",
        nothing_done: "您的登录已经结束，例如太久没有操作，或者在别处退出了。刚才提交的内容没有办理，也没有丢失，都在这一页上；登录以后再继续，请不要关闭这一页。" => "You are not signed in any more: perhaps you did nothing for a while, or signed out elsewhere. What you just sent was not carried out, and it is not lost: all of it is on this page. Sign in and go on; please do not close this page.",
        file: "文件除外：文件没有保存，登录以后请重新选择。" => "Except for files: the file was not kept, so please choose it again once you have signed in.",
        first: "第一步：重新登录" => "First: sign in again",
        first_more: "登录页会在新窗口中打开，这一页保留不动。" => "This opens in a new window; this page stays as it is.",
        first_do: "在新窗口登录" => "Sign in in a new window",
        second: "第二步：回到这一页" => "Second: come back to this page",
        second_more: "登录以后点下面的按钮，您填写的内容会放回表单，由您核对以后再提交。这一步不会提交任何内容。" => "Once you have signed in, this button puts what you typed back into its form, where you check it and send it. Nothing is sent by this step.",
        second_do: "放回表单" => "Put it back into the form",
        copy_more: "登录以后，打开原来的页面，把下面的文字复制过去，再提交。" => "Once you have signed in, open the page you came from, copy the words below into it, and send it.",
        copy_do: "打开原来的页面" => "Open the page you came from",
        typed: "您填写的内容" => "What you typed",
        back: "下面是您重新登录以前填写的内容，还没有提交。请核对以后再提交。" => "Below is what you typed before you signed in again. It has not been sent: please check it, then send it.",
    }
}
