-- Times are milliseconds since 1970 in UTC unless a name says otherwise.
create table conversation (
    id             text collate "C" not null primary key,
    title          text    not null,
    workspace      text    not null,
    workspace_root text    not null,
    created_at     bigint  not null,
    updated_at     bigint  not null,
    last_seq       bigint  not null default 0,
    items          bigint  not null default 0,
    archived       boolean not null default false,
    forked_from    text,
    pinned         boolean not null default false,
    held           boolean not null default false,
    deleted_at     bigint,
    tags           text    not null default '' -- each with a line break before and after
);

create index conversation_newest on conversation (updated_at desc, id desc);
create index conversation_begun on conversation (created_at desc, id desc);

create table item (
    id              bigint  not null primary key, -- ms since 1970 * 4096 and a counter
    conversation_id text collate "C" not null references conversation (id),
    seq             bigint  not null,
    item_id         text collate "C" not null,
    call_id         text,
    role            text    not null,
    kind            text    not null,
    text            text    not null,
    tool_name       text,
    tool_call_id    text,
    started_at      bigint  not null,
    start_ms        bigint, -- since the call began
    end_ms          bigint, -- since the call began
    interrupted     boolean not null default false,
    heard_ms        bigint,
    citations       text    not null default '[]', -- JSON
    unique (conversation_id, seq),
    unique (conversation_id, item_id)
);

create index item_spoken_order on item (conversation_id, started_at, seq);

-- Words without accents and case, the same with identifiers taken apart, and what filters look for.
create table item_words (
    id    bigint   not null primary key references item (id) on delete cascade,
    words tsvector not null
);

create index item_words_found on item_words using gin (words);

-- What is gone is not found any more, whoever changed it; the writer enters the new text afterwards.
create function item_changed() returns trigger language plpgsql
    set search_path from current as $$
begin
    delete from item_words where id = old.id;
    return new;
end
$$;

create trigger item_changed after update of text on item
    for each row when (new.text is distinct from old.text) execute function item_changed();
