/**
 * Where a request goes that is meant for a host: to it, or to the gateway that
 * speaks for all of them (BOARD_GATEWAY_URL).
 *
 * @module
 */

/** `$BOARD_GATEWAY_URL/<host><path>?<query>`; without a gateway the address itself. */
export function gatewayAddress(gateway: URL | null, url: URL): URL | string {
  if (!gateway) return url;
  const base = gateway.href.replace(/\/$/, "");
  return `${base}/${url.host}${url.pathname}${url.search}`;
}
