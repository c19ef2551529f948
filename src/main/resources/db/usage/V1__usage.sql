-- One row for each thing a provider counted. Times are milliseconds since 1970 in UTC; a day is
-- that of the service's own clock. Money is in billionths of a US dollar; null: no price was known.
create table usage_entry (
    entry_id          text   not null primary key,
    at                bigint not null,
    day               text   not null,
    kind              text   not null,
    status            text   not null,
    conversation_id   text   not null,
    call_id           text   not null,
    workspace         text   not null,
    person            text   not null,
    provider          text   not null,
    agent             text   not null,
    model             text   not null,
    text_in           bigint not null,
    audio_in          bigint not null,
    image_in          bigint not null,
    other_in          bigint not null,
    cached_text_in    bigint not null,
    cached_audio_in   bigint not null,
    cached_image_in   bigint not null,
    cached_other_in   bigint not null,
    text_out          bigint not null,
    audio_out         bigint not null,
    other_out         bigint not null,
    millis            bigint not null,
    cost_nanos        bigint
);

create index usage_entry_day on usage_entry (day);
create index usage_entry_conversation on usage_entry (conversation_id);
