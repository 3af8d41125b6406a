import { spawnSync } from 'node:child_process';
import { projectFolder } from './project.ts';

/**
 * Asks the npm that runs this command (`npm run …`), else the one on the path, and gives what it wrote on stdout; its
 * exit code says less than that. The words go to npm as they are, never through a shell.
 * @throws Error where npm cannot be started
 */
export function askNpm(words: readonly string[]): { out: string; err: string; status: number | null } {
  const own = process.env.npm_execpath;
  const [file, ...first] = own && /\.c?js$/.test(own) ? [process.execPath, own] : ['npm'];
  const { stdout, stderr, status, error } = spawnSync(file ?? 'npm', [...first, ...words], {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw new Error(`npm could not be started (${error.message}); run this by npm run`);
  return { out: stdout, err: stderr, status };
}
