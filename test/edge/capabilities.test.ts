/** What is offered depends on what a client can do, and a client that says nothing is served. */
import { expect, test } from "vitest";
import { capabilitiesFor, readClient } from "../../server/src/edge/capabilities.ts";

const initialize = (capabilities: object, initializationOptions?: unknown) =>
  readClient({ processId: null, rootUri: null, capabilities, initializationOptions });

test("a client that says nothing can nothing, and is trusted", () => {
  const { trusted, encoding, ...rest } = initialize({});
  expect([trusted, encoding]).toEqual([true, "utf-16"]);
  expect(Object.values(rest).filter((can) => can === true)).toEqual([]);
});

test("only an explicit false takes the trust away", () => {
  expect(initialize({}, { trusted: false }).trusted).toBe(false);
  expect(initialize({}, { trusted: 0 }).trusted).toBe(true);
  expect(initialize({}, null).trusted).toBe(true);
});

test("the encoding that was chosen is announced", () => {
  const client = initialize({ general: { positionEncodings: ["utf-8"] } });
  expect(capabilitiesFor(client).capabilities.positionEncoding).toBe("utf-8");
});
