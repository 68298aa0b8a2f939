use app::catalogue;
use app::obligation::{self, Pressing};
use app::plan::{self, Waiting};
use app::urgency;
use app::withdrawal;
use app::withholding;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::ids::PostId;
use domain::matter::Matter;
use domain::obligation::{About, State as Standing};
use domain::words::CatalogueState;
use serde::Deserialize;

use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::obligation::{about, standing};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

/// Matters shown before the desk gets long.
const MATTERS: usize = 20;
/// Obligations shown before the desk gets long; the unit's own page has all.
const OWED: usize = 20;
/// Characters of a reason that a line shows.
const REASON: usize = 40;

/// What the last deed left in the address.
#[derive(Default, Deserialize)]
pub(crate) struct Done {
    /// Its code.
    #[serde(default)]
    pub(crate) done: String,
}

#[derive(Template)]
#[template(path = "desk/show.html")]
struct Page {
    f: Frame,
    w: &'static texts::Desk,
    groups: Vec<Group>,
    matters: Vec<Matter>,
    may_open: bool,
    /// Posts that nobody holds although work waits: post, title, unit.
    vacant: Vec<(PostId, String, String)>,
    done: Option<&'static str>,
}

struct Group {
    anchor: &'static str,
    name: &'static str,
    rows: Vec<Row>,
    /// Where several of them are decided together, and what the button says.
    together: Option<(&'static str, &'static str)>,
    /// How many more there are than rows, and where all of them stand.
    more: Option<(usize, String)>,
}

impl Group {
    /// How many wait, shown here or not.
    fn count(&self) -> usize {
        self.rows.len() + self.more.as_ref().map_or(0, |(more, _)| *more)
    }

    /// Whether there is anything to decide together.
    fn together(&self) -> Option<(&'static str, &'static str)> {
        self.together.filter(|_| 1 < self.rows.len())
    }
}

struct Row {
    address: String,
    /// What a check box sends when several are decided together.
    choice: String,
    /// Where what is owed is begun.
    begin: Option<String>,
    title: String,
    meta: Vec<String>,
    /// Came back to be mended.
    returned: bool,
    due: String,
    /// How pressing that is: `late`, `soon`, or nothing.
    class: &'static str,
    button: &'static str,
}

impl Page {
    fn waits(&self) -> bool {
        self.groups.iter().any(|group| !group.rows.is_empty())
    }

    fn works(&self) -> bool {
        self.f.works
    }

