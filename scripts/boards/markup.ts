/**
 * Marks up the texts of adverts as job boards do.
 *
 * @module
 */
import type { AdvertText } from "./advert_text.ts";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML; done twice, HTML as the text of HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** The tags that a board's own editor leaves behind. */
export interface Tags {
  readonly paragraph: string;
  readonly heading: string;
  readonly bullets: string;
  readonly bullet: string;
}

function wrap(opening: string, html: string): string {
  const closing = [...opening.matchAll(/<(\w+)/g)].reverse()
    .map(([, name]) => `</${name}>`).join("");
  return `${opening}${html}${closing}`;
}

/** Each text as a paragraph. */
export function markParagraphs(texts: readonly string[], tags: Tags): string {
  return texts.map((text) => wrap(tags.paragraph, escapeHtml(text))).join("\n");
}

/** A heading over a list. */
export function markSection(
  title: string,
  texts: readonly string[],
  tags: Tags,
): string {
  const bullets = texts.map((text) => wrap(tags.bullet, escapeHtml(text)));
  return `${wrap(tags.heading, escapeHtml(title))}\n${
    wrap(tags.bullets, `\n${bullets.join("\n")}\n`)
  }`;
}

/** The part of an advert about the work. */
export function markWork(text: AdvertText, tags: Tags): string {
  return [
    wrap(tags.heading, "About the role"),
    markParagraphs(text.about, tags),
    markSection("What you will do", text.duties, tags),
    markSection("What you bring", text.requirements, tags),
    markSection("Nice to have", text.extras, tags),
  ].join("\n");
}

/** A whole advert in one piece of HTML. */
export function markAdvert(text: AdvertText, tags: Tags): string {
  return [
    markParagraphs(text.introduction, tags),
    markWork(text, tags),
    markSection("What we offer", text.benefits, tags),
    markParagraphs(text.closing, tags),
  ].join("\n");
}

/** A whole advert as the plain text that some boards give beside the HTML. */
export function plainAdvert(text: AdvertText): string {
  const bullets = (texts: readonly string[]) =>
    texts.map((line) => `- ${line}`).join("\n");
  return [
    ...text.introduction,
    "About the role",
    ...text.about,
    "What you will do",
    bullets(text.duties),
    "What you bring",
    bullets(text.requirements),
    "Nice to have",
    bullets(text.extras),
    "What we offer",
    bullets(text.benefits),
    ...text.closing,
  ].join("\n\n");
}

/** The part of a title that stands in addresses: "senior-backend-engineer". */
export function slugOf(title: string, joint = "-"): string {
  return title.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[^A-Za-z0-9]+/g, joint).replace(/^-+|-+$/g, "");
}
