-- A way out of the house that one administrator asked for and nobody confirmed yet: a webhook with its asker, and a second
-- row for the mail server.

alter table webhook add column asked_by uuid;

alter table outgoing add column request uuid;
alter table outgoing add column asked_by uuid;

-- Not decided with the release but kept by people whose unit ended.
alter table audience add column kept boolean not null default false;
