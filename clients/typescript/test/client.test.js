// Answers that are made up, by a fetch of our own: retries, cache, errors, pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Communique, InvalidParameterError, UnavailableError, UnreachableError } from "communique-client";

const PAGE = { items: [{ id: "a" }], total: 1, next_cursor: null, coverage_until: null };

/** A client whose server gives these answers: [status, body, headers], or an error for none. The last one stays. */
function clientOf(answers, options = {}) {
  const requests = [];
  const fetch = async (url, { headers }) => {
    requests.push({ url: String(url), headers });
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    const [status, body, more] = answer;
    return new Response(status === 304 ? null : JSON.stringify(body), { status, headers: more });
  };
  return { api: new Communique("https://events.example/prefix/", { fetch, ...options }), requests };
}

test("asks again after no answer and after Retry-After", async () => {
  const { api, requests } = clientOf([[503, {}, { "Retry-After": "0" }], [429, {}, { "Retry-After": "0" }], [200, PAGE]]);
  assert.deepEqual(await api.meetings.list().all(), PAGE.items);
  assert.equal(requests.length, 3);
  const cut = clientOf([new TypeError("fetch failed"), [200, PAGE]], { longestWait: 0 });
  assert.equal((await cut.api.meetings.list().page()).total, 1);
});

test("gives up", async () => {
  const long = clientOf([[503, { detail: "Later." }, { "Retry-After": "61" }]]);
  await assert.rejects(long.api.meetings.list().page(), (error) => {
    assert.ok(error instanceof UnavailableError);
    assert.deepEqual([error.message, error.retryAfter, long.requests.length], ["Later.", 61, 1]);
    return true;
  });
  const none = clientOf([new TypeError("fetch failed")], { retries: 1, longestWait: 0 });
  await assert.rejects(none.api.meetings.list().page(), UnreachableError);
  assert.equal(none.requests.length, 2);
});

test("errors have parameter and suggestions, also those of a proxy", async () => {
  const errors = [{ parameter: "mechanism", value: "JSPQ", message: "none", suggestions: ["JSPG"] }];
  await assert.rejects(clientOf([[422, { detail: "No.", errors }]]).api.meetings.get("x"), (error) => {
    assert.ok(error instanceof InvalidParameterError);
    assert.deepEqual([error.name, error.parameter, error.suggestions], ["InvalidParameterError", "mechanism", ["JSPG"]]);
    return true;
  });
  const options = { retries: 0, fetch: async () => new Response("<h1>Bad gateway</h1>", { status: 502 }) };
  await assert.rejects(new Communique("http://x", options).meetings.get("x"), /answers with status 502/);
});

test("sends no answer twice that did not change", async () => {
  const { api, requests } = clientOf([[200, PAGE, { ETag: '"1"' }], [304], [200, { ...PAGE, total: 2 }, { ETag: '"2"' }]]);
  const totals = [];
  for (let i = 0; i < 3; i++) totals.push((await api.meetings.list().page()).total);
  assert.deepEqual(totals, [1, 1, 2]);
  assert.deepEqual(requests.map(({ headers }) => headers["If-None-Match"]), [undefined, '"1"', '"1"']);
});

test("reads all pages, none from an older state of the data", async () => {
  const { api, requests } = clientOf([
    [200, { ...PAGE, next_cursor: "c" }, { "X-Data-Revision": "20261122090000" }],
    [200, PAGE, { "X-Data-Revision": "20261122090000" }],
  ]);
  assert.equal((await api.meetings.list({ mechanism: ["JSPG", "CSTO"] }).all()).length, 2);
  assert.deepEqual(requests.map(({ url }) => url), [
    "https://events.example/prefix/meetings?limit=1000&mechanism=JSPG&mechanism=CSTO",
    "https://events.example/prefix/meetings?limit=1000&mechanism=JSPG&mechanism=CSTO&cursor=c",
  ]);
  assert.equal(requests[1].headers["X-Data-Revision"], "20261122090000");
  await api.meetings.count(["year", "type"]).catch(() => {});
  assert.match(requests[2].url, /group_by=year%2Ctype$/);
});
