room! {
    /// Passkeys.
    Passkey {
        title: "通行密钥" => "Passkeys",
        more: "通行密钥是存在您的手机、电脑或安全钥匙里的密钥，用指纹、人脸或设备密码打开，只对本平台的地址有效，骗不走，也不用记。用它登录，不再输入密码和动态口令；在第二步，它可以代替动态口令。" => "A passkey is a key in your phone, your computer or a security key. A finger, a face or the device’s PIN opens it, it works at this platform’s address alone, and there is nothing to remember or to be tricked out of. Signing in with it asks for neither password nor one-time code; at the second step it takes the place of the code.",
        none: "还没有通行密钥。" => "You have no passkey yet.",
        some: "已登记：" => "Registered:",
        manage: "管理通行密钥" => "Manage passkeys",
        not_here: "现在不提供：通行密钥只能用在 https 地址上，本平台没有设置这样的地址。需要的，请告诉管理员（配置文件里的 site）。" => "Not offered at present: passkeys work at an https address only, and none is set for this platform. If you need them, please tell an administrator (`site` in the settings file).",
        unfit: "这里现在不能使用通行密钥：需要支持它的浏览器、启用脚本，并且从这个地址打开：" => "Passkeys cannot be used here at present. They need a browser that has them, JavaScript, and this address:",
        add: "登记一个通行密钥" => "Register a passkey",
        name: "名称" => "Name",
        name_hint: "例如：办公室的电脑、我的手机" => "For example: the computer at work, my phone",
        add_do: "登记" => "Register",
        failed: "没有完成。可能是取消了、超时了，或者这台设备上已经有一个。请再试一次。" => "That was not completed: it was cancelled, took too long, or this device holds one already. Please try again.",
        since: "登记于" => "Since",
        used: "最近使用" => "Last used",
        copied: "可在您的设备间同步" => "May be copied between your devices",
        rename: "改名" => "Rename",
        remove: "删除" => "Remove",
        lost: "设备丢了，请立即删除它的通行密钥。都丢了，也不记得密码的，请管理员办理重置；重置后所有通行密钥作废。" => "When a device is lost, please remove its passkey at once. If all are lost and the password too, an administrator does a reset, which ends every passkey.",
        sign_in: "用通行密钥登录" => "Sign in with a passkey",
        confirm: "用通行密钥代替动态口令" => "Use a passkey instead of a code",
        added: "通行密钥已经登记。下次登录可以用它。" => "The passkey is registered. You can sign in with it next time.",
    }
}
