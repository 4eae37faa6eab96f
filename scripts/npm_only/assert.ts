/**
 * Stand-in for the part of `@std/assert` that the tests use, over node:assert.
 *
 * @module
 */
import nodeAssert from "node:assert";

export { AssertionError } from "node:assert";

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new nodeAssert.AssertionError({ message: msg });
}

export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  nodeAssert.deepStrictEqual(actual, expected, msg);
}

export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  nodeAssert.notDeepStrictEqual(actual, expected, msg);
}

export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  nodeAssert.strictEqual(actual, expected, msg);
}

export function assertExists<T>(
  actual: T,
  msg?: string,
): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) {
    throw new nodeAssert.AssertionError({
      message: msg ??
        `Expected actual: "${actual}" to not be null or undefined`,
    });
  }
}

export function assertMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void {
  nodeAssert.match(actual, expected, msg);
}

export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
): void {
  if (!actual.includes(expected)) {
    throw new nodeAssert.AssertionError({
      message: msg ?? `Expected actual: "${actual}" to contain: "${expected}"`,
    });
  }
}

export function assertArrayIncludes<T>(
  actual: ArrayLike<T>,
  expected: ArrayLike<T>,
  msg?: string,
): void {
  for (const wanted of Array.from(expected)) {
    const found = Array.from(actual).some((item) => {
      try {
        nodeAssert.deepStrictEqual(item, wanted);
        return true;
      } catch {
        return false;
      }
    });
    if (!found) {
      throw new nodeAssert.AssertionError({
        message: msg ?? `Expected actual to include: ${JSON.stringify(wanted)}`,
      });
    }
  }
}

function checkClass<E extends Error>(
  error: unknown,
  errorClass: ErrorClass<E> | undefined,
  includes: string | undefined,
): E {
  if (!(error instanceof Error)) {
    throw new nodeAssert.AssertionError({
      message: `A non-Error object was thrown: ${String(error)}`,
    });
  }
  if (errorClass && !(error instanceof errorClass)) {
    throw new nodeAssert.AssertionError({
      message:
        `Expected error to be instance of "${errorClass.name}", but was "${error.constructor.name}": ${error.message}`,
    });
  }
  if (includes !== undefined && !error.message.includes(includes)) {
    throw new nodeAssert.AssertionError({
      message:
        `Expected error message to include "${includes}", but got "${error.message}"`,
    });
  }
  return error as E;
}

export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClass?: ErrorClass<E>,
  msgIncludes?: string,
): E {
  try {
    fn();
  } catch (error) {
    return checkClass(error, errorClass, msgIncludes);
  }
  throw new nodeAssert.AssertionError({
    message: "Expected function to throw",
  });
}

export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClass?: ErrorClass<E>,
  msgIncludes?: string,
): Promise<E> {
  let promise: unknown;
  try {
    promise = fn();
  } catch {
    promise = null;
  }
  // The original too tells a function that throws from one that rejects.
  if (!isThenable(promise)) {
    throw new nodeAssert.AssertionError({
      message: "Function throws when expected to reject.",
    });
  }
  try {
    await promise;
  } catch (error) {
    return checkClass(error, errorClass, msgIncludes);
  }
  throw new nodeAssert.AssertionError({
    message: "Expected function to reject",
  });
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value &&
    typeof value.then === "function";
}
