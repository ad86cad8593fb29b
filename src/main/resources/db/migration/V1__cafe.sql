-- Owned by cafe_owner. The application, cafe_app, may add and read orders, and no more.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to cafe_app', current_database());
end
$$;
revoke all on schema public from public;
grant usage on schema cafe to cafe_app;

create table cafe.ordersraw (
  ordrid     bigint generated always as identity,
  ordrdgst   char(20)     not null,
  ordrname   varchar(40)  not null,
  ordrppl    integer      not null,
  ordrdttm   timestamp(0) not null,
  ordrtxt    varchar(200) not null default '',
  submission uuid         not null,
  placed_at  timestamptz  not null default clock_timestamp(),
  journey    text         not null default '[]',
  constraint ordersraw_pkey primary key (ordrid),
  constraint ordersraw_ordrdgst_key unique (ordrdgst),
  constraint ordersraw_ordrppl_check check (ordrppl between 1 and 9999)
);
comment on column cafe.ordersraw.ordrdgst is 'the order''s number: the same order has the same, so it is stored once';
comment on column cafe.ordersraw.submission is 'tells a retry from a resubmission; several orders may share one';
grant select, insert on cafe.ordersraw to cafe_app;

-- One row. To update it and commit is the proof that a server is the writer.
create table cafe.heartbeat (
  one  boolean     not null default true,
  at   timestamptz not null default clock_timestamp(),
  constraint heartbeat_pkey primary key (one),
  constraint heartbeat_one_row check (one)
);
insert into cafe.heartbeat default values;
grant select, update on cafe.heartbeat to cafe_app;
