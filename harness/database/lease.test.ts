import { expect, test } from "vitest";
import { lease, withClient } from "./index.ts";
import { testServer } from "./test-server.fixture.ts";

test("a turn that cannot remove what was made in it ends all the same, and the next one comes", async () => {
  const host = await testServer();
  const before = await host.create(await host.createOwner());
  const turn = await lease(host.share());
  // On what stood before: the role cannot go as long as that stands.
  await withClient(before, "superuser", (client) =>
    client.query("create role lingering; create table people (id int); grant select on people to lingering"),
  );
  const second = lease(host.share());
  await expect(turn.end("remove")).rejects.toThrow('role "lingering" cannot be dropped');
  await (await second).end("leave");
  await host.stop();
});
