import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectFolder } from './project.ts';

/**
 * Runs a program in the project's folder with this process's input and output, and gives its exit code (128 + n for
 * a signal). `outputTo: 'stderr'` keeps stdout free for what the command itself has to say.
 */
export function runTool(
  file: string,
  args: string[],
  options: { outputTo?: 'stdout' | 'stderr'; env?: Record<string, string> } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const output = options.outputTo === 'stderr' ? 2 : 'inherit';
    const child = spawn(file, args, {
      cwd: projectFolder,
      stdio: ['ignore', output, 'inherit'],
      env: { ...process.env, ...options.env },
    });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', pass).on('SIGINT', pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGINT', pass);
      resolve(signal ? 128 + constants.signals[signal] : (code ?? 1));
    });
  });
}

/** Runs a Node program of the project or of node_modules on the Node this process runs on. */
export function runNode(
  script: string,
  args: string[],
  options: { outputTo?: 'stdout' | 'stderr' } = {},
): Promise<number> {
  return runTool(process.execPath, [script, ...args], options);
}
