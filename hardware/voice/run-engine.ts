import { spawn } from 'node:child_process';
import { HardwareError } from '../error.ts';
import type { Scheduler } from '../scheduler.ts';

/** What is kept of an engine's complaints. */
const mostErrorCharacters = 4_000;

export interface EngineRun {
  command: string;
  args: readonly string[];
  /** What the engine reads: the sentence. */
  input: string;
  timeoutMs: number;
  scheduler: Scheduler;
  signal?: AbortSignal;
  /** The engine runs and has its sentence. */
  onStart?: (() => void) | undefined;
}

/**
 * Runs a speech engine to its end, without a shell. An engine that hangs (a sound device that is busy) is killed.
 * @returns what it wrote to its error output; engines say there that they found no sound device, and end well
 * @throws HardwareError VOICE_NO_ENGINE where the command is not there, VOICE_FAILED with a reason otherwise
 */
export function runEngine({ command, args, input, timeoutMs, scheduler, signal, onStart }: EngineRun): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new HardwareError('VOICE_FAILED', { engine: command, reason: 'aborted' }));
      return;
    }
    const child = spawn(command, [...args], { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true });
    let complaints = '';
    const fail = (reason: string) => {
      child.kill('SIGKILL');
      settle(() => reject(new HardwareError('VOICE_FAILED', { engine: command, reason, complaints })));
    };
    const timer = scheduler.setTimeout(() => fail('timeout'), timeoutMs);
    const abort = () => fail('aborted');
    signal?.addEventListener('abort', abort);
    const settle = (act: () => void) => {
      scheduler.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      act();
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints = (complaints + text).slice(0, mostErrorCharacters);
    });
    child.on('error', (cause: NodeJS.ErrnoException) => {
      const code = cause.code === 'ENOENT' || cause.code === 'EACCES' ? 'VOICE_NO_ENGINE' : 'VOICE_FAILED';
      settle(() => reject(new HardwareError(code, { engine: command }, { cause })));
    });
    child.on('close', (exitCode) => {
      if (exitCode === 0) settle(() => resolve(complaints));
      else fail('exit');
    });
    // An engine that ends without reading breaks the pipe; its exit code says more.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input, () => onStart?.());
  });
}
