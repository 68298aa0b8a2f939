-- Who wrote an edition of a plan, whoever began it.

create table author (
    plan uuid not null references plan (id),
    person uuid not null references person (id),
    primary key (plan, person)
);

create index author_person on author (person);

insert into author (plan, person) select id, drafter from plan;

-- What somebody has typed and not saved yet. It is in no journal and goes when they save.

create table autosave (
    matter uuid not null references matter (id),
    stage text not null,
    person uuid not null references person (id),
    edition bigint not null,
    begun_at bigint not null,
    at bigint not null,
    form text not null,
    primary key (matter, stage, person)
);
