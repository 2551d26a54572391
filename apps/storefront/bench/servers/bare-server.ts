// The yardstick: Express 5 that ends finished bytes and does nothing else. One route for each file of a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';

const [port, folder] = process.argv.slice(2);
if (!port || !folder) throw new Error('bare-server.ts PORT FOLDER');

const app = express();
app.disable('x-powered-by');
for (const name of readdirSync(folder)) {
  const body = readFileSync(join(folder, name));
  app.get(`/${name}`, (_req, res) => {
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.setHeader('Content-Encoding', 'br');
    res.setHeader('Content-Length', body.byteLength);
    res.end(body);
  });
}
app.get('/ready', (_req, res) => {
  res.end('ready');
});
app.listen(Number(port), '127.0.0.1');
