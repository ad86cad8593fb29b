-- The tables of the lending library. The role cafe_app is the application's.
create schema if not exists lending;

create table lending.command_log (
  id bigint generated always as identity primary key,
  number char(20) not null unique,
  type text not null,
  submission uuid not null,
  journey text not null,
  result text);

create table lending.members (
  id bigint generated always as identity primary key,
  number char(20) not null unique,
  submission uuid not null,
  journey text not null,
  card integer not null,
  name varchar(40) not null,
  fees bigint not null default 0,
  constraint members_one_a_card unique (card));

create table lending.loans (
  id bigint generated always as identity primary key,
  copy text not null,
  card integer not null,
  returned boolean not null,
  constraint loans_of_members foreign key (card) references lending.members (card));
create unique index loans_one_a_copy on lending.loans (copy) where not returned;

create table lending.payments (
  id bigint generated always as identity primary key,
  card integer not null,
  cents integer not null);

grant usage on schema lending to cafe_app;
grant select, insert on all tables in schema lending to cafe_app;
grant update (result) on lending.command_log to cafe_app;
grant update (fees) on lending.members to cafe_app;
grant update (returned) on lending.loans to cafe_app;
