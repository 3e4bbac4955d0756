import { catalog, column, evidence, table, userType } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { labelsSurvive } from "./labels-survive.ts";

const status = userType({
  labels: [
    { oid: 901, label: "active" },
    { oid: 902, label: "banned" },
  ],
});
const labelled = table({ columns: [column(1, "id"), column(2, "status", { typeOid: 900 })] });

holds(labelsSurvive, [
  {
    title: "labels that exchanged their names",
    of: evidence(
      catalog([labelled], { types: [status] }),
      catalog([labelled], {
        types: [
          {
            ...status,
            labels: [
              { oid: 901, label: "banned" },
              { oid: 902, label: "active" },
            ],
          },
        ],
      }),
    ),
    says: ["warning survival/name-reused public.people.status"],
  },
]);
