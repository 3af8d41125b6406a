import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from '../day/chance.ts';
import type { Step } from './trace.ts';

/** A disk writes so much at once; what is smaller is never torn by it, what is larger may be. */
const sectorBytes = 512;

type Change = { done: number } & ({ kind: 'write'; at: number; bytes: Buffer } | { kind: 'size'; size: number });

/** A name that came or went in a folder. What belongs to one rename has one group: it happens whole or not at all. */
interface NameChange {
  done: number;
  group: number;
  /** Names that are there no more, then one that is. */
  gone: string[];
  there: { name: string; node: Node } | null;
}

interface FileNode {
  kind: 'file';
  /** As it is on the disk for certain. */
  certain: Buffer;
  /** What was done since it was synced. */
  since: Change[];
  /** As programs see it. */
  seen: Buffer;
  /** Where the next write without a place goes. */
  position: number;
  appends: boolean;
}

interface FolderNode {
  kind: 'folder';
  certain: Map<string, Node>;
  since: NameChange[];
  seen: Map<string, Node>;
}

type Node = FileNode | FolderNode;

/**
 * A disk as a power cut leaves it: what was synced stands for certain, of everything else each piece may be there, torn
 * or not there, in whatever order it was written: bytes sector by sector, sizes, and names in folders that were not
 * synced themselves.
 */
export class Disk {
  readonly #root: string;
  readonly #top: FolderNode;
  #groups = 0;

  /** Begins with what stands in a folder now, all of it on the disk. */
  constructor(root: string) {
    this.#root = root;
    this.#top = readFolder(root);
  }

  /** The next thing that was done. `isSyncHeard`: false for a disk that does not do what it is told. */
  take(step: Step, isSyncHeard = true): void {
    switch (step.kind) {
      case 'open':
        this.#open(step);
        return;
      case 'write': {
        const file = this.#file(step.path);
        if (!file) return;
        const at = step.at ?? (file.appends ? file.seen.length : file.position);
        if (step.at === null) file.position = at + step.bytes.length;
        change(file, { kind: 'write', at, bytes: step.bytes, done: step.done });
        return;
      }
      case 'truncate': {
        const file = this.#file(step.path);
        if (file) change(file, { kind: 'size', size: step.size, done: step.done });
        return;
      }
      case 'copy': {
        const from = this.#file(step.from);
        const file = this.#file(step.path);
        if (!file || !from) return;
        const bytes = Buffer.from(from.seen.subarray(file.position, file.position + step.count));
        change(file, { kind: 'write', at: file.position, bytes, done: step.done });
        file.position += step.count;
        return;
      }
      case 'sync':
        if (isSyncHeard) this.#sync(step.path, step.begun);
        return;
      case 'send':
        return;
      default:
        this.#name(step);
    }
  }

  /** Writes one of the disks that may be found after a cut into the folder, in the stead of what stands there. */
  leave(chance: Chance): void {
    rmSync(this.#root, { recursive: true, force: true });
    writeFolder(this.#root, this.#top, new Cut(chance));
  }

  #open({ path: file, creates, empties, appends, done }: Step & { kind: 'open' }): void {
    const folder = this.#folder(path.dirname(file));
    if (!folder) return;
    const name = path.basename(file);
    let node = folder.seen.get(name);
    if (!node && creates) {
      node = { kind: 'file', certain: Buffer.alloc(0), since: [], seen: Buffer.alloc(0), position: 0, appends };
      this.#rename(folder, [], { name, node }, done);
    }
    if (node?.kind !== 'file') return;
    node.position = 0;
    node.appends = appends;
    if (empties && node.seen.length > 0) change(node, { kind: 'size', size: 0, done });
  }

  #name(step: Step & { kind: 'mkdir' | 'rename' | 'unlink' }): void {
    const folder = this.#folder(path.dirname(step.path));
    const name = path.basename(step.path);
    if (!folder) return;
    if (step.kind === 'mkdir') {
      const node: Node = { kind: 'folder', certain: new Map(), since: [], seen: new Map() };
      this.#rename(folder, [], { name, node }, step.done);
      return;
    }
    const node = folder.seen.get(name);
    if (step.kind === 'unlink' || !node) {
      this.#rename(folder, [name], null, step.done);
      return;
    }
    const target = this.#folder(path.dirname(step.to));
    if (!target) return;
    const there = { name: path.basename(step.to), node };
    if (target === folder) this.#rename(folder, [name], there, step.done);
    else {
      this.#rename(target, [], there, step.done);
      this.#groups -= 1;
      this.#rename(folder, [name], null, step.done);
    }
  }

  #rename(folder: FolderNode, gone: string[], there: NameChange['there'], done: number): void {
    this.#groups += 1;
    const one: NameChange = { done, group: this.#groups, gone, there };
    folder.since.push(one);
    applyNames(folder.seen, one);
  }

  /** What was done before a sync began is on the disk when it is done. */
  #sync(file: string, begun: number): void {
    const node = this.#node(file);
    if (node?.kind === 'file') {
      for (const one of node.since) if (one.done < begun) node.certain = applied(node.certain, one);
      node.since = node.since.filter(({ done }) => done >= begun);
    } else if (node) {
      for (const one of node.since) if (one.done < begun) applyNames(node.certain, one);
      node.since = node.since.filter(({ done }) => done >= begun);
    }
  }

  #node(file: string): Node | null {
    const names = path.relative(this.#root, file).split(path.sep);
    let node: Node = this.#top;
    for (const name of names[0] === '' ? [] : names) {
      const next: Node | undefined = node.kind === 'folder' ? node.seen.get(name) : undefined;
      if (!next) return null;
      node = next;
    }
    return node;
  }

  #file(file: string): FileNode | null {
    const node = this.#node(file);
    return node?.kind === 'file' ? node : null;
  }

  #folder(folder: string): FolderNode | null {
    const node = this.#node(folder);
    return node?.kind === 'folder' ? node : null;
  }
}

