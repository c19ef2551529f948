-- What was taken out for good; nothing of what was said. Times are milliseconds since 1970.
create table erasure (
    number          integer not null primary key,
    at              integer not null,
    why             text   not null,
    conversation_id text   not null,
    workspace       text   not null,
    begun_at        integer not null,
    changed_at      integer not null,
    items           integer not null,
    seal            text   not null -- SHA-256 over this row and the seal before it
) strict;
