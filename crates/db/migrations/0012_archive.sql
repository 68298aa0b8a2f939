-- The years of units that were closed, each with who closed it.

create table archive (
    unit uuid not null references unit (id),
    year bigint not null,
    by_person uuid not null references person (id),
    at bigint not null,
    primary key (unit, year)
);

create index disclosure_year on disclosure (unit, released_at);
