/** A migration on staging that is to say nothing of its rows. */
export interface StagingCase {
  readonly what: string;
  /** The refusal that it meets, or the beginning of a finding's code. */
  readonly expected: string;
  /** Its statements. */
  readonly sql: readonly string[];
}

/** A block that runs its body for rows: `r` is a record. */
function perform(body: string): string {
  return `do $$ declare r record; begin ${body} end $$`;
}

/** Migrations that fail over rows, and make the server say so in as many words as it can. */
export const failing: readonly StagingCase[] = [
  {
    what: "a text that is no number",
    expected: "22P02",
    sql: ["alter table people alter email type int using email::int"],
  },
  {
    what: "a text that is no document",
    expected: "22P02",
    sql: ["alter table people alter note type jsonb using note::jsonb"],
  },
  {
    what: "a text that is no time",
    expected: "22007",
    sql: ["alter table people alter email type date using email::date"],
  },
  { what: "a text that is too long", expected: "22001", sql: ["alter table people alter name type varchar(5)"] },
  { what: "a number that is too large", expected: "22003", sql: ["alter table people alter age type smallint"] },
  {
    what: "a number with too many digits",
    expected: "22003",
    sql: ["alter table people alter score type numeric(6, 2)"],
  },
  { what: "duplicates", expected: "23505", sql: ["create unique index mails on people (email)"] },
  {
    what: "duplicates of two columns",
    expected: "23505",
    sql: ["alter table people add unique (email, spare)", "alter table orders add unique (twice)"],
  },
  { what: "NULLs", expected: "23502", sql: ["alter table people alter note set not null"] },
  { what: "a check that rows break", expected: "23514", sql: ["alter table people add check (age % 7 <> 0)"] },
  {
    what: "a row that a check keeps out",
    expected: "23514",
    sql: ["alter table people add constraint young check (age > 0)", "update people set age = -age"],
  },
  {
    what: "a key that points at nothing",
    expected: "23503",
    sql: ["alter table orders add foreign key (person) references people"],
  },
  {
    what: "a key that is still pointed at",
    expected: "23503",
    sql: [
      "delete from orders where person % 100 > 30",
      "alter table orders add foreign key (person) references people",
      "delete from people",
    ],
  },
  {
    what: "rows that exclude each other",
    expected: "23P01",
    sql: ["alter table people add exclude using btree (email with =)"],
  },
  {
    what: "a message made of rows",
    expected: "P0001",
    sql: [
      perform(
        "for r in select * from people loop raise exception 'found %', r using detail = r::text, hint = r.name, column = r.email, table = r.name, schema = r.note, constraint = r.email; end loop;",
      ),
    ],
  },
  {
    what: "an assertion about rows",
    expected: "P0004",
    sql: [perform("select email into r from people limit 1; assert r.email = 'x', r.email;")],
  },
  {
    what: "a statement made of rows",
    expected: "42601",
    sql: [perform("select email as m into r from people limit 1; execute r.m;")],
  },
  {
    what: "a name made of rows",
    expected: "42P07",
    sql: [perform("for r in select twice as m from orders loop execute format('create table %I ()', r.m); end loop;")],
  },
  { what: "a division by what is in rows", expected: "22012", sql: ["update orders set total = total / (id % 7 - 3)"] },
  {
    what: "a cast of a document",
    expected: "22023",
    sql: ["update people set age = (select value from jsonb_each(doc) limit 1)::int"],
  },
  {
    what: "a trigger that speaks of rows",
    expected: "P0001",
    sql: [
      "create function speak() returns trigger language plpgsql as $$ begin raise exception 'no %', new.email; end $$",
      "create trigger speaks before update on people for each row execute function speak()",
      "update people set age = 1",
    ],
  },
  {
    what: "after a COMMIT",
    expected: "22P02",
    sql: ["alter table people add column extra int", "commit", "update people set extra = email::int"],
  },
  {
    what: "at COMMIT",
    expected: "23503",
    sql: [
      "alter table orders add constraint late foreign key (person) references people deferrable initially deferred not valid",
      "update orders set person = person + 10000",
    ],
  },
  {
    what: "in the migrator's own statement",
    expected: "P0001",
    sql: [
      "create function drizzle.stop() returns trigger language plpgsql as $$ begin raise exception '%', (select email from public.people limit 1); end $$",
      "create trigger stop before insert on drizzle.__drizzle_migrations for each row execute function drizzle.stop()",
    ],
  },
];

/** Migrations that run, and lose something. */
export const losing: readonly StagingCase[] = [
  {
    what: "values",
    expected: "survival/values-altered",
    sql: [
      "update people set email = upper(email), score = round(score), seen = date_trunc('day', seen), doc = '{}', tags = null",
    ],
  },
  {
    what: "rows",
    expected: "survival/rows-lost",
    sql: ["delete from people where age % 2 = 0", "delete from loose where amount % 2 = 0"],
  },
  {
    what: "columns",
    expected: "survival/column-lost",
    sql: ["alter table people drop column email, drop column ref, drop column ip, drop column blob"],
  },
  { what: "tables", expected: "survival/table-lost", sql: ["drop table orders", "drop table loose"] },
  {
    what: "casts",
    expected: "survival/",
    sql: [
      "alter table people alter seen type date, alter score type int, alter name type varchar(6) using left(name, 6), alter doc type text using doc::text",
    ],
  },
  {
    what: "the way back of a cast",
    expected: "survival/",
    sql: ["alter table people alter spare type text using 'was-' || name", "delete from loose"],
  },
  { what: "a sequence's place", expected: "protection/sequence-behind", sql: ["select setval('orders_id_seq', 7)"] },
  {
    what: "names that rows make",
    expected: "survival/",
    sql: [
      perform(
        "for r in select distinct twice as m from orders loop execute format('alter table people add column %I text default %L', r.m, r.m); end loop;",
      ),
      "alter table people drop column email",
      perform(
        "for r in select twice as m from orders limit 1 loop execute format('alter table loose rename to %I', r.m); execute format('alter table people rename column name to %I', 'z' || r.m); execute format('create schema %I', r.m); end loop;",
      ),
    ],
  },
  {
    what: "types that rows make",
    expected: "survival/",
    sql: [
      perform(
        "for r in select distinct code as m from orders loop execute format('create type %I as enum (%L)', r.m, r.m); end loop;",
      ),
      "alter table people alter mood type text using 'x'",
      perform(
        "for r in select code as m from orders limit 1 loop execute format('alter type mood rename to %I', 'z' || r.m); end loop;",
      ),
    ],
  },
  {
    what: "the name of a column's type, which rows make",
    expected: "survival/",
    sql: [
      perform(
        "for r in select code as m from orders limit 1 loop execute format('create domain %I as text', r.m); execute format('alter table people alter email type %I using left(email, 4), alter note type %I[] using array[]::text[]', r.m, r.m); end loop;",
      ),
    ],
  },
  {
    what: "rules that rows make",
    expected: "protection/constraint-changed",
    sql: [
      perform(
        "for r in select code as m from orders limit 1 loop execute format('alter table loose drop constraint sane, add constraint sane check (word <> %L)', r.m); execute format('alter table people alter note set default %L', r.m); execute format('create view %I as select %L as x', r.m || 'v', r.m); end loop;",
      ),
    ],
  },
  {
    what: "the ledger",
    expected: "ledger/",
    sql: ["update drizzle.__drizzle_migrations set hash = (select email from people limit 1)"],
  },
];
