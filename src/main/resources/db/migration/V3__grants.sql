-- The application enters what customers send and says what became of it. What they wrote it never reads again, so it may not;
-- nor may it say when a row was entered. A column that it may not name, it may not fill: it gets its default.
do $$
begin
  -- temporary tables, to everybody by default
  execute format('revoke temporary on database %I from public, cafe_app', current_database());
end
$$;

revoke all on cafe.ordersraw, cafe.messages, cafe.heartbeat from public, cafe_app;

-- "on conflict (number) do nothing" reads the number, as a look-up does; who entered it is told by the submission
grant select (ordrdgst, submission, journey) on cafe.ordersraw to cafe_app;
grant insert (ordrdgst, ordrname, ordrppl, ordrdttm, ordrtxt, submission, journey) on cafe.ordersraw to cafe_app;

grant select (number, submission, journey) on cafe.messages to cafe_app;
grant insert (number, name, email, text, day, submission, journey) on cafe.messages to cafe_app;

grant select, update (at) on cafe.heartbeat to cafe_app;
