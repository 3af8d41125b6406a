// The borders of the house, see docs/design/architecture.md. A folder may import only what stands in its row.
const rooms = ['core', 'db', 'hardware', 'host', 'electron', 'renderer'];

/** Builds one rule: files of `from` may reach, of our own folders, only themselves and `may`. */
const border = (from, may, comment) => ({
  name: `border-${from}`,
  severity: 'error',
  comment,
  from: { path: `^${from}/` },
  to: { path: `^(${rooms.filter((room) => room !== from && !may.includes(room)).join('|')}|tests|scripts)/` },
});

/** The floors of the renderer, the lowest first. A file imports from its own floor and from those below. */
export const floors = ['client', 'components', 'shared', 'store', 'app'];

const floorBorders = floors.map((floor, at) => ({
  name: `renderer-floor-${floor}`,
  severity: 'error',
  comment: `nothing in the renderer looks up: ${floors.join(' < ')} < main.tsx`,
  from: { path: `^renderer/${floor}/` },
  to: { path: `^renderer/(${[...floors.slice(at + 1).map((above) => `${above}/`), '[^/]+$'].join('|')})` },
}));
/** The floors of the host, lowest first. A folder may import itself and whatever lies below; types count. */
export const hostFloors = [
  ['contract'],
  ['secrets', 'paper', 'aside'],
  ['effects', 'people'],
  ['parts'],
  ['practice'],
  ['screens', 'reports', 'setup', 'devices', 'safekeeping', 'health', 'support'],
  ['store'],
  ['doors/api'],
  ['doors/tls'],
  ['doors/stations'],
  ['doors/boot'],
];
const hostBorders = hostFloors.flatMap((floor, at) => {
  const below = new Set(hostFloors.slice(0, at).flat());
  return floor.map((folder) => ({
    name: `host-${folder.replace('/', '-')}`,
    severity: 'error',
    comment: `host/${folder} imports itself and what lies below it in the host, see host/README.md`,
    from: { path: `^host/${folder}/` },
    to: {
      path: `^host/(${hostFloors
        .flat()
        .filter((other) => other !== folder && !below.has(other))
        .join('|')})/`,
    },
  }));
});

/** Builds one rule for the database: files of `from` may reach, inside `db/`, only what matches `may`. */
const inDatabase = (name, from, may, comment) => ({
  name: `db-${name}`,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^db/', pathNot: may },
});

/** The parts of the database as in the list of `db/parts.ts`: a part may look into those before it, never behind it. */
export const databaseLadder = [
  ...['clock-types', 'attendance', 'authorisations', 'reservations', 'rotation', 'site', 'rooms', 'staff', 'cards'],
  ...['technicians', 'commission', 'clocks', 'visits', 'wishes', 'goods', 'bills', 'service-calls', 'incidents'],
];

/** The nouns of core and its verbs, the lowest first: each may look down its ladder, never up. Types count. */
export const modelLadder = [
  ...['clock-types', 'rotation', 'site', 'staff', 'devices', 'cards', 'attendance', 'commission', 'clocks'],
  ...['rooms', 'visits', 'wishes', 'technicians', 'reservations', 'goods', 'bills', 'authorisations', 'service-calls'],
];
export const rulesLadder = [
  ...['authorisations', 'reservations', 'rotation', 'technicians', 'clocks', 'visits', 'wishes', 'bills', 'site'],
  ...['cards', 'rooms', 'service-calls', 'goods', 'attendance', 'commission', 'staff', 'devices'],
];
const ladder = (floor, rungs) =>
  rungs.slice(0, -1).map((rung, at) => ({
    name: `core-${floor}-ladder`,
    severity: 'error',
    comment: `core/${floor}/ is a ladder: ${rungs.join(' < ')}`,
    from: { path: `^core/${floor}/${rung}/` },
    to: { path: `^core/${floor}/(${rungs.slice(at + 1).join('|')})/` },
  }));

