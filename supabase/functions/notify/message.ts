/**
 * A digest as its receiver wants it. Nothing but the digest decides what it
 * says: an attempt that is repeated must send the same.
 *
 * @module
 */
import type { Digest } from "./digest.ts";
import { discordMessage } from "./discord.ts";
import { jsonMessage } from "./json.ts";
import { ntfyMessage } from "./ntfy.ts";
import { slackMessage } from "./slack.ts";

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_HEADERS = { "content-type": "application/json" };

/** Writes the message. */
export function renderMessage(digest: Digest): Message {
  switch (digest.kind) {
    case "ntfy":
      return ntfyMessage(digest);
    case "slack":
      return asJson(slackMessage(digest));
    case "discord":
      return asJson(discordMessage(digest));
    case "json":
      return asJson(jsonMessage(digest));
  }
}

function asJson(content: unknown): Message {
  return { headers: JSON_HEADERS, body: JSON.stringify(content) };
}
