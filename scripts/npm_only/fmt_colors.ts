/**
 * Stand-in for the part of `@std/fmt/colors` that the scripts use, over node:util.
 *
 * @module
 */
import { styleText } from "node:util";
import { env } from "node:process";

let enabled = !env.NO_COLOR;

type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

function paint(style: Style) {
  return (str: string): string =>
    enabled ? styleText(style, str, { validateStream: false }) : str;
}

export const bold = paint("bold");
export const dim = paint("dim");
export const red = paint("red");
export const green = paint("green");
export const yellow = paint("yellow");
export const cyan = paint("cyan");

export function setColorEnabled(value: boolean): void {
  // The original's word for people who want none is final too.
  if (env.NO_COLOR) return;
  enabled = value;
}

export function getColorEnabled(): boolean {
  return enabled;
}
