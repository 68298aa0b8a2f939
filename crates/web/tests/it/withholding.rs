//! Notices of non-disclosure, on the pages of those who file, confirm and read them.

use domain::rulebook::Entry;
use domain::words::{Authority, Rhythm, Scope, Track};
use testkit::{World, on_both_engines};

use crate::browser::Browser;

on_both_engines! {
    async fn a_notice_goes_from_the_task_over_two_desks_to_the_unit_s_page(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let fits = |entry: &Entry| {
            entry.rhythm == Rhythm::PerStage
                && entry.narrowest == Scope::Unit
                && entry.authority == Authority::Unit
                && entry.three_major.is_none()
        };
        let entry = world.entry(Track::Party, fits).await;
        let matter = world.matter(Track::Party, &entry, "示例选址方案").await;
        let about = format!("{matter}/{}", entry.stages[0].stage.code());
        let mara = Browser::of(t, cast.mara).await;
        let list = format!("/desk/obligations/{}", cast.first);
        mara.get(&list).await.is(200).shows(&format!("{list}/withholdings/new?track=party"));
        let named = format!("track=party&entry={}&about={}", entry.key, about.replace('/', "%2F"));
        let form = format!("{list}/withholdings/new?{named}");
        mara.get(&form).await.is(200).shows("另一位审批人确认以后会怎样").shows("过程性信息").shows("本单位");
        let fields = [("track", "party"), ("entry", &*entry.key), ("first", &*about), ("about", &*about)];
        let with = |more: &[(&'static str, &'static str)]| [&fields[..], more].concat();
        let filing = format!("{list}/withholdings");
        let note = ("note", "经党委保密办认定。");
        mara.post(&filing, &with(&[note])).await.is(422).shows("请从列表中选择不予公开的理由").shows("经党委保密办认定。</textarea>");
        let ground = ("ground", "work_secret");
        mara.post(&filing, &with(&[ground, ("note", "示例选址方案未定"), ("day", "2026-06-01")])).await.is(422).shows("说明中写出了事项名称");
        mara.post(&filing, &with(&[ground, note, ("day", "2030-06-01")])).await.is(422).shows("最迟 2027-03-03").shows("value=\"2030-06-01\"");
        let notice = mara.post(&filing, &with(&[ground, note, ("day", "2026-06-01")])).await.is(303).to.clone();
        let notice = notice.split('?').next().unwrap().to_owned();
        mara.get(&notice).await.is(200).shows("等待另一位有审批职责的人员确认").hides("确认不予公开</button>");
        mara.get(&list).await.shows("已申报不予公开，待确认");

        let pi = Browser::of(t, cast.pi).await;
        pi.get("/desk").await.is(200).shows("待我确认的不予公开").hides("经党委保密办认定");
        pi.get(&notice).await.is(200).shows("确认不予公开</button>").shows("示例选址方案");
        let readers = format!("/units/{}/withheld", cast.first);
        let (yi, er) = (Browser::of(t, cast.yi).await, Browser::of(t, cast.er).await);
        let none = "没有对您适用的不予公开";
        yi.get(&readers).await.is(200).shows(none);
        pi.post(&format!("{notice}/declination"), &[("words", " ")]).await.is(422);
        pi.post(&format!("{notice}/confirmation"), &[]).await.is(303);
        yi.get(&readers).await.is(200).shows("工作秘密").shows("2026-06-01").shows("BY-2026-").hides("选址").hides("认定");
        let unit = format!("/units/{}", cast.first);
        yi.get(&unit).await.is(200).shows(&readers);
        for other in [&er, &Browser::visitor(t)] {
            other.get(&readers).await.is(200).hides("工作秘密").shows(none);
            other.get(&unit).await.is(200).hides(&readers);
        }
        let missing = er.get(&format!("/desk/withholdings/{}", cast.group.0)).await.is(404).text.clone();
        assert_eq!(er.get(&notice).await.is(404).text, missing);
        mara.get(&list).await.shows("已决定不予公开");

        t.wait_days(95);
        let (mara, pi) = (Browser::of(t, cast.mara).await, Browser::of(t, cast.pi).await);
        let yi = Browser::of(t, cast.yi).await;
        mara.get("/desk").await.is(200).shows("待重新评估的不予公开").shows("due late").shows("应于 2026-06-01 前重新评估，已过期");
        mara.post(&format!("{notice}/renewal"), &[ground, ("note", "仍在审查。"), ("day", "")]).await.is(422).shows("仍在审查。</textarea>");
        pi.post(&format!("{notice}/end"), &[("words", "已经定案。")]).await.is(303);
        yi.get(&readers).await.is(200).shows(none);
        mara.get(&notice).await.shows("已经定案。").shows("已解除");
        assert!(app::audit::run(&t.app, |_, _| {}).await.unwrap().is_clean());
    }
}
