use super::*;

/// Entries that wait for each other: `A<B,C` says that A comes after B and C.
fn waiting(order: &str) -> String {
    let mut text = HEAD.to_owned();
    for item in order.split_whitespace() {
        let (key, after) = item.split_once('<').unwrap_or((item, ""));
        text.push_str(&ENTRY.replace("DW-01-01", key));
        let after: Vec<_> = after
            .split(',')
            .filter(|key| !key.is_empty())
            .map(|key| format!("{key:?}"))
            .collect();
        text.push_str(&format!("after = [{}]\n", after.join(", ")));
    }
    text
}

#[test]
fn an_entry_is_written_once_and_waits_only_for_entries_that_exist() {
    assert!(refusal(&waiting("A A")).ends_with("条目 A，key：条目 A 写了两次；请合并，或改用另一个编号。"));
    let sentence = "条目 A，after：前置条目“B”不存在；请核对编号，或去掉这一项。";
    assert!(refusal(&waiting("A<B")).ends_with(sentence));
}

#[test]
fn a_faulty_entry_may_still_be_waited_for() {
    let text = waiting("A B<A").replacen("rhythm = \"per_stage\"", "rhythm = \"weekly\"", 1);
    assert_eq!(refusal(&text).lines().count(), 1);
}

#[test]
fn entries_that_wait_for_each_other_are_refused_by_name() {
    let refused = |order: &str| -> Vec<String> {
        let told = refusal(&waiting(order));
        let cycle = |line: &str| {
            line.split("成环：")
                .nth(1)
                .unwrap()
                .split('；')
                .next()
                .unwrap()
                .to_owned()
        };
        told.lines().map(cycle).collect()
    };
    assert_eq!(refused("A<A"), ["A → A"]);
    assert_eq!(refused("A<B B<A"), ["A → B → A"]);
    assert_eq!(refused("A<B B<C C<D D<B"), ["B → C → D → B"]);
    assert_eq!(refused("A<B B<A C D<C,E E<D"), ["A → B → A", "D → E → D"]);
    assert_eq!(parse(&waiting("A B<A C<A D<B,C")).entries.len(), 4);
}
