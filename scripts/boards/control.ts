/**
 * The boards behind HTTP, with a back door under `/__boards/` to change them,
 * break them and ask what is true.
 *
 * @module
 */
import { z } from "zod";
import { FAULTS, type SimulatedBoards } from "./mod.ts";

const Count = z.number().int().nonnegative().default(0);

const WantedChange = z.object({
  added: Count,
  changed: Count,
  removed: Count,
});

const WantedFault = z.object({
  company: z.string(),
  fault: z.enum(FAULTS).nullable(),
});

/** The whole surface of the simulation: boards for everyone, the back door for tests. */
export function createControl(boards: SimulatedBoards) {
  async function control(request: Request, path: string): Promise<Response> {
    const body: unknown = request.method === "POST"
      ? await request.json().catch(() => null)
      : null;
    switch (`${request.method} ${path}`) {
      case "POST /__boards/change":
        return Response.json(boards.change(WantedChange.parse(body)));
      case "POST /__boards/fault": {
        const { company, fault } = WantedFault.parse(body);
        boards.setFault(company, fault);
        return Response.json({ company, fault });
      }
      case "GET /__boards/truth":
        return Response.json(boards.truth());
      case "GET /__boards/statistics":
        return Response.json(boards.statistics());
      default:
        return Response.json({
          error: `Cannot ${request.method} "${path}": there is no such control`,
        }, { status: 404 });
    }
  }

  return async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/__boards/")) return await boards.handle(request);
    try {
      return await control(request, pathname);
    } catch (error) {
      if (error instanceof z.ZodError) {
        return Response.json({ error: z.prettifyError(error) }, {
          status: 400,
        });
      }
      if (error instanceof RangeError) {
        return Response.json({ error: error.message }, { status: 404 });
      }
      throw error;
    }
  };
}
