//! Who may see a disclosure, and from when: a viewer's tokens against the disclosure's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ids::{GroupId, PersonId, UnitId};
use crate::time::Timestamp;
use crate::words::Scope;

/// A set of people that a disclosure can be shown to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// Everybody, signed in or not.
    Public,
    /// Every member.
    Members,
    /// Everybody but the members; what “the members, and later everybody” becomes when it is released, so that a
    /// disclosure stands once in a member's list and not again on the day it opens to the public.
    NonMembers,
    /// The people of a unit and of all units below it.
    Subtree(UnitId),
    /// The people of one unit.
    Unit(UnitId),
    /// A named group.
    Group(GroupId),
    /// One person.
    Person(PersonId),
}

impl Token {
    /// How wide this set is.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Public | Self::NonMembers => Scope::Public,
            Self::Members => Scope::Members,
            Self::Subtree(_) => Scope::Subtree,
            Self::Unit(_) => Scope::Unit,
            Self::Group(_) => Scope::Group,
            Self::Person(_) => Scope::Person,
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Members => f.write_str("members"),
            Self::NonMembers => f.write_str("nonmembers"),
            Self::Subtree(unit) => write!(f, "subtree:{unit}"),
            Self::Unit(unit) => write!(f, "unit:{unit}"),
            Self::Group(group) => write!(f, "group:{group}"),
            Self::Person(person) => write!(f, "person:{person}"),
        }
    }
}

/// The text is no token.
#[derive(Debug, thiserror::Error)]
#[error("“{0}”不是公开范围")]
pub struct NoToken(String);

impl FromStr for Token {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, NoToken> {
        let wrong = || NoToken(text.to_owned());
        match text.split_once(':') {
            None if text == "public" => Ok(Self::Public),
            None if text == "members" => Ok(Self::Members),
            None if text == "nonmembers" => Ok(Self::NonMembers),
            Some(("subtree", id)) => id.parse().map(Self::Subtree).map_err(|_| wrong()),
            Some(("unit", id)) => id.parse().map(Self::Unit).map_err(|_| wrong()),
            Some(("group", id)) => id.parse().map(Self::Group).map_err(|_| wrong()),
            Some(("person", id)) => id.parse().map(Self::Person).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Token {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Token {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// One line of a planned audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub token: Token,
    /// From when; nothing means from the release.
    pub from: Option<Timestamp>,
}

/// Where a signed-in person stands in the organisation at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub person: PersonId,
    /// Whether the roster calls them a member.
    pub member: bool,
    /// Their unit and every unit above it, from the nearest.
    pub line: Vec<UnitId>,
    /// The groups they are in.
    pub groups: Vec<GroupId>,
    /// What they could read as people of a unit that ended, and keep.
    pub kept: Vec<Token>,
}

/// The tokens of somebody who reads; of a visitor when nobody is signed in.
#[must_use]
pub fn tokens(standing: Option<&Standing>) -> Vec<Token> {
    let mut tokens = vec![Token::Public];
    let member = standing.is_some_and(|standing| standing.member);
    tokens.push(if member { Token::Members } else { Token::NonMembers });
    if let Some(standing) = standing {
        tokens.extend(standing.line.first().copied().map(Token::Unit));
        tokens.extend(standing.line.iter().copied().map(Token::Subtree));
        tokens.extend(standing.groups.iter().copied().map(Token::Group));
        tokens.push(Token::Person(standing.person));
        for token in &standing.kept {
            // a reader has each token once
            if !tokens.contains(token) {
                tokens.push(*token);
            }
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_visitor_is_only_the_public() {
        assert_eq!(tokens(None), [Token::Public, Token::NonMembers]);
    }

    #[test]
    fn a_member_of_a_branch_sees_by_branch_line_group_and_name() {
        let [branch, root, group, person] = [1, 2, 3, 4].map(Uuid::from_u128);
        let standing = Standing {
            person: PersonId(person),
            member: true,
            line: vec![UnitId(branch), UnitId(root)],
            groups: vec![GroupId(group)],
            kept: vec![Token::Subtree(UnitId(branch))],
        };
        assert_eq!(
            tokens(Some(&standing)),
            [
                Token::Public,
                Token::Members,
                Token::Unit(UnitId(branch)),
                Token::Subtree(UnitId(branch)),
                Token::Subtree(UnitId(root)),
                Token::Group(GroupId(group)),
                Token::Person(PersonId(person)),
            ]
        );
    }

    #[test]
    fn every_token_is_read_as_it_was_written() {
        let id = Uuid::from_u128(7);
        for token in [
            Token::Public,
            Token::Members,
            Token::NonMembers,
            Token::Subtree(UnitId(id)),
            Token::Unit(UnitId(id)),
            Token::Group(GroupId(id)),
            Token::Person(PersonId(id)),
        ] {
            assert_eq!(token.to_string().parse::<Token>().unwrap(), token);
        }
        assert!("everyone".parse::<Token>().is_err());
        assert!("unit:xyz".parse::<Token>().is_err());
    }
}
