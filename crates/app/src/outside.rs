use domain::time::Timestamp;

/// Fills bytes with chance.
pub type Chance = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// What a computation cannot know by itself. Tests hold both still.
pub struct Outside {
    /// The clock.
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Chance good enough for secrets.
    pub chance: Chance,
}

impl Outside {
    /// The system's clock and the operating system's chance.
    #[must_use]
    pub fn system() -> Self {
        Self {
            now: Box::new(system_now),
            chance: Box::new(system_chance),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the system's clock is read"
)]
fn system_now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_microsecond())
}

#[expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "without chance no secret is safe: stop"
)]
fn system_chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives no random bytes");
}
