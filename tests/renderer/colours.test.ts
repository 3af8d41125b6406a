import { globSync, readFileSync } from 'node:fs';
import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { projectFolder, projectPath } from '../../scripts/common/project.ts';

const sheet = readFileSync(projectPath('renderer/colours.css'), 'utf8');

/** The colours of a theme, by their names. */
function coloursOf(selector: string): Map<string, string> {
  const block = sheet.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  return new Map([...block.matchAll(/--cr-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]));
}

const themes = {
  day: coloursOf(':root'),
  night: coloursOf(':root[data-mantine-color-scheme="dark"]'),
};

/** What is written in which colours, by the ground it stands on. */
const inksOn: Record<string, string[]> = {
  paper: ['ink', 'quiet', 'placeholder', 'teal', 'green', 'amber', 'red', 'blue', 'brown', 'violet'],
  ground: ['ink', 'quiet', 'teal', 'green', 'amber', 'red', 'blue', 'violet'],
  hover: ['ink', 'quiet', 'teal', 'red'],
  chip: ['ink', 'quiet'],
  busy: ['ink', 'quiet', 'red', 'amber', 'blue', 'violet'],
  teal: ['on-teal'],
  'teal-soft': ['ink', 'quiet', 'teal', 'red'],
  'green-soft': ['ink', 'green'],
  'amber-soft': ['ink', 'quiet', 'amber'],
  'red-soft': ['ink', 'quiet', 'red', 'amber', 'blue', 'violet'],
  'blue-soft': ['ink', 'blue'],
  'brown-soft': ['ink', 'quiet', 'brown'],
  'violet-soft': ['ink', 'violet'],
  'practice-soft': ['ink'],
};

const eyes: Record<string, (colour: Color) => Color | undefined> = {
  'most eyes': (colour) => colour,
  deuteranopia: filterDeficiencyDeuter(1),
  protanopia: filterDeficiencyProt(1),
  tritanopia: filterDeficiencyTrit(1),
};

/** The grounds of tiles that must not be taken for each other: vacant, served, late, dirty. */
const tiles = [
  ['paper', 'busy'],
  ['paper', 'red-soft'],
  ['paper', 'brown-soft'],
  ['busy', 'red-soft'],
  ['busy', 'brown-soft'],
] as const;
/** What is seen at a glance, beside each other; 1 is what a trained eye just tells apart. */
const atAGlance = 6;

describe.each(Object.entries(themes))('by %s', (_theme, colours) => {
  const colour = (name: string) => {
    const found = parse(colours.get(name) ?? '');
    if (!found) throw new Error(`no colour --cr-${name}`);
    return found;
  };

  test('every ink is readable on its grounds', () => {
    const weak = Object.entries(inksOn).flatMap(([ground, inks]) =>
      inks
        .map((ink) => ({ ink, ground, contrast: wcagContrast(colour(ink), colour(ground)) }))
        .filter(({ contrast }) => contrast < 4.5),
    );
    expect(weak).toEqual([]);
  });

  test('the mark of what has the focus is seen on every ground', () => {
    const grounds = Object.keys(inksOn).filter((ground) => ground !== 'teal');
    expect(grounds.filter((ground) => wcagContrast(colour('focus'), colour(ground)) < 3)).toEqual([]);
  });

  test.each(Object.entries(eyes))('rooms of different states are told apart by %s', (_who, seen) => {
    const differ = differenceCiede2000();
    const alike = tiles
      .map(([one, other]) => {
        const [a, b] = [seen(colour(one)), seen(colour(other))];
        return { one, other, difference: a && b ? differ(a, b) : 0 };
      })
      .filter(({ difference }) => difference < atAGlance);
    expect(alike).toEqual([]);
  });
});

test('both themes have the same colours', () => {
  expect([...themes.night.keys()]).toEqual([...themes.day.keys()]);
  expect(themes.day.size).toBeGreaterThan(20);
});

/** What looks the same by day and by night: the wall, paper, banners across everything, a terminal's front. */
const own = /(display|paper|lost|stop-banner|practice-banner|practice)\.module\.css$/;

test('no other style sheet or component has colours of its own', () => {
  const files = globSync(['renderer/**/*.css', 'renderer/**/*.tsx'], { cwd: projectFolder }).filter(
    (file) => !file.endsWith('colours.css') && !own.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    [
      ...readFileSync(projectPath(file), 'utf8').matchAll(
        /(?<=[:\s'"(,])#[0-9a-fA-F]{3,8}(?=[\s;'",)])|: (?:white|black);/g,
      ),
    ].map(([hex]) => `${file}: ${hex}`),
  );
  expect(found).toEqual([]);
});
