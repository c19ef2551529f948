-- A merge or a split, as long as it can be undone.
create table move (
    id     text   not null primary key,
    kind   text   not null, -- merge, split
    source text   not null, -- the conversation that the items were in
    target text   not null, -- the one that they are in now
    at     bigint not null
);

-- Where an item was before.
create table moved_item (
    move_id           text   not null,
    item              bigint not null, -- its number
    from_conversation text   not null,
    from_seq          bigint not null,
    from_item_id      text   not null,
    primary key (move_id, item)
);

create table saved_search (
    id       text   not null primary key,
    name     text   not null,
    query    text   not null,
    saved_at bigint not null
);

create unique index saved_search_query on saved_search (query);
