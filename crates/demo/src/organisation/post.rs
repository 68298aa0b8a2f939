//! The posts. Drafter, reviewers and approver are different persons everywhere, so that no matter
//! is reviewed by whoever wrote it.

use super::{DemoPost, Organisation, SEATS};
use domain::words::Duty;

struct Seat {
    letter: char,
    title: &'static str,
    duties: &'static [Duty],
}

const UNIT: [Seat; 5] = [
    Seat {
        letter: 'A',
        title: "公开经办岗",
        duties: &[Duty::Draft],
    },
    Seat {
        letter: 'B',
        title: "保密审查岗",
        duties: &[Duty::Secrecy],
    },
    Seat {
        letter: 'C',
        title: "审核岗",
        duties: &[Duty::Check, Duty::Legal],
    },
    Seat {
        letter: 'D',
        title: "负责人岗",
        duties: &[Duty::Approve],
    },
    Seat {
        letter: 'E',
        title: "纪检委员岗",
        duties: &[Duty::Discipline],
    },
];
const ADMINISTRATOR: Seat = Seat {
    letter: 'F',
    title: "系统管理岗",
    duties: &[Duty::Administer],
};
/// Those who keep an eye on the system administrator, and on each other.
const OTHER_ADMINISTRATORS: [Seat; 2] = [
    Seat {
        letter: 'G',
        title: "安全保密管理岗",
        duties: &[Duty::Secure],
    },
    Seat {
        letter: 'H',
        title: "安全审计岗",
        duties: &[Duty::Audit],
    },
];
const DISCIPLINE: [Seat; 2] = [
    Seat {
        letter: 'A',
        title: "纪委审核岗",
        duties: &[Duty::Discipline],
    },
    Seat {
        letter: 'B',
        title: "监督检查岗",
        duties: &[Duty::Supervise],
    },
];

pub(super) fn all(organisation: &Organisation) -> impl Iterator<Item = DemoPost> + '_ {
    let publishing = organisation.publishing();
    let own = (0..publishing).flat_map(|unit| (unit * SEATS..).zip(&UNIT));
    let seats = std::iter::once(&ADMINISTRATOR)
        .chain(&DISCIPLINE)
        .chain(&OTHER_ADMINISTRATORS);
    let extra = (publishing * SEATS..).zip(seats);
    own.chain(extra)
        .map(|(holder, seat)| post(organisation, holder, seat))
}

fn post(organisation: &Organisation, holder: u32, seat: &Seat) -> DemoPost {
    let unit = organisation.unit_of_seat(holder);
    let code = organisation.units.get(unit).map_or("", |unit| unit.code.as_str());
    DemoPost {
        code: format!("{code}-{}", seat.letter),
        unit,
        title: seat.title,
        duties: seat.duties.to_vec(),
        holder,
    }
}
