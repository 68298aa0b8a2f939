use std::process::ExitCode;

use anyhow::{Result, bail};
use app::organisation::{self, Changes};
use app::{App, Outside, account, rulebook};
use clap::Args;
use domain::ids::{HoldingId, PersonId, PostId, UnitId};
use domain::organisation::{Holding, Person, Post, Unit};
use domain::words::{Duty, UnitKind};

use crate::place::Place;

/// The rulebooks every platform starts with.
pub(crate) const RULEBOOKS: [(&str, &str); 2] = [
    (
        "party-grassroots.toml",
        include_str!("../../../rulebooks/party-grassroots.toml"),
    ),
    (
        "government-standard.toml",
        include_str!("../../../rulebooks/government-standard.toml"),
    ),
];

#[derive(Args)]
pub(crate) struct Init {
    #[command(flatten)]
    place: Place,
    /// Name of the topmost unit
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Code the administrator signs in with
    #[arg(long, value_name = "CODE", default_value = "admin")]
    admin: String,
    /// Name of the administrator
    #[arg(long, value_name = "NAME", default_value = "系统管理员")]
    admin_name: String,
    /// Code the security administrator signs in with
    #[arg(long, value_name = "CODE", default_value = "security")]
    security: String,
    /// Code the security auditor signs in with
    #[arg(long, value_name = "CODE", default_value = "auditor")]
    auditor: String,
    /// Address under which the platform will be reached, for the link
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8090")]
    url: String,
    /// Name of the ledger, the first line of everything it signs [default: made from the unit's name]
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// The host under which the platform is reached, and some chance: no two ledgers have one name.
fn origin_of(url: &str, app: &App) -> String {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let chance: String = app
        .chance::<4>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{host}/log-{chance}")
}

impl Init {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open_with(Outside::system()).await?;
        if !organisation::directory(&app).await?.is_empty() {
            bail!("a platform was set up here before; nothing was changed");
        }
        let root = Unit {
            id: UnitId(app.new_id()),
            code: "001".into(),
            name: self.name.clone(),
            kind: UnitKind::Committee,
            superior: None,
        };
        let seats = [
            Seat::new(
                &self.admin,
                &self.admin_name,
                ("GL01", "系统管理岗"),
                Duty::Administer,
            ),
            Seat::new(
                &self.security,
                "安全保密管理员",
                ("GL02", "安全保密管理岗"),
                Duty::Secure,
            ),
            Seat::new(&self.auditor, "安全审计员", ("GL03", "安全审计岗"), Duty::Audit),
        ];
        let persons = found(&app, root, &seats).await?;
        let origin = match &self.origin {
            Some(origin) => origin.clone(),
            None => origin_of(&self.url, &app),
        };
        self.place.ledger()?.begin(&app, &origin).await?;
        let mut links = Vec::new();
        for (seat, person) in seats.iter().zip(persons) {
            let path = web::paths::welcome(&account::invite(&app, None, person).await?);
            links.push((seat, self.url.trim_end_matches('/').to_owned() + &path));
        }
        self.report(&links);
        Ok(ExitCode::SUCCESS)
    }

    fn report(&self, links: &[(&Seat<'_>, String)]) {
        if self.json {
            let one = |(seat, link): &(&Seat<'_>, String)| serde_json::json!({ "code": seat.code, "duty": seat.duty.code(), "link": link });
            let administrators: Vec<_> = links.iter().map(one).collect();
            let link = links.first().map(|(_, link)| link);
            println!(
                "{}",
                serde_json::json!({ "administrator": self.admin, "link": link, "administrators": administrators })
            );
            return;
        }
        println!(
            "The platform is ready. Its three administrators, who must be three persons, each choose a password here,\n\
             once, within 72 hours:"
        );
        for (seat, link) in links {
            println!("{} ({}): {link}", seat.post.1, seat.code);
        }
        println!("Then serve it: gongkai serve");
    }
}

/// One of the three administrators: code, name, the code and title of the post, and its duty.
struct Seat<'s> {
    code: &'s str,
    name: &'s str,
    post: (&'s str, &'s str),
    duty: Duty,
}

impl<'s> Seat<'s> {
    fn new(code: &'s str, name: &'s str, post: (&'s str, &'s str), duty: Duty) -> Self {
        Self {
            code,
            name,
            post,
            duty,
        }
    }
}

/// The first unit with its three administrators, and the starter rulebooks in force.
async fn found(app: &App, root: Unit, seats: &[Seat<'_>]) -> Result<Vec<PersonId>> {
    let unit = root.id;
    let mut changes = Changes {
        units: vec![root],
        ..Changes::default()
    };
    for seat in seats {
        let (person, post) = (PersonId(app.new_id()), PostId(app.new_id()));
        changes.persons.push(Person {
            id: person,
            code: seat.code.into(),
            name: seat.name.into(),
            unit,
            member: false,
            active: true,
        });
        changes.posts.push(Post {
            id: post,
            code: seat.post.0.into(),
            unit,
            title: seat.post.1.into(),
            duties: vec![seat.duty],
        });
        changes.holdings.push(Holding {
            id: HoldingId(app.new_id()),
            post,
            person,
            from: app.today(),
            until: None,
        });
    }
    organisation::settle(app, None, &changes).await?;
    for rules in RULEBOOKS {
        rulebook::enact(app, unit, rules).await?;
    }
    Ok(changes.persons.iter().map(|person| person.id).collect())
}
