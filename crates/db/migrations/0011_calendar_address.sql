-- The private address at which a calendar program reads what its owner owes; only what proves it is kept.

create table calendar_address (
    person uuid primary key references person (id),
    hash bytea not null unique,
    issued_at bigint not null
);
