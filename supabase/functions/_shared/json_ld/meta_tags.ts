/**
 * What TalentBrew (Radancy) tells its statistics of an advert: `job-*` and
 * `gtm_tbcn_*` meta elements. Some of its sites write no linked data at all,
 * others leave the place out of it.
 *
 * @module
 */
import type { HtmlPage } from "../html.ts";
import { joinPlace } from "../normalise/words.ts";
import type { Node } from "./values.ts";

/** `Rome~Lazio~Italy`, several parted by bars or semicolons; undefined where none is told. */
export function metaPlaces(
  metas: ReadonlyMap<string, string>,
): string[] | undefined {
  const text = metas.get("gtm_tbcn_location") ?? metas.get("job-location");
  const places = (text ?? "").split(/[|;]/)
    .flatMap((place) => joinPlace(...place.split("~")) ?? []);
  return places.length > 0 ? places : undefined;
}

/** The advert that a page's meta elements are about; null: they are about none. */
export async function readMetaTags(html: HtmlPage): Promise<Node | null> {
  const metas = html.metas();
  const title = metas.get("gtm_tbcn_jobtitle") ?? metas.get("job-title");
  const jobLocation = metaPlaces(metas);
  const identifier = metas.get("job-ats-req-id") ?? metas.get("job-id");
  if (title === undefined || (!jobLocation && !identifier)) return null;
  const [text] = await html.select(".ats-description");
  return {
    "@type": "JobPosting",
    title,
    jobLocation,
    identifier,
    employmentUnit: metas.get("gtm_tbcn_jobcategory"),
    description: text?.html(),
  };
}
