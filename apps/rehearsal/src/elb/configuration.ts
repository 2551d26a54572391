/** What the template says of the load balancer and its target group. */
export interface LoadBalancerPlan {
  readonly targetPort: number;
  readonly idleTimeoutSeconds: number;
  readonly deregistrationDelaySeconds: number;
  readonly healthCheck: {
    readonly path: string;
    /** As in "200" or "200-299". */
    readonly matcher: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
  };
}

/** Where shoppers come in. A shop without a domain has CloudFront's TLS before it; here the load balancer has its own. */
export const publicPort = 443;

/** The longest that an application load balancer waits for a connection to a target, in seconds. */
const connectSeconds = 10;

/** Where targets are asked for their health, those that get requests, and the same ones for when none is healthy. */
export const checkedBackend = 'checks';
export const servingBackend = 'targets';
export const openBackend = 'targets_whatever_their_health';

/**
 * HAProxy as an application load balancer: round robin over healthy targets; over all of them when none is healthy; no
 * request is sent to a target twice or to a second target.
 */
export function haproxyConfiguration(
  plan: LoadBalancerPlan,
  at: { readonly publicAddress: string; readonly socket: string; readonly certificate: string },
): string {
  const { healthCheck } = plan;
  return `global
  # One thread sees every change of a target at once, and leaves the other CPU to the shop.
  nbthread 1
  stats socket ${at.socket} mode 600 level admin
  log stdout format raw local0

defaults
  mode http
  log global
  option httplog
  # A line for each request that failed, none for the others.
  option dontlog-normal
  timeout connect ${connectSeconds}s
  timeout client ${plan.idleTimeoutSeconds}s
  timeout http-keep-alive ${plan.idleTimeoutSeconds}s
  timeout server ${plan.idleTimeoutSeconds}s
  retries 0
  no option redispatch
  option forwardfor

frontend listener
  bind ${at.publicAddress}:80
  bind ${at.publicAddress}:${publicPort} ssl crt ${at.certificate} ssl-min-ver TLSv1.2
  http-request redirect scheme https unless { ssl_fc }
  http-request set-header X-Forwarded-Proto https
  http-request set-header X-Forwarded-Port ${publicPort}
  use_backend ${openBackend} if { nbsrv(${servingBackend}) eq 0 }
  default_backend ${servingBackend}

# Apart from the requests, since a check must not wait as long for its connection as a request does.
backend ${checkedBackend}
  option httpchk GET ${healthCheck.path}
  http-check expect status ${healthCheck.matcher}
  timeout connect ${healthCheck.timeoutSeconds}s
  timeout check ${healthCheck.timeoutSeconds}s

backend ${servingBackend}
  balance roundrobin

backend ${openBackend}
  balance roundrobin
`;
}

/** The shortest pause between two checks, in ms. */
const shortestPauseMs = 100;

/**
 * The arguments of a target that is added while the load balancer runs. HAProxy counts the interval from the end of a check,
 * an application load balancer from its beginning: after a check that had no answer the next one comes that much earlier.
 */
export function checkArguments(plan: LoadBalancerPlan): string {
  const { intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = plan.healthCheck;
  const pauseMs = Math.max(shortestPauseMs, (intervalSeconds - timeoutSeconds) * 1_000);
  return `check inter ${intervalSeconds}s fastinter ${pauseMs}ms rise ${healthyThreshold} fall ${unhealthyThreshold}`;
}
