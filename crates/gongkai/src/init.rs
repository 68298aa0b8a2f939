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
    /// Address under which the platform will be reached, for the link
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8090")]
    url: String,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Init {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let app = self.place.open_with(Outside::system()).await?;
        if !organisation::directory(&app).await?.is_empty() {
            bail!("a platform was set up here before; nothing was changed");
        }
        let (unit, person) = (UnitId(app.new_id()), PersonId(app.new_id()));
        let root = Unit {
            id: unit,
            code: "001".into(),
            name: self.name.clone(),
            kind: UnitKind::Committee,
            superior: None,
        };
        let admin = Person {
            id: person,
            code: self.admin.clone(),
            name: self.admin_name.clone(),
            unit,
            member: false,
            active: true,
        };
        found(&app, root, admin).await?;
        let link = self.url.trim_end_matches('/').to_owned()
            + &web::paths::welcome(&account::invite(&app, None, person).await?);
        if self.json {
            println!(
                "{}",
                serde_json::json!({ "administrator": self.admin, "link": link })
            );
        } else {
            println!(
                "The platform is ready. Its administrator ({}) chooses a password here, once, within 72 hours:",
                self.admin
            );
            println!("{link}");
            println!("Then serve it: gongkai serve");
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The first unit with its administrator, and the starter rulebooks in force.
async fn found(app: &App, root: Unit, admin: Person) -> Result<()> {
    let unit = root.id;
    let post = Post {
        id: PostId(app.new_id()),
        code: "GL01".into(),
        unit,
        title: "系统管理岗".into(),
        duties: vec![Duty::Administer],
    };
    let holding = Holding {
        id: HoldingId(app.new_id()),
        post: post.id,
        person: admin.id,
        from: app.today(),
        until: None,
    };
    let changes = Changes {
        units: vec![root],
        persons: vec![admin],
        posts: vec![post],
        holdings: vec![holding],
        ..Changes::default()
    };
    organisation::settle(app, None, &changes).await?;
    for rules in RULEBOOKS {
        rulebook::enact(app, None, unit, rules).await?;
    }
    Ok(())
}
