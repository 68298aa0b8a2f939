-- Telling people. All of it is machinery: it comes and goes, nothing of it is replayed, and everybody may empty
-- what concerns them.

-- How far the journal has been gone through, and a number that grows with every message written.
create table telling_cursor (
    id bigint primary key,
    seq bigint not null,
    pulse bigint not null
);

insert into telling_cursor (id, seq, pulse) select 1, seq, 0 from journal_head where id = 1;

-- Releases that people have still to hear of, and after whom it goes on.
create table telling (
    disclosure uuid primary key references disclosure (id),
    seq bigint not null,
    due_at bigint not null,
    after_person uuid not null
);

create index telling_due on telling (due_at);

-- Who wants to hear of what: of a matter, a unit or an entry.
create table following (
    person uuid not null references person (id),
    what text not null,
    about text not null,
    since bigint not null,
    primary key (person, what, about)
);

create index following_about on following (what, about, person);

-- What somebody was told; it names a plan or a disclosure and says nothing of it.
create table message (
    person uuid not null references person (id),
    seq bigint not null,
    occasion text not null,
    about uuid not null,
    told_at bigint not null,
    unread boolean not null,
    primary key (person, seq)
);

create index message_about on message (person, about);

create index message_told on message (told_at);

-- When somebody was here last, and when the time before.
create table visit (
    person uuid primary key references person (id),
    seen_at bigint not null,
    before_at bigint not null
);

-- How soon somebody wants a mail about what.
create table wish (
    person uuid not null references person (id),
    topic text not null,
    pace text not null,
    primary key (person, topic)
);

-- Where somebody wants mails; nobody else is shown it.
create table mail_address (
    person uuid primary key references person (id),
    address text not null,
    language text not null,
    asked_at bigint not null,
    tries bigint not null,
    confirmed boolean not null
);

-- The mail server, as the administrator set it, and the address that mails and robots link to.
create table outgoing (
    id bigint primary key,
    site text not null,
    host text not null,
    port bigint not null,
    security text not null,
    account text not null,
    password text not null,
    sender text not null
);

-- Where a unit's disclosures are announced besides.
create table webhook (
    id uuid primary key,
    unit uuid not null references unit (id),
    label text not null,
    style text not null,
    address text not null,
    secret text not null,
    crowd text not null
);

create index webhook_unit on webhook (unit);

-- What has to leave the house: claimed by lease, sent once, or visibly not sent.
create table outbox (
    id uuid primary key,
    parcel text not null,
    recipient uuid not null,
    about bigint not null,
    disclosure uuid,
    state text not null,
    due_at bigint not null,
    leased_until bigint not null,
    tries bigint not null,
    done_at bigint,
    last_error text,
    unique (parcel, recipient, about)
);

create index outbox_due on outbox (state, due_at);

-- What signs the links that stop mails, and the codes that confirm an address.
create table telling_key (
    id bigint primary key,
    key bytea not null
);
