-- Releases that came before their review was through, and who confirmed them afterwards.

create table urgency (
    plan uuid not null references plan (id),
    edition bigint not null,
    commitment bytea not null,
    by_person uuid not null references person (id),
    for_person uuid,
    at bigint not null,
    reason text not null,
    confirm_by bigint not null,
    confirmed_by uuid,
    confirmed_at bigint,
    words text,
    primary key (plan, edition)
);

create index urgency_unconfirmed on urgency (confirmed_at);
