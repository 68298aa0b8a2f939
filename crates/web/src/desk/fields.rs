use axum::extract::{FromRequest, Request};

use crate::held::COMES_BACK;
use crate::{Error, Result, asked};

/// A sent form as pairs in the order of the page, since a name may come more than once.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first value of a name; nothing sent is the same as nothing typed.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(named, _)| named == name)
            .map_or("", |(_, value)| value)
    }

    /// Every value of a name.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(named, _)| named == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// A long text. Browsers send line ends their own way, and the same text must give the same bytes.
    pub(crate) fn text(&self, name: &str) -> String {
        self.one(name).replace("\r\n", "\n")
    }

    /// Whether it was sent before somebody signed in again, and is only to be shown.
    pub(crate) fn comes_back(&self) -> bool {
        !self.one(COMES_BACK).is_empty()
    }

    /// Which edition the sender looked at; none is older than every one.
    pub(crate) fn edition(&self) -> i64 {
        self.one("edition").parse().unwrap_or(0)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        asked::pairs(request, state).await.map(Self)
    }
}
