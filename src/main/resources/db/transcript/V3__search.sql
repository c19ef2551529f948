-- Items get a number of their own, which orders them by time and which the index refers to.
create table item_3 (
    id              integer not null primary key, -- ms since 1970 * 4096 and a counter
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
    unique (conversation_id, seq),
    unique (conversation_id, item_id)
) strict;

-- Words without accents and case, the same with identifiers taken apart, and what filters look for.
-- Nothing but letters, digits and our own marks comes here, so the simplest tokenizer will do.
create virtual table item_words using fts5(
    words, split, marks, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3');
