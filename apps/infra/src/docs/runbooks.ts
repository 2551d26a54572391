import { databasePaths, serverLayout } from '@perfume/instances';

/**
 * What to do about each alarm, by its name; `N` stands for the data server a or b. Written by people, unlike the rest of
 * docs/reference/alarms.md; a test holds the names to the alarms that there are.
 */
export const runbooks: Readonly<Record<string, string>> = {
  'shoppers-see-errors': `Look at the row of pages on the dashboard: errors of servers, or no server at all?

1. Right after a deploy: the roll-out takes itself back while the alarm is raised. If it does not, [roll back](../guides/release-and-roll-back.md).
2. In Logs Insights on \`/<shop>/app\`: \`filter level = "error" | stats count() by msg\`. Each line has the request's id.
3. \`database-away\` or \`cache-away\` raised as well: begin there.`,

  'too-many-errors': `A release answers with errors. While it is being rolled out the instance refresh stops and brings the former launch
template back by itself; \`nx deploy infra\` then says so and ends with an error. Otherwise
[roll back](../guides/release-and-roll-back.md), then find the cause in the log of \`/<shop>/app\`.`,

  'no-app-server-answers': `The target group in EC2's console says why each server is unhealthy.

1. Servers in "initial" for minutes: they cannot start. A first boot that is not through lets nobody in yet:
   \`aws ec2 get-console-output --latest --instance-id <its id> --output text\` shows where it is. After it
   [sign in](../guides/sign-in-to-a-server.md) and read \`/var/log/perfume/\`. A missing secret or setting names itself.
2. No servers: Auto Scaling's activity says why none starts (quota, capacity of a type, a wrong image).
3. Servers healthy, yet errors: more connections than they accept. [Scale](../guides/scale.md).`,

  'app-servers-missing': `Auto Scaling replaces servers by itself; after ten minutes it has not managed to. Its activity history names the reason: the
account's quota of the type, no capacity in a zone (another type in \`app.instanceType\`), or a server that never gets healthy
(see [no-app-server-answers](#no-app-server-answers)).`,

  'app-servers-at-their-maximum': `Pages get slow if the load goes on growing. Raise \`app.maximum\` and deploy; see [scale](../guides/scale.md). If there are no more
orders than usual, look who asks: access logs of the load balancer, and the limits of \`webFirewall\`.`,

  'pages-are-slow': `Compare with the processors of app servers and \`EventLoopDelay\` on the dashboard.

- Processors high: [scale](../guides/scale.md).
- \`DatabaseSlowWaits\` or \`DatabaseTimeouts\` high: \`${databasePaths(serverLayout).slowLog}\` on the data server that holds the address.
- Only the page cache's hit rate is low: many changes of the catalogue at once, such as an import; it passes.`,

  'database-away': `Shoppers see kept pages and "one moment" in cart and checkout; nothing is lost.

1. \`failover status\` on both data servers ([sign in](../guides/sign-in-to-a-server.md)): who writes, who holds the address, and why.
2. Nobody holds the address: see [nobody-holds-the-address](#nobody-holds-the-address).
3. The address is held and the database in the majority: are app servers the ones with the trouble? \`curl -s
   http://127.0.0.1:8080/health/details\` on one says what it sees.`,

  'cache-away': `Pages cost more, nothing is wrong in them. On the server that holds the address: \`systemctl status perfume-cache\`; it is started
again by itself. Where it was killed for memory, the instance type is too small for its load.`,

  'catalogue-feed-behind': `App servers cannot read what changed, so pages say that stock is checked later. Nearly always the database is away or
overloaded: see [database-away](#database-away). Otherwise the log of \`/<shop>/app\` says why reading fails.`,

  'mail-and-money-waiting': `The outbox works off by itself once the other side answers. The log of \`/<shop>/app\` names the SMTP server or payment provider
that refuses. Nothing is lost or sent twice meanwhile.`,

  'mail-and-money-given-up': `The log of \`/<shop>/app\` has the id of the work, its kind and the reason ("gave up on work of the outbox"). The order is in
the work's row; on the data server that holds the address:

\`\`\`sh
mariadb --defaults-file=${databasePaths(serverLayout).config} perfume \\
  -e 'SELECT id, kind, payload, last_error, failed_at FROM outbox WHERE failed_at IS NOT NULL'
\`\`\`

Correct the cause (an address that does not exist, a charge that was disputed), then settle that order by hand. The alarm ends
an hour after the last of them, whether settled or not; the rows stay.`,

  'nobody-holds-the-address': `The shop has no database. \`failover status\` on both data servers ([sign in](../guides/sign-in-to-a-server.md)) says in one sentence
what each waits for.

1. "on hold": end it with \`failover release\`.
2. No majority: start what is missing, the witness included. Two of three are enough.
3. Both databases wait to start: \`data-server status\` on both. The one with the later position begins by itself once both see
   each other. Never begin by hand while the other could be in a majority.
4. Amazon's API refuses: move the address yourself, see [fail over by hand](../guides/fail-over-by-hand.md#when-the-agents-cannot).
5. Both lost: [restore](../guides/restore.md).`,

  'two-hold-the-address': `Only one can: EC2 gives an address to one interface. Who writes is decided in the cluster, so no order is lost. Compare
\`failover status\` on both with \`aws ec2 describe-addresses\`. The one that is wrong looks at an old answer of Amazon's API:
\`systemctl restart perfume-failover\` on it.`,

  'the-address-moved': `The shop goes on. Find out why before the next time: \`/var/log/perfume/perfume-failover.log\` on both servers says what was seen. If
the former holder is well again it stays where it is: moving back is a choice, \`failover switch\`.`,

  'amazon-api-fails': `A failover would be late. Look at AWS Health for EC2 in the region, and whether the way out works:
\`curl -sI https://ec2.<region>.amazonaws.com\` on the data server. "UnauthorizedOperation" in the agent's log means that someone
changed the role.`,

  'writes-fail': `The agent of the holder steps down by itself when its own writes fail for long. Often the disk is full
([data-disk-a-fills](#data-disk-a-fills)) or too slow: compare the volume's queue in CloudWatch, raise \`data.volumeIops\`.`,

  'data-servers-degraded': `The shop goes on, but one more loss may stop it. See which alarm is under it, and treat that one today, not tomorrow.`,

  'data-server-N-not-synced': `\`data-server status\` on it. After a reboot it catches up by itself: minutes, or as long as a full copy takes if it was away for
long. If its instance is gone: [replace it](../guides/replace-a-data-server.md). Do not restart the other one meanwhile.`,

  'agent-N-silent': `\`systemctl status perfume-failover\`, and its log in \`/var/log/perfume/\`. It is started again by itself; if it ends at once, its log
says which setting is missing. While it is silent this server cannot take over.`,

  'data-disk-N-fills': `Raise \`data.volumeGiB\` and deploy: the volume grows while it is used. Then, on each data server one after the other,
\`systemctl restart perfume-volume\` makes the file system as large. EC2 changes a volume once in six hours.`,

  'tunnel-of-N-stale': `\`data-server status\` names the peer. Replication takes the way over the witness meanwhile. \`systemctl restart perfume-tunnel\` on
both ends, one after the other; security groups must let UDP 51820 through ([ports](ports.md)).`,

  'group-incomplete': `\`data-server status\` says who is missing. The witness has nothing to lose: one that hangs is rebooted; one that is gone or
broken is made anew by two deploys ([replace](../guides/replace-a-data-server.md#the-witness)), while both data servers are synced.`,

  'backup-late': `\`/var/log/perfume/perfume-backup.log\` on both data servers says why; then make one now on the server that does not hold the address:
\`data-server backup full\`. Common causes: no room for what is being made, S3 refused.`,

  'binary-log-late': `A restore would lose what was committed since. \`/var/log/perfume/perfume-binlog.log\` on both data servers says why; the
program starts again by itself. If S3 refuses, the role or the bucket's policy was changed.`,

  'backup-failed': `As for [backup-late](#backup-late). One failure is no loss: the other server tries at five.`,
};

/** The name under which an alarm's runbook stands. */
export const runbookName = (alarm: string): string => alarm.replace(/-[ab]-/, '-N-');
