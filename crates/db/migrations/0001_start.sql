-- The journal and the contents beside it: what happened. Everything below them follows from these two.

create table journal (
    seq bigint primary key,
    at bigint not null,
    actor uuid,
    kind text not null,
    body text not null,
    hash bytea not null
);

create table journal_head (
    id bigint primary key,
    seq bigint not null,
    hash bytea not null
);

insert into journal_head (id, seq, hash) select 1, 0, cast('' as bytea);

create table content (
    id uuid primary key,
    salt bytea not null,
    bytes bytea not null
);

-- The organisation.

create table unit (
    id uuid primary key,
    code text not null unique,
    name text not null,
    kind text not null,
    superior uuid references unit (id)
);

create index unit_superior on unit (superior);

create table person (
    id uuid primary key,
    code text not null unique,
    name text not null,
    unit uuid not null references unit (id),
    member boolean not null,
    active boolean not null
);

create index person_unit on person (unit);

create table post (
    id uuid primary key,
    code text not null unique,
    unit uuid not null references unit (id),
    title text not null,
    duties text not null
);

create index post_unit on post (unit);

create table holding (
    id uuid primary key,
    post uuid not null references post (id),
    person uuid not null references person (id),
    from_day text not null,
    until_day text
);

create index holding_person on holding (person);

create index holding_post on holding (post);

create table named_group (
    id uuid primary key,
    unit uuid not null references unit (id),
    name text not null,
    unique (unit, name)
);

create table membership (
    named_group uuid not null references named_group (id),
    person uuid not null references person (id),
    primary key (named_group, person)
);

create index membership_person on membership (person);

-- The rules.

create table rulebook (
    id uuid primary key,
    code text not null,
    version bigint not null,
    track text not null,
    unit uuid not null references unit (id),
    in_force_from text not null,
    content uuid not null references content (id),
    unique (unit, code, version)
);

-- The way of a disclosure.

create table matter (
    id uuid primary key,
    unit uuid not null references unit (id),
    track text not null,
    rulebook uuid not null references rulebook (id),
    entry text not null,
    title text not null,
    by_person uuid not null references person (id),
    at bigint not null
);

create index matter_unit on matter (unit, at);

create table skip (
    matter uuid not null references matter (id),
    stage text not null,
    reason text not null,
    by_person uuid,
    at bigint not null,
    primary key (matter, stage)
);

create table plan (
    id uuid primary key,
    matter uuid not null references matter (id),
    unit uuid not null references unit (id),
    stage text not null,
    drafter uuid not null references person (id),
    state text not null,
    edition bigint not null,
    content uuid not null references content (id),
    commitment bytea not null,
    title text not null,
    release_at bigint,
    approver uuid,
    words text,
    changed_at bigint not null,
    unique (matter, stage)
);

create index plan_unit on plan (unit, state);

create index plan_drafter on plan (drafter, state);

create table opinion (
    seq bigint primary key,
    plan uuid not null references plan (id),
    edition bigint not null,
    commitment bytea not null,
    kind text not null,
    by_person uuid not null references person (id),
    at bigint not null,
    agrees boolean not null,
    words text not null
);

create index opinion_plan on opinion (plan);

-- What was released, to whom. Only the reader asks these four.

create table disclosure (
    id uuid primary key,
    seq bigint not null unique,
    number text not null unique,
    plan uuid not null references plan (id),
    matter uuid not null references matter (id),
    stage text not null,
    unit uuid not null references unit (id),
    track text not null,
    entry text not null,
    title text not null,
    content uuid not null references content (id),
    commitment bytea not null,
    released_at bigint not null,
    released_by uuid not null references person (id)
);

create index disclosure_matter on disclosure (matter);

create unique index disclosure_plan on disclosure (plan);

create index disclosure_unit on disclosure (unit, entry);

create table audience (
    disclosure uuid not null references disclosure (id),
    token text not null,
    visible_from bigint not null,
    track text not null,
    unit uuid not null,
    entry text not null,
    stage text not null,
    alone boolean not null,
    primary key (disclosure, token)
);

create index audience_newest on audience (token, visible_from, disclosure);

create index audience_unit on audience (token, unit, visible_from, disclosure);

create index audience_entry on audience (token, entry, visible_from, disclosure);

create table search_token (
    id bigint primary key,
    token text not null unique
);

create table search_term (
    token bigint not null,
    term bigint not null,
    disclosure_seq bigint not null,
    primary key (token, term, disclosure_seq)
); -- clustered

-- Secrets and their traces. The hash of a password lies in `content`, bound by the journal.

create table credential (
    person uuid primary key references person (id),
    content uuid not null references content (id)
);

create table api_token (
    id uuid primary key,
    person uuid not null references person (id),
    hash bytea not null unique,
    label text not null,
    issued_at bigint not null,
    revoked_at bigint
);

-- The machinery: comes and goes, is not replayed.

create table session (
    hash bytea primary key,
    person uuid not null references person (id),
    begun_at bigint not null,
    seen_at bigint not null
);

create index session_person on session (person);

create table invitation (
    hash bytea primary key,
    person uuid not null references person (id),
    expires_at bigint not null
);

create table attempt (
    account text primary key,
    failures bigint not null,
    last_at bigint not null
);

create index attempt_last on attempt (last_at);

create table job (
    id uuid primary key,
    kind text not null,
    about uuid not null,
    due_at bigint not null,
    tries bigint not null,
    leased_until bigint not null,
    last_error text,
    unique (kind, about)
);

create index job_due on job (due_at);

create table recorded (
    idempotency_key text not null,
    kind text not null,
    person uuid not null references person (id),
    at bigint not null,
    about uuid not null,
    primary key (person, kind, idempotency_key)
);
