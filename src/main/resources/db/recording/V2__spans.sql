-- Where in the user's recorded sound a line is, as exactly as the provider heard it.
create table recording_span (
    call_id         text    not null,
    item_id         text    not null,
    conversation_id text    not null,
    begun_at        integer not null, -- of the call, milliseconds since 1970
    from_ms         integer not null,
    to_ms           integer not null,
    primary key (call_id, item_id)
) strict;

create index recording_span_of_conversation on recording_span (conversation_id);

create trigger recording_spans_go_with_conversation after delete on conversation
begin
    delete from recording_span where conversation_id = old.id;
end;
