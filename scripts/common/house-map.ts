import { cruise, format, type ICruiseResult } from 'dependency-cruiser';
import { projectFolder, projectPath } from './project.ts';

/** One picture of the map: which rooms import which, types counted. */
export interface MapSheet {
  title: string;
  /** As the report of dependency-cruiser draws it. */
  mermaid: string;
  /** The same arrows by name: who imports, and what. */
  arrows: readonly (readonly [from: string, to: string])[];
}

const topFolders = ['core', 'db', 'hardware', 'host', 'electron', 'renderer', 'scripts'];

/** What stands for one room, by top folder; the desktop shell (`electron`) has no rooms. */
const roomsWithin: Readonly<Record<string, string>> = {
  core: '^core/[^/]+',
  db: '^db/[^/]+',
  hardware: '^hardware/[^/]+',
  // The doors are three floors of their own.
  host: '^host/(doors/[^/]+|[^/]+)',
  renderer: '^renderer/[^/]+',
  scripts: '^scripts/[^/]+',
};

/** The map of the house as it stands: the top folders, then the rooms of each. */
export async function mapOfHouse(): Promise<MapSheet[]> {
  const found = await everyImport();
  const house = await sheet(found, 'The house', {
    includeOnly: `^(${topFolders.join('|')})/`,
    collapse: `^(${topFolders.join('|')})(?=/)`,
  });
  const rooms: MapSheet[] = [];
  for (const [folder, collapse] of Object.entries(roomsWithin)) {
    rooms.push(await sheet(found, folder, { includeOnly: `^${folder}/`, collapse }));
  }
  return [house, ...rooms];
}

async function everyImport(): Promise<ICruiseResult> {
  const { output } = await cruise(topFolders, {
    baseDir: projectFolder,
    includeOnly: `^(${topFolders.join('|')})/`,
    tsPreCompilationDeps: true,
  });
  return resultOf(output);
}

async function sheet(
  found: ICruiseResult,
  title: string,
  cut: { includeOnly: string; collapse: string },
): Promise<MapSheet> {
  const drawn = await format(found, { ...cut, outputType: 'mermaid' });
  const listed = await format(found, { ...cut, outputType: 'json' });
  const { modules } = resultOf(listed.output);
  const arrows = modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap(({ resolved }) => (resolved === source ? [] : [[source, resolved] as const])),
  );
  return { title, mermaid: String(drawn.output).trim(), arrows };
}

function resultOf(output: ICruiseResult | string): ICruiseResult {
  return typeof output === 'string' ? (JSON.parse(output) as ICruiseResult) : output;
}

/** The page the map stands on. */
export const mapPage = projectPath('docs/design/map.md');

/** The page with its map as it is now; what a person wrote above the first picture stays. */
export function pageWith(page: string, sheets: readonly MapSheet[]): string {
  const [words = ''] = page.split(/^## /m);
  const drawn = sheets.map(({ title, mermaid }) => `## ${title}\n\n\`\`\`mermaid\n${mermaid}\n\`\`\`\n`);
  return `${words}${drawn.join('\n')}`;
}
