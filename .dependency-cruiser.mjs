// The borders of the house, see docs/architecture.md. A folder may import only what stands in its row.
const rooms = ['core', 'db', 'hardware', 'host', 'electron', 'renderer'];

/** Builds one rule: files of `from` may reach, of our own folders, only themselves and `may`. */
const border = (from, may, comment) => ({
  name: `border-${from}`,
  severity: 'error',
  comment,
  from: { path: `^${from}/` },
  to: { path: `^(${rooms.filter((room) => room !== from && !may.includes(room)).join('|')}|tests|scripts)/` },
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
  ...['technicians', 'commission', 'clocks', 'visits', 'goods', 'bills', 'service-calls'],
];

export default {
  forbidden: [
    border('core', [], 'core is pure: it imports nothing of ours'),
    {
      name: 'core-no-io',
      severity: 'error',
      comment: 'core does no I/O: no Node built-ins; zod is its only library (shapes of data that come from outside)',
      from: { path: '^core/' },
      to: { pathNot: '^(core/|node_modules/zod/)' },
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
    border('electron', ['host'], 'electron imports host'),
    border('renderer', ['core', 'host'], 'renderer imports core helpers and the types of host/doors/api'),
    {
      name: 'renderer-host-types-only',
      severity: 'error',
      comment: 'the renderer knows the host by the types of host/doors/api only',
      from: { path: '^renderer/' },
      to: { path: '^host/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-host-api-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^host/', pathNot: '^host/doors/api/' },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      comment: 'the renderer runs in a browser',
      from: { path: '^renderer/', pathNot: 'vite\\.config' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'native-only-in-transport',
      severity: 'error',
      comment: 'native device libraries are imported in one place',
      from: { pathNot: '^(hardware/transport/|hardware/sim/|tests/)' },
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
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
