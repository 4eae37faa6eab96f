/**
 * A log that a flood cannot fill: of lines that anybody on the internet can
 * cause, it writes a few a minute and then how many it has left out.
 *
 * @module
 */

export type Log = (line: Readonly<Record<string, unknown>>) => void;

export interface QuietLogOptions {
  /** Lines of that kind in a minute. */
  readonly mostAMinute: number;
  readonly isNoise: (line: Readonly<Record<string, unknown>>) => boolean;
  readonly now: () => Date;
}

const MINUTE_MS = 60_000;

/** Makes a log in front of `log`. */
export function createQuietLog(
  log: Log,
  { mostAMinute, isNoise, now }: QuietLogOptions,
): Log {
  let minute = 0;
  let written = 0;
  let leftOut = 0;
  return function quietLog(line) {
    if (!isNoise(line)) return log(line);
    const current = Math.floor(now().getTime() / MINUTE_MS);
    if (current !== minute) {
      if (leftOut > 0) log({ outcome: "left_out", lines: leftOut });
      [minute, written, leftOut] = [current, 0, 0];
    }
    if (written >= mostAMinute) {
      leftOut++;
      return;
    }
    written++;
    log(line);
  };
}
