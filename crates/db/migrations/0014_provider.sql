-- Who left to sign in at the identity provider and has not come back yet. It comes and goes without the journal.
create table away_sign_in (
    hash bytea primary key,
    nonce text not null,
    verifier text not null,
    back text not null,
    begun_at bigint not null
);
