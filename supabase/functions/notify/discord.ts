/**
 * Discord's webhooks: a heading, and one embed with a line for each posting.
 * https://docs.discord.com/developers/resources/webhook#execute-webhook
 *
 * @module
 */
import type { Digest, DigestPosting } from "./digest.ts";
import { clip, factsOf, heading, linkOf, remainder } from "./wording.ts";

/** Of an embed's description, with room for the last line. */
const MOST_CHARACTERS = 4_096 - 100;

/** What means something in its Markdown, taken literally. */
function escape(text: string): string {
  return text.replace(/[\\*_~`|<>()[\]#@-]/g, "\\$&");
}

function describe(posting: DigestPosting): string {
  const title = escape(clip(posting.title, 120));
  const link = linkOf(posting)?.replaceAll("(", "%28").replaceAll(")", "%29");
  return `${link ? `[${title}](${link})` : title}\n${
    escape(clip(factsOf(posting), 200))
  }`;
}

/** The body for Discord; what finds no room in the embed is counted. */
export function discordMessage(digest: Digest) {
  const lines: string[] = [];
  let length = 0;
  for (const posting of digest.postings) {
    const line = describe(posting);
    length += line.length + 2;
    if (length > MOST_CHARACTERS) break;
    lines.push(line);
  }
  const rest = remainder(digest, lines.length);
  return {
    content: escape(heading(digest)),
    embeds: lines.length === 0
      ? []
      : [{ description: [...lines, ...(rest ? [rest] : [])].join("\n\n") }],
    // A title is an employer's word: it must not call anybody.
    allowed_mentions: { parse: [] },
  };
}
