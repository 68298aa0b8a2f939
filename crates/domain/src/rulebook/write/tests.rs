use proptest::prelude::*;

use super::super::{Rulebook, any};

proptest! {
    #[test]
    fn what_is_written_is_read_back_as_it_was(rulebook in any::rulebook()) {
        let text = rulebook.to_toml();
        let read = Rulebook::parse("r.toml", &text);
        prop_assert_eq!(read.as_ref(), Ok(&rulebook), "{}", text);
    }
}

#[test]
fn the_starters_survive_being_written_again() {
    for text in [
        include_str!("../../../../../rulebooks/party-grassroots.toml"),
        include_str!("../../../../../rulebooks/government-standard.toml"),
    ] {
        let read = Rulebook::parse("r.toml", text).unwrap();
        assert_eq!(Rulebook::parse("r.toml", &read.to_toml()), Ok(read));
    }
}
