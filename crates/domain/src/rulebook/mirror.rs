use super::{Entry, Rulebook};

/// An entry of the other track about the same thing, as seen from one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored<'r> {
    /// Its key.
    pub key: &'r str,
    /// Its name; nothing when the other catalogue has no such entry now.
    pub name: Option<&'r str>,
    /// What each of the two discloses, as either side says.
    pub notes: Vec<&'r str>,
}

impl Entry {
    /// The entries of the other track that are about the same thing: the one that this names, and those that name this.
    #[must_use]
    pub fn mirrored<'r>(&'r self, other: Option<&'r Rulebook>) -> Vec<Mirrored<'r>> {
        let entries = other.map_or(&[][..], |rules| &rules.entries);
        let back = entries
            .iter()
            .filter(|entry| entry.mirror.as_ref() == Some(&self.key));
        let mut keys: Vec<&str> = self.mirror.as_deref().into_iter().collect();
        keys.extend(back.map(|entry| entry.key.as_str()));
        keys.dedup();
        let mirrored = |key: &'r str| {
            let entry = entries.iter().find(|entry| entry.key == *key);
            let own = self
                .mirror_note
                .as_deref()
                .filter(|_| self.mirror.as_deref() == Some(key));
            let names_this = |entry: &&Entry| entry.mirror.as_ref() == Some(&self.key);
            let theirs = entry
                .filter(names_this)
                .and_then(|entry| entry.mirror_note.as_deref());
            let mut notes: Vec<_> = own.into_iter().chain(theirs).collect();
            notes.dedup();
            Mirrored {
                key,
                name: entry.map(|entry| entry.name.as_str()),
                notes,
            }
        };
        keys.into_iter().map(mirrored).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(file: &str) -> Rulebook {
        Rulebook::parse(
            file,
            match file {
                "party" => include_str!("../../../../rulebooks/party-grassroots.toml"),
                _ => include_str!("../../../../rulebooks/government-standard.toml"),
            },
        )
        .unwrap()
    }

    #[test]
    fn both_sides_show_the_note_that_one_of_them_says() {
        let (mut party, mut government) = (rules("party"), rules("government"));
        let (here, there) = (party.entries[0].key.clone(), government.entries[2].key.clone());
        party.entries[0].mirror = Some(there.clone());
        party.entries[0].mirror_note = Some("党务公开决定，政务公开执行".into());
        let seen = party.entries[0].mirrored(Some(&government));
        assert_eq!(
            (seen.len(), seen[0].key, &seen[0].notes),
            (1, there.as_str(), &vec!["党务公开决定，政务公开执行"])
        );
        let back = government.entries[2].mirrored(Some(&party));
        assert_eq!(
            (back.len(), back[0].key, back[0].name),
            (1, here.as_str(), Some(party.entries[0].name.as_str()))
        );
        assert_eq!(back[0].notes, seen[0].notes);
        assert!(government.entries[0].mirrored(Some(&party)).is_empty());
        // each names the other: one line with both notes
        government.entries[2].mirror = Some(here);
        government.entries[2].mirror_note = Some("政务只公开执行情况".into());
        let both = party.entries[0].mirrored(Some(&government));
        assert_eq!((both.len(), both[0].notes.len()), (1, 2));
        // the other catalogue may not have it any more
        party.entries[0].mirror = Some("ZW-99-99".into());
        let gone = party.entries[0].mirrored(None);
        assert_eq!((gone[0].key, gone[0].name), ("ZW-99-99", None));
    }
}
