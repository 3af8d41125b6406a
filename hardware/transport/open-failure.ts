/** Why a line could not be opened, as far as the system says. */
export type OpenFailure =
  /** There is no such device. */
  | 'missing'
  /** Another program has it open. */
  | 'in-use'
  /** This user may not use it. */
  | 'denied'
  /** It is something else than a serial line. */
  | 'no-line'
  /** The network device is there, but takes no connection (another one may have it). */
  | 'refused'
  /** There is no machine of that name. */
  | 'unknown-host'
  /** Nothing at that address answers. */
  | 'no-answer';

/** The serial library tells by words only; the system's own codes stand first. */
const signs: readonly [RegExp, OpenFailure][] = [
  [/ECONNREFUSED/, 'refused'],
  [/ENOTFOUND|EAI_AGAIN|EAI_FAIL/, 'unknown-host'],
  [/TRANSPORT_TIMEOUT|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EHOSTDOWN/, 'no-answer'],
  [/ENOENT|ENXIO|ENODEV|no such (file|device)|file not found|device not configured/i, 'missing'],
  [/EACCES|EPERM|permission denied|operation not permitted/i, 'denied'],
  [/EBUSY|cannot lock|resource (busy|temporarily unavailable)|access denied/i, 'in-use'],
  [/ENOTTY|inappropriate ioctl|not a (typewriter|tty)/i, 'no-line'],
];

/** What the system's error says; undefined where it says nothing that is known. */
export function openFailureOf(cause: unknown): OpenFailure | undefined {
  if (!(cause instanceof Error)) return undefined;
  const words = `${'code' in cause ? String(cause.code) : ''} ${cause.message}`;
  return signs.find(([sign]) => sign.test(words))?.[1];
}
