use anyhow::{Context, Result};
use app::{App, account};
use domain::ids::PersonId;
use domain::organisation::Unit;
use domain::words::Duty;

use super::organisation::Stage;

/// An account that somebody can try.
pub(crate) struct Account {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) password: &'static str,
    pub(crate) role: &'static str,
}

/// For demonstrations only: a platform that `gongkai init` sets up has no password at all before its owner chooses.
const PASSWORD: &str = "yanshi-gongkai-2026";

/// Opens an account for each part in the procedure of the first branch, and for the three administrators.
pub(crate) async fn open(app: &App, stage: &Stage) -> Result<Vec<Account>> {
    let (root, branch) = (stage.units.first().context("no unit")?, stage.branch()?);
    let mut accounts = Vec::new();
    for (unit, duty, role) in [
        (branch, Duty::Draft, "起草"),
        (branch, Duty::Secrecy, "保密审查"),
        (branch, Duty::Check, "审核、合法性审查"),
        (branch, Duty::Discipline, "纪检审核"),
        (branch, Duty::Approve, "审批"),
        (root, Duty::Approve, "上级审批"),
        (root, Duty::Administer, "系统管理"),
        (root, Duty::Secure, "安全保密管理"),
        (root, Duty::Audit, "安全审计"),
    ] {
        if let Some(person) = stage.holders.get(&(unit.id, duty)) {
            accounts.push(account(app, stage, *person, role).await?);
        }
    }
    let mut holders = stage.holders.iter();
    if let Some((_, person)) = holders.find(|((_, duty), _)| *duty == Duty::Supervise) {
        accounts.push(account(app, stage, *person, "监督").await?);
    }
    if let Some(member) = ordinary(stage, branch) {
        accounts.push(account(app, stage, member, "普通党员").await?);
    }
    Ok(accounts)
}

/// A member of a unit without any post.
fn ordinary(stage: &Stage, unit: &Unit) -> Option<PersonId> {
    let mut members = stage
        .persons
        .iter()
        .filter(|person| person.unit == unit.id && person.member);
    members
        .find(|person| !stage.holders.values().any(|holder| *holder == person.id))
        .map(|person| person.id)
}

async fn account(app: &App, stage: &Stage, id: PersonId, role: &'static str) -> Result<Account> {
    let person = stage
        .persons
        .iter()
        .find(|person| person.id == id)
        .context("nobody")?;
    let invitation = account::invite(app, None, id).await?;
    account::accept(app, &invitation, PASSWORD, &account::Browser::default()).await?;
    Ok(Account {
        code: person.code.clone(),
        name: person.name.clone(),
        password: PASSWORD,
        role,
    })
}
