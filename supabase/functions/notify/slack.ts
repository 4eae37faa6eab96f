/**
 * Slack's incoming webhooks: `text` for the notification, blocks for the eye.
 * https://docs.slack.dev/reference/block-kit/blocks/section-block
 *
 * At most 50 blocks of 3,000 characters each: with the twenty postings of a
 * digest and what is clipped here, both hold.
 *
 * @module
 */
import type { Digest, DigestPosting } from "./digest.ts";
import { clip, factsOf, heading, linkOf, remainder } from "./wording.ts";

/** The three characters that mean something to Slack; a mention is one too. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function section(text: string) {
  return { type: "section", text: { type: "mrkdwn", text } };
}

function describe(posting: DigestPosting): string {
  const title = escape(clip(posting.title, 120));
  const link = linkOf(posting)?.replaceAll("|", "%7C");
  return `${link ? `<${escape(link)}|${title}>` : title}\n${
    escape(clip(factsOf(posting), 200))
  }`;
}

/** The body for Slack. */
export function slackMessage(digest: Digest) {
  const rest = remainder(digest, digest.postings.length);
  return {
    text: escape(heading(digest)),
    blocks: [
      section(escape(heading(digest))),
      ...digest.postings.map((posting) => section(describe(posting))),
      ...(rest ? [section(rest)] : []),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}
