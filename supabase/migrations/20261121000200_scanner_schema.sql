-- scanner: the machine's own room. public holds what a person touches; this
-- schema is not exposed by the API.

create schema scanner;

comment on schema scanner is
  'boardscan: scans, hosts, batches and settings. Read it in Studio; the doors are functions in public.';

grant usage on schema scanner to authenticated, service_role;
