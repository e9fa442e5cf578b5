// How a test in Rust and a script in Node talk: one JSON value a line, over standard input and output.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.env.TEST_NODE_MODULES}/`));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** A package of tests/package.json, from where tests/run has put it. */
export const library = async (name) => import(pathToFileURL(require.resolve(name)));

export const read = async () => JSON.parse((await lines.next()).value);
export const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Sends Kim's browser to an address; where it lands, nothing listens. */
export const browse = async (url) => {
  write({ open: url.href });
  return new URL((await read()).landed);
};

/** What a refusal says: a code of OAuth, else the words of the library and of what made it say so. */
export const refusal = async (promise) =>
  promise.then(
    () => "accepted",
    (fault) => fault.error ?? [fault.message, fault.cause?.message].filter(Boolean).join(": "),
  );

/** The same address with another parameter, as somebody would change it under way. */
export const changed = (url, name, value) => {
  const other = new URL(url);
  other.searchParams.set(name, value);
  return other;
};
