-- What the AWS wrapper asks of Aurora, as stubs for plain PostgreSQL. Only a standby looks into the table, which WriterNews
-- keeps; a writer knows itself by its cluster_name.
create table public.lab_writer (one boolean primary key default true check (one), server_id text not null);
insert into public.lab_writer values (true, 'west-a');
grant select on public.lab_writer to public;
create function pg_catalog.aurora_db_instance_identifier() returns text
  language sql stable as $$ select current_setting('cluster_name') $$;
create function pg_catalog.aurora_replica_status()
  returns table (server_id text, session_id text, cpu float8, replica_lag_in_msec float8, last_update_timestamp timestamptz)
  language sql stable as $$
    select n.id, case when n.id = w.id then 'MASTER_SESSION_ID' else 'session-' || n.id end, 1.0::float8, 0.0::float8, now()
    from unnest(array['west-a', 'west-b', 'east-a']) as n(id),
      (select case when pg_is_in_recovery() then (select server_id from public.lab_writer)
                   else current_setting('cluster_name') end) as w(id) $$;
