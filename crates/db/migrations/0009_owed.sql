-- What a unit asked to be excused from, and the answer.

create table excuse (
    id uuid primary key,
    seq bigint not null unique,
    unit uuid not null references unit (id),
    track text not null,
    entry text not null,
    about text not null,
    reason text not null,
    by_person uuid not null references person (id),
    at bigint not null,
    consents boolean,
    words text,
    ruled_by uuid,
    ruled_at bigint
);

create index excuse_unit on excuse (unit);

-- Working-day calendars that were imported; the last one holds.

create table calendar (
    id uuid primary key,
    seq bigint not null unique,
    last_year bigint not null,
    content uuid not null references content (id)
);

create index disclosure_of_unit on disclosure (unit, released_at);
