// Loaded into the server by `npm start`: when the starting process dies, even by SIGKILL, the server stops as it would
// for a signal.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
