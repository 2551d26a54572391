/**
 * Aborted when this program is asked to end: by Ctrl-C, by SIGTERM, because the terminal was closed, or because the
 * process that started it is gone. From then on it only puts things away, whatever else arrives.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('disconnect', stop);
  process.channel?.unref();
  // A closed terminal must not end this program in the middle of its putting away.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
  return controller.signal;
}

/** Resolves once the signal is aborted. */
export function whenStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
