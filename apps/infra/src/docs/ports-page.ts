import { allPorts, outgoing, type Port } from '@perfume/instances';
import { madeFromCode, table } from './markdown.ts';

const named: Readonly<Record<string, string>> = {
  app: 'app servers',
  data: 'data servers',
  witness: 'the witness',
  'load-balancer': 'the load balancer',
  world: 'everybody',
};

const names = (who: readonly string[]) => who.map((one) => named[one] ?? one).join(', ');

const row = ({ port, protocol, on, from, why }: Port) => [
  `${port}/${protocol}`,
  names([on]),
  names(from),
  why,
];

/** The page docs/reference/ports.md. */
export function renderPorts(): string {
  const head = ['Port', 'Listens on', 'For', 'What for'];
  const inNetwork = allPorts.filter(({ network }) => network === 'vpc');
  const inTunnel = allPorts.filter(({ network }) => network === 'tunnel');
  return `# Ports

Who may reach whom. Security groups, the rehearsal's packet filter and this page come from one table,
\`libs/instances/src/ports.ts\`. What is not in it is closed, inwards and outwards. Nothing listens for SSH; people come by
[Session Manager](../guides/sign-in-to-a-server.md), which opens no port.

${madeFromCode('that table')}

## In the network

${table(head, inNetwork.map(row))}

Port 443 is open only for a shop with a domain. Without one, CloudFront comes to port 80 and shows a secret header.

## In the tunnel

These listen on addresses of the WireGuard tunnel alone; no security group sees them.

${table(head, inTunnel.map(row))}

## Outwards

${table(
  ['Port', 'Who', 'What for'],
  outgoing.map(({ port, protocol, roles, why }) => [`${port}/${protocol}`, names(roles), why]),
)}
`;
}
