/**
 * What this machine has to test with. Imported by tests only.
 *
 * @module
 */

/** The first of these programs that is installed; null: none. */
export async function firstInstalled(
  ...names: readonly string[]
): Promise<string | null> {
  for (const name of names) {
    try {
      const { success } = await new Deno.Command(name, { args: ["--version"] })
        .output();
      if (success) return name;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return null;
}
