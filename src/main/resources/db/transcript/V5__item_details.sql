alter table item add column language text;
alter table item add column confidence real; -- 0 to 1
alter table item add column device text;
alter table item add column unheard text; -- of a cut-off answer
alter table item add column edits text not null default '[]'; -- JSON
alter table item add column links text not null default '[]'; -- JSON
