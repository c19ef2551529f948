-- With fewer, the server thinks rare words a hundred times more common than they are, and reads the
-- newest items one after the other instead of asking the index.
alter table item_words alter column words set statistics 1000;
