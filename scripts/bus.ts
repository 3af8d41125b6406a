import { runTool } from './bus/run-tool.ts';

/** `npm run bus -- scan|watch|test|set-key|set-address --port …`: the installer's tools for a line with terminals. */
process.exit(await runTool(process.argv.slice(2)));
