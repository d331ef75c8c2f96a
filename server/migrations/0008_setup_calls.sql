-- A call may also be waited for by a registration. Rows of before, and calls for a reset, have none;
-- where there is one, challenge_id is empty.
alter table call add column enrolment_id text;
-- The support code of the act that asked for it; of before: the challenge_id.
alter table call add column correlation_id text;
