//! What texts have in common, as people see it on pages.

use app::likeness;
use domain::audience::Token;
use testkit::{House, on_both_engines, prose};
use web::paths;

use crate::browser::{Answer, Browser};

/// Where the links of a page lead that are about what is alike.
fn links(page: &Answer) -> Vec<String> {
    let links = page.text.split("href=\"").skip(1);
    let links = links.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    links.filter(|link| link.starts_with(paths::LIKENESS)).collect()
}

on_both_engines! {
    async fn every_link_of_the_list_opens_and_others_are_told_of_the_texts_alone(t: TestApp) {
        let house = House::new(t, 4).await;
        let app = house.compared().await;
        let mut texts = Vec::new();
        for unit in 0..3 {
            texts.push(house.released(unit, ("共用文本", &prose(1, 12)), &[Token::Public]).await);
            t.wait_seconds(60);
        }
        while likeness::follow(&app).await.unwrap() {}
        let supervisor = Browser::of(t, house.supervisor).await.at_platform(app.clone());
        let list = supervisor.get(paths::LIKENESS).await;
        list.is(200).shows("3 个单位，最早：");
        let found = links(&list);
        let pairs = [(2, 0), (2, 1), (1, 0)].map(|(text, source)| paths::likeness_pair(&texts[text], &texts[source]));
        assert!(pairs.iter().all(|pair| found.contains(pair)), "{found:?}");
        for link in &found {
            supervisor.get(link).await.is(200);
        }
        let [pair, ..] = &pairs;
        supervisor.get(pair).await.is(200).shows("待答复").shows("单位还没有答复");
        let stranger = Browser::of(t, house.drafter(3)).await.at_platform(app.clone());
        let beside = stranger.get(pair).await;
        beside.is(200).shows("并排对照").hides("待答复").hides("单位还没有答复").hides("</form><form");
        stranger.get(paths::LIKENESS).await.is(200).hides("共用文本");
        let unknown = paths::likeness_pair(&texts[2], &domain::ids::DisclosureId(uuid::Uuid::nil()));
        let nothing = stranger.post(&format!("{unknown}/answer"), &[("words", "不是我们。")]).await;
        let answer = stranger.post(&format!("{pair}/answer"), &[("words", "不是我们。")]).await;
        assert_eq!((answer.is(404).status, &answer.text), (nothing.status, &nothing.text));
        let owner = Browser::of(t, house.drafter(2)).await.at_platform(app);
        owner.post(&format!("{pair}/answer"), &[("words", "三家共用一稿。")]).await.is(303);
        assert_eq!(stranger.get(pair).await.text, beside.text);
        supervisor.get(pair).await.is(200).shows("已答复").shows("三家共用一稿。");
        let answered = supervisor.get(&format!("{}?state=answered", paths::LIKENESS)).await;
        answered.is(200).shows(pair);
        supervisor.get(&format!("{}?state=closed", paths::LIKENESS)).await.is(200).hides(pair);
    }

    async fn a_drafter_explains_several_likenesses_at_once(t: TestApp) {
        let house = House::new(t, 4).await;
        let app = house.compared().await;
        let mut sources = Vec::new();
        for unit in 0..3 {
            sources.push(house.released(unit, ("共用文本", &prose(1, 12)), &[Token::Public]).await);
            t.wait_seconds(60);
        }
        let draft = house.drafted(3, house.proposal(("照抄的公示", &prose(1, 12)), &[Token::Public])).await;
        let drafter = Browser::of(t, house.drafter(3)).await.at_platform(app);
        drafter.get(&paths::desk_plan(&draft)).await.is(200).shows("有 3 处没有注明出处或者说明");
        let page = paths::draft_likeness(&draft, &sources[0]);
        let [_, second, third] = [0, 1, 2].map(|number| sources[number].to_string());
        let choice = |source: &str| format!("name=\"also\" value=\"{source}\"");
        drafter.get(&page).await.is(200).shows(&choice(&second)).shows(&choice(&third));
        let address = format!("{page}/explanation");
        let silent = drafter.post(&address, &[("words", " "), ("also", &third)]).await;
        silent.is(422).shows(&format!("{} checked", choice(&third))).hides(&format!("{} checked", choice(&second)));
        drafter.post(&address, &[("words", "三家合用一稿。"), ("also", &third)]).await.is(303);
        drafter.get(&paths::desk_plan(&draft)).await.is(200).shows("有 1 处没有注明出处或者说明");
        drafter.get(&page).await.is(200).shows(&choice(&second)).hides(&choice(&third));
    }
}
