import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What is written about the house speaks of the house that stands: a page that names a file leads to it. */

const root = path.resolve(import.meta.dirname, '..');
const topFolders = ['core', 'db', 'hardware', 'host', 'electron', 'renderer', 'scripts', 'tests', 'docs', 'site'];
const fileEndings = 'tsx?|mjs|css|md|json|jsonl|svg|png|gz';

/** Written like a path of ours, but made by the program, or the form of a name. */
const notKept = ['dist/', 'DIR/terminal-keys.json', 'terminal-keys.json', 'NNN-what-it-says.md', '.module.css'];
/** Of the houses that `docs/design/architecture.md` names as examples. */
const ofOthers = ['src/main.ts', 'tests/lib/db.ts'];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)));
const folders = new Set(files.flatMap((file) => foldersOf(file)));
const places = [...files, ...folders];
const pages = files.filter((file) => file.endsWith('.md'));
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** What stands in backticks and is written like a file or folder of ours. */
function pathsIn(page: string): string[] {
  const text = textOf(page).replace(/^```.*?^```$/gms, '');
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return named.filter((name) => looksLikePath(name));
}

function looksLikePath(name: string): boolean {
  if (notKept.includes(name) || ofOthers.includes(name)) return false;
  if (!/^(\.{1,2}\/)*\.?[\w<>{},*.-]+(\/[\w<>{},*.-]+)*\/?$/.test(name)) return false;
  if (new RegExp(`[\\w*}>-]\\.(${fileEndings}|\\{[\\w,-]+\\}\\.ts)$`).test(name)) return true;
  return name.endsWith('/') || topFolders.some((folder) => name.startsWith(`${folder}/`));
}

/** `<x>` and `*` stand for any name, `{a,b}` for each; a file may be named without its `.ts`. */
function patternOf(name: string): RegExp {
  const written = name
    .replace(/\/$/, '')
    .replace(/[.]/g, '\\.')
    .replace(/<[\w-]+>|\*/g, '[^/]+')
    .replace(/\{([\w,.-]+)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`);
  return new RegExp(`^${written}(\\.tsx?)?$`);
}

/** From the page's folder, from the project's, or (a name that says enough) from any folder inside. */
function stands(page: string, name: string): boolean {
  const here = path.posix.join(path.posix.dirname(page), name);
  const anywhere = new RegExp(`(^|/)${patternOf(name).source.slice(1)}`);
  const exact = [here, name].map(patternOf);
  const underTop = topFolders.some((folder) => name.startsWith(`${folder}/`)) || name.startsWith('.');
  return places.some((place) => exact.some((one) => one.test(place)) || (!underTop && anywhere.test(place)));
}

describe('what is written about the house', () => {
  it.each(pages)('%s names files and folders that are there', (page) => {
    expect(pathsIn(page).filter((name) => !stands(page, name))).toEqual([]);
  });

  it.each(pages)('%s links to pages and pictures that are there', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const own = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(own.filter((link) => !existsSync(path.join(root, path.dirname(page), link)))).toEqual([]);
  });

  it('the index of decisions has a line for every decision, and for nothing else', () => {
    const listed = [...textOf('docs/decisions/README.md').matchAll(/\]\((\d{3}-[^)]+\.md)\)/g)].map(([, file]) => file);
    const there = files.flatMap((file) => /^docs\/decisions\/(\d{3}-.+\.md)$/.exec(file)?.[1] ?? []);
    expect(listed).toEqual(there.sort());
  });
});

describe('the glossary', () => {
  const sources = files.filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.startsWith('tests/'));
  const code = sources.map(textOf).join('\n');

  it('names what the code names', () => {
    const rows = textOf('docs/glossary.md').matchAll(/^\|.*\| ([^|]*`[^|]*) \|$/gm);
    const names = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !code.includes(name))).toEqual([]);
  });
});
