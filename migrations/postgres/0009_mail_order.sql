-- Byte by byte, as SQLite does, so that a range finds the beginning of an address whatever the
-- language of the server.
alter table order_groups alter column email_folded type text collate "C";
