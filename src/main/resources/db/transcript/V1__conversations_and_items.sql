-- Times are milliseconds since 1970 in UTC unless a name says otherwise.
create table conversation (
    id             text    not null primary key,
    title          text    not null,
    workspace      text    not null,
    workspace_root text    not null,
    created_at     integer not null,
    updated_at     integer not null,
    last_seq       integer not null default 0,
    items          integer not null default 0
) strict;

create index conversation_newest on conversation (updated_at desc, id desc);

create table item (
    conversation_id text    not null references conversation (id),
    seq             integer not null,
    item_id         text    not null,
    call_id         text,
    role            text    not null,
    kind            text    not null,
    text            text    not null,
    tool_name       text,
    tool_call_id    text,
    started_at      integer not null,
    start_ms        integer, -- since the call began
    end_ms          integer, -- since the call began
    interrupted     integer not null default 0,
    heard_ms        integer,
    citations       text    not null default '[]', -- JSON
    primary key (conversation_id, seq),
    unique (conversation_id, item_id)
) strict;

create index item_spoken_order on item (conversation_id, started_at, seq);
