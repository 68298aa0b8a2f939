use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use app::App;
use app::account::passkey::Party;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::place::{Place, site_name};

const LISTEN: &str = "127.0.0.1:8090";

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to serve on; port 0 takes a free one [default: 127.0.0.1:8090]
    #[arg(long, env = "GONGKAI_LISTEN", value_name = "ADDR")]
    listen: Option<String>,
    /// Address for metrics and health, for the operators alone [default: none]
    #[arg(long, env = "GONGKAI_ADMIN_LISTEN", value_name = "ADDR")]
    admin_listen: Option<String>,
    /// Leave the background work to `gongkai work`
    #[arg(long)]
    no_work: bool,
    /// Socket of a signer that runs by itself [default: one is started when its keys lie in the ledger's folder]
    #[arg(long, env = "GONGKAI_SIGNER", value_name = "SOCKET")]
    signer: Option<PathBuf>,
}

/// What runs beside the pages.
type Tasks = tokio::task::JoinSet<Result<()>>;

#[derive(Args)]
pub(crate) struct Work {
    #[command(flatten)]
    place: Place,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let settings = self.place.settings()?;
        let app = self.place.with_likeness(self.place.open().await?)?;
        let app = app.with_party(settings.site.as_deref().and_then(Party::at));
        let app = match settings.oidc {
            Some(oidc) => oidc.with_provider(app, settings.site.as_deref())?,
            None => app,
        };
        let listen = self
            .listen
            .clone()
            .or(settings.listen)
            .unwrap_or_else(|| LISTEN.to_owned());
        let listener = TcpListener::bind(&listen)
            .await
            .with_context(|| format!("cannot listen on {listen}"))?;
        let stop = stop_signal()?;
        let mut tasks = Tasks::new();
        if let Some(address) = self.admin_listen.clone().or(settings.admin_listen) {
            let listener = TcpListener::bind(&address)
                .await
                .with_context(|| format!("cannot listen on {address}"))?;
            tasks.spawn(serve(listener, operators(app.clone()), stop.clone()));
        }
        if !self.no_work {
            let (app, stop) = (app.clone(), stop.clone());
            tasks.spawn(async move {
                worker::run(app, stop).await;
                Ok(())
            });
        }
        let compared = worker::compare(app.clone(), stop.clone());
        tasks.spawn(async move {
            compared.await;
            Ok(())
        });
        self.keep_ledger(&app, &mut tasks, &stop)?;
        let site = web::Site::new(app.clone(), &site_name(&app).await?);
        let site = if settings.behind_proxy {
            site.behind_proxy()
        } else {
            site
        };
        let site = match settings.live_pages {
            Some(most) => site.with_live_pages(most),
            None => site,
        };
        let ear = worker::listen(app, site.pulse.clone(), stop.clone());
        tasks.spawn(async move {
            ear.await;
            Ok(())
        });
        println!("http://{}", listener.local_addr()?);
        serve(listener, web::router(site), stop).await?;
        while let Some(outcome) = tasks.join_next().await {
            outcome??;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Has this node make and publish the log; where the signer is, also has it confirmed and audited.
    fn keep_ledger(&self, app: &App, tasks: &mut Tasks, stop: &watch::Receiver<bool>) -> Result<()> {
        let rooms = self.place.ledger()?;
        let sequencer = rooms.sequencer(app, self.signer.as_deref())?;
        if sequencer.has_pen() {
            let confirmed = worker::confirm(rooms.confirmer(app)?, stop.clone());
            let watched = worker::audit(app.clone(), stop.clone());
            tasks.spawn(async move {
                tokio::join!(confirmed, watched);
                Ok(())
            });
        }
        let beside = self.signer.is_none().then(|| rooms.signer_answers());
        if beside.is_some() {
            tasks.spawn(rooms.keep_signer(stop.clone()));
        }
        let sequenced = worker::sequence(sequencer, stop.clone());
        tasks.spawn(async move {
            if let Some(answers) = beside {
                answers.await;
            }
            sequenced.await;
            Ok(())
        });
        Ok(())
    }
}

impl Work {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        worker::run(self.place.open().await?, stop_signal()?).await;
        Ok(ExitCode::SUCCESS)
    }
}

async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) -> Result<()> {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    Ok(axum::serve(listener, router)
        .with_graceful_shutdown(stopped)
        .await?)
}

/// Turns true when the process is asked to end.
#[expect(clippy::disallowed_methods, reason = "no work: it only waits for the signal")]
pub(crate) fn stop_signal() -> Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let _ = sender.send(true);
    });
    Ok(receiver)
}

fn operators(app: App) -> Router {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .with_state(app)
}

async fn healthz(State(app): State<App>) -> Result<&'static str, axum::http::StatusCode> {
    app.healthy()
        .await
        .map(|()| "ok\n")
        .map_err(|_| axum::http::StatusCode::SERVICE_UNAVAILABLE)
}

/// Prometheus' text format: what an operator has to know to sleep well.
async fn metrics(State(app): State<App>) -> Result<String, axum::http::StatusCode> {
    let unavailable = |_| axum::http::StatusCode::SERVICE_UNAVAILABLE;
    let (waiting, stuck) = app::jobs::backlog(&app).await.map_err(unavailable)?;
    let lines = app::journal::length(&app).await.map_err(unavailable)?;
    Ok(format!(
        "# TYPE gongkai_jobs_waiting gauge\ngongkai_jobs_waiting {waiting}\n\
         # TYPE gongkai_jobs_stuck gauge\ngongkai_jobs_stuck {stuck}\n\
         # TYPE gongkai_journal_lines counter\ngongkai_journal_lines {lines}\n"
    ))
}
