/**
 * Fills the table of postings with rows as large as those of the simulated
 * boards, their texts included.
 *
 * @module
 */
import { writeAdvertText } from "../boards/advert_text.ts";
import { createLiveBoard } from "../boards/live_board.ts";
import type { Database } from "../stack/database.ts";
import { settle } from "./fill.ts";
import { boardOf } from "./sized_boards.ts";

const TEXTS = 500;

function advertTexts(): string[] {
  const board = createLiveBoard(boardOf("greenhouse", TEXTS), {
    seed: 1,
    today: new Date("2026-01-01T00:00:00Z"),
    postingsScale: 1,
  });
  return board.vacancies.map((vacancy) =>
    Object.values(writeAdvertText(vacancy, board.definition.company))
      .map((part) => part.join("\n")).join("\n\n")
  );
}

/**
 * Puts the texts into a table that `fillWithTexts` takes them from.
 *
 * Each stands there compressed and whole in its row, so that a copy of it is
 * stored like any description without being compressed again.
 */
export async function loadTexts(database: Database): Promise<void> {
  await dropTexts(database);
  await database.execute(`
    create schema bench;
    create table bench.texts (place serial primary key, body text not null);
    alter table bench.texts alter column body set storage main;`);
  await database.query(
    "insert into bench.texts (body) select value from jsonb_array_elements_text($1::text::jsonb)",
    [JSON.stringify(advertTexts())],
  );
}

/** Takes the texts away again. */
export async function dropTexts(database: Database): Promise<void> {
  await database.execute("drop schema if exists bench cascade");
}

/**
 * Adds postings until there are so many in all, each column as long and as often
 * known as on the simulated boards; one in ten is closed, for longer than
 * descriptions are kept. Each was opened, one in ten changed.
 */
export async function fillWithTexts(
  database: Database,
  { from, to, sources }: { from: number; to: number; sources: number },
): Promise<void> {
  await database.execute(`
    insert into public.job_postings (
      source_id, external_id, title, company, url, apply_url, locations, workplace,
      department, team, employment_type, salary_min, salary_max, salary_currency, salary_period,
      description, requisition, role_key, posted_at, first_seen_at, details_at, judged_revision,
      score, score_reasons, filters, status, archived_reason, closed_at
    )
    select n % ${sources} + 1, (4470000000 + n)::text, 'Senior Software Engineer, Area ' || n % 5000,
      case when n % 8 < 5 then 'Company' end,
      'https://job-boards.greenhouse.io/company-' || n % ${sources} || '/jobs/' || 4470000000 + n,
      case when n % 3 = 0 then 'https://jobs.ashbyhq.com/company/' || md5(n::text) || '/application' end,
      array['Remote, Country ' || n % 200, 'Place ' || n % 90], (array['remote', 'hybrid', 'onsite', null])[n % 4 + 1],
      case when n % 7 > 0 then 'Product Engineering' end, case when n % 4 = 0 then 'Engineering' end,
      case when n % 4 > 0 then 'full_time' end,
      case when n % 5 < 2 then 60000 + n % 50000 end, case when n % 5 < 2 then 90000 + n % 50000 end,
      case when n % 5 < 2 then 'USD' end, case when n % 5 < 2 then 'year' end,
      t.body, case when n % 10 < 7 then 'R-' || 500000 + n end, n % ${sources} + 1 || ':r:' || 5280000000 + n,
      now() - make_interval(mins => (n::bigint * 48271 % 43200)::int),
      now() - make_interval(mins => (n::bigint * 16807 % 43200)::int),
      case when n % 7 = 0 then now() end, case when n % 7 = 0 then md5(n::text) end,
      (n::bigint * 48271 % 101)::int, array['+10 title: backend', '+10 text: postgres*', '+15 text: typescript'],
      array['Engineering'],
      case when n % 10 = 7 then 'archived' else 'new' end,
      case when n % 10 = 7 then 'closed' end,
      case when n % 10 = 7 then now() - interval '40 days' end
    from generate_series(${from + 1}, ${to}) n
    join bench.texts t on t.place = n % ${TEXTS} + 1;
    insert into scanner.posting_events (posting_id, kind, at, changes)
    select p.id, k.kind, p.first_seen_at, k.changes
    from public.job_postings p
    cross join lateral (values
      ('opened', true, '{}'::jsonb),
      ('changed', p.id % 10 = 0, '{"title": "Software Engineer, Area 7", "description": true}'),
      ('closed', p.closed_at is not null, '{}')
    ) k (kind, happened, changes)
    where k.happened and p.id > (select coalesce(max(e.posting_id), 0) from scanner.posting_events e);`);
  await settle(database, "public.job_postings");
  await settle(database, "scanner.posting_events");
}
