import { drivePaced, driveSingles } from './arrivals.ts';
import { watchDisk } from './disk.ts';
import { driveHolds } from './holds.ts';
import { driveRequests } from './requests.ts';
import { driveStampede } from './stampede.ts';
import { closeWatchers, driveSnapshots, openWatchers, takeSeen } from './watchers.ts';

// A process that makes load and measures it: started by ../client.ts, one job a message.

const drives = {
  requests: driveRequests,
  holds: driveHolds,
  paced: drivePaced,
  singles: driveSingles,
  stampede: driveStampede,
  snapshots: driveSnapshots,
  openWatchers,
  takeSeen,
  closeWatchers,
  watchDisk,
};
export type Drives = typeof drives;

process.on('message', async ({ name, input }: { name: keyof Drives; input: never }) => {
  const before = process.cpuUsage();
  const started = performance.now();
  try {
    const result = await drives[name](input);
    const { user, system } = process.cpuUsage(before);
    process.send?.({ driven: { result, cpu: (user + system) / 1000 / (performance.now() - started) } });
  } catch (fault) {
    process.send?.({ fault: fault instanceof Error ? fault.stack : String(fault) });
  }
});
process.on('disconnect', () => process.exit());
