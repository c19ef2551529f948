drop table item;
alter table item_3 rename to item;
create index item_spoken_order on item (conversation_id, started_at, seq);

-- What is gone is not found any more, whoever removed it.
create trigger item_removed after delete on item begin
    delete from item_words where rowid = old.id;
end;

-- The writer enters the new text afterwards.
create trigger item_changed after update of text on item when new.text is not old.text begin
    delete from item_words where rowid = old.id;
end;
