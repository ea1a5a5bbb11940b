import express from 'express';

// The anchor of what is only answered: Express as its first page shows it, in a process of its own. Plain JavaScript, because
// the machine's own Node runs it too.
const app = express();
app.get('/', (_req, res) => {
  res.send('Hello World!');
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
process.on('disconnect', () => process.exit());
