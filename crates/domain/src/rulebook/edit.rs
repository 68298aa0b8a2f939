//! Changing a rulebook entry by entry, as one does on a page.

use super::{Category, Entry, Rulebook};

impl Rulebook {
    /// Puts an entry in the place of another, or at the end of its heading.
    pub fn put(&mut self, replaced: Option<&str>, entry: Entry) {
        let place = replaced.and_then(|key| self.entries.iter().position(|old| old.key == key));
        if let Some(old) = place.and_then(|place| self.entries.get_mut(place)) {
            *old = entry;
            return;
        }
        let last = self
            .entries
            .iter()
            .rposition(|other| other.category == entry.category);
        let place = last.map_or(self.entries.len(), |last| last + 1);
        self.entries.insert(place, entry);
    }

    /// Takes an entry out; nobody waits for it any more.
    pub fn remove(&mut self, key: &str) {
        self.entries.retain(|entry| entry.key != key);
        for entry in &mut self.entries {
            entry.after.retain(|other| other != key);
        }
    }

    /// Moves an entry before or behind its neighbour under the same heading.
    pub fn shift(&mut self, key: &str, up: bool) {
        let Some(place) = self.entries.iter().position(|entry| entry.key == key) else {
            return;
        };
        let heading = self.entries.get(place).map(|entry| entry.category.clone());
        let mut fellows = self.entries.iter().enumerate();
        let fits = |(_, entry): &(usize, &Entry)| Some(&entry.category) == heading.as_ref();
        let other = if up {
            fellows.rfind(|found| found.0 < place && fits(found))
        } else {
            fellows.find(|found| place < found.0 && fits(found))
        };
        if let Some((other, _)) = other {
            self.entries.swap(place, other);
        }
    }

    /// The headings as lines: key, space, name.
    #[must_use]
    pub fn heading_lines(&self) -> String {
        let line = |category: &Category| format!("{} {}", category.key, category.name);
        self.categories.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Reads the headings from such lines. Whether they are in order, the strict reader says.
    pub fn set_heading_lines(&mut self, lines: &str) {
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        self.categories = lines
            .map(|line| {
                let (key, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
                Category {
                    key: key.to_owned(),
                    name: name.trim().to_owned(),
                }
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party() -> Rulebook {
        let text = include_str!("../../../../rulebooks/party-grassroots.toml");
        Rulebook::parse("r.toml", text).unwrap()
    }

    fn keys(rules: &Rulebook) -> Vec<&str> {
        rules
            .entries
            .iter()
            .take(5)
            .map(|entry| entry.key.as_str())
            .collect()
    }

    #[test]
    fn an_entry_moves_past_its_neighbour_and_no_further_than_its_heading() {
        let mut rules = party();
        assert_eq!(
            keys(&rules),
            ["DW-01-01", "DW-01-02", "DW-01-03", "DW-01-04", "DW-02-01"]
        );
        rules.shift("DW-01-01", false);
        assert_eq!(
            keys(&rules),
            ["DW-01-02", "DW-01-01", "DW-01-03", "DW-01-04", "DW-02-01"]
        );
        rules.shift("DW-01-02", true);
        rules.shift("DW-01-04", false);
        rules.shift("none", true);
        assert_eq!(
            keys(&rules),
            ["DW-01-02", "DW-01-01", "DW-01-03", "DW-01-04", "DW-02-01"]
        );
    }

    #[test]
    fn a_new_entry_stands_at_the_end_of_its_heading_and_a_changed_one_where_it_stood() {
        let mut rules = party();
        let new = Entry {
            key: "DW-01-09".into(),
            ..rules.entries[0].clone()
        };
        rules.put(None, new);
        assert_eq!(rules.entries[4].key, "DW-01-09");
        let renamed = Entry {
            key: "DW-01-08".into(),
            ..rules.entries[0].clone()
        };
        rules.put(Some("DW-01-01"), renamed);
        assert_eq!(rules.entries[0].key, "DW-01-08");
    }

    #[test]
    fn a_removed_entry_is_waited_for_by_nobody() {
        let mut rules = party();
        let waited = rules
            .entries
            .iter()
            .find_map(|entry| entry.after.first().cloned())
            .unwrap();
        rules.remove(&waited);
        assert_eq!(Rulebook::parse("r.toml", &rules.to_toml()), Ok(rules));
    }

    #[test]
    fn headings_survive_being_written_as_lines() {
        let mut rules = party();
        let before = rules.categories.clone();
        rules.set_heading_lines(&rules.heading_lines());
        assert_eq!(rules.categories, before);
    }
}
