-- Sources that a released text credits, and the disclosures that a unit puts on the shelf for others to follow.

create table credit (
    disclosure uuid not null references disclosure (id),
    source uuid not null references disclosure (id),
    primary key (disclosure, source)
);

create index credit_source on credit (source);

create table practice (
    disclosure uuid primary key references disclosure (id),
    words text not null,
    by_person uuid not null references person (id),
    at bigint not null,
    ended_by uuid,
    ended_at bigint
);

create index practice_newest on practice (at, disclosure);
