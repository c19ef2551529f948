-- Items that the index does not have yet, or not as they are now: whoever writes does not wait for
-- the index, which the writer sees to as soon as nobody waits.
create table item_unindexed (id integer not null primary key) strict;

create trigger item_added after insert on item begin
    insert into item_unindexed (id) values (new.id) on conflict (id) do nothing;
end;

drop trigger item_changed;
create trigger item_changed after update of text on item when new.text is not old.text begin
    delete from item_words where rowid = old.id;
    insert into item_unindexed (id) values (new.id) on conflict (id) do nothing;
end;

create trigger item_marked after update of conversation_id, interrupted on item
when new.conversation_id is not old.conversation_id or new.interrupted is not old.interrupted begin
    insert into item_unindexed (id) values (new.id) on conflict (id) do nothing;
end;

-- The index is merged in small steps of our own, and by itself only when that falls far behind.
insert into item_words (item_words, rank) values ('automerge', 0), ('crisismerge', 64);

-- Diffs were not marked before the fifth step.
insert into item_unindexed (id) select id from item where text like '%@@ %';
