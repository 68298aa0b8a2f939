//! Files that are published with a text: put away, looked into in a process of their own, attached to a plan, and
//! handed out to those who may see what they belong to.

mod attach;
mod files;
mod inspector;
mod look;
mod manuscript;
mod read;

pub use attach::{Upload, attach, excuse, remove};
pub use files::Files;
pub use inspector::Inspector;
pub use look::look;
pub use manuscript::manuscript;
pub use read::of_plan;
