-- What texts have in common.

-- What a drafter, a unit and a supervisor said about it: all three follow from the journal.
create table likeness_explanation (
    seq bigint primary key,
    plan uuid not null references plan (id),
    edition bigint not null,
    source uuid not null references disclosure (id),
    words text not null,
    by_person uuid not null references person (id),
    for_person uuid,
    at bigint not null
);

create index likeness_explanation_plan on likeness_explanation (plan, source);

create table likeness_answer (
    seq bigint primary key,
    disclosure uuid not null references disclosure (id),
    source uuid not null references disclosure (id),
    words text not null,
    by_person uuid not null references person (id),
    for_person uuid,
    at bigint not null
);

create index likeness_answer_pair on likeness_answer (disclosure, source);

create table likeness_closing (
    seq bigint primary key,
    disclosure uuid not null references disclosure (id),
    source uuid not null references disclosure (id),
    outcome text not null,
    words text not null,
    by_person uuid not null references person (id),
    for_person uuid,
    at bigint not null
);

create index likeness_closing_pair on likeness_closing (disclosure, source);

-- Machinery: what was found when a text came into a view, among the texts of that view only; and which texts came.
create table likeness (
    view text not null,
    disclosure uuid not null references disclosure (id),
    source uuid not null references disclosure (id),
    kind text not null,
    share bigint not null,
    characters bigint not null,
    foreign_name boolean not null,
    found_at bigint not null,
    primary key (view, disclosure, source)
);

create index likeness_newest on likeness (view, found_at, disclosure, source);

create index likeness_source on likeness (source);

create table likeness_seen (
    disclosure uuid not null references disclosure (id),
    view text not null,
    came_at bigint not null,
    primary key (disclosure, view)
);

create index likeness_seen_view on likeness_seen (view, came_at);

-- What opens and ends by time is looked for by time.
create index audience_opens on audience (visible_from);

create index audience_ends on audience (listed_until);

create index disclosure_released on disclosure (released_at);

create index disclosure_ends on disclosure (shown_until);
