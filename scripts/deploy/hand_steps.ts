/**
 * The steps that the README tells a person to take by hand: the blocks of its
 * section, in order. Imported by tests only.
 *
 * @module
 */

export interface HandStep {
  readonly language: "sh" | "sql";
  /** One command, or one statement. */
  readonly text: string;
}

const SECTION = /^## Into your .*project$/m;
const BY_HAND = /^### By hand$/m;
const BLOCK = /^```(sh|sql)\n([\s\S]*?)^```$/gm;

/** From `heading` up to the next one of its rank. */
function sectionOf(text: string, heading: RegExp, rank: string): string | null {
  const found = heading.exec(text);
  if (!found) return null;
  const rest = text.slice(found.index + found[0].length);
  const end = rest.search(new RegExp(`^${rank} `, "m"));
  return end === -1 ? rest : rest.slice(0, end);
}

function splitBlock(language: string, block: string): HandStep[] {
  if (language === "sh") {
    return block.replaceAll("\\\n", " ").split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").trim())
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((text) => ({ language: "sh", text }));
  }
  return block.replace(/--.*$/gm, "").split(";")
    .map((text) => text.trim()).filter(Boolean)
    .map((text) => ({ language: "sql", text }));
}

/**
 * The steps into a new project; where several ways are told, those under "By
 * hand". What is only for a project with migrations of its own is `foreign`.
 */
export function readHandSteps(
  readme: string,
): { steps: HandStep[]; foreign: HandStep[] } {
  const section = sectionOf(readme, SECTION, "##");
  if (section === null) {
    throw new Error(`Cannot find a heading like ${SECTION} in the README`);
  }
  const told = sectionOf(section, BY_HAND, "###") ?? section;
  const blocks = [...told.matchAll(BLOCK)].map((
    [, language = "", block = ""],
  ) => splitBlock(language, block));
  const isForeign = (block: readonly HandStep[]) =>
    block.some(({ text }) => /\bmigration fetch\b/.test(text));
  return {
    steps: blocks.filter((block) => !isForeign(block)).flat(),
    foreign: blocks.filter(isForeign).flat(),
  };
}
