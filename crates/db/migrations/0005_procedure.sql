-- The rest of the way of a plan: it goes up, it changes hands, somebody stands in.

alter table plan add column goes_up boolean not null default false;

alter table plan add column approver_for uuid;

alter table opinion add column for_person uuid;

create table endorsement (
    seq bigint primary key,
    plan uuid not null references plan (id),
    edition bigint not null,
    commitment bytea not null,
    by_person uuid not null references person (id),
    for_person uuid,
    at bigint not null,
    words text not null
);

create index endorsement_plan on endorsement (plan);

create table delegation (
    id uuid primary key,
    post uuid not null references post (id),
    holder uuid not null references person (id),
    deputy uuid not null references person (id),
    duties text not null,
    from_day text not null,
    until_day text not null,
    away boolean not null,
    reason text not null,
    by_person uuid,
    ended_at bigint
);

create index delegation_post on delegation (post);

create index delegation_deputy on delegation (deputy);

-- The end of units. What people could read as people of one, they keep for as long as they stay where they were taken.

create table dissolution (
    unit uuid primary key references unit (id),
    successor uuid not null references unit (id),
    reason text not null,
    at bigint not null
);

create table kept (
    person uuid not null references person (id),
    token text not null,
    at_unit uuid not null references unit (id),
    primary key (person, token)
);

create index kept_unit on kept (at_unit);
