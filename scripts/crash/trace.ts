import { readFileSync } from 'node:fs';

/** One thing that the store asked of the system, in the order of the record. `begun`, `done`: places in that order. */
export type Step = { begun: number; done: number } & (
  | { kind: 'write'; path: string; at: number | null; bytes: Buffer }
  | { kind: 'truncate'; path: string; size: number }
  | { kind: 'sync'; path: string }
  | { kind: 'open'; path: string; creates: boolean; empties: boolean; appends: boolean }
  | { kind: 'mkdir'; path: string }
  | { kind: 'rename'; path: string; to: string }
  | { kind: 'unlink'; path: string }
  /** Bytes of a file copied by the system into another. */
  | { kind: 'copy'; from: string; path: string; count: number }
  /** What left by a connection. */
  | { kind: 'send'; socket: string; bytes: Buffer }
);

/** What is asked of strace, so that nothing which can change a file is missing. */
export const tracedCalls = [
  ...['openat', 'open', 'creat', 'mkdir', 'mkdirat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'ftruncate', 'truncate', 'fallocate', 'copy_file_range'],
  ...['sendfile', 'sendto', 'sendmsg', 'fsync', 'fdatasync', 'sync_file_range', 'msync', 'link', 'linkat', 'symlink'],
  ...['symlinkat', 'sync', 'syncfs', 'io_uring_setup'],
];

/** The arguments of strace with which `readTrace` understands the record. */
export function traceCommand(record: string): string[] {
  const calls = tracedCalls.map((name) => `?${name}`).join(',');
  return [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-yy',
    '-xx',
    '-s',
    '20000000',
    '-e',
    `trace=${calls}`,
    '-e',
    'signal=none',
    '-o',
    record,
  ];
}

interface Call {
  name: string;
  args: string[];
  result: number;
  begun: number;
  done: number;
}

/** What concerned files below a folder, and what left by connections. Throws for a call it does not know. */
export function readTrace(record: string, root: string): Step[] {
  const calls = [...callsIn(readFileSync(record, 'latin1'))];
  const steps = calls.flatMap((call) => stepsOf(call, root));
  return steps.toSorted((one, other) => one.done - other.done);
}

/** Each call whole: one that another thread came between stands in two lines. */
function* callsIn(text: string): Generator<Call> {
  const open = new Map<string, { head: string; begun: number }>();
  let place = 0;
  for (const line of text.split('\n')) {
    place += 1;
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith(' <unfinished ...>')) {
      open.set(pid, { head: rest.slice(0, -' <unfinished ...>'.length), begun: place });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest);
    const before = resumed ? open.get(pid) : undefined;
    open.delete(pid);
    const call = callIn(resumed ? (before?.head ?? '') + rest.slice(resumed[0].length) : rest);
    if (call) yield { ...call, begun: before?.begun ?? place, done: place };
  }
  // What was under way when the record ends was begun.
  for (const { head, begun } of open.values()) {
    const call = callIn(`${head}) = ?`);
    if (call) yield { ...call, begun, done: Number.POSITIVE_INFINITY };
  }
}

function callIn(line: string): Omit<Call, 'begun' | 'done'> | null {
  const [, name, args, result] = /^(\w+)\((.*)\)\s+= (-?\d+|\?)/.exec(line) ?? [];
  if (name === undefined || args === undefined) return null;
  return { name, args: splitArgs(args), result: result === '?' ? 0 : Number(result) };
}

/** At commas outside of brackets and quotes; all strings are hexadecimal, so that there is no quote within one. */
function splitArgs(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') {
      // Long ones are jumped over.
      at = text.indexOf('"', at + 1);
      if (at < 0) break;
      continue;
    }
    if (letter === '[' || letter === '{' || letter === '(') depth += 1;
    if (letter === ']' || letter === '}' || letter === ')') depth -= 1;
    if (letter === ',' && depth === 0 && !isQuoted) {
      args.push(text.slice(from, at).trim());
      from = at + 1;
    }
    isQuoted = false;
  }
  args.push(text.slice(from).trim());
  return args;
}

