-- Items that the index does not have yet, or not as they are now: whoever writes does not wait for
-- the index, which the writer sees to as soon as nobody waits.
create table item_unindexed (id bigint not null primary key);

create function item_added() returns trigger language plpgsql
    set search_path from current as $$
begin
    insert into item_unindexed (id) select id from added on conflict do nothing;
    return null;
end
$$;

create trigger item_added after insert on item referencing new table as added
    for each statement execute function item_added();

create or replace function item_changed() returns trigger language plpgsql
    set search_path from current as $$
begin
    if new.text is distinct from old.text then
        delete from item_words where id = old.id;
    end if;
    -- Waits for whoever enters the former text at this moment, and then is noted anew.
    insert into item_unindexed (id) values (new.id)
        on conflict (id) do update set id = excluded.id;
    return null;
end
$$;

drop trigger item_changed on item;
create trigger item_changed after update of text, conversation_id, interrupted on item
    for each row when (
        new.text is distinct from old.text
        or new.conversation_id <> old.conversation_id
        or new.interrupted <> old.interrupted)
    execute function item_changed();

-- Diffs were not marked before the third step.
insert into item_unindexed (id) select id from item where text like '%@@ %';
