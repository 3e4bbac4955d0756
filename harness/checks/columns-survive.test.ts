import { columnsSurvive } from "./columns-survive.ts";
import { catalog, column, evidence, standing, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";

holds(columnsSurvive, [
  {
    title: "a column that is gone",
    of: evidence(standing, catalog([table({ columns: [column(1, "id")] })])),
    says: ["error survival/column-lost public.people.name"],
  },
  {
    title: "a column that was dropped and added",
    of: evidence(standing, catalog([table({ columns: [column(1, "id"), column(3, "name")] })]), {
      columns: { 2: { changed: 3, nulled: 3 } },
    }),
    says: ["error survival/column-lost public.people.name"],
  },
  {
    title: "values that were rewritten",
    of: evidence(standing, standing, { columns: { 2: { changed: 1 } } }),
    says: ["error survival/values-altered public.people.name"],
  },
  {
    title: "NULLs that became values",
    of: evidence(standing, standing, { columns: { 2: { filled: 1 } } }),
    says: ["warning survival/values-filled public.people.name"],
  },
  {
    title: "another column under the old name",
    of: evidence(standing, catalog([table({ columns: [column(1, "id"), column(2, "old_name"), column(3, "name")] })]), {
      columns: {},
    }),
    says: [],
  },
  {
    title: "json that lost duplicate keys on its way to jsonb",
    of: evidence(standing, standing, { columns: { 2: { duplicateKeys: 1, converted: 3 } } }),
    says: ["warning survival/duplicate-keys-lost public.people.name"],
  },
]);
