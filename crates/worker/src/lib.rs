//! Background work: looks for due jobs and does them, tells people, and carries what leaves the house, until it is
//! told to stop.
//!
//! **Invariant:** nothing here knows what a job is or what a letter may say; it only decides when to look, and how long
//! to wait for others.

mod audit;
mod carry;
mod mail;
mod sequence;
mod webhook;

use std::sync::Arc;
use std::time::Duration;

use app::outbox::Channel;
use app::{App, jobs, likeness, telling};
use tokio::sync::watch;

pub use audit::audit;
pub use carry::{Patience, carry};
pub use sequence::{confirm, sequence};

/// How long nothing is looked for after nothing was found.
const PAUSE: Duration = Duration::from_millis(250);
/// How long to wait when the database did not answer.
const TROUBLE: Duration = Duration::from_secs(5);

/// Works until `stop` says so. A failure is logged, and tried again later. Nothing waits for telling people: that goes
/// on beside the rest.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    tokio::join!(
        do_jobs(&app, stop.clone()),
        tell(&app, stop.clone()),
        carry_on(&app, Channel::Mail, stop.clone()),
        carry_on(&app, Channel::Webhook, stop),
    );
}

/// One parcel after the other; who is slow on the other side holds up nothing but this channel.
async fn carry_on(app: &App, channel: Channel, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let carried = tokio::select! {
            carried = carry(app, channel, Patience::default()) => carried,
            // what is on its way is tried again by whoever comes next
            _ = stop.changed() => return,
        };
        let pause = carried.map(|busy| if busy { Duration::ZERO } else { PAUSE });
        rest(pause, &mut stop).await;
    }
}

async fn do_jobs(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let done = jobs::run_due(app).await.map(|_| PAUSE);
        rest(done, &mut stop).await;
    }
}

async fn tell(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let told = telling::tell(app).await;
        let pause = told.map(|busy| if busy { Duration::ZERO } else { PAUSE });
        rest(pause, &mut stop).await;
    }
}

/// Has this node's index of texts follow the database, until `stop` says so.
pub async fn compare(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let followed = likeness::follow(&app).await;
        let pause = followed.map(|busy| if busy { Duration::ZERO } else { PAUSE });
        rest(pause, &mut stop).await;
    }
}

/// Wakes up those who wait for messages on this node's open pages, until `stop` says so.
pub async fn listen(app: App, pulse: Arc<telling::Pulse>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let looked = pulse.look(&app).await.map(|()| PAUSE);
        rest(looked, &mut stop).await;
    }
    pulse.end();
}

async fn rest(pause: app::Result<Duration>, stop: &mut watch::Receiver<bool>) {
    let pause = pause.unwrap_or_else(|error| {
        tracing::error!(?error, "background work failed");
        TROUBLE
    });
    tokio::select! {
        () = tokio::time::sleep(pause) => {}
        _ = stop.changed() => {}
    }
}
