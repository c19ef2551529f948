-- Which item somebody saw what was taken out of; empty for what is about a whole conversation.
alter table access_read add column item_id text not null default '';
