/**
 * What a design of the predecessor is to the ladder.
 *
 * @module
 */
import type { PredecessorClient, Source } from "../predecessor_client.ts";
import type { BoardReader } from "../read_board.ts";

/** What every design is given. */
export interface DesignWork {
  readonly sources: readonly Source[];
  readonly client: PredecessorClient;
  readonly reader: BoardReader;
}

export interface Design {
  /** As the table names it. */
  readonly title: string;
  /** Scans all sources once. */
  run(work: DesignWork): Promise<void>;
}
