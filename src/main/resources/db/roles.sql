-- The two roles of the cafe's database. For who may create roles, once; running it again is fine.
-- Passwords are set apart (\password cafe_owner, \password cafe_app). Then:
--   create database cafedb owner cafe_owner;
-- and scripts/admin migrate does the rest as cafe_owner.

do $$
begin
  if not exists (select from pg_roles where rolname = 'cafe_owner') then
    create role cafe_owner login;
  end if;
  if not exists (select from pg_roles where rolname = 'cafe_app') then
    create role cafe_app login;
  end if;
end
$$;

-- A COMMIT that got lost on its way leaves a transaction behind that holds the order's key. Nobody waits for that lock
-- longer than 1 s, and the transaction itself ends after 2 s.
alter role cafe_app set lock_timeout = '1s';
alter role cafe_app set idle_in_transaction_session_timeout = '2s';
alter role cafe_app set search_path = cafe;
