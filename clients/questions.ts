// The main questions, asked with types that openapi-typescript makes. It fails where an answer is not as it should be.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { paths } from "./communique.js";

const baseUrl = process.argv[2] ?? "http://127.0.0.1:8000";
// The second type keeps to JSON and its problems: the same paths can answer JSON-LD and other shapes.
const api = createClient<paths, "application/json" | "application/problem+json">({ baseUrl });

const meetings = await api.GET("/meetings", { params: { query: { mechanism: ["JSPG"] } } });
const last = meetings.data?.items[0];
assert.equal(last?.session, 8);
assert.deepEqual(last.participants.map((one) => one.official.name), ["Hakan Fidan", "Yermek Kosherbayev"]);
assert.equal(last.agreements[0]?.id, "mfa-cooperation-plan-kz-tr-2026");
assert.equal(last.sources[0]?.document, "jspg-8-report");

const one = await api.GET("/meetings/{id}", { params: { path: { id: last.id } } });
assert.equal(one.data?.title, last.title);

const seen: string[] = [];
for (let cursor: string | undefined; ; ) {
  const { data } = await api.GET("/timeline", { params: { query: { between: ["KZ,TR"], limit: 5, cursor } } });
  seen.push(...(data?.items ?? []).map((entry) => entry.id));
  if (!data?.next_cursor) {
    assert.equal(seen.length, data?.total);
    break;
  }
  cursor = data.next_cursor;
}

const series = await api.GET("/trade-stats/series", {
  params: { query: { indicator: ["trade"], flow: ["turnover"], between: ["KZ,TR"] } },
});
assert.ok(series.data?.items.some((row) => row.date === "2022" && row.value === 6_300_000_000 && !row.gap));

const years = await api.GET("/meetings/facets", { params: { query: { group_by: "year", mechanism: ["JSPG"] } } });
assert.deepEqual(years.data?.items.map((group) => [group.value, group.count]), [["2026", 1]]);

const wrong = await api.GET("/meetings", { params: { query: { mechanism: ["JSPQ"] } } });
assert.equal(wrong.response.status, 422);
assert.deepEqual(wrong.error?.errors[0]?.suggestions, ["JSPG"]);

console.log(`TypeScript: ${seen.length} entries of the timeline, last session ${last.session} on ${last.date}`);