    fn matter(&self, matter: &Matter) -> String {
        paths::desk_matter(&matter.id)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let f = Frame::of(&site, &signed.visitor, "desk");
    let w = &f.t.desk;
    let mut desk = plan::desk(&site.app, signed.person.id).await?;
    desk.matters.sort_by_key(|matter| std::cmp::Reverse(matter.at));
    desk.matters.truncate(MATTERS);
    let group = |anchor, name, rows: &[Waiting], button| Group {
        anchor,
        name,
        rows: rows.iter().map(|waiting| row(&f, waiting, button)).collect(),
        together: None,
        more: None,
    };
    let mut catalogues = catalogue::desk(&site.app, signed.person.id).await?;
    catalogues.sort_by_key(|waiting| !waiting.mine);
    let catalogues = catalogues.iter().map(|waiting| catalogue_row(&f, waiting));
    let mut groups = owed(&site, &signed, &f).await?;
    groups.extend([
        Group {
            anchor: "catalogues",
            name: f.t.catalogue.waiting,
            rows: catalogues.collect(),
            together: None,
            more: None,
        },
        group("drafting", w.drafting, &desk.drafting, w.do_draft),
        group("reviewing", w.reviewing, &desk.reviewing, w.do_review),
        Group {
            together: Some((paths::ENDORSE_TOGETHER, f.t.together.endorse_chosen)),
            ..group(
                "endorsing",
                f.t.procedure.endorsing,
                &desk.endorsing,
                f.t.procedure.do_endorse,
            )
        },
        Group {
            together: Some((paths::APPROVE_TOGETHER, f.t.together.approve_chosen)),
            ..group("approving", w.approving, &desk.approving, w.do_approve)
        },
        group("submitted", w.submitted, &desk.submitted, w.do_look),
        group("scheduled", w.scheduled, &desk.scheduled, w.do_look),
    ]);
    groups.push(withdrawals(&site, &signed, &f).await?);
    groups.push(urgent(&site, &signed, &f).await?);
    groups.extend(withholdings(&site, &signed, &f).await?);
    page(&Page {
        groups,
        matters: desk.matters,
        may_open: !desk.units.is_empty(),
        vacant: desk.vacant,
        done: w
            .done(&done)
            .or_else(|| f.t.procedure.done(&done))
            .or_else(|| f.t.urgent.done(&done))
            .or_else(|| f.t.early.done(&done)),
        w,
        f,
    })
}

fn catalogue_row(f: &Frame, waiting: &catalogue::Waiting) -> Row {
    let (w, c) = (&f.t.desk, &f.t.catalogue);
    let track = (f.t.common.track)(waiting.track);
    let (address, state) = match &waiting.version {
        Some(version) => (paths::desk_catalogue(version), f.t.catalogue_state(waiting.state)),
        None => (
            paths::new_catalogue(&waiting.unit, waiting.track),
            c.too_loose_line,
        ),
    };
    let waits = waiting.version.is_some();
    Row {
        address,
        title: fill(c.waiting_line, &[track]),
        meta: vec![waiting.unit_name.clone(), state.to_owned()],
        choice: String::new(),
        begin: None,
        returned: waiting.state == CatalogueState::Returned,
        due: if waits {
            fill(w.since, &[&f.minute(&waiting.since)])
        } else {
            String::new()
        },
        class: "",
        button: if waiting.mine { c.do_open } else { w.do_look },
    }
}

/// The withdrawals that wait for somebody's answer.
async fn withdrawals(site: &Site, signed: &SignedIn, f: &Frame) -> Result<Group> {
    let waiting = withdrawal::waiting(&site.app, signed.person.id).await?;
    let answering = |waiting: &Waiting| Row {
        address: paths::withdrawal(&waiting.plan),
        ..row(f, waiting, f.t.withdrawal.do_answer)
    };
    Ok(Group {
        anchor: "withdrawals",
        name: f.t.withdrawal.waiting,
        rows: waiting.iter().map(answering).collect(),
        together: None,
        more: None,
    })
}

/// What was released urgently and waits to be confirmed.
async fn urgent(site: &Site, signed: &SignedIn, f: &Frame) -> Result<Group> {
    let u = &f.t.urgent;
    let waiting = urgency::waiting(&site.app, signed.person.id).await?;
    let row = |line: &urgency::Line| {
        let late = line.confirm_by < site.app.now();
        Row {
            address: paths::desk_plan(&line.plan),
            title: line.title.clone(),
            meta: vec![line.unit_name.clone()],
            choice: String::new(),
            begin: None,
            returned: false,
            due: fill(
                if late { u.overdue } else { u.until },
                &[&f.minute(&line.confirm_by)],
            ),
            class: if late { "late" } else { "soon" },
            button: if line.may_confirm { u.do_confirm } else { u.do_look },
        }
    };
    Ok(Group {
        anchor: "urgent",
        name: u.on_desk,
        rows: waiting.iter().map(row).collect(),
        together: None,
        more: None,
    })
}

/// The notices of non-disclosure that wait for somebody's answer, and those to be looked at again.
async fn withholdings(site: &Site, signed: &SignedIn, f: &Frame) -> Result<[Group; 2]> {
    let w = &f.t.withholding;
    let waiting = withholding::waiting(&site.app, signed.person.id).await?;
    let row = |line: &withholding::Line| Row {
        address: paths::withholding(&line.id),
        title: fill(w.line, &[(f.t.common.track)(line.track), &line.entry]),
        meta: vec![
            line.unit_name.clone(),
            f.t.withholding_ground(line.ground).to_owned(),
        ],
        choice: String::new(),
        begin: None,
        returned: false,
        due: fill(f.t.desk.since, &[&f.minute(&line.since)]),
        class: "",
        button: w.do_answer,
    };
    let again = |line: &withholding::Line| {
        let late = line.reassess_on < f.today;
        let day = line.reassess_on.to_string();
        Row {
            due: fill(if late { w.overdue } else { w.reassess_on }, &[&day]),
            class: if late { "late" } else { "soon" },
            button: w.do_reassess,
            ..row(line)
        }
    };
    Ok([
        Group {
            anchor: "withholdings",
            name: w.answering,
            rows: waiting.answering.iter().map(row).collect(),
            together: None,
            more: None,
        },
        Group {
            anchor: "reassessing",
            name: w.reassessing,
            rows: waiting.reassessing.iter().map(again).collect(),
            together: None,
            more: None,
        },
    ])
}

/// What the units owe for which they draft, and what the units below ask to be excused from.
async fn owed(site: &Site, signed: &SignedIn, f: &Frame) -> Result<Vec<Group>> {
    let o = &f.t.obligation;
    let pressing = obligation::pressing(&site.app, signed.person.id).await?;
    let more = pressing.len().saturating_sub(OWED);
    let all = pressing.get(OWED).map(|one| {
        let state = one.owed.obligation.state.code();
        (
            more,
            paths::obligations_of(&one.unit, site.app.today().year(), state),
        )
    });
    let owed = pressing.iter().take(OWED).map(|one| owed_row(site, f, one));
    let questions = obligation::questions(&site.app, signed.person.id).await?;
    let asked = questions.iter().map(|(excuse, unit)| Row {
        address: paths::excuse(&excuse.id),
        title: excuse.reason.chars().take(REASON).collect(),
        meta: vec![unit.clone(), excuse.entry.clone()],
        choice: String::new(),
        begin: None,
        returned: false,
        due: fill(f.t.desk.since, &[&f.minute(&excuse.at)]),
        class: "",
        button: o.do_answer,
    });
    let group = |anchor, name, rows| Group {
        anchor,
        name,
        rows,
        together: None,
        more: None,
    };
    Ok(vec![
        Group {
            more: all,
            ..group("owed", o.on_desk, owed.collect())
        },
        group("excuses", o.waits_for, asked.collect()),
    ])
}

/// What is owed once and again begins with a matter of its own; a stage is taken up where its matter stands.
fn owed_row(site: &Site, f: &Frame, one: &Pressing) -> Row {
    let (o, owed) = (&f.t.obligation, &one.owed.obligation);
    let (address, begin) = match owed.about {
        About::Stage(matter, _) => (paths::desk_matter(&matter), None),
        About::Period { .. } | About::Standing => (
            paths::obligations_of(&one.unit, site.app.today().year(), owed.state.code()),
            Some(paths::new_matter_of(&one.unit, owed.rule.track, &owed.rule.entry)),
        ),
    };
    let late = matches!(owed.state, Standing::Overdue { .. });
    Row {
        address,
        title: format!("{}{}{}", owed.rule.name, f.t.common.colon, about(f.t, &one.owed)),
        meta: vec![
            one.unit_name.clone(),
            fill(o.responsible, &[&owed.rule.responsible]),
        ],
        choice: String::new(),
        begin,
        returned: false,
        due: standing(f.t, owed),
        class: if late { "late" } else { "soon" },
        button: o.do_look,
    }
}

fn row(f: &Frame, waiting: &Waiting, button: &'static str) -> Row {
    let w = &f.t.desk;
    let returned = waiting.state == "returned";
    let due = match &waiting.release_at {
        Some(at) if waiting.state == "approved" => fill(w.opens, &[&f.minute(at)]),
        _ => fill(w.since, &[&f.minute(&waiting.since)]),
    };
    let p = &f.t.procedure;
    let late = waiting.due.is_some_and(|due| due < f.today);
    let due = match waiting.due {
        Some(day) if late => fill(p.late, &[&day.to_string()]),
        Some(day) => fill(p.due, &[&day.to_string()]),
        None => due,
    };
    let mut meta = vec![(f.t.common.stage)(waiting.stage).to_owned()];
    meta.extend(Some(waiting.unit_name.clone()).filter(|name| !name.is_empty()));
    Row {
        address: paths::desk_plan(&waiting.plan),
        title: waiting.title.clone(),
        meta,
        choice: waiting.plan.to_string(),
        begin: None,
        returned,
        due,
        class: if late { "late" } else { "" },
        button: if returned { w.do_mend } else { button },
    }
}
