import { useRef, useState } from 'react';
import { tellRefused } from '../../client/act.ts';
import type { Board } from '../../client/board-state.ts';
import { boardStore, useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { i18n } from '../../client/i18n.ts';
import { isFound } from '../../components/initials.ts';
import { type BoardAction, type CommandLine, parseCommandLine } from './command-line.ts';
import { runAction } from './run-action.ts';
import { verbWords } from './verb-words.ts';

/** A line, and the board it was typed on: what whoever typed it meant. */
interface Typed {
  line: string;
  on: Board | null;
}

const nothing: Typed = { line: '', on: null };

/** The line in the box on top: what it means on the board as it is now, and how it is done. */
export interface TypedLine {
  line: string;
  meaning: CommandLine;
  type(line: string): void;
  /** Whether that is what stands there now, also from within an older render. */
  stands(line: string): boolean;
  /**
   * Does what a line means; the typed one where none is given. Where somebody else has changed what it means since it was
   * typed, nothing is done and that is told: the next time it is done as it is then.
   * @returns the action that was done; null where nothing was
   */
  run(line?: string): Promise<BoardAction | null>;
}

export function useTypedLine(): TypedLine {
  const catalog = useCatalog();
  const { language } = useFormat();
  const [typed, setTyped] = useState(nothing);
  // While nothing is typed, no change of the store means anything here.
  const now = useBoard((all) => (typed.line === '' ? null : all));
  /** The line whose answer is waited for: the same one again is one press too many. */
  const underway = useRef<string | null>(null);

  const meaningOn = (line: string, board: Board | null): CommandLine =>
    board
      ? parseCommandLine(line, {
          rooms: board.rooms,
          technicians: board.technicians,
          catalog,
          reservations: board.reservations,
          words: verbWords[language],
          finds: isFound,
        })
      : { kind: 'empty' };
  const latest = useRef('');
  const type = (line: string) => {
    latest.current = line;
    setTyped({ line, on: boardStore.board });
  };

  const run = async (line = typed.line): Promise<BoardAction | null> => {
    const meaning = meaningOn(line, now);
    if (meaning.kind !== 'act' || underway.current === line) return null;
    const { action } = meaning;
    if (!isAsTyped(action, meaningOn(line, typed.on ?? now))) {
      type(typed.line);
      tellRefused(i18n.t('command-line:changed', { room: action.roomNo }));
      return null;
    }
    underway.current = line;
    try {
      // What was typed stays until it is done, whatever happens to the line.
      if (!(await runAction(action))) return null;
    } finally {
      if (underway.current === line) underway.current = null;
    }
    return action;
  };

  return {
    line: typed.line,
    meaning: meaningOn(typed.line, now),
    type,
    stands: (line) => latest.current === line,
    run,
  };
}

/** Whether it does what the line did when it was typed; one that could not be done then was not mistaken for another. */
function isAsTyped(action: BoardAction, then: CommandLine): boolean {
  return then.kind !== 'act' || JSON.stringify(then.action) === JSON.stringify(action);
}
