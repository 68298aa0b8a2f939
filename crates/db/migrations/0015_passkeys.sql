-- Passkeys: what checks the signatures of somebody's own authenticators.
create table passkey (
    id uuid primary key,
    person uuid not null references person (id),
    credential text not null unique,
    public_key text not null,
    may_be_copied boolean not null,
    name text not null,
    since bigint not null
);

create index passkey_person on passkey (person);

-- Machinery: what an authenticator counted last, and the questions that wait for an answer.
create table passkey_use (
    passkey uuid primary key,
    counter bigint not null,
    used_at bigint not null
);

create table passkey_challenge (
    hash bytea primary key,
    purpose text not null,
    person uuid,
    drawn_at bigint not null
);
