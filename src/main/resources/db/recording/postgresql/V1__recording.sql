-- Sound of calls, in pieces. Times are milliseconds since the call began, begun_at is since 1970.
create table recording_segment (
    segment_id      text   not null primary key,
    conversation_id text   not null,
    call_id         text   not null,
    speaker         text   not null, -- user or assistant
    item_id         text   not null, -- of the assistant's item; empty for the user
    begun_at        bigint not null,
    from_ms         bigint not null,
    to_ms           bigint not null,
    key_id          text   not null, -- of the key it is sealed with; empty: it is not
    sound           bytea  not null  -- Ogg with Opus, sealed when there was a key
);

create index recording_segment_of_call on recording_segment (call_id, speaker, from_ms);
create index recording_segment_of_conversation on recording_segment (conversation_id);
create index recording_segment_begun on recording_segment (begun_at);

-- What takes a conversation out for good takes its sound with it.
create function recording_goes() returns trigger language plpgsql
    set search_path from current as $$
begin
    delete from recording_segment where conversation_id = old.id;
    return old;
end
$$;

create trigger recording_goes_with_conversation after delete on conversation
    for each row execute function recording_goes();
