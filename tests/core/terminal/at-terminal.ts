import type { Dialog } from '../../../core/terminal/dialogs.ts';
import { dialogTimedOut, handleCard, handleKey } from '../../../core/terminal/handle.ts';
import { idleLines } from '../../../core/terminal/idle.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from '../../../core/terminal/terminal.ts';
import { dayCounts, type TestStore } from '../../host/test-store.ts';

/** Somebody in front of a terminal: holds cards, presses keys, reads the answer. */
export class AtTerminal {
  readonly store: TestStore;
  readonly place: TerminalPlace;
  dialog: Dialog | null = null;

  constructor(store: TestStore, roomNo: string | null, place: Partial<TerminalPlace> = {}) {
    this.store = store;
    const terminalId = roomNo === null ? 'clock-room/1' : (store.state.site.terminalOfRoom.get(roomNo) ?? '');
    this.place = { terminalId, roomNo, lines: 2, columns: 16, language: 'zh-CN', ...place };
  }

  /** Holds the card of a technician, a member of staff or a wristband, then presses keys. */
  swipe(holder: string, keys = ''): TerminalAnswer {
    return this.card(this.store.cardOf(holder), keys);
  }

  card(uid: string, keys = ''): TerminalAnswer {
    const answer = this.#keep(handleCard(this.#port(), this.place, uid, this.dialog));
    return keys === '' ? answer : this.press(keys);
  }

  /** Fails where the dialogue has ended before the last key. */
  press(keys: string): TerminalAnswer {
    let answer: TerminalAnswer | null = null;
    for (const key of keys) {
      if (!this.dialog) throw new Error(`no dialogue is open at key ${key} of ${keys}`);
      // A dialogue is plain data: it must survive being written down.
      const stored = JSON.parse(JSON.stringify(this.dialog)) as Dialog;
      answer = this.#keep(handleKey(this.#port(), this.place, stored, key));
    }
    if (!answer) throw new Error('no key was pressed');
    return answer;
  }

  timeOut(): TerminalAnswer {
    return this.#keep(dialogTimedOut(this.store.state, this.place));
  }

  get idle(): string[] {
    return idleLines(this.store.state, this.place);
  }

  #keep(answer: TerminalAnswer): TerminalAnswer {
    this.dialog = answer.dialog;
    return answer;
  }

  #port(): TerminalPort {
    const { store, place } = this;
    return {
      state: store.state,
      at: store.at,
      businessDate: store.businessDate,
      dayOf: (technicianNo) => dayCounts(store, technicianNo),
      act: (name, data, actor) => store.act(name, data, actor, place.terminalId),
    };
  }
}
