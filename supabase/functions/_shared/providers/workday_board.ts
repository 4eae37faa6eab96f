/**
 * Where a Workday board lives: its key from any address, and its addresses from
 * the key. Used by workday.ts.
 *
 * @module
 */
import { ScanError } from "../errors.ts";
import type { Board } from "./types.ts";

/** One career site of one tenant; a tenant may have several, each a board of its own. */
export interface Site {
  readonly host: string;
  readonly tenant: string;
  readonly site: string;
  /** Stands before the path of an advert, in the address a person opens. */
  readonly pageBase: string;
  /** Stands before the path of an advert, and before `/jobs`, in the API. */
  readonly apiBase: string;
}

/** A host of its own for every tenant, in production or in a trial. */
const TENANT_HOST = /^([\w-]+)\.wd[\w-]*\.myworkdayjobs(?:-impl)?\.com$/;
const SHARED_HOST = /^(?:[\w-]+\.)?wd[\w-]*\.myworkdaysite(?:-impl)?\.com$/;

const LOCALE = /^[a-z]{2}-[a-z]{2,4}$/i;
const NAME = /^[\w-]+$/;

/** The board behind an address; null where it names a tenant but no site. */
export function match(url: URL): Board | null {
  const { hostname: host } = url;
  const tenantOfHost = TENANT_HOST.exec(host)?.[1];
  if (!tenantOfHost && !SHARED_HOST.test(host)) return null;
  const parts = url.pathname.split("/").filter(Boolean);
  let tenant: string | undefined;
  let site: string | undefined;
  if (parts[0] === "wday") {
    if (parts[1] === "cxs") [, , tenant, site] = parts;
  } else {
    if (LOCALE.test(parts[0] ?? "")) parts.shift();
    if (tenantOfHost) {
      tenant = tenantOfHost;
      site = parts[0];
    } else if (parts[0] === "recruiting") [, tenant, site] = parts;
  }
  if (!tenant || !site || !NAME.test(tenant) || !NAME.test(site)) return null;
  return { provider: "workday", key: `${host}/${tenant}/${site}` };
}

/** The site that a board's key names. */
export function siteOf(board: Board): Site {
  const [host, tenant, site, ...rest] = board.key.split("/");
  if (!host || !tenant || !site || rest.length > 0) {
    throw new ScanError(
      "internal",
      `Cannot read board "${board.key}": the key is no host/tenant/site`,
    );
  }
  const page = TENANT_HOST.test(host) ? site : `recruiting/${tenant}/${site}`;
  return {
    host,
    tenant,
    site,
    pageBase: `https://${host}/${page}`,
    apiBase: `https://${host}/wday/cxs/${tenant}/${site}`,
  };
}

/**
 * What the site's own page sends. Some tenants stand behind a bot manager that
 * answers 500 to any other client, so the user agent has to be a browser's; the
 * language keeps "Posted Today" and "2 Locations" in English.
 */
export function headers(
  { host, pageBase }: Site,
): Readonly<Record<string, string>> {
  return {
    "accept": "application/json",
    "accept-language": "en-US,en;q=0.9",
    "content-type": "application/json",
    "origin": `https://${host}`,
    "referer": `${pageBase}/`,
    "user-agent":
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  };
}
