import { shortErrorText } from '../../../core/error-texts.ts';
import type { Language } from '../../../core/kernel/money.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import type { Dialog } from '../../../core/terminal/dialogs.ts';
import { layOut } from '../../../core/terminal/display.ts';
import { dialogTimedOut, handleCard, handleKey } from '../../../core/terminal/handle.ts';
import { idleLines, reminderLines } from '../../../core/terminal/idle.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from '../../../core/terminal/terminal.ts';
import { textsOf } from '../../../core/terminal/texts.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { LedPattern } from '../../../hardware/osdp/clock-terminal.ts';
import type { TerminalState } from '../../../hardware/osdp/session-types.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import { type Picture, TerminalScreen } from './terminal-screen.ts';
import type { TerminalDevice, TerminalLog, TerminalStore } from './terminal-store.ts';

export interface TerminalControllerOptions {
  terminalId: string;
  /** As the site file has it now. Throws StoreError TERMINAL_UNKNOWN where it has left it. */
  place(): TerminalPlace;
  device(): TerminalDevice;
  store: TerminalStore;
  scheduler: Scheduler;
  log: TerminalLog;
  /** Writes down a card or an act that was turned away. */
  refuse(refusal: CommandInput<'swipe.refuse'>): void;
  /** A card was read again that counts once. */
  onRepeated?(): void;
}

/** The same card within this time is one swipe. */
const repeatMs = 2_000;
const answerMs = 8_000;
const dialogMs = 30_000;
const hintMs = 2_000;
const reminderMs = 10_000;

const leds: Record<TerminalAnswer['tone'], LedPattern> = { ok: 'green', error: 'red', ask: 'amber' };

/**
 * One clock terminal at work: cards and keys in, lines, light and beeps out. It keeps the dialogue, lets it end after
 * thirty seconds, and goes back to showing its room.
 */
export class TerminalController {
  readonly #options: TerminalControllerOptions;
  readonly #screen: TerminalScreen;
  #dialog: Dialog | null = null;
  /** The card the dialogue began with. */
  #card = '';
  #isIdle = true;
  /** What is on the display, below a notice that passes. */
  #base: Picture = { lines: [], led: 'off' };
  #notice: Picture | null = null;
  #timer: TimerHandle | undefined;
  #noticeTimer: TimerHandle | undefined;
  /** By card: when it was last read, on the scheduler's clock; only what is younger than `repeatMs`. */
  #reads = new Map<string, number>();
  #waiting: (() => void)[] = [];
  #isHandling = false;

  constructor(options: TerminalControllerOptions) {
    this.#options = options;
    this.#screen = new TerminalScreen(options.device);
  }

