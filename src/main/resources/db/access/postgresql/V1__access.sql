-- Whose conversations are: who began them. One that took in what was another's has several owners;
-- one without a row was begun by nobody in particular. Times are milliseconds since 1970.
create table conversation_owner (
    conversation_id text not null,
    owner           text not null, -- empty for nobody in particular
    primary key (conversation_id, owner)
);
create index conversation_owner_of on conversation_owner (owner);

-- Who merged or split what, so that nobody undoes what is another's.
create table move_owner (
    move_id text not null primary key,
    owner   text not null,
    source  text not null,
    target  text not null
);

-- Searches that somebody keeps who is known by name; nobody else sees them.
create table own_search (
    id       text   not null primary key,
    owner    text   not null,
    name     text   not null,
    query    text   not null,
    saved_at bigint not null,
    unique (owner, query)
);

-- Who read what is another's; only ever added to. One line for each reader, conversation, way of
-- reading and hour.
create table access_read (
    number          bigint not null primary key,
    at              bigint not null,
    reader          text   not null,
    conversation_id text   not null,
    kind            text   not null,
    owners          text   not null, -- JSON
    seal            text   not null  -- SHA-256 over this row and the seal before it
);
create index access_read_same on access_read (reader, conversation_id, kind, at);

-- What takes a conversation out for good takes with it whose it was; who read it stays.
create function owner_goes_with_conversation() returns trigger language plpgsql
    set search_path from current as $$
begin
    delete from conversation_owner where conversation_id = old.id;
    return old;
end
$$;
create trigger owner_goes_with_conversation after delete on conversation
    for each row execute function owner_goes_with_conversation();
