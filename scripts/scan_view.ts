/**
 * What a person, a pipe or a program sees of a scan.
 *
 * @module
 */
import type { Counts, EndedBoard, Progress } from "./batch.ts";
import { isFailed, sourceLine, summary } from "./batch_report.ts";
import { createLiveLines, type Terminal } from "./live_lines.ts";
import { createProviderCounts, progressLines } from "./progress_lines.ts";

export interface ScanView {
  /** The batch is known. */
  start(progress: Progress): void;
  board(board: EndedBoard, counts: Counts): void;
  /** A line beside it all. */
  say(line: string): void;
  end(progress: Progress, wallMs: number): void;
}

export interface ViewOptions {
  readonly json: boolean;
  readonly terminal: Terminal | null;
  /** What the command is asked for. */
  readonly print: (text: string) => void;
  /** What is said beside it. */
  readonly say: (line: string) => void;
}

function createLiveView(
  terminal: Terminal,
  { print, say }: ViewOptions,
): ScanView {
  const live = createLiveLines(terminal);
  let providers: ReturnType<typeof createProviderCounts> | null = null;
  const failed: EndedBoard[] = [];
  const draw = () =>
    live.draw(progressLines(providers?.read() ?? [], live.width()));
  return {
    start(progress) {
      providers = createProviderCounts(progress);
      draw();
    },
    board(board) {
      providers?.end(board);
      if (isFailed(board)) failed.push(board);
      draw();
    },
    say: (line) => live.above(() => say(line)),
    end(progress, wallMs) {
      if (failed.length > 0) print("");
      for (const [i, board] of failed.entries()) {
        print(sourceLine(board, i + 1, { total: failed.length }));
      }
      print(`\n${summary(progress, wallMs)}`);
    },
  };
}

/** For a terminal: bars. For a program: one object. Else a line for each board. */
export function createView(options: ViewOptions): ScanView {
  const { json, terminal, print, say } = options;
  if (json) {
    return {
      start() {},
      board() {},
      say,
      end: (progress, wallMs) =>
        print(JSON.stringify({ ...progress, wall_ms: Math.round(wallMs) })),
    };
  }
  if (terminal) return createLiveView(terminal, options);
  let told = 0;
  return {
    start() {},
    board: (board, counts) => print(sourceLine(board, ++told, counts)),
    say,
    end: (progress, wallMs) => print(`\n${summary(progress, wallMs)}`),
  };
}
