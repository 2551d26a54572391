import type { Server } from 'node:http';

/** The load balancer keeps idle connections for 60 s; the server keeps them longer, so that it never hangs up first. */
const keepAliveMs = 65_000;
/** Later than the keep-alive, or Node would close a connection on which the next request just begins. */
const headersMs = keepAliveMs + 1_000;
/** The longest time for a whole request to arrive, in ms. */
const requestMs = 30_000;

/**
 * Sets a server's timeouts to go with an application load balancer (idle timeout 60 s): a request that the balancer sends
 * on an idle connection never meets a server that is closing it.
 */
export function setElbTimings(server: Server): void {
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
}
