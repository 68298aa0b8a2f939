-- Where each thing that was found stands, kept beside it, so that a page of the list is read by an index.
alter table likeness add column standing text not null default 'open';

update likeness set standing = 'answered'
where exists (select 1 from likeness_answer said
        where said.disclosure = likeness.disclosure and said.source = likeness.source)
    or exists (select 1 from disclosure version
        join likeness_explanation said on said.plan = version.plan and said.seq < version.seq
        where version.id = likeness.disclosure and said.source = likeness.source
            and not exists (select 1 from disclosure earlier
                where earlier.plan = said.plan and said.seq < earlier.seq and earlier.seq < version.seq));

update likeness set standing = 'closed'
where exists (select 1 from likeness_closing said
    where said.disclosure = likeness.disclosure and said.source = likeness.source
        and not exists (select 1 from likeness_answer later
            where later.disclosure = said.disclosure and later.source = said.source and said.seq < later.seq));

create index likeness_standing on likeness (view, kind, standing, found_at, disclosure);

-- What was said of a pair finds it in every view.
drop index likeness_source;

create index likeness_source on likeness (source, disclosure);
