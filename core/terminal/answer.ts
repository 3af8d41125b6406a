import { shortErrorText } from '../error-texts.ts';
import type { StoreError } from '../kernel/error.ts';
import { formatTime } from '../kernel/time.ts';
import type { Dialog } from './dialogs.ts';
import { layOut, layOutTyping, type Rows } from './display.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';

/** The kinds of answer a terminal gives. */

/** Most digits taken; more are not heard. */
const maxDigits = 8;

/** A dialogue in which digits are typed. */
type TypingDialog = Extract<Dialog, { typed: string }>;

/** It is done. */
export function done(place: TerminalPlace, rows: Rows, dialog: Dialog | null = null): TerminalAnswer {
  return { lines: layOut(place, rows), tone: 'ok', dialog, refusal: null };
}

/** A choice or a confirmation is waited for. */
export function ask(place: TerminalPlace, rows: Rows, dialog: Dialog): TerminalAnswer {
  return { lines: layOut(place, rows), tone: 'ask', dialog, refusal: null };
}

/** Digits are waited for. */
export function askTyping(place: TerminalPlace, question: Rows, dialog: TypingDialog): TerminalAnswer {
  return { lines: layOutTyping(place, question, dialog.typed), tone: 'ask', dialog, refusal: null };
}

/** What was typed or pressed is no good: says so and waits at the same step. */
export function mistake(place: TerminalPlace, rows: Rows, dialog: Dialog): TerminalAnswer {
  return { lines: layOut(place, rows), tone: 'error', dialog, refusal: null };
}

/** What was typed is no good: says why, asks the question again, and forgets what was typed. */
export function typingMistake(place: TerminalPlace, why: string, question: Rows, dialog: TypingDialog): TerminalAnswer {
  return mistake(place, { rows: [why, question.fold], fold: why }, { ...dialog, typed: '' });
}

/** A card or an act is turned away; nothing changed. `label` is who or what, for people. */
export function refused(
  place: TerminalPlace,
  label: string,
  who: string | null,
  { code, context }: Pick<StoreError, 'code' | 'context'>,
): TerminalAnswer {
  const why = shortErrorText(code, place.language, context);
  return {
    lines: layOut(place, { rows: [label, why], fold: why }),
    tone: 'error',
    dialog: null,
    refusal: { code, who },
  };
}

/** What was typed, with one more digit. */
export function typedOn(typed: string, digit: string): string {
  return typed.length < maxDigits ? typed + digit : typed;
}

export function isDigit(key: string): boolean {
  return /^[0-9]$/.test(key);
}

/** An instant on the store's wall clock, `19:12`. */
export function timeAt(port: Pick<TerminalPort, 'state'>, at: number): string {
  return formatTime(at, port.state.site.site.store.timeZone);
}
