-- What happens to a disclosure after its release: new versions, and the end of its display.

-- A correction continues the plan of its stage, so a plan may lead to several versions.
alter table plan add column corrects uuid;

drop index disclosure_plan;

create index disclosure_plan on disclosure (plan);

alter table disclosure add column version bigint not null default 1;

alter table disclosure add column drafter uuid;

update disclosure set drafter = (select plan.drafter from plan where plan.id = disclosure.plan);

alter table disclosure add column shown_until bigint;

alter table disclosure add column corrected_at bigint;

-- From when a line of the audience leads to no list any more; the page of the disclosure stays where it is.
alter table audience add column listed_until bigint;

alter table audience add column corrected boolean not null default false;
