export * from "./errors.js";
export type { Answer, Options, Query } from "./connection.js";
export * from "./records.js";
export { Communique } from "./resources.js";
export type * from "./types.js";
