//! Files that go with a text: looked into, attached, and read by exactly those who may read the text.

use std::sync::Arc;

use app::attachment::{Files, Inspector, Upload, attach, excuse, remove};
use app::plan::{self};
use app::reader::{Filter, Reader};
use app::{Error, audit};
use domain::attachment::FileKind;
use domain::audience::Token;
use domain::ids::PlanId;
use domain::refusal::{AdmissionRefusal, AttachmentRefusal, PlanRefusal};
use domain::rulebook::Entry;
use domain::words::{Authority, Scope, Track};
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt as _};
use testkit::{TestApp, World, on_both_engines, proposal};

const HIDDEN: &[u8] =
    include_bytes!("../../../documents/tests/files/hidden/01-openpyxl-hidden_column-mobile.xlsx");
const HARMLESS: &[u8] = include_bytes!("../../../documents/tests/files/organisation.xlsx");

async fn entry(world: &World<'_>) -> Entry {
    let fits = |entry: &Entry| {
        entry.narrowest <= Scope::Unit && entry.authority == Authority::Unit && entry.stages.len() == 1
    };
    world.entry(Track::Party, fits).await
}

async fn drafted(world: &World<'_>) -> PlanId {
    let entry = entry(world).await;
    let matter = world.matter(Track::Party, &entry, "示例事项").await;
    let text = proposal(&entry, "示例公示", &[Token::Unit(world.cast.first)]);
    world.drafted(matter, entry.stages[0].stage, text).await
}

/// Sends an edition through its whole way.
async fn released(
    world: &World<'_>,
    id: PlanId,
    edition: i64,
) -> Result<Option<domain::ids::DisclosureId>, Error> {
    let app = &world.t.app;
    plan::submit(app, world.cast.mara, id, edition).await?;
    for kind in plan::show(app, world.cast.mara, id).await?.entry.review {
        plan::review(app, world.reviewer(kind), (id, edition), kind, (true, "")).await?;
    }
    plan::approve(app, world.approver(id).await, (id, edition), "").await
}

async fn clean(t: &TestApp) {
    let findings = audit::run(&t.app, |_, _| {}).await.unwrap();
    assert_eq!(findings.faults, []);
}

fn file<'f>(name: &'f str, bytes: &'f [u8]) -> Upload<'f> {
    Upload { name, bytes }
}

