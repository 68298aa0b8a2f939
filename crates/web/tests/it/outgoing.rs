//! How people are told: their mail address, their wishes, one click to stop, and the administrator's page.

use app::outbox;
use domain::audience::Token;
use domain::words::{Scope, Track};
use testkit::{World, on_both_engines, outgoing, proposal};
use web::paths;

use crate::browser::Browser;

async fn release(world: &World<'_>, title: &str) {
    let entry = world
        .entry(Track::Party, |entry| entry.narrowest <= Scope::Unit)
        .await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let proposal = proposal(&entry, title, &[Token::Unit(world.cast.first)]);
    world.released(matter, entry.stages[0].stage, proposal).await;
    world.t.tell().await;
}

on_both_engines! {
    async fn somebody_gives_an_address_confirms_it_gets_a_mail_and_stops_it_without_signing_in(t: TestApp) {
        let world = World::new(t).await;
        let yi = Browser::of(t, world.cast.yi).await;
        let settings = "/account/news";
        yi.post("/account/news/address", &[("address", "yi@neiwang.example")]).await.is(422).shows("还没有设置发信服务器").shows("yi@neiwang.example");
        outbox::set_outgoing(&t.app, None, outgoing(25)).await.unwrap();
        yi.post("/account/news/address", &[("address", "不是邮箱")]).await.is(422).shows("邮箱地址不完整").shows("不是邮箱");
        assert_eq!(yi.post("/account/news/address", &[("address", "yi@neiwang.example")]).await.is(303).to, settings);
        yi.get(settings).await.shows("验证码已经发往 yi@neiwang.example");
        let code = t.letter().await.unwrap().subject.rsplit(' ').next().unwrap().to_owned();
        yi.post("/account/news/confirmation", &[("code", "12")]).await.is(422).shows("验证码不正确");
        yi.post("/account/news/confirmation", &[("code", &code)]).await.is(303);
        yi.post("/account/news/paces", &[("work", "never"), ("disclosures", "at_once")]).await.is(303);
        yi.get(settings).await.shows("邮件发往 yi@neiwang.example");
        world.follows_the_first(world.cast.yi).await;
        yi.get(settings).await.shows("示例第一支部");
        release(&world, "示例公示").await;
        let stop = t.letter().await.unwrap().stop.unwrap();
        let stop = stop.strip_prefix("http://gongkai.example").unwrap();
        let visitor = Browser::visitor(t);
        // whatever looks at links in mails only looks
        visitor.get(stop).await.is(200).shows("不再接收这类邮件？");
        release(&world, "示例公示二").await;
        assert!(t.letter().await.is_some());
        visitor.post(stop, &[("List-Unsubscribe", "One-Click")]).await.is(200).shows("已经停止");
        release(&world, "示例公示三").await;
        assert!(t.letter().await.is_none());
        visitor.get("/news/stop/nonsense").await.is(404);
        yi.post("/account/news/removal", &[]).await.is(303);
        yi.get(settings).await.shows("没有设置邮箱");
    }

    async fn the_administrator_sets_the_ways_out_and_no_secret_comes_back(t: TestApp) {
        let world = World::new(t).await;
        let guan = Browser::of(t, world.cast.guan).await;
        let page = "/admin/outgoing";
        guan.get(page).await.is(200).shows("value=\"http://gongkai.example\"");
        let fields = [
            ("site", "http://gongkai.example"), ("host", "mail.neiwang.example"), ("port", "587"),
            ("security", "starttls"), ("account", "gongkai"), ("password", "示例口令一二三"),
            ("sender", "gongkai@neiwang.example"),
        ];
        let mut wrong = fields;
        wrong[2].1 = "几";
        guan.post(page, &wrong).await.is(422).shows("1 到 65535").shows("mail.neiwang.example").hides("示例口令一二三");
        testkit::officers(t).await;
        let an = Browser::of(t, world.cast.an).await;
        let sent = guan.post(page, &fields).await;
        sent.is(303);
        guan.get(&paths::done(&sent.to, "asked")).await.shows("安全保密管理员确认后生效").shows("撤回").hides("确认，立即生效");
        let waits = an.get(page).await;
        waits.is(200).shows("mail.neiwang.example:587").shows("确认，立即生效").hides("示例口令一二三").hides("name=\"password\"");
        let id = waits.text.split("/admin/outlets/").nth(1).unwrap().split('/').next().unwrap();
        guan.post(&format!("/admin/outlets/{id}/confirmation"), &[]).await.is(404);
        an.post(page, &fields).await.is(404);
        an.post(&format!("/admin/outlets/{id}/confirmation"), &[]).await.is(303);
        guan.get(page).await.shows("mail.neiwang.example").hides("示例口令一二三").hides("等待第二个人确认");
        let unit = world.cast.first.to_string();
        let hook = [
            ("label", "示例群"), ("unit", unit.as_str()), ("style", "wecom"), ("crowd", "members"),
            ("address", "https://robot.example/send?key=示例令牌"), ("secret", ""),
        ];
        guan.post("/admin/webhooks", &hook).await.is(422).shows("须以 http://");
        let mut hook = hook;
        hook[4].1 = "https://robot.example/send?key=token123";
        guan.post("/admin/webhooks", &hook).await.is(303);
        guan.get(page).await.shows("示例群").shows("https://robot.example").shows("等待第二个人确认").hides("token123");
        let waits = an.get(page).await;
        let id = waits.text.split("/admin/outlets/").nth(1).unwrap().split('/').next().unwrap();
        an.post(&format!("/admin/outlets/{id}/refusal"), &[]).await.is(303);
        guan.get(page).await.hides("示例群");
        let mara = Browser::of(t, world.cast.mara).await;
        mara.get(page).await.is(404);
        mara.post(page, &fields).await.is(404);
        mara.post("/admin/webhooks", &hook).await.is(404);
    }
}
