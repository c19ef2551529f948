-- A merge or a split, as long as it can be undone.
create table move (
    id     text    not null primary key,
    kind   text    not null, -- merge, split
    source text    not null, -- the conversation that the items were in
    target text    not null, -- the one that they are in now
    at     integer not null
) strict;

-- Where an item was before.
create table moved_item (
    move_id           text    not null,
    item              integer not null, -- its number
    from_conversation text    not null,
    from_seq          integer not null,
    from_item_id      text    not null,
    primary key (move_id, item)
) strict;

create table saved_search (
    id       text    not null primary key,
    name     text    not null,
    query    text    not null,
    saved_at integer not null
) strict;

create unique index saved_search_query on saved_search (query);