on_both_engines! {
    async fn a_file_is_had_by_the_audience_of_its_disclosure_and_by_nobody_else(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let plan = drafted(&world).await;
        let edition = attach(&t.app, cast.mara, (plan, 1), file("../示例名单.exe", HARMLESS)).await.unwrap();
        assert_eq!(edition, 2);
        let id = released(&world, plan, 2).await.unwrap().unwrap();
        for (person, sees) in [(Some(cast.yi), true), (Some(cast.er), false), (None, false)] {
            let mut reader = Reader::open(&t.app, person).await.unwrap();
            let found = reader.attachment(id, 1).await.unwrap();
            assert_eq!(found.is_some(), sees, "{person:?}");
            assert!(reader.attachment(id, 0).await.unwrap().is_none() && reader.attachment(id, 2).await.unwrap().is_none());
            if let Some(found) = found {
                assert_eq!((found.attachment.name.as_str(), found.attachment.kind), ("示例名单.xlsx", FileKind::Xlsx));
                assert_eq!(found.bytes(&t.app).await.unwrap(), HARMLESS);
            }
        }
        clean(t).await;
    }

    async fn the_yearly_archive_takes_the_files_along_and_none_of_what_was_withdrawn(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let mut plans = Vec::new();
        for _ in 0..2 {
            let plan = drafted(&world).await;
            attach(&t.app, cast.mara, (plan, 1), file("示例名单.xlsx", HARMLESS)).await.unwrap();
            released(&world, plan, 2).await.unwrap();
            plans.push(plan);
        }
        let ground = (Some(domain::words::Ground::Wrong), "内容有误。");
        app::withdrawal::ask(&t.app, cast.mara, plans[1], ground).await.unwrap();
        app::withdrawal::confirm(&t.app, cast.pi, plans[1]).await.unwrap();
        let bytes = app::archive::export(&t.app, cast.mara, cast.first, 2026).await.unwrap();
        let mut pack = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<_> = pack.file_names().map(|name| name.unwrap().into_owned()).collect();
        let files: Vec<_> = names.iter().filter(|name| name.ends_with("/1-示例名单.xlsx")).collect();
        assert_eq!(files.len(), 1, "{names:?}");
        let mut found = Vec::new();
        std::io::Read::read_to_end(&mut pack.by_name(files[0]).unwrap(), &mut found).unwrap();
        assert_eq!(found, HARMLESS);
    }

    async fn hidden_personal_data_stops_a_release_until_a_reason_is_written(t: TestApp) {
        let world = World::new(t).await;
        let mara = world.cast.mara;
        let plan = drafted(&world).await;
        attach(&t.app, mara, (plan, 1), file("名单.xlsx", HIDDEN)).await.unwrap();
        let shut = released(&world, plan, 2).await;
        let Err(Error::Refused(PlanRefusal::NotAdmitted(refusals))) = shut else { panic!("{shut:?}") };
        assert!(matches!(refusals.as_slice(), [AdmissionRefusal::AttachmentPersonalData { .. }]), "{refusals:?}");
        assert!(refusals[0].to_string().contains("隐藏列"), "{}", refusals[0]);
        let silent = excuse(&t.app, mara, (plan, 2), (1, "  ")).await;
        assert!(matches!(silent, Err(Error::Attachment(AttachmentRefusal::ReasonMissing))));
        assert_eq!(excuse(&t.app, mara, (plan, 2), (1, "依据示例办法第五条须公布联系人")).await.unwrap(), 3);
        assert!(released(&world, plan, 3).await.unwrap().is_some(), "every opinion was given anew");
        clean(t).await;
    }

    async fn an_edit_of_the_text_keeps_the_files_and_a_file_makes_a_new_edition(t: TestApp) {
        let world = World::new(t).await;
        let mara = world.cast.mara;
        let plan = drafted(&world).await;
        attach(&t.app, mara, (plan, 1), file("名单.xlsx", HARMLESS)).await.unwrap();
        let mut text = plan::show(&t.app, mara, plan).await.unwrap().proposal;
        text.attachments.clear();
        text.body.push_str("另有说明。");
        assert_eq!(plan::edit(&t.app, mara, plan, 2, &text).await.unwrap(), 3);
        assert_eq!(plan::show(&t.app, mara, plan).await.unwrap().proposal.attachments.len(), 1);
        let stale = remove(&t.app, mara, (plan, 2), 1).await;
        assert!(matches!(stale, Err(Error::Refused(PlanRefusal::Stale { .. }))), "{stale:?}");
        assert!(remove(&t.app, world.cast.yi, (plan, 3), 1).await.is_err(), "only its drafter");
        assert_eq!(remove(&t.app, mara, (plan, 3), 1).await.unwrap(), 4);
        assert!(plan::show(&t.app, mara, plan).await.unwrap().proposal.attachments.is_empty());
        clean(t).await;
    }

    async fn what_stands_in_a_file_is_found_by_those_who_may_see_it(t: TestApp) {
        let world = World::new(t).await;
        let plan = drafted(&world).await;
        attach(&t.app, world.cast.mara, (plan, 1), file("示例机构表.xlsx", HARMLESS)).await.unwrap();
        released(&world, plan, 2).await.unwrap();
        for (query, person, found) in [
            ("上级编码", Some(world.cast.yi), true),
            ("示例机构表", Some(world.cast.yi), true),
            ("上级编码 支部委员会", Some(world.cast.yi), true),
            ("上级编码 没有的话", Some(world.cast.yi), false),
            ("上级编码", Some(world.cast.er), false),
            ("上级编码", None, false),
        ] {
            let mut reader = Reader::open(&t.app, person).await.unwrap();
            let hits = reader.search(query, &Filter::default(), None, 20).await.unwrap();
            assert_eq!(hits.items.len(), usize::from(found), "{query} by {person:?}");
            if query == "上级编码" && found {
                assert_eq!(hits.items[0].attachment.as_deref(), Some("示例机构表.xlsx"));
                assert!(hits.items[0].excerpt.contains("上级编码"), "{}", hits.items[0].excerpt);
            }
        }
        clean(t).await;
    }

    async fn a_file_that_is_gone_or_was_changed_is_a_fault(t: TestApp) {
        let store = Arc::new(InMemory::new());
        let app = t.app.clone().with_files(Files::store(store.clone()), Inspector::Here);
        let world = World::new(t).await;
        let plan = drafted(&world).await;
        attach(&app, world.cast.mara, (plan, 1), file("名单.xlsx", HARMLESS)).await.unwrap();
        assert_eq!(audit::run(&app, |_, _| {}).await.unwrap().faults, []);
        let file = plan::show(&app, world.cast.mara, plan).await.unwrap().proposal.attachments.remove(0);
        let place = object_store::path::Path::from(file.sealed.content.to_string());
        let bytes = store.get(&place).await.unwrap().bytes().await.unwrap();
        let mut changed = bytes.to_vec();
        changed[100] ^= 1;
        store.put(&place, changed.into()).await.unwrap();
        let faults = audit::run(&app, |_, _| {}).await.unwrap().faults;
        assert_eq!(faults.iter().map(|fault| fault.table).collect::<Vec<_>>(), ["file"]);
        store.delete(&place).await.unwrap();
        assert_eq!(audit::run(&app, |_, _| {}).await.unwrap().faults.len(), 1);
    }

    async fn the_files_of_what_is_destroyed_go_even_when_the_server_stops_in_between(t: TestApp) {
        let store = Arc::new(InMemory::new());
        let app = t.app.clone().with_files(Files::store(store.clone()), Inspector::Here);
        let world = World::new(t).await;
        let cast = world.cast;
        let plan = drafted(&world).await;
        attach(&app, cast.mara, (plan, 1), file("名单.xlsx", HARMLESS)).await.unwrap();
        released(&world, plan, 2).await.unwrap();
        let ground = (Some(domain::words::Ground::PersonalData), "含有不应公开的信息。");
        app::withdrawal::ask(&app, cast.mara, plan, ground).await.unwrap();
        app::withdrawal::confirm(&app, cast.pi, plan).await.unwrap();
        let left = async || store.list_with_delimiter(None).await.unwrap().objects.len();
        let refused = app::withdrawal::erase(&app, cast.mara, plan, "依规定抹除。").await;
        assert!(refused.is_err());
        t.work().await;
        assert_eq!(left().await, 1, "nothing was destroyed");
        app::withdrawal::erase(&app, cast.pi, plan, "依规定抹除。").await.unwrap();
        // it stands in the database, and whoever starts next does it
        app::jobs::run_due(&app).await.unwrap();
        assert_eq!(left().await, 0);
        assert_eq!(audit::run(&app, |_, _| {}).await.unwrap().faults, []);
        assert_eq!(app::jobs::backlog(&app).await.unwrap(), (0, 0));
    }

    async fn what_cannot_be_looked_through_is_not_attached_and_leaves_nothing(t: TestApp) {
        let store = Arc::new(InMemory::new());
        let app = t.app.clone().with_files(Files::store(store.clone()), Inspector::Here);
        let world = World::new(t).await;
        let plan = drafted(&world).await;
        for (bytes, refusal) in [
            (&b""[..], AttachmentRefusal::Missing),
            (b"MZ a program that is called .pdf", AttachmentRefusal::UnknownKind),
            (b"%PDF-1.7 and nothing behind it", AttachmentRefusal::Damaged),
            (&HARMLESS[..900], AttachmentRefusal::Damaged),
        ] {
            let outcome = attach(&app, world.cast.mara, (plan, 1), file("名单.pdf", bytes)).await;
            assert!(matches!(&outcome, Err(Error::Attachment(no)) if *no == refusal), "{outcome:?}");
        }
        assert!(attach(&app, world.cast.mara, (plan, 7), file("名单.xlsx", HARMLESS)).await.is_err(), "stale");
        let left = store.list_with_delimiter(None).await.unwrap().objects;
        assert!(left.is_empty(), "what was refused was taken back");
    }
}

/// The sixty files that other programs made: nothing that they hide is missed.
#[test]
fn of_sixty_files_that_hide_personal_data_all_are_caught_and_the_place_is_told() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/files/hidden");
    let (mut looked_at, mut missed) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let parts: Vec<_> = name.split(['-', '.']).collect();
        let [_, _, place, kind, _] = parts.as_slice() else {
            continue;
        };
        looked_at += 1;
        let look = app::attachment::look(&std::fs::read(&path).unwrap()).unwrap();
        let told = |finding: &domain::attachment::Finding| {
            serde_json::to_value(finding.kind).unwrap() == *kind
                && serde_json::to_value(finding.place).unwrap() == *place
        };
        if !look.findings.iter().any(told) {
            missed.push((name, look.findings));
        }
    }
    println!("{looked_at} files, {} missed", missed.len());
    assert!(missed.is_empty(), "{missed:?}");
    assert_eq!(looked_at, 60);
}
