import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createApiProxy } from './proxy.ts';

/**
 * The program of the API's namespace: listens for instances on the network, and for the rehearsal itself on two Unix
 * sockets, one without any fault and one to set the fault by.
 */
const settings = z
  .object({
    host: z.string(),
    port: z.number(),
    motoPort: z.number(),
    direct: z.string(),
    control: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const faultSchema = z.strictObject({
  delayMs: z.number().min(0).exactOptional(),
  refuse: z.boolean().exactOptional(),
  throttle: z.number().min(0).max(1).exactOptional(),
  staleMs: z.number().min(0).exactOptional(),
  away: z.boolean().exactOptional(),
});

const proxy = createApiProxy({ backend: { host: '127.0.0.1', port: settings.motoPort } });

const control = createServer((req, res) => {
  void text(req)
    .then((body) => {
      proxy.setFault(faultSchema.nullable().parse(JSON.parse(body)) ?? undefined);
      res.writeHead(204).end();
    })
    .catch((error: unknown) => res.writeHead(400).end(String(error)));
});

proxy.faulty.listen(settings.port, settings.host);
proxy.direct.listen(settings.direct);
control.listen(settings.control);
