import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../client/router.ts';
import { useSession } from '../../client/session.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { chooseRoom, chosenRoomNo } from './board-view.ts';
import type { BoardAction, Hit } from './command-line.ts';
import { CommandWords } from './command-words.tsx';
import { useTypedLine } from './use-typed-line.ts';

/** The box on top: finds rooms, bands, people and items, and runs a line like `302 加钟 30`. Digits typed anywhere go here. */
export function CommandBox() {
  const { t } = useTranslation('command-line');
  const session = useSession();
  const combobox = useCombobox();
  const field = useRef<HTMLInputElement>(null);
  const { line, meaning, type, stands, run } = useTypedLine();

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
    type('');
    combobox.closeDropdown();
    field.current?.blur();
  };
  const goTo = (roomNo: string | null) => {
    if (roomNo === null) return;
    leave();
    chooseRoom(roomNo);
    navigate('board');
  };
  const act = async (what?: string) => {
    const action = await run(what);
    if (!action) return;
    // Whoever has gone on to the next line keeps it.
    if (stands(line)) leave();
    if (!leadsElsewhere(action)) chooseRoom(action.roomNo);
  };
  const take = (hit: Hit) => {
    const roomNo = chosenRoomNo();
    if (hit.kind !== 'service' && hit.kind !== 'goods') goTo(hit.roomNo);
    // An item alone is meant for the room that is chosen.
    else if (roomNo !== null) void act(`${roomNo} ${hit.code}`);
  };
  const submit = () => {
    if (meaning.kind === 'act') void act();
    else if (meaning.kind === 'complete') {
      const [first] = meaning.completions;
      if (first) type(`${first.line} `);
    } else if (meaning.kind === 'find') {
      const [first] = meaning.hits;
      if (first) take(first);
    }
  };

  if (!session?.permissions.includes('board.view')) return null;
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        if (meaning.kind === 'complete' || meaning.kind === 'help') type(value);
        else if (meaning.kind === 'find') {
          const hit = meaning.hits[Number(value)];
          if (hit) take(hit);
        } else submit();
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
            type(event.currentTarget.value);
            combobox.openDropdown();
            setTimeout(() => combobox.selectFirstOption());
          }}
          onFocus={() => line && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave();
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              submit();
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
