use super::{Disclosure, Reader, fates};
use crate::Result;

impl Reader {
    /// The versions of a disclosure that the viewer may read, the newest first. They are not numbered, since a gap
    /// would tell of a version that others see.
    pub async fn versions(&mut self, of: &Disclosure) -> Result<Vec<Disclosure>> {
        let place = (of.matter, of.stage, self.now);
        let mut versions = Vec::new();
        for id in fates::versions(&mut self.tx, place, &self.tokens).await? {
            versions.extend(self.disclosure(id).await?);
        }
        Ok(versions)
    }
}
