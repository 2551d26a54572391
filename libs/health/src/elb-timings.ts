import type { Server } from 'node:http';

/**
 * The timings of the application load balancer in front, in seconds, and what a server must keep to because of them:
 *
 *     idle < keep-alive < headers                        a server never closes a connection on which a request begins
 *     health check every × unhealthy after <= drain      it still answers while it is being taken out
 *     drain + finish + close <= deregistration delay     it has ended before its connections are cut
 */
export const elbTimings = {
  idleSeconds: 60,
  healthEverySeconds: 5,
  /** The least that there is: a server that is gone does not refuse, it says nothing, and each check waits this long. */
  healthWithinSeconds: 2,
  unhealthyAfter: 2,
  deregistrationSeconds: 30,
} as const;

/** The load balancer keeps idle connections for 60 s; the server keeps them longer, so that it never hangs up first. */
const keepAliveMs = (elbTimings.idleSeconds + 5) * 1_000;
/** Later than the keep-alive, or Node would close a connection on which the next request just begins. */
const headersMs = keepAliveMs + 1_000;
/** The longest time for a whole request to arrive, in ms. */
const requestMs = 30_000;

/**
 * Sets a server's timeouts to go with the load balancer: a request that it sends on an idle connection never meets a server
 * that is closing it.
 */
export function setElbTimings(server: Server): void {
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
}
