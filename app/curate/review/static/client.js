// Talks to the program. The session's token is in sessionStorage: other pages and windows do not have it.

const KEY = "review-token";

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The program answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

async function send(method, path, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}`,
        ...(body === undefined ? {} : {"Content-Type": "application/json"}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit",
    });
  } catch {
    throw new Refusal(0, {detail: "The program does not answer. What you decided is saved. Start it again: communique review"});
  }
  if (answer.status === 304) return null;
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, content);
  return content;
}

export const read = (path, headers) => send("GET", path, undefined, headers);

export const change = (method, path, version, body) => send(method, path, body, {"If-Match": `"${version}"`});

export const post = (path, body) => send("POST", path, body);

// Exchanges the one-time token of the address, which then disappears from it.
export async function openSession() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const token = parts.get("token");
  if (token) {
    parts.delete("token");
    history.replaceState(null, "", `#${parts}`);
    sessionStorage.setItem(KEY, (await post("/session", {token})).token);
  }
  if (!sessionStorage.getItem(KEY)) {
    throw new Refusal(401, {detail: "Open the address that communique review prints: it holds the key to this page."});
  }
}

export const draftInAddress = () => new URLSearchParams(location.hash.slice(1)).get("draft");
