use std::path::Path;
use std::sync::Arc;

use domain::attachment::Attachment;
use domain::content::Commitment;
use domain::ids::ContentId;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt as _, path};

use crate::{Error, Result};

/// The length of the salt that stands before the bytes of each file.
const SALT: usize = 32;

/// Where the bytes of files lie: each under its id, behind the salt of its commitment. What was attached once is never
/// removed, since the journal speaks of it.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// In a folder, which must be there.
    pub fn folder(folder: &Path) -> Result<Self> {
        let store = LocalFileSystem::new_with_prefix(folder).map_err(Error::failed)?;
        Ok(Self(Arc::new(store)))
    }

    /// In memory, gone with the program.
    #[must_use]
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Wherever the store of objects keeps them.
    #[must_use]
    pub fn store(store: Arc<dyn ObjectStore>) -> Self {
        Self(store)
    }

    pub(crate) async fn put(&self, id: ContentId, salt: &[u8; SALT], bytes: &[u8]) -> Result<Commitment> {
        let object = [salt.as_slice(), bytes].concat();
        self.0
            .put(&place(id), object.into())
            .await
            .map_err(Error::failed)?;
        Ok(Commitment::to(salt, bytes))
    }

    /// Takes back what was put away for nothing.
    pub(crate) async fn drop(&self, id: ContentId) {
        if let Err(error) = self.remove(id).await {
            tracing::warn!(%id, ?error, "a file that nothing speaks of could not be removed");
        }
    }

    /// Removes a file, whether it is there or not.
    pub(crate) async fn remove(&self, id: ContentId) -> Result<()> {
        match self.0.delete(&place(id)).await {
            Err(object_store::Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(Error::failed(error)),
        }
    }

    /// The bytes of a file, when they are there and are what the journal says of them.
    pub(crate) async fn get(&self, attachment: &Attachment) -> Result<Option<Vec<u8>>> {
        let id = attachment.sealed.content;
        let object = match self.0.get(&place(id)).await {
            Ok(found) => found.bytes().await.map_err(Error::failed)?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(Error::failed(error)),
        };
        let Some((salt, bytes)) = object.split_first_chunk::<SALT>() else {
            return Ok(None);
        };
        let sound = Commitment::to(salt, bytes) == attachment.sealed.commitment;
        Ok(sound.then(|| bytes.to_vec()))
    }
}

fn place(id: ContentId) -> path::Path {
    path::Path::from(id.to_string())
}
