import { assertEquals, assertThrows } from "@std/assert";
import { DatabaseError } from "../database.ts";
import { errorResponse, RestError, statusOf } from "./errors.ts";

Deno.test("statusOf() follows PostgREST's table of SQLSTATEs", () => {
  for (
    const [code, status] of [
      ["22P02", 400],
      ["23502", 400],
      ["23503", 409],
      ["23505", 409],
      ["23514", 400],
      ["25006", 405],
      ["25P02", 500],
      ["40001", 500],
      ["40P01", 500],
      ["42501", 403],
      ["42703", 400],
      ["42883", 404],
      ["42P01", 404],
      ["42P17", 500],
      ["53300", 503],
      ["53400", 500],
      ["55P03", 500],
      ["57014", 500],
      ["57P01", 503],
      ["P0001", 400],
      ["P0002", 500],
      ["PT402", 402],
      ["PTxyz", 500],
      ["PT100", 500],
      ["XX000", 500],
      ["21000", 500],
      ["28000", 403],
      ["08006", 503],
    ] as const
  ) {
    assertEquals(statusOf(code, "authenticated"), status, code);
  }
});

Deno.test("statusOf() calls a missing privilege 401 only for those who are not signed in", () => {
  assertEquals(statusOf("42501", "anon"), 401);
  assertEquals(statusOf("42501", "service_role"), 403);
});

Deno.test("errorResponse() passes on what the database said", async () => {
  const error = new DatabaseError("Cannot go on", {
    code: "23505",
    detail: "the detail",
    hint: "the hint",
  });
  const response = errorResponse(error, "anon", "POST");
  assertEquals(response.status, 409);
  assertEquals(await response.json(), {
    code: "23505",
    message: "Cannot go on",
    details: "the detail",
    hint: "the hint",
  });
});

Deno.test("errorResponse() has no body where HTTP allows none", async () => {
  const raised = new DatabaseError("Cannot go on", { code: "PT204" });
  assertEquals(await errorResponse(raised, "anon", "POST").text(), "");
  const refused = new RestError(404, "PGRST205", "Cannot find it");
  assertEquals(await errorResponse(refused, "anon", "HEAD").text(), "");
});

Deno.test("errorResponse() calls a lost connection 503 without the driver's words", async () => {
  for (const code of ["ECONNREFUSED", "CONNECTION_CLOSED", "EPIPE"]) {
    const lost = new DatabaseError("connect 127.0.0.1:5432", { code });
    const response = errorResponse(lost, "anon", "GET");
    assertEquals(response.status, 503);
    const { code: told, message } = await response.json();
    assertEquals([told, message], [
      "PGRST000",
      "Database connection error. Retrying the connection.",
    ]);
  }
});

Deno.test("errorResponse() throws a programming mistake on", () => {
  assertThrows(
    () => errorResponse(new TypeError("mistake"), "anon", "GET"),
    TypeError,
  );
});
