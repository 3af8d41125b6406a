import { runSimulator } from './sim/run-simulator.ts';

/** `npm run sim`: the terminals and printers of a site file as simulators on real devices and ports, with a panel. */
process.exit(await runSimulator(process.argv.slice(2)));
