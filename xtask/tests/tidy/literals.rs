//! The string literals of a Rust source file.

/// Each literal with the number of the line it starts on.
pub(crate) fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((kind, start)) = next_token(rest) {
        let (_, opened) = rest.split_at(start);
        let line = source.len() - opened.len();
        let (text, length) = kind.read(opened);
        if let Some(text) = text {
            found.push((line_of(source, line), text));
        }
        rest = opened.split_at(length).1;
    }
    found
}

/// What may hold a quotation mark.
enum Token {
    Comment,
    Character,
    Plain,
    /// With the number of its hashes.
    Raw(usize),
}

impl Token {
    /// The literal's text, if it is one, and the length of the token in bytes.
    fn read(&self, source: &str) -> (Option<String>, usize) {
        match self {
            Token::Comment => (None, source.find('\n').unwrap_or(source.len())),
            Token::Character => (None, 3),
            Token::Plain => read_plain(source),
            Token::Raw(hashes) => read_raw(source, *hashes),
        }
    }
}

fn next_token(source: &str) -> Option<(Token, usize)> {
    source.char_indices().find_map(|(at, sign)| {
        let rest = source.split_at(at).1;
        let token = match sign {
            '/' if rest.starts_with("//") => Token::Comment,
            '\'' if rest.starts_with("'\"'") => Token::Character,
            '"' => Token::Plain,
            'r' if rest
                .trim_start_matches('r')
                .trim_start_matches('#')
                .starts_with('"') =>
            {
                let hashes = rest.chars().skip(1).take_while(|sign| *sign == '#').count();
                Token::Raw(hashes)
            }
            _ => return None,
        };
        Some((token, at))
    })
}

fn read_plain(source: &str) -> (Option<String>, usize) {
    let mut is_escaped = false;
    for (at, sign) in source.char_indices().skip(1) {
        match sign {
            '"' if !is_escaped => return (Some(between(source, 1, at)), at + 1),
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    (None, source.len())
}

fn read_raw(source: &str, hashes: usize) -> (Option<String>, usize) {
    let end = format!("\"{}", "#".repeat(hashes));
    let start = hashes + 2;
    match source
        .split_at_checked(start)
        .and_then(|(_, text)| text.find(&end))
    {
        Some(length) => (
            Some(between(source, start, start + length)),
            start + length + end.len(),
        ),
        None => (None, source.len()),
    }
}

fn between(source: &str, start: usize, end: usize) -> String {
    source.get(start..end).unwrap_or_default().to_owned()
}

fn line_of(source: &str, at: usize) -> usize {
    source.get(..at).unwrap_or_default().lines().count().max(1)
}

#[test]
fn literals_are_told_from_comments_and_characters() {
    let source = "// \"no\"\nlet a = \"one \\\" two\";\nlet b = '\"';\nlet c = r#\"three \" four\"#;\n";
    assert_eq!(
        literals(source),
        [(2, "one \\\" two".to_owned()), (4, "three \" four".to_owned())]
    );
}
