//! The same for what is taken away as a file: attachments, and the archives of units.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use app::archive;
use app::attachment::{Upload, attach};
use app::reader::Reader;
use domain::ids::{DisclosureId, PersonId, PlanId};
use testkit::TestApp;

use super::model::{Model, Released};

impl Model {
    /// Every second text has a file; says which, and the edition that the plan has then.
    pub(super) async fn attach(&mut self, t: &TestApp, plan: PlanId, word: &str) -> (Option<Vec<u8>>, i64) {
        if self.below(2) == 0 {
            return (None, 1);
        }
        let bytes = picture(word);
        // whatever tells the name of the file tells the word
        let name = format!("{word}.png");
        let upload = Upload {
            name: &name,
            bytes: &bytes,
        };
        let edition = attach(&t.app, self.staff[0], (plan, 1), upload).await.unwrap();
        (Some(bytes), edition)
    }
}

/// The smallest picture that there is no second one of.
fn picture(word: &str) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [length.as_slice(), kind, data, &[0; 4]].concat()
    };
    let signature = b"\x89PNG\r\n\x1a\n".to_vec();
    [signature, chunk(b"IDAT", word.as_bytes()), chunk(b"IEND", b"")].concat()
}

/// The disclosures whose file a viewer gets, byte for byte.
pub(super) async fn had(t: &TestApp, reader: &mut Reader, model: &Model) -> BTreeSet<DisclosureId> {
    let mut had = BTreeSet::new();
    for released in &model.released {
        assert!(reader.attachment(released.id, 2).await.unwrap().is_none());
        if let Some(file) = reader.attachment(released.id, 1).await.unwrap() {
            let bytes = file.bytes(&t.app).await.unwrap();
            assert_eq!(Some(bytes), released.file, "the bytes of {released:?}");
            had.insert(released.id);
        }
    }
    had
}

/// What the archives of all units tell somebody.
#[derive(Default)]
pub(super) struct Archives {
    /// Those of whose title the register speaks.
    pub(super) titles: BTreeSet<DisclosureId>,
    /// Those whose text goes with it.
    pub(super) texts: BTreeSet<DisclosureId>,
}

impl Archives {
    pub(super) async fn opened(t: &TestApp, viewer: Option<PersonId>, model: &Model) -> Self {
        let mut archives = Self::default();
        let Some(viewer) = viewer else { return archives };
        for unit in model.units.keys() {
            let Ok(bytes) = archive::export(&t.app, viewer, *unit, t.app.today().year()).await else {
                continue;
            };
            let (mut register, mut texts) = (String::new(), String::new());
            let mut files = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for place in 0..files.len() {
                let mut file = files.by_index(place).unwrap();
                let name = file.name().unwrap().into_owned();
                texts.push_str(&name);
                let into = match name.as_str() {
                    "登记簿.csv" => &mut register,
                    name if name.ends_with(".md") => &mut texts,
                    _ => continue,
                };
                file.read_to_string(into).unwrap();
            }
            let told = |text: &str| -> BTreeSet<_> {
                let found = model.released.iter().filter(|it| text.contains(&it.word));
                found.map(|released| released.id).collect()
            };
            archives.titles.extend(told(&register));
            archives.texts.extend(told(&texts));
        }
        archives
    }

    /// The whole of it to those who work in its unit, what was withdrawn left out.
    pub(super) fn agree(&self, model: &Model, (viewer, released): (Option<PersonId>, &Released), case: &str) {
        let works = viewer.is_some_and(|person| model.works_on(person, released));
        let title = works && !released.hides_title();
        assert_eq!(self.titles.contains(&released.id), title, "register: {case}");
        let text = works && released.withdrawn.is_none();
        assert_eq!(self.texts.contains(&released.id), text, "archive: {case}");
    }
}
