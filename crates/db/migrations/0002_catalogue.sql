-- Versions of catalogues on their way. One in force is a rulebook, which holds the same content.

create table catalogue (
    id uuid primary key,
    unit uuid not null references unit (id),
    track text not null,
    state text not null,
    edition bigint not null,
    content uuid not null references content (id),
    commitment bytea not null,
    report uuid references content (id),
    changed_at bigint not null
);

create index catalogue_unit on catalogue (unit, state);

create table catalogue_step (
    seq bigint primary key,
    catalogue uuid not null references catalogue (id),
    edition bigint not null,
    deed text not null,
    by_person uuid,
    at bigint not null,
    words text not null
);

create index catalogue_step_catalogue on catalogue_step (catalogue);

create index rulebook_content on rulebook (content);
