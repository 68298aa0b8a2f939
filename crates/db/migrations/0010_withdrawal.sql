-- A disclosure that was withdrawn: its text is gone from every surface, and a tombstone stays at its address.

create table withdrawal (
    id uuid primary key,
    disclosure uuid not null references disclosure (id),
    ground text not null,
    words text not null,
    asked_by uuid not null references person (id),
    asked_at bigint not null,
    state text not null,
    answered_by uuid,
    answered_for uuid,
    answered_at bigint,
    answer text
);

create index withdrawal_disclosure on withdrawal (disclosure, state);

alter table disclosure add column withdrawal uuid;
