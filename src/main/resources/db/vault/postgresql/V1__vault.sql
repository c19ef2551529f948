-- What redaction took out, sealed. Times are milliseconds since 1970.
create table vault_original (
    original_id       text   not null primary key,
    item              bigint not null, -- its number, which it keeps wherever it is moved
    home_conversation text   not null, -- where it was when this was sealed, which it is bound to
    home_item         text   not null,
    kept_at           bigint not null,
    key_id            text   not null,
    sealed            bytea  not null
);

create index vault_original_of_item on vault_original (item, kept_at);

-- What takes an item, or its words, out for good takes this with it.
create function vault_goes() returns trigger language plpgsql
    set search_path from current as $$
begin
    delete from vault_original where item = old.id;
    return null;
end
$$;

create trigger vault_goes_with_item after delete on item
    for each row execute function vault_goes();

create trigger vault_goes_with_words after update of text on item
    for each row when (new.text = '[removed: kept no longer]') execute function vault_goes();
