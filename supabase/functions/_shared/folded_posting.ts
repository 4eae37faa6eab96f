/**
 * A posting as filters read it: each of its texts folded at most once, and only
 * when a filter looks at it.
 *
 * @module
 */
import { foldText } from "./fold_text.ts";
import type { Posting } from "./posting.ts";

/** What filters look at. */
export class FoldedPosting {
  readonly title: string;
  private foldedText: string | null = null;

  constructor(
    readonly posting: Posting,
    /** Employs where the advert does not say who does. */
    private readonly sourceCompany: string | null,
  ) {
    this.title = foldText(posting.title);
  }

  get company(): string {
    return foldText(this.posting.company ?? this.sourceCompany ?? "");
  }

  get places(): readonly string[] {
    return this.posting.locations.map(foldText);
  }

  /** Makes the text: the dearest of all. */
  get text(): string {
    return this.foldedText ??= foldText(this.posting.description?.() ?? "");
  }
}
