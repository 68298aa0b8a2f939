-- Notices that something is not disclosed: what each withholds, how it was confirmed, and how it ended.

create table withholding (
    id uuid primary key,
    unit uuid not null references unit (id),
    track text not null,
    entry text not null,
    ground text not null,
    note text not null,
    reassess_on text not null,
    asked_by uuid not null references person (id),
    asked_at bigint not null,
    state text not null,
    number text,
    token text,
    answered_by uuid,
    answered_for uuid,
    answered_at bigint,
    answer text,
    renews uuid,
    ended_by uuid,
    ended_at bigint,
    end_words text
);

create index withholding_unit on withholding (unit, state);

create table withheld (
    withholding uuid not null references withholding (id),
    about text not null,
    primary key (withholding, about)
);

create index withheld_about on withheld (about);
