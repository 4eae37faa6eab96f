/**
 * What the tests of the database share: a database with all migrations in it,
 * the doors as the functions call them, and builders of what goes through them.
 * Imported by tests only.
 *
 * @module
 */
export * from "./testing/builders.ts";
export * from "./testing/database.ts";
export * from "./testing/days.ts";
export * from "./testing/doors.ts";
export * from "./testing/read.ts";
export * from "./testing/scans.ts";
