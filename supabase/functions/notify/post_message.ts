/**
 * The way from a digest to its receiver: one POST to an address that somebody
 * typed, with the same checks as every other such address, no redirects, and
 * words of our own about what went wrong. The address is a secret: neither it
 * nor what fetch says of it, which repeats it, leaves this file.
 *
 * @module
 */
import { ScanError } from "../_shared/errors.ts";
import { gatewayAddress } from "../_shared/gateway_address.ts";
import { createHostGuard } from "../_shared/host_guard.ts";
import { isRedirect } from "../_shared/redirects.ts";
import type { ResolveHost } from "../_shared/resolve_host.ts";
import { retryAfterSeconds } from "../_shared/retry.ts";
import type { Outcome } from "./digest.ts";
import type { Message } from "./message.ts";

export interface PostDeps {
  readonly fetch: typeof fetch;
  /** Where requests go instead of to the receiver itself; names are its to look up. */
  readonly gateway: URL | null;
  readonly resolveHost: ResolveHost;
  /** Ends when one POST has taken too long. */
  readonly deadline: () => AbortSignal;
  readonly now: () => Date;
}

function failed(error: string, retryAfterSeconds: number | null = null) {
  return { ok: false, error, retryAfterSeconds } as const;
}

function meaningOf(status: number): string {
  if (isRedirect(status)) {
    return "The receiver sends messages elsewhere: give the address that it leads to";
  }
  switch (status) {
    case 404:
    case 410:
      return "The receiver does not know this webhook, or no longer";
    case 401:
    case 403:
      return "The receiver refuses this webhook";
    case 429:
      return "The receiver asks to wait";
    case 400:
    case 413:
    case 415:
    case 422:
      return "The receiver does not take the message: is the kind right?";
    default:
      return "The receiver cannot take the message now";
  }
}

function translate(error: unknown): Outcome {
  if (error instanceof ScanError && error.kind === "unsafe_url") {
    return failed("The address is no public one, or not on port 443");
  }
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return failed("The receiver did not answer in time");
  }
  return failed("The receiver could not be reached");
}

/** Makes the way; what it sends under one key is sent to a receiver that may know the key. */
export function createPostMessage(deps: PostDeps) {
  const { gateway, now } = deps;

  return async function postMessage(
    webhook: string,
    { headers, body }: Message,
    key: string,
  ): Promise<Outcome> {
    if (!URL.canParse(webhook)) return failed("The address is none");
    const url = new URL(webhook);
    const signal = deps.deadline();
    try {
      await createHostGuard({
        hosts: [url.host],
        resolveHost: gateway ? null : deps.resolveHost,
      })(url, signal);
      const response = await deps.fetch(
        gatewayAddress(gateway, url),
        {
          method: "POST",
          headers: {
            "user-agent": "boardscan",
            "idempotency-key": key,
            ...headers,
          },
          body,
          redirect: "manual",
          signal,
        },
      );
      await response.body?.cancel();
      if (response.ok) return { ok: true };
      return failed(
        `${meaningOf(response.status)} (${response.status})`,
        retryAfterSeconds(response.headers.get("retry-after"), now()),
      );
    } catch (error) {
      return translate(error);
    }
  };
}

export type PostMessage = ReturnType<typeof createPostMessage>;
