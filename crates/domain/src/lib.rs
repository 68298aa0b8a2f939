//! What may happen: the states, the rules and the words of a unit's disclosure.
//!
//! **Invariant:** nothing here touches the outside: no I/O, no clock, no chance, no database. Every function
//! is given what it needs and answers with a decision or with a refusal that says why.

pub mod calendar;
pub mod ids;
pub mod rulebook;
pub mod time;
pub mod words;
