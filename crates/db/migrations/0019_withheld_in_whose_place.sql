-- In whose place (代) somebody filed that something is not disclosed.

alter table withholding add column asked_for_person uuid;
