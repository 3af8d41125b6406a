import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { createElement } from 'react';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { CommandAnswer } from '../../host/contract/commands.ts';

import classes from './act.module.css';
import { api } from './api.ts';
import { connection } from './connection.ts';
import { refusalOf, type StoreRefusal, textOfError } from './errors.ts';
import { i18n } from './i18n.ts';

/** A UUID v4. `crypto.randomUUID` is missing where the page came over plain HTTP from another machine. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Asks a manager for what a refusal says is needed; null where nobody approved. `reason`: what was given for the act. */
type AskManager = (refusal: StoreRefusal, reason: string) => Promise<string | null>;
let askManager: AskManager | null = null;

/** From now on, refusals for want of a manager's approval are put to one here, wherever they come from. */
export function askManagerBy(ask: AskManager | null): void {
  askManager = ask;
}

/**
 * Asks the store to do something, once, and where it wants a manager's approval, asks for that and does it then. Throws
 * what the store refuses, also for want of an approval that nobody gave.
 */
export async function tryAct<N extends CommandName>(name: N, data: CommandInput<N>): Promise<CommandAnswer> {
  const said = data as { authorisationId?: string; reason?: string };
  if (said.authorisationId !== undefined) return await actOnce(name, data);
  return await withApproval(name, (more) => actOnce(name, { ...data, ...more }), said.reason);
}

/**
 * Does something, and where the store wants a manager's approval of `act`, asks for that and does it again with it.
 * Throws as `tryAct`.
 */
export async function withApproval<Answer>(
  act: string,
  run: (more: { authorisationId?: string }) => Promise<Answer>,
  reason = '',
): Promise<Answer> {
  try {
    return await run({});
  } catch (error) {
    const refusal = refusalOf(error);
    if (!askManager || refusal?.context.act !== act || !('subject' in refusal.context)) throw error;
    const authorisationId = await askManager(refusal, reason);
    if (authorisationId === null) throw error;
    return await run({ authorisationId });
  }
}

/**
 * Asks the store to do something, once: when the line breaks before the answer, the same command id is sent again
 * after the line is back. Throws what the store refuses (read it with `refusalOf`, tell it with `textOfError`).
 */
async function actOnce<N extends CommandName>(name: N, data: CommandInput<N>): Promise<CommandAnswer> {
  const commandId = newCommandId();
  for (;;) {
    try {
      return await api.act.mutate({ commandId, name, data });
    } catch (error) {
      // The desktop window's own bridge never breaks: what fails there fails for good.
      if (refusalOf(error) || window.clockroom) throw error;
      connection.lost();
      await connection.whenOnline();
    }
  }
}

/** Like `tryAct`, but tells a refusal to the person at the screen and answers null. */
export async function act<N extends CommandName>(name: N, data: CommandInput<N>): Promise<CommandAnswer | null> {
  try {
    return await tryAct(name, data);
  } catch (error) {
    tellError(error);
    return null;
  }
}

/** After these nothing is recorded any more until somebody does something: the notice stays until it is closed. */
const lasting: ReadonlySet<string> = new Set(['DISK_FULL', 'DISK_READONLY', 'DISK_FAILED', 'DATA_DAMAGED']);

/** Tells an error to the person at the screen. */
export function tellError(error: unknown): void {
  tellRefused(textOfError(error), lasting.has(refusalOf(error)?.code ?? ''));
}

/** Says why something was not done, as a notice that stays long enough to be read; the same one twice stands there once. */
export function tellRefused(message: string, isLasting = false): void {
  const id = `refused ${message}`;
  notifications.hide(id);
  notifications.show({
    id,
    message,
    color: 'red',
    icon: createElement(IconAlertTriangle, { size: 22, 'aria-hidden': true }),
    classNames: { root: classes.refused, description: classes.text },
    autoClose: isLasting ? false : 8000,
    role: 'alert',
    closeButtonProps: { 'aria-label': i18n.t('common:close') },
  });
}
