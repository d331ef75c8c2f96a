-- Who is called: a report of a call counts also when what asked for it is over or gone. Calls that ring
-- nowhere have nobody; so have rows of before, which are minutes old at most.
alter table call add column person_id text;
