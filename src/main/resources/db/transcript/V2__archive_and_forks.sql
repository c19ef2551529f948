alter table conversation add column archived integer not null default 0;
alter table conversation add column forked_from text;

create index conversation_begun on conversation (created_at desc, id desc);
