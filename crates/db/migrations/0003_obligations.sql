-- How much money a matter is about: a large one goes a stricter way.

alter table matter add column amount bigint;
