-- What was withdrawn and then destroyed.

create table erasure (
    withdrawal uuid primary key references withdrawal (id),
    by_person uuid not null references person (id),
    for_person uuid references person (id),
    at bigint not null,
    words text not null
);
