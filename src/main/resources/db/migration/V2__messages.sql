-- What visitors write to the cafe. The application may add and read, and no more.
create table cafe.messages (
  id         bigint generated always as identity,
  number     char(20)      not null,
  name       varchar(40)   not null,
  email      varchar(254)  not null default '',
  text       varchar(2000) not null,
  day        date          not null,
  submission uuid          not null,
  placed_at  timestamptz   not null default clock_timestamp(),
  journey    text          not null,
  constraint messages_pkey primary key (id),
  constraint messages_number_key unique (number)
);
comment on column cafe.messages.day is 'part of the number: the same words on another day are another message';
grant select, insert on cafe.messages to cafe_app;
