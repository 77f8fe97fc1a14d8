package io.farthing.bootstrap.browser;

/** What is written on the wallet's pages, in one of its languages. */
enum Words {
    ENGLISH(
            "en",
            "Name",
            "Password",
            "Log in",
            "Allow",
            "Next",
            "Refuse",
            "Activate now",
            "Activate automatic micropayments"),
    CHINESE("zh-CN", "用户名", "密码", "登录", "允许", "下一步", "拒绝", "立即开通", "开通小额自动支付");

    final String tag;
    final String name;
    final String password;
    final String logIn;
    final String allow;
    final String next;
    final String refuse;
    final String activate;
    final String activationTitle;

    Words(
            String tag,
            String name,
            String password,
            String logIn,
            String allow,
            String next,
            String refuse,
            String activate,
            String activationTitle) {
        this.tag = tag;
        this.name = name;
        this.password = password;
        this.logIn = logIn;
        this.allow = allow;
        this.next = next;
        this.refuse = refuse;
        this.activate = activate;
        this.activationTitle = activationTitle;
    }
}