function change(file: FileNode, one: Change): void {
  file.since.push(one);
  file.seen = applied(file.seen, one);
}

function applied(bytes: Buffer, one: Change): Buffer {
  if (one.kind === 'size') return resized(bytes, one.size);
  const end = one.at + one.bytes.length;
  const grown = end > bytes.length ? resized(bytes, end) : bytes;
  one.bytes.copy(grown, one.at);
  return grown;
}

/** The same memory where it is long enough: a file grows a page at a time. */
function resized(bytes: Buffer, size: number): Buffer {
  const room = bytes.buffer.byteLength - bytes.byteOffset;
  if (size > bytes.length && size <= room && bytes.byteOffset === 0) {
    const grown = Buffer.from(bytes.buffer, 0, size);
    return grown.fill(0, bytes.length);
  }
  const fresh = Buffer.alloc(size > bytes.length ? Math.max(2 * bytes.length, size) : size).subarray(0, size);
  bytes.copy(fresh);
  return fresh;
}

/** In memory of its own, which a file may grow into. */
function cloned(bytes: Buffer): Buffer {
  const own = Buffer.alloc(bytes.length);
  bytes.copy(own);
  return own;
}

function applyNames(names: Map<string, Node>, { gone, there }: NameChange): void {
  for (const name of gone) names.delete(name);
  if (there) names.set(there.name, there.node);
}

type Way = 'nothing' | 'everything' | 'beginning' | 'any';

/** What one cut left of everything that was not certain. */
class Cut {
  readonly #chance: Chance;
  readonly #groups = new Map<number, boolean>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  names({ certain, since }: FolderNode): Map<string, Node> {
    const left = new Map(certain);
    const isLeft = this.#choose(since.length);
    since.forEach((one, at) => {
      const before = this.#groups.get(one.group);
      const isThere = before ?? isLeft(at);
      this.#groups.set(one.group, isThere);
      if (isThere) applyNames(left, one);
    });
    return left;
  }

  bytes({ certain, since }: FileNode): Buffer {
    let left = cloned(certain);
    const isLeft = this.#choose(since.length);
    since.forEach((one, at) => {
      if (!isLeft(at)) return;
      // Between all and nothing of it a write is torn.
      left = one.kind === 'write' && isLeft.isAny ? this.#torn(left, one) : applied(left, one);
    });
    // The size may be on the disk before what stands in it.
    const longest = since.reduce(
      (most, one) => (one.kind === 'write' ? Math.max(most, one.at + one.bytes.length) : most),
      0,
    );
    return isLeft.isAny && longest > left.length && this.#chance.is(0.3) ? resized(left, longest) : left;
  }

  #choose(count: number): ((at: number) => boolean) & { isAny: boolean } {
    const way = this.#chance.pick<Way>(['nothing', 'everything', 'beginning', 'any', 'any']);
    const upTo = this.#chance.between(0, count);
    const isLeft = (at: number) => {
      if (way === 'beginning') return at < upTo;
      return way === 'any' ? this.#chance.is(0.6) : way === 'everything';
    };
    return Object.assign(isLeft, { isAny: way === 'any' });
  }

  #torn(before: Buffer, { at, bytes }: Change & { kind: 'write' }): Buffer {
    let left = before;
    const share = this.#chance.pick([0.3, 0.8, 1]);
    for (let from = at; from < at + bytes.length; ) {
      const to = Math.min(at + bytes.length, (Math.floor(from / sectorBytes) + 1) * sectorBytes);
      const piece = bytes.subarray(from - at, to - at);
      if (this.#chance.is(share)) left = applied(left, { kind: 'write', at: from, bytes: piece, done: 0 });
      else if (this.#chance.is(0.1)) {
        const part = piece.subarray(0, this.#chance.between(0, piece.length));
        left = applied(left, { kind: 'write', at: from, bytes: part, done: 0 });
      }
      from = to;
    }
    return left;
  }
}

function readFolder(folder: string): FolderNode {
  const names = new Map<string, Node>();
  for (const name of readdirSync(folder)) {
    const inside = path.join(folder, name);
    if (statSync(inside).isDirectory()) names.set(name, readFolder(inside));
    else {
      const bytes = readFileSync(inside);
      names.set(name, {
        kind: 'file',
        certain: cloned(bytes),
        since: [],
        seen: cloned(bytes),
        position: 0,
        appends: false,
      });
    }
  }
  return { kind: 'folder', certain: names, since: [], seen: new Map(names) };
}

function writeFolder(folder: string, node: FolderNode, cut: Cut): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, inside] of cut.names(node)) {
    if (inside.kind === 'folder') writeFolder(path.join(folder, name), inside, cut);
    // Memory that the programs of one machine share is gone with it.
    else if (!name.endsWith('-shm')) writeFileSync(path.join(folder, name), cut.bytes(inside), { mode: 0o600 });
  }
}
