import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MapSheet, mapOfHouse, mapPage, pageWith } from '../../scripts/common/house-map.ts';

/** The order of the floors, lowest first, as the borders have them. */
const { floors, hostFloors } = (await import(new URL('../../.dependency-cruiser.mjs', import.meta.url).href)) as {
  floors: string[];
  hostFloors: string[][];
};
const floorsOf: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'The house': [['core', 'hardware'], ['db'], ['host'], ['electron', 'renderer'], ['scripts']],
  core: [['kernel'], ['model'], ['rules'], ['acts'], ['parts.ts'], ['terminal', 'what-if']],
  db: [['engine'], ['parts', 'operational', 'verify'], ['queries', 'parts.ts']],
  hardware: [['error.ts', 'scheduler.ts'], ['transport'], ['osdp', 'printer', 'reader', 'voice'], ['sim']],
  host: hostFloors,
  renderer: [...floors.map((floor) => [floor]), ['main.tsx']],
};

describe('the map of the house', () => {
  let sheets: MapSheet[];
  beforeAll(async () => {
    sheets = await mapOfHouse();
  });

  it('stands on its page as `npm run map` draws it', () => {
    const page = readFileSync(mapPage, 'utf8');
    expect(pageWith(page, sheets)).toBe(page);
  });

  it('shows every top folder and its rooms', () => {
    expect(sheets.map(({ title }) => title)).toEqual([...Object.keys(floorsOf), 'scripts']);
    for (const { title, arrows } of sheets) expect(arrows.length, title).toBeGreaterThan(0);
  });

  it('has no circle', () => {
    for (const { title, arrows } of sheets) expect(circleOf(arrows), title).toEqual([]);
  });

  it('has no arrow that runs back up', () => {
    for (const { title, arrows } of sheets) {
      const order = floorsOf[title] ?? [];
      const floorOf = (room: string) => order.findIndex((floor) => floor.includes(room.replace(`${title}/`, '')));
      const back = arrows.filter(([from, to]) => floorOf(from) >= 0 && floorOf(from) <= floorOf(to));
      expect(back, title).toEqual([]);
    }
  });
});

/** The arrows left when every room from which none leads on is taken away, again and again: none, without a circle. */
function circleOf(arrows: MapSheet['arrows']): MapSheet['arrows'] {
  const left = arrows.filter(([, to]) => arrows.some(([from]) => from === to));
  return left.length === arrows.length ? left : circleOf(left);
}
