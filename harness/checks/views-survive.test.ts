import { catalog, evidence, standing, table, view } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { viewsSurvive } from "./views-survive.ts";

holds(
  viewsSurvive,
  [
    {
      title: "a view that is gone",
      of: evidence(catalog([table(), view]), standing),
      says: ["warning protection/view-lost public.names"],
    },
    {
      title: "a view with another query",
      of: evidence(
        catalog([table(), view]),
        catalog([table(), { ...view, viewDefinition: "SELECT name", viewStored: "b" }]),
      ),
      says: ["warning protection/view-changed public.names"],
    },
    {
      title: "a view that no longer reads as who asks",
      of: evidence(catalog([table(), { ...view, options: ["security_invoker=on"] }]), catalog([table(), view])),
      says: ["warning protection/view-changed public.names"],
    },
  ],
  [
    {
      title: "a view whose text a rename changed",
      of: evidence(catalog([table(), view]), catalog([table(), { ...view, viewDefinition: "SELECT number AS id" }])),
    },
  ],
);
