import iconv from 'iconv-lite';
import { type Command, ledColour, textCode } from '../osdp/codec/commands.ts';
import type { TextEncoding } from '../osdp/text.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

const BLANK = 0x20;
const REPLACEMENT = /\uFFFD/g;

/** The text display: a permanent layer, and a temporary one before it until its time is over. */
export class SimScreen {
  readonly #lines: number;
  readonly #columns: number;
  readonly #encoding: TextEncoding;
  readonly #scheduler: Scheduler;
  readonly #onChange: () => void;
  #permanent: Uint8Array;
  #temporary: Uint8Array | undefined;
  #timer: TimerHandle | undefined;

  constructor(
    size: { lines: number; columns: number; encoding: TextEncoding },
    scheduler: Scheduler,
    onChange: () => void,
  ) {
    this.#lines = size.lines;
    this.#columns = size.columns;
    this.#encoding = size.encoding;
    this.#scheduler = scheduler;
    this.#onChange = onChange;
    this.#permanent = new Uint8Array(size.lines * size.columns).fill(BLANK);
  }

  /** The lines as a person sees them, each as wide as the display. */
  get lines(): string[] {
    const cells = this.#temporary ?? this.#permanent;
    return Array.from({ length: this.#lines }, (_, line) => {
      const row = cells.subarray(line * this.#columns, (line + 1) * this.#columns);
      return iconv
        .decode(Buffer.from(row), this.#encoding === 'ascii' ? 'latin1' : 'gb18030')
        .replace(REPLACEMENT, '?');
    });
  }

  /** Executes a TEXT command; false when it does not fit the display. */
  write(command: CommandOf<'text'>): boolean {
    const { code, row, column, text, seconds } = command;
    const isTemporary = code === textCode.temporary || code === textCode.temporaryWrap;
    const isWrap = code === textCode.permanentWrap || code === textCode.temporaryWrap;
    const isInside = row >= 1 && row <= this.#lines && column >= 1 && column <= this.#columns;
    if (code < textCode.permanent || code > textCode.temporaryWrap || !isInside || (isTemporary && seconds === 0)) {
      return false;
    }
    if (isTemporary) {
      this.#temporary ??= this.#permanent.slice();
      this.#scheduler.clearTimeout(this.#timer);
      this.#timer = this.#scheduler.setTimeout(() => this.#endTemporary(), seconds * 1000);
    } else {
      // New permanent text is meant to be read now.
      this.#scheduler.clearTimeout(this.#timer);
      this.#temporary = undefined;
    }
    const cells = this.#temporary ?? this.#permanent;
    const start = (row - 1) * this.#columns + column - 1;
    const end = isWrap ? cells.length : row * this.#columns;
    cells.set(text.subarray(0, end - start), start);
    this.#onChange();
    return true;
  }

  /** As after switching on. */
  clear(): void {
    this.#scheduler.clearTimeout(this.#timer);
    this.#temporary = undefined;
    this.#permanent = new Uint8Array(this.#permanent.length).fill(BLANK);
  }

  #endTemporary(): void {
    this.#temporary = undefined;
    this.#onChange();
  }
}

/** What the light does: a colour and whether it blinks. */
export interface LightState {
  colour: keyof typeof ledColour;
  isBlinking: boolean;
}

const colourNames = new Map(
  Object.entries(ledColour).map(([name, code]) => [code as number, name as LightState['colour']]),
);
const OFF: LightState = { colour: 'off', isBlinking: false };

/** The light: a permanent state, and a temporary one before it until its time is over. */
export class SimLight {
  readonly #scheduler: Scheduler;
  readonly #onChange: () => void;
  #permanent: LightState = OFF;
  #temporary: LightState | undefined;
  #timer: TimerHandle | undefined;

  constructor(scheduler: Scheduler, onChange: () => void) {
    this.#scheduler = scheduler;
    this.#onChange = onChange;
  }

  get state(): LightState {
    return this.#temporary ?? this.#permanent;
  }

  /** Executes a LED command; false when it is refused. */
  set(command: CommandOf<'led'>): boolean {
    const { temporary, permanent } = command;
    const isNothing = (part: { code: number; on: number; off: number }, set: number) =>
      part.code === set && part.on === 0 && part.off === 0;
    if (isNothing(temporary, 2) || isNothing(permanent, 1) || temporary.code > 2 || permanent.code > 1) return false;
    if (permanent.code === 1) this.#permanent = toLight(permanent);
    if (temporary.code !== 0) {
      this.#scheduler.clearTimeout(this.#timer);
      this.#temporary = temporary.code === 2 ? toLight(temporary) : undefined;
    }
    if (temporary.code === 2) {
      this.#timer = this.#scheduler.setTimeout(() => {
        this.#temporary = undefined;
        this.#onChange();
      }, temporary.timer100ms * 100);
    }
    this.#onChange();
    return true;
  }

  /** As after switching on. */
  clear(): void {
    this.#scheduler.clearTimeout(this.#timer);
    this.#temporary = undefined;
    this.#permanent = OFF;
  }
}

function toLight(part: { on: number; off: number; onColour: number; offColour: number }): LightState {
  const isBlinking = part.on > 0 && part.off > 0 && part.onColour !== part.offColour;
  return { colour: colourNames.get(part.on > 0 ? part.onColour : part.offColour) ?? 'off', isBlinking };
}
