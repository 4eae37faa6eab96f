/**
 * The SQL functions as the API offers them: their names and arguments are those
 * of the migrations, or the types do not check.
 *
 * @module
 */
import type { Database, Json } from "./database.types.ts";

type Functions = Database["public"]["Functions"];

/** The name of a function that the API calls. */
export type RpcName = keyof Functions;

/**
 * What a function takes. Null stands for what is left out, as in SQL; what is
 * JSON there is whatever can be written as it.
 */
export type RpcArgs<Name extends RpcName> = {
  readonly [Key in keyof Functions[Name]["Args"]]: Json extends
    Functions[Name]["Args"][Key] ? unknown
    : Readonly<Functions[Name]["Args"][Key]> | null;
};

/** Calls one SQL function; rejects with what the API says. The answer is not known before it is read. */
export type Rpc = <Name extends RpcName>(
  name: Name,
  args: RpcArgs<Name>,
) => Promise<unknown>;
