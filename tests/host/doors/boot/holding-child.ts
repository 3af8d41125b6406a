import { StartError } from '../../../../host/contract/start-error.ts';
import { DataFolder } from '../../../../host/doors/boot/data-folder.ts';
import { thisMachine } from '../../../../host/doors/boot/heartbeat.ts';

/**
 * Takes a folder, says so or why not, and holds it until its input ends. `elsewhere`: as another computer would on a
 * network share that passes no locks on.
 */
const [folder = '', as = 'here'] = process.argv.slice(2);
const machine = as === 'here' ? thisMachine() : { name: as, id: as, boot: as };

try {
  const held = await DataFolder.take(folder, { machine, beatMs: 50, standsMs: 1_000 });
  held.onTaken((name) => process.stdout.write(`taken by ${name}\n`));
  process.stdout.write('held\n');
  process.stdin.resume().on('end', () => void held.release().then(() => process.exit(0)));
} catch (error) {
  process.stdout.write(`${error instanceof StartError ? error.code : String(error)}\n`);
  process.exit(2);
}