/** Builds one rule for core: files of `from` may reach, inside `core/`, only what matches `may`. */
const inCore = (name, from, may, comment) => ({
  name: `core-${name}`,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^core/', pathNot: may },
});

export default {
  forbidden: [
    border('core', [], 'core is pure: it imports nothing of ours'),
    inCore('kernel', '^core/kernel/', '^core/kernel/', 'the kernel imports nothing'),
    inCore('aggregate', '^core/model/[^/]+/', '^core/(kernel|model/[^/]+)/', 'a noun knows the kernel and other nouns'),
    inCore('model', '^core/model/[^/]+$', '^core/(kernel|model)/', 'what composes the nouns knows nothing else'),
    inCore('rules', '^core/rules/', '^core/(kernel|model|rules)/', 'verbs know nouns, and verbs below them'),
    inCore('acts', '^core/acts/', '^core/(kernel|model|rules|acts)/', 'acts cross aggregates'),
    inCore('parts', '^core/[^/]+$', '^core/(kernel|model|rules|acts)/', 'the lists compose; nothing above is theirs'),
    {
      name: 'core-parts-from-above',
      severity: 'error',
      comment: 'nobody imports the lists from below',
      from: { path: '^core/(kernel|model|rules|acts)/' },
      to: { path: '^core/[^/]+$' },
    },
    ...ladder('model', modelLadder),
    ...ladder('rules', rulesLadder),
    {
      name: 'core-no-io',
      severity: 'error',
      comment: 'core does no I/O: no Node built-ins; zod is its only library (shapes of data that come from outside)',
      from: { path: '^core/', pathNot: '^core/seal/' },
      to: { pathNot: '^(core/|node_modules/zod/)' },
    },
    inCore('seal', '^core/seal/', '^core/(kernel|seal)/', 'what is computed with cryptography knows no noun'),
    {
      name: 'core-seal-io',
      severity: 'error',
      comment: 'core/seal/ is the only room of core with node:crypto, and has nothing else',
      from: { path: '^core/seal/' },
      to: { pathNot: '^(core/|node_modules/zod/|(node:)?crypto$)' },
    },
    {
      name: 'core-seal-closed',
      severity: 'error',
      comment: 'nobody in core imports core/seal/, so that screens can bundle the rest; no screen either',
      from: { path: '^(core|renderer|electron)/', pathNot: '^core/seal/' },
      to: { path: '^core/seal/' },
    },
    border('db', ['core'], 'db imports core'),
    inDatabase('engine', '^db/engine/', '^db/engine/', 'the engine knows no part: its schema is given to it'),
    {
      name: 'db-engine-founding',
      severity: 'error',
      comment: 'the founding steps stand upon the engine; the list of parts puts them together',
      from: { path: '^db/engine/[^/]+$' },
      to: { path: '^db/engine/founding/' },
    },
    inDatabase('part', '^db/parts/', '^db/(engine|parts)/', 'a part stands upon the engine and parts below it'),
    ...databaseLadder.slice(0, -1).map((part, index) => ({
      name: 'db-ladder',
      severity: 'error',
      comment: 'a part looks down the ladder only',
      from: { path: `^db/parts/${part}/` },
      to: { path: `^db/parts/(${databaseLadder.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'db-part-rules',
      severity: 'error',
      comment: 'what a part stores follows from events alone; only its checks ask the rules again',
      from: { path: '^db/parts/', pathNot: '^db/parts/[^/]+/checks/' },
      to: { path: '^core/(rules|acts|terminal|what-if)/' },
    },
    inDatabase(
      'operational',
      '^db/operational/',
      '^db/(engine|operational)/',
      'what is kept beside the journal knows no part',
    ),
    inDatabase('queries', '^db/queries/', '^db/(engine|parts|queries)/', 'queries over several parts stand above them'),
    inDatabase('verify', '^db/verify/', '^db/(engine|verify)/', 'the proof is given the parts’ checks'),
    border('hardware', [], 'hardware imports nothing of ours'),
    border('host', ['core', 'db', 'hardware'], 'host imports core, db, hardware'),
    ...hostBorders,
    {
      name: 'host-part-inside',
      severity: 'error',
      comment: 'a part knows another by its views and its service, never by its inside',
      from: { path: '^host/parts/([^/]+)/' },
      to: { path: '^host/parts/', pathNot: '^host/parts/($1/|[^/]+/(views|service)\\.ts$)' },
    },
    {
      name: 'host-part-types-only',
      severity: 'error',
      comment: 'and of these the types only',
      from: { path: '^host/parts/([^/]+)/' },
      to: { path: '^host/parts/', pathNot: '^host/parts/$1/', dependencyTypesNot: ['type-only'] },
    },
    border('electron', ['core', 'host'], 'electron imports host, and lengths of time'),
    {
      name: 'electron-kernel',
      severity: 'error',
      comment: 'of core the desktop knows lengths of time alone',
      from: { path: '^electron/' },
      to: { path: '^core/', pathNot: '^core/kernel/time\\.ts$' },
    },
    {
      name: 'electron-host',
      severity: 'error',
      comment: 'the desktop opens the running store and its doors; it reaches no further into the host',
      from: { path: '^electron/' },
      to: { path: '^host/', pathNot: '^host/(store/running-store\\.ts$|doors/|contract/)' },
    },
    border('renderer', ['core', 'host'], 'renderer imports core helpers and types of the host'),
    {
      name: 'renderer-host-types-only',
      severity: 'error',
      comment: 'the renderer knows the host by types only',
      from: { path: '^renderer/' },
      to: { path: '^host/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-host-api-only',
      severity: 'error',
      comment: 'the renderer knows the host by its calls, what they are given and what they answer',
      from: { path: '^renderer/' },
      to: { path: '^host/', pathNot: '^host/(doors/api|parts/[^/]+|contract|screens)/' },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      comment: 'the renderer runs in a browser',
      from: { path: '^renderer/', pathNot: 'vite\\.config' },
      to: { dependencyTypes: ['core'] },
    },
    ...floorBorders,
    {
      name: 'renderer-screen-alone',
      severity: 'error',
      comment: 'a screen imports no other screen, nor their list; what two of them use stands in renderer/shared',
      from: { path: '^renderer/store/([^/]+)/' },
      to: { path: '^renderer/store/', pathNot: '^renderer/store/$1/' },
    },
    {
      name: 'renderer-screen-by-list',
      severity: 'error',
      comment: 'a screen is known by its descriptor, and that only to the list of screens',
      from: { path: '^renderer/', pathNot: '^renderer/store/[^/]+/' },
      to: { path: '^renderer/store/[^/]+/', pathNot: '^renderer/store/[^/]+/screen\\.ts$' },
    },
    {
      name: 'renderer-descriptor-by-list',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/store/screens\\.ts$' },
      to: { path: '^renderer/store/[^/]+/screen\\.ts$' },
    },
    {
      name: 'native-only-in-transport',
      severity: 'error',
      comment: 'native device libraries are imported in one place; the benchmarks compare with them',
      from: { pathNot: '^(hardware/transport/|hardware/sim/|scripts/common/bare-serial\\.ts$|tests/)' },
      to: { path: 'node_modules/(serialport|@serialport|node-hid|koffi)/' },
    },
    {
      name: 'sqlite-only-in-db',
      severity: 'error',
      from: { pathNot: '^(db/|tests/|scripts/)' },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'electron-only-in-electron',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: 'node_modules/electron/' },
    },
    { name: 'no-circle', severity: 'error', comment: 'types counted', from: {}, to: { circular: true } },
    {
      name: 'no-folder-circle',
      severity: 'error',
      comment: 'nor between folders, types counted',
      scope: 'folder',
      // The library of that name is not installed, and would count as the folder.
      from: { pathNot: '^electron$' },
      to: { circular: true },
    },
    {
      name: 'scripts-alone',
      severity: 'error',
      comment: 'nobody imports scripts',
      from: { path: '^(core|db|hardware|host|electron|renderer)/' },
      to: { path: '^scripts/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^electron$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
