//! What may happen: the states, the rules and the words of a unit's disclosure.
//!
//! **Invariant:** nothing here touches the outside: no I/O, no clock, no chance, no database. Every function
//! is given what it needs and answers with a decision or with a refusal that says why.

pub mod account;
pub mod actor;
pub mod admission;
pub mod archive;
pub mod attachment;
pub mod audience;
pub mod balance;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod content;
pub mod correction;
pub mod credit;
pub mod decision;
pub mod delegation;
pub mod difference;
pub mod dissolution;
pub mod elements;
pub mod ids;
pub mod ledger;
pub mod likeness;
pub mod matter;
pub mod merge;
pub mod money;
pub mod obligation;
pub mod organisation;
pub mod outlet;
pub mod personal_data;
pub mod plan;
pub mod practice;
pub mod proposal;
pub mod refusal;
pub mod rulebook;
pub mod search;
pub mod separation;
pub mod telling;
pub mod text;
pub mod time;
pub mod withdrawal;
pub mod withholding;
pub mod words;
