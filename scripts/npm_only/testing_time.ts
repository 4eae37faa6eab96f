/**
 * Stand-in for the part of `FakeTime` (`@std/testing/time`) that the tests use,
 * over fake-timers.
 *
 * @module
 */
import { type Clock, install } from "@sinonjs/fake-timers";

export class FakeTime {
  readonly #clock: Clock;

  constructor(start: number | string | Date = Date.now()) {
    this.#clock = install({
      now: new Date(start),
      toFake: [
        "Date",
        "setTimeout",
        "clearTimeout",
        "setInterval",
        "clearInterval",
      ],
    });
  }

  get now(): number {
    return Date.now();
  }

  tick(ms = 0): void {
    this.#clock.tick(ms);
  }

  async tickAsync(ms = 0): Promise<void> {
    await this.#clock.tickAsync(ms);
  }

  restore(): void {
    this.#clock.uninstall();
  }

  [Symbol.dispose](): void {
    this.restore();
  }
}
