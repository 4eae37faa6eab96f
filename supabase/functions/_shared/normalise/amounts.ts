/**
 * Amounts of money, as they are written in different countries.
 *
 * @module
 */

/** Groups of three, or the two of India; the first is never longer. */
const WHOLE = /^(?:\d+|\d{1,3}(?:\.\d{2,3})+|\d{1,3}(?:,\d{2,3})+)$/;

/**
 * `60.000`, `60,000`, `60 000` and `60'000` are sixty thousand; `18.50` and `18,5`
 * are not. Null for what is no number.
 */
export function amountFromDigits(digits: string): number | null {
  const bare = digits.replace(/[\s'’]/g, "");
  if (bare.length > 30) return null;
  // Three digits at the end are thousands, if no more than three stand before.
  const isGrouped = /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(bare);
  if (isGrouped && WHOLE.test(bare)) return Number(bare.replace(/[.,]/g, ""));
  const at = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const whole = at === -1 ? bare : bare.slice(0, at);
  const decimals = at === -1 ? "" : bare.slice(at + 1);
  if (!WHOLE.test(whole) || !/^\d*$/.test(decimals)) return null;
  return Number(`${whole.replace(/[.,]/g, "")}.${decimals || 0}`);
}
