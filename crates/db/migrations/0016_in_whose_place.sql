-- In whose place somebody acted (代), also where no opinion on a plan is given.

alter table withdrawal add column asked_for_person uuid;
alter table withdrawal add column answered_for_person uuid;

alter table catalogue_step add column for_person uuid;

alter table excuse add column for_person uuid;
alter table excuse add column ruled_for_person uuid;
