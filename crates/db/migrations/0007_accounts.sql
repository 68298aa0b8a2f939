-- What an auditor asks the journal: by time, by kind, by person.

create index journal_at on journal (at, seq);

create index journal_kind on journal (kind, seq);

create index journal_actor on journal (actor, seq);

-- Second factors. The secret lies in `content`, like a password's hash.

create table second_factor (
    person uuid primary key references person (id),
    content uuid not null references content (id),
    since bigint not null
);

create table recovery_code (
    hash bytea primary key,
    person uuid not null references person (id),
    used_at bigint
);

create index recovery_code_person on recovery_code (person);

-- Resets need two persons: one who asks, another who confirms.

create table reset (
    id uuid primary key,
    person uuid not null references person (id),
    second_factor boolean not null,
    asked_by uuid,
    asked_at bigint not null,
    settled_by uuid,
    settled_at bigint,
    confirmed boolean
);

create index reset_person on reset (person, asked_at);

-- Machinery: it comes and goes without the journal.

drop table session;

create table session (
    hash bytea primary key,
    id uuid not null unique,
    person uuid not null references person (id),
    begun_at bigint not null,
    seen_at bigint not null,
    device text not null
);

create index session_person on session (person);

drop table invitation;

create table invitation (
    hash bytea primary key,
    person uuid not null references person (id),
    expires_at bigint not null,
    reset boolean not null
);

create table half_sign_in (
    hash bytea primary key,
    person uuid not null references person (id),
    begun_at bigint not null
);

create table code_step (
    person uuid primary key references person (id),
    step bigint not null
);

create table known_browser (
    hash bytea primary key,
    person uuid not null references person (id),
    seen_at bigint not null
);
