-- The conversation that has the items of a call now, when they were merged or split. The sound itself
-- stays sealed for the conversation in which it was recorded.
create table recording_home (
    call_id         text not null primary key,
    conversation_id text not null
);

create index recording_home_of_conversation on recording_home (conversation_id);

-- What takes the items out for good takes the sound with them.
drop trigger recording_spans_go_with_conversation on conversation;
drop function recording_spans_go();

create or replace function recording_goes() returns trigger language plpgsql
    set search_path from current as $$
begin
    delete from recording_segment
    where call_id in (select call_id from recording_home where conversation_id = old.id)
       or (conversation_id = old.id and call_id not in (select call_id from recording_home));
    delete from recording_span
    where call_id in (select call_id from recording_home where conversation_id = old.id)
       or (conversation_id = old.id and call_id not in (select call_id from recording_home));
    delete from recording_home where conversation_id = old.id;
    return old;
end
$$;

-- A merge takes all sound along, a split that of calls of which nothing stays.
create or replace function recording_moves() returns trigger language plpgsql
    set search_path from current as $$
begin
    insert into recording_home (call_id, conversation_id)
    select distinct s.call_id, new.target from recording_segment s
    left join recording_home h on h.call_id = s.call_id
    where coalesce(h.conversation_id, s.conversation_id) = new.source
      and (new.kind = 'merge'
           or s.call_id in (select call_id from item where conversation_id = new.target))
      and s.call_id not in (select call_id from item
                            where conversation_id = new.source and call_id is not null)
    on conflict (call_id) do update set conversation_id = excluded.conversation_id;
    return new;
end
$$;

create trigger recording_moves after insert on move
    for each row execute function recording_moves();

-- Undone: the items are back when the row goes.
create or replace function recording_moves_back() returns trigger language plpgsql
    set search_path from current as $$
begin
    update recording_home set conversation_id = old.source
    where conversation_id = old.target
      and call_id in (select call_id from item where conversation_id = old.source);
    return old;
end
$$;

create trigger recording_moves_back after delete on move
    for each row execute function recording_moves_back();
