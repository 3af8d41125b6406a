import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { navigate } from '../../client/router.ts';
import { useSession } from '../../client/session.ts';
import { isFound } from '../../components/initials.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { chooseRoom, chosenRoomNo } from './board-view.ts';
import { type BoardAction, type CommandLine, type Hit, parseCommandLine } from './command-line.ts';
import { CommandWords } from './command-words.tsx';
import { runAction } from './run-action.ts';
import { verbWords } from './verb-words.ts';

/** The box on top: finds rooms, bands, people and items, and runs a line like `302 加钟 30`. Digits typed anywhere go here. */
export function CommandBox() {
  const { t } = useTranslation('command-line');
  const session = useSession();
  const catalog = useCatalog();
  const { language } = useFormat();
  const combobox = useCombobox();
  const field = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState('');
  // While nothing is typed, no change of the store means anything here.
  const board = useBoard((all) => (line === '' ? null : all));

  const read = (text: string, on: Board): CommandLine =>
    parseCommandLine(text, {
      rooms: on.rooms,
      technicians: on.technicians,
      catalog,
      reservations: on.reservations,
      words: verbWords[language],
      finds: isFound,
    });
  const meaning: CommandLine = board ? read(line, board) : { kind: 'empty' };

  useHotkeys([['mod+K', () => field.current?.focus()]], []);
  useEffect(() => {
    const onDigit = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const typing = target?.closest('input, textarea, select, [contenteditable], [role="dialog"]');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
      // The key itself goes on into the field that now has the focus.
      field.current?.focus();
    };
    window.addEventListener('keydown', onDigit);
    return () => window.removeEventListener('keydown', onDigit);
  }, []);

  const leave = () => {
    setLine('');
    combobox.closeDropdown();
    field.current?.blur();
  };
  const goTo = (roomNo: string | null) => {
    if (roomNo === null) return;
    leave();
    chooseRoom(roomNo);
    navigate('board');
  };
  const take = async (hit: Hit) => {
    const roomNo = chosenRoomNo();
    if (hit.kind === 'service' || hit.kind === 'goods') {
      // An item alone is meant for the room that is chosen.
      const again = board && roomNo !== null ? read(`${roomNo} ${hit.code}`, board) : null;
      if (again?.kind === 'act') await run(again);
    } else goTo(hit.roomNo);
  };
  const run = async (what: CommandLine) => {
    if (what.kind === 'act') {
      // What was typed stays until it is done, whatever happens to the line.
      if (await runAction(what.action)) {
        leave();
        if (!leadsElsewhere(what.action)) chooseRoom(what.action.roomNo);
      }
    } else if (what.kind === 'complete') {
      const [first] = what.completions;
      if (first) setLine(`${first.line} `);
    } else if (what.kind === 'find') {
      const [first] = what.hits;
      if (first) await take(first);
    }
  };

  if (!session?.permissions.includes('board.view')) return null;
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        if (meaning.kind === 'complete' || meaning.kind === 'help') setLine(value);
        else if (meaning.kind === 'find') {
          const hit = meaning.hits[Number(value)];
          if (hit) void take(hit);
        } else void run(meaning);
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={field}
          aria-label={t('label')}
          placeholder={t('placeholder')}
          size="md"
          autoComplete="off"
          maxLength={80}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={<KeyHint keys="Ctrl K" />}
          rightSectionWidth={66}
          aria-keyshortcuts="Control+K"
          value={line}
          onChange={(event) => {
            setLine(event.currentTarget.value);
            combobox.openDropdown();
            setTimeout(() => combobox.selectFirstOption());
          }}
          onFocus={() => line && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave();
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              void run(meaning);
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={meaning.kind === 'empty'}>
        <Combobox.Options aria-label={t('label')}>
          <CommandWords meaning={meaning} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Whether an action has shown something else than the room's visit: the cashier, a manager's approval. */
function leadsElsewhere(action: BoardAction): boolean {
  return action.kind === 'pay' || action.kind === 'hand-back' || (action.kind === 'change-item' && action.isCheaper);
}