  /** A card was read. `uid`: upper-case hex. */
  onCard(uid: string): void {
    this.#handle(() => {
      if (this.#isRepeated(uid)) {
        this.#sayRepeated();
        return;
      }
      this.#options.store.meetCard(uid);
      this.#card = uid;
      const before = this.#base;
      const answer = handleCard(this.#port(), this.#options.place(), uid, this.#dialog);
      this.#take(answer);
      // Another person's card where the same menu stands already: nothing would tell that it was read.
      if (answer.tone === 'ask' && looksAlike(before, this.#base)) this.#screen.beep('ok');
      this.#screen.show(this.#base);
    });
  }

  /** Keys were pressed, in this order. Without a dialogue they only bring the hint to swipe first. */
  onKeys(keys: string): void {
    this.#handle(() => {
      if (!this.#dialog) {
        if (this.#isIdle) this.#sayHint();
        return;
      }
      for (const key of keys) {
        if (!this.#dialog) break;
        this.#take(handleKey(this.#port(), this.#options.place(), this.#dialog, key));
      }
      this.#screen.show(this.#base);
    });
  }

  /** The terminal came or went. What comes back shows where it stands. */
  onState(state: TerminalState): void {
    if (state !== 'online') return;
    this.#handle(() => {
      if (this.#isIdle) this.#rest();
      if (!this.#notice) this.#screen.show(this.#base);
      this.#screen.repaint();
    });
  }

  /** Something in the room changed: an idle display follows at once, a busy one when it is idle again. */
  refresh(): void {
    if (this.#isHandling || !this.#isIdle) return;
    this.#rest();
    if (!this.#notice) this.#screen.show(this.#base);
  }

  /**
   * Beeps and shows that a clock is about to end. Rejects with OSDP_OFFLINE where nobody could hear it, and with
   * TERMINAL_UNKNOWN.
   */
  async remind(clock: { technicianNo: string; dueAt: number; extendedMinutes?: number }): Promise<void> {
    const { store, place, device } = this.#options;
    const lines = reminderLines(store.state(), place(), clock);
    this.#putNotice({ lines, led: 'blink-amber' }, reminderMs);
    try {
      await device().beep('remind');
    } catch (error) {
      // A terminal without a beeper has shown it.
      if (!(error instanceof HardwareError && error.code === 'OSDP_REFUSED')) throw error;
    }
  }

  /** Stops the timers; the display stays as it is. */
  close(): void {
    const { scheduler } = this.#options;
    scheduler.clearTimeout(this.#timer);
    scheduler.clearTimeout(this.#noticeTimer);
    this.#dialog = null;
  }

  /** One after the other, also where handling one brings the next. A fault ends the dialogue, never the controller. */
  #handle(work: () => void): void {
    this.#waiting.push(work);
    if (this.#isHandling) return;
    this.#isHandling = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        next();
      } catch (error) {
        this.#fail(error);
      }
    }
    this.#isHandling = false;
  }

  #port(): TerminalPort {
    const { store, terminalId } = this.#options;
    return {
      state: store.state(),
      at: store.now(),
      businessDate: store.businessDate(),
      dayOf: (technicianNo) => store.dayOf(technicianNo),
      // The bus delivers a read once at most, so every act is a command of its own.
      act: (name, data, actor) => store.act(store.newId(), name, data, actor, terminalId),
    };
  }

  /** Makes an answer what the terminal stands at, for as long as it lasts. */
  #take(answer: TerminalAnswer): void {
    this.#dialog = answer.dialog;
    this.#endNotice();
    this.#tell(answer);
    if (answer.dialog || answer.tone !== 'ask') {
      this.#stand({ lines: answer.lines, led: leds[answer.tone] }, answer.dialog ? dialogMs : answerMs);
    } else {
      this.#rest();
    }
  }

  /** Shows a picture for a time, then the room again. */
  #stand(picture: Picture, forMs: number): void {
    const { scheduler } = this.#options;
    this.#isIdle = false;
    this.#base = picture;
    scheduler.clearTimeout(this.#timer);
    this.#timer = scheduler.setTimeout(() => this.#handle(() => this.#timedOut()), forMs);
  }

  /** Beeps, writes a refusal down, tells the clock-room display. */
  #tell(answer: TerminalAnswer): void {
    const { store, refuse, terminalId, place } = this.#options;
    if (answer.tone !== 'ask') this.#screen.beep(answer.tone);
    if (answer.technicianNo !== undefined) store.onSpotlight(answer.technicianNo, answer.lines);
    if (!answer.refusal) return;
    const { code, who } = answer.refusal;
    try {
      refuse({ place: terminalId, roomNo: place().roomNo, card: this.#card.slice(0, 32), who, code });
    } catch (error) {
      this.#log(error);
    }
  }

  #timedOut(): void {
    if (this.#dialog) this.#take(dialogTimedOut(this.#options.store.state(), this.#options.place()));
    else this.#rest();
    if (!this.#notice) this.#screen.show(this.#base);
  }

  /** Stands at the room again; blank where that cannot be read. */
  #rest(): void {
    const { store, scheduler, place } = this.#options;
    scheduler.clearTimeout(this.#timer);
    this.#isIdle = true;
    try {
      this.#base = { lines: idleLines(store.state(), place()), led: 'off' };
    } catch (error) {
      this.#log(error);
      this.#base = { lines: [], led: 'off' };
    }
  }

  #isRepeated(uid: string): boolean {
    const nowMs = this.#options.scheduler.now();
    for (const [card, atMs] of this.#reads) if (nowMs - atMs >= repeatMs) this.#reads.delete(card);
    const isRepeated = this.#reads.has(uid);
    this.#reads.set(uid, nowMs);
    return isRepeated;
  }

  #sayRepeated(): void {
    this.#options.onRepeated?.();
    const place = this.#options.place();
    const lines = this.#under(place, shortErrorText('SWIPE_REPEATED', place.language));
    this.#putNotice({ lines, led: 'red' }, hintMs);
    this.#screen.beep('error');
  }

  #sayHint(): void {
    const place = this.#options.place();
    const lines = this.#under(place, textsOf(place.language).swipeHere);
    this.#putNotice({ lines, led: 'off' }, hintMs);
  }

  /** The first line as it is, and a text below it. */
  #under(place: TerminalPlace, text: string): string[] {
    return layOut(place, { rows: [this.#base.lines[0] ?? '', text], fold: text });
  }

  #putNotice(picture: Picture, forMs: number): void {
    const { scheduler } = this.#options;
    this.#endNotice();
    this.#notice = picture;
    this.#screen.show(picture);
    this.#noticeTimer = scheduler.setTimeout(() => {
      this.#endNotice();
      this.#screen.show(this.#base);
    }, forMs);
  }

  #endNotice(): void {
    this.#options.scheduler.clearTimeout(this.#noticeTimer);
    this.#notice = null;
  }

  /** A fault in the program: the dialogue ends, the terminal goes on. */
  #fail(error: unknown): void {
    this.#log(error);
    this.#dialog = null;
    this.#endNotice();
    this.#stand({ lines: [shortErrorText('INTERNAL', this.#language())], led: 'red' }, answerMs);
    this.#screen.show(this.#base);
    this.#screen.beep('error');
  }

  #language(): Language {
    try {
      return this.#options.place().language;
    } catch {
      return 'en';
    }
  }

  #log(error: unknown): void {
    const { terminalId, log } = this.#options;
    log.error({ terminalId, err: error }, 'a terminal failed');
  }
}

function looksAlike(one: Picture, other: Picture): boolean {
  return one.led === other.led && one.lines.join('\n') === other.lines.join('\n');
}
