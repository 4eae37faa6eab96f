/**
 * Flags that hold several values: `--sources 1,2`, `--keywords 'postgres*=15,php=-20'`.
 *
 * @module
 */
import { z } from "zod";

/** Words or phrases between commas. */
export const CommaList = z.string()
  .transform((text) => text.split(",").map((word) => word.trim()))
  .pipe(z.array(z.string().min(1, "Wanted: words between commas")));

/** Numbers of sources between commas. */
export const IdList = z.string().regex(
  /^\d+(?:,\d+)*$/,
  "Wanted: ids as in 1,2",
)
  .transform((text) => text.split(",").map(Number));

/** Words with their points between commas. */
export const PointsList = z.string()
  .transform((text) => text.split(","))
  .pipe(
    z.array(
      z.string().regex(
        /^\s*[^=\s][^=]*=\s*[+-]?\d+(?:\.\d+)?\s*$/,
        "Wanted: points as in postgres*=15,php=-20",
      ),
    ),
  )
  .transform((pairs) =>
    Object.fromEntries(pairs.map((pair) => {
      const [word = "", points] = pair.split("=");
      return [word.trim(), Number(points)];
    }))
  );
