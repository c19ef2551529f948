-- What redaction took out, sealed. Times are milliseconds since 1970.
create table vault_original (
    original_id       text    not null primary key,
    item              integer not null, -- its number, which it keeps wherever it is moved
    home_conversation text    not null, -- where it was when this was sealed, which it is bound to
    home_item         text    not null,
    kept_at           integer not null,
    key_id            text    not null,
    sealed            blob    not null
) strict;

create index vault_original_of_item on vault_original (item, kept_at);

-- What takes an item, or its words, out for good takes this with it.
create trigger vault_goes_with_item after delete on item
begin
    delete from vault_original where item = old.id;
end;

create trigger vault_goes_with_words after update of text on item
when new.text = '[removed: kept no longer]'
begin
    delete from vault_original where item = old.id;
end;
