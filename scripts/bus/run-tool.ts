import { createInterface } from 'node:readline/promises';
import { parseTool, usage } from './arguments.ts';
import { setSpeed } from './set-speed.ts';
import { type ToolError, toToolError } from './tool-error.ts';
import { scan, setAddress, setKey, type ToolDesk, test, watch } from './tools.ts';

const tools = { scan, watch, test, 'set-key': setKey, 'set-address': setAddress, 'set-speed': setSpeed };

/** `npm run bus`: runs one tool with the process's own streams; returns the exit status. */
export async function runTool(args: string[]): Promise<number> {
  const json = args.includes('--json');
  if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  try {
    const tool = parseTool(args);
    await tools[tool.command](tool, deskOf(json));
    return 0;
  } catch (error) {
    const { code, words, exitCode } = toToolError(error) satisfies ToolError;
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, ...words } })}\n`);
    process.stderr.write(`clockroom: ${words.zh} / ${words.en}\n`);
    if (exitCode === 2) process.stderr.write(usage);
    return exitCode;
  }
}

function deskOf(json: boolean): ToolDesk {
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  return {
    stopped,
    answer: ({ zh, en }, data, lines = []) => {
      const text = [`${zh} / ${en}`, ...lines].join('\n');
      process.stdout.write(`${json ? JSON.stringify(data) : text}\n`);
    },
    progress: ({ zh, en }) => {
      process.stderr.write(zh === en ? `${zh}\n` : `${zh} / ${en}\n`);
    },
    line: (text, data) => {
      process.stdout.write(json ? `${JSON.stringify(data)}\n` : `${text}\n`);
    },
    approve: async ({ zh, en }) => {
      const asking = createInterface({ input: process.stdin, output: process.stderr });
      const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')));
      const answer = await Promise.race([asking.question(`${zh} / ${en}`), closed]);
      asking.close();
      return answer.trim().toLowerCase() === 'yes';
    },
  };
}
