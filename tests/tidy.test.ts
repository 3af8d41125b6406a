import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import exceptions from './tidy-exceptions.json' with { type: 'json' };

/**
 * Habits of the house that no other tool holds: how long a file and a function may be, that a constant stands in one
 * place, that every room says what it is. What does not keep to them today stands in `tidy-exceptions.json`, each with
 * its figure: a list that may only become shorter. Something mended is struck there, or this test says so.
 */

const root = path.resolve(import.meta.dirname, '..');
const topFolders = ['core', 'db', 'hardware', 'host', 'electron', 'renderer', 'scripts', 'tests'];
const fileLines = 400;
const testFileLines = 600;
const functionLines = 70;
/** A room with fewer files than this needs no page of its own. */
const roomFiles = 4;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...topFolders], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && existsSync(path.join(root, file)));
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const isTest = (file: string) => file.startsWith('tests/');
const sources = files.filter((file) => !isTest(file));

/** What breaks a habit, as `where` with its figure, beside what is known to. */
function expectOnly(found: ReadonlyMap<string, number>, known: Readonly<Record<string, number>>): void {
  const worse = [...found].filter(([where, figure]) => figure > (known[where] ?? 0));
  expect(worse, 'new, or worse than it was').toEqual([]);
  const mended = Object.entries(known).filter(([where, figure]) => (found.get(where) ?? 0) < figure);
  expect(mended, 'better than the list of exceptions says: write the new figure there, or strike it').toEqual([]);
}

function parsed(file: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true, kind);
}

describe('the house is tidy', () => {
  it(`files have at most ${fileLines} lines, tests ${testFileLines}`, () => {
    const long = new Map<string, number>();
    for (const file of files) {
      const lines = textOf(file).split('\n').length - 1;
      if (lines > (isTest(file) ? testFileLines : fileLines)) long.set(file, lines);
    }
    expectOnly(long, exceptions.files);
  });

  it(`functions have at most ${functionLines} lines`, () => {
    const long = new Map<string, number>();
    for (const file of sources) {
      for (const { name, lines } of functionsOf(parsed(file))) {
        if (lines > functionLines) long.set(`${file}:${name}`, lines);
      }
    }
    expectOnly(long, exceptions.functions);
  });

  it('a named constant with its value stands in one file', () => {
    const places = new Map<string, Set<string>>();
    for (const file of sources) {
      for (const constant of constantsOf(parsed(file))) {
        places.set(constant, (places.get(constant) ?? new Set()).add(file));
      }
    }
    const copied = [...places].flatMap(([constant, where]) =>
      where.size > 1 ? [[constant, where.size] as const] : [],
    );
    expectOnly(new Map(copied), exceptions.constants);
  });

  it('lengths of time stand in core/kernel/time.ts, in milliseconds by name', () => {
    const written = new Map<string, number>();
    for (const file of sources) {
      if (file === 'core/kernel/time.ts') continue;
      const count = lengthsOfTimeIn(parsed(file)).length;
      if (count > 0) written.set(file, count);
    }
    expectOnly(written, exceptions.time);
  });

  it(`a room of ${roomFiles} files or more says in a README of about ten lines what it is`, () => {
    const without = new Map<string, number>();
    for (const room of roomsOf()) {
      const page = path.join(root, room, 'README.md');
      if (!existsSync(page)) without.set(room, 1);
      else if (readFileSync(page, 'utf8').trim().split('\n').length < 4) without.set(room, 1);
    }
    expectOnly(without, exceptions.rooms);
  });
});

function* functionsOf(file: ts.SourceFile): Generator<{ name: string; lines: number }> {
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  function* within(node: ts.Node): Generator<{ name: string; lines: number }> {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      yield { name: nameOf(node), lines: lineOf(node.getEnd()) - lineOf(node.getStart()) + 1 };
    }
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children) yield* within(child);
  }
  yield* within(file);
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : 'constructor';
}

/** `name = value` of constants at the top of a file that are a number or a text. */
function constantsOf(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (!initializer || !/^[\d_]+( \* [\d_]+)*$/.test(initializer.getText())) return [];
      return [`${name.getText()} = ${initializer.getText()}`];
    });
  });
}

const minuteMs = 60_000;
/** A minute, an hour, 12 hours, a day, a week: nothing else in the house is such a number. */
const lengthsMs = new Set([1, 60, 720, 1440, 10_080].map((minutes) => minutes * minuteMs));

/** Numbers that say how long something is by digits: `60_000`, `60 * 1000`, and multiples of it where milliseconds are named. */
function lengthsOfTimeIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const look = (node: ts.Node, isMs: boolean) => {
    const named = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node);
    const inMs = named ? /Ms$/.test(node.name.getText()) : isMs;
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken) {
      const product = [node.left, node.right].map((side) => side.getText().replaceAll('_', '')).join(' * ');
      if (/(^|\* )(60 \* 1000|1000 \* 60)$/.test(product)) found.push(product);
    }
    if (ts.isNumericLiteral(node)) {
      const value = Number(node.text);
      if (lengthsMs.has(value) || (inMs && value > 0 && value % minuteMs === 0)) found.push(node.getText());
    }
    ts.forEachChild(node, (child) => look(child, inMs));
  };
  look(file, false);
  return found;
}

/** Top folders and their sub-folders, two deep, that hold so many files; aggregates' folders have their list's page. */
function roomsOf(): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const parts = file.split('/').slice(0, -1);
    for (const depth of [1, 2]) {
      if (parts.length < depth) continue;
      const room = parts.slice(0, depth).join('/');
      counts.set(room, (counts.get(room) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([room, count]) => (count >= roomFiles && !/^tests\/./.test(room) ? [room] : []));
}
