-- The ledger: what every line of the journal is committed to, and what was signed of it.

-- A leaf for each line, in the order of the lines: leaf number seq - 1 of the public log.
create table leaf (
    seq bigint primary key,
    record uuid not null,
    version bigint not null,
    unit text not null,
    anchor bytea not null,
    salt bytea,
    bytes bytea not null
);

create unique index leaf_record on leaf (record, version);

-- That the ledger began, and its keys.
create table ledger (
    id bigint primary key,
    origin text not null,
    public_key text not null,
    sm2_key text not null
);

-- How far it is signed. Whoever writes it bears the epoch that was handed out last.
create table ledger_head (
    id bigint primary key,
    epoch bigint not null,
    held_by text,
    held_until bigint not null,
    size bigint not null,
    anchor bytea not null,
    trouble text,
    troubled_at bigint
);

insert into ledger_head (id, epoch, held_until, size, anchor) select 1, 0, 0, 0, cast('' as bytea);

-- A checkpoint for each size that was signed: as the log signed it, and with those who confirmed it first and last.
create table ledger_checkpoint (
    size bigint primary key,
    signed_at bigint not null,
    sm3_root bytea not null,
    note text not null,
    confirmed text,
    confirmed_at bigint,
    refreshed text,
    refreshed_at bigint
);

create index ledger_checkpoint_confirmed on ledger_checkpoint (confirmed_at);

-- What a witness said last, and what it refused.
create table ledger_witness (
    name text primary key,
    size bigint,
    seen_at bigint,
    trouble text,
    troubled_at bigint
);

create table ledger_evidence (
    id uuid primary key,
    at bigint not null,
    witness text not null,
    checkpoint text not null,
    answer text not null
);

-- What the audits found that run by themselves.
create table audit_run (
    id uuid primary key,
    began_at bigint not null,
    ended_at bigint not null,
    is_full boolean not null,
    size bigint not null,
    faults bigint not null,
    report text not null
);

create index audit_run_ended on audit_run (ended_at);

-- How far the audit that goes on all the time has come.
create table audit_cursor (
    id bigint primary key,
    seq bigint not null,
    hash bytea not null
);

insert into audit_cursor (id, seq, hash) select 1, 0, cast('' as bytea);