function bytesOf(quoted: string): Buffer {
  const [, hex = ''] = /"((?:\\x[0-9a-f]{2})*)"/.exec(quoted) ?? [];
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}

function textOf(quoted: string): string {
  return bytesOf(quoted).toString('utf8');
}

/** What a descriptor stands for: a path, or `TCP:[…]`. */
function ofDescriptor(arg: string): string {
  const [, shown = ''] = /^[\w-]+<(.*)>$/.exec(arg) ?? [];
  const decoded = shown.replace(/((?:\\x[0-9a-f]{2})+)/g, (hex) =>
    Buffer.from(hex.replaceAll('\\x', ''), 'hex').toString('utf8'),
  );
  return decoded;
}

function buffersOf(iovec: string): Buffer {
  return Buffer.concat([...iovec.matchAll(/iov_base="((?:\\x[0-9a-f]{2})*)"/g)].map(([quoted]) => bytesOf(quoted)));
}

/** What changes nothing that could be lost. */
const harmless = new Set(['fallocate', 'sync_file_range', 'msync']);

function stepsOf(call: Call, root: string): Step[] {
  const { name, args, result, begun, done } = call;
  if (result < 0) return [];
  const when = { begun, done };
  const [first = '', second = '', third = '', fourth = ''] = args;
  const isBelow = (path: string) => path === root || path.startsWith(`${root}/`);
  const only = (step: Step & { path: string }): Step[] => (isBelow(step.path) && !isGone(step.path) ? [step] : []);
  const target = ofDescriptor(first);
  switch (name) {
    case 'openat':
    case 'open': {
      const [path, flags] = name === 'openat' ? [textOf(second), third] : [textOf(first), second];
      const has = (flag: string) => flags.includes(flag);
      const open = { creates: has('O_CREAT'), empties: has('O_TRUNC'), appends: has('O_APPEND') };
      return open.creates || open.empties ? only({ ...when, kind: 'open', path, ...open }) : [];
    }
    case 'mkdir':
      return only({ ...when, kind: 'mkdir', path: textOf(first) });
    case 'rename':
      return only({ ...when, kind: 'rename', path: textOf(first), to: textOf(second) });
    case 'unlink':
    case 'rmdir':
      return only({ ...when, kind: 'unlink', path: textOf(first) });
    case 'unlinkat':
      return only({ ...when, kind: 'unlink', path: textOf(second) });
    case 'write':
    case 'sendto':
      return written(target, bytesOf(second).subarray(0, result || undefined), null);
    case 'writev':
    case 'sendmsg':
      return written(target, buffersOf(second), null);
    case 'pwrite64':
      return written(target, bytesOf(second).subarray(0, result || undefined), Number(fourth));
    case 'pwritev':
      return written(target, buffersOf(second), Number(fourth));
    case 'ftruncate':
      return only({ ...when, kind: 'truncate', path: target, size: Number(second) });
    case 'fsync':
    case 'fdatasync':
      return only({ ...when, kind: 'sync', path: target });
    case 'copy_file_range':
      return only({ ...when, kind: 'copy', from: target, path: ofDescriptor(third), count: result });
    case 'sendfile':
      return only({ ...when, kind: 'copy', from: ofDescriptor(second), path: target, count: result });
    // A ring that is only told what is waited for; one whose thread would do work on files is not understood.
    case 'io_uring_setup':
      if (!args.join().includes('IORING_SETUP_SQPOLL')) return [];
      throw new Error('work on files goes through a ring');
    default:
      if (harmless.has(name)) return [];
      throw new Error(`${name} is not understood: ${args.join(', ').slice(0, 200)}`);
  }

  function written(path: string, bytes: Buffer, at: number | null): Step[] {
    if (path.startsWith('TCP')) return [{ ...when, kind: 'send', socket: path, bytes }];
    return only({ ...when, kind: 'write', path, at, bytes });
  }
}

/** A file that has no name any more. */
function isGone(path: string): boolean {
  return path.endsWith('(deleted)');
}
