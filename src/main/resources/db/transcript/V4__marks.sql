alter table conversation add column pinned integer not null default 0;
alter table conversation add column held integer not null default 0;
alter table conversation add column deleted_at integer;
alter table conversation add column tags text not null default ''; -- each with a line break before and after
