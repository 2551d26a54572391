// Loaded before the server: it ends in order when the command that started it is gone without a word.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
