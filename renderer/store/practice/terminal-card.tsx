import { Button, CloseButton, Switch, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconNfc, IconVolume } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedDevicesView, SimulatedTerminal } from '../../../host/parts/simulated-devices/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { CardPicker } from './card-picker.tsx';
import { cellsOf } from './display-cells.ts';
import classes from './practice.module.css';
import { useTerminalName } from './terminal-name.ts';

type Card = SimulatedDevicesView['cards'][number];

interface TerminalCardProps {
  terminal: SimulatedTerminal;
  cards: readonly Card[];
  onClose: () => void;
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const keyOfKeyboard: Record<string, string> = { Enter: '#', Backspace: '*', Escape: '*' };
const ledColours = ['off', 'red', 'green', 'amber', 'blue', 'magenta', 'cyan', 'white'] as const;

/** One terminal on the wall: its screen, LED, beeper and keys; a card held to it by a tap. */
export function TerminalCard({ terminal, cards, onClose }: TerminalCardProps) {
  const { t } = useTranslation(['practice', 'common']);
  const name = useTerminalName()(terminal);
  const [picking, setPicking] = useState(false);
  const [lastCard, setLastCard] = useState<Card | null>(null);
  const { id } = terminal;

  const press = (key: string) => void api.practice.press.mutate({ terminalId: id, keys: key }).catch(tellError);
  const hold = (card: Card) => {
    setPicking(false);
    setLastCard(card);
    void api.practice.holdCard.mutate({ terminalId: id, cardId: card.cardId }).catch(tellError);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (terminal.hasKeypad === false || event.ctrlKey || event.altKey || event.metaKey) return;
    // Enter on a key presses that key, as a button does.
    if (event.key === 'Enter' && event.currentTarget.dataset.key) return;
    const key = /^[0-9*#]$/.test(event.key) ? event.key : keyOfKeyboard[event.key];
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    press(key);
  };
  const led = ledColours.find((colour) => colour === terminal.led) ?? 'off';
  const state = terminal.online ? 'online' : terminal.plugged ? 'starting' : 'offline';
  return (
    <section className={classes.terminal} aria-label={name}>
      <header>
        <h2>{name}</h2>
        <span className={classes.state} data-state={state}>
          {t(state)}
        </span>
        <CloseButton size={44} aria-label={t('close', { name })} onClick={onClose} />
      </header>
      <div className={classes.front}>
        <UnstyledButton className={classes.glass} onKeyDown={onKey} data-off={!terminal.online || undefined}>
          {terminal.lines.map((line, row) => (
            <span key={`${id} ${row === 0 ? 'first' : row}`} className={classes.line}>
              {cellsOf(line, terminal.columns).map((cell) => (
                <span key={cell.at} className={classes.cell} data-width={cell.width}>
                  {cell.text}
                </span>
              ))}
            </span>
          ))}
          <VisuallyHidden>{t('screen', { name })}</VisuallyHidden>
        </UnstyledButton>
        <VisuallyHidden role="status" data-testid={`screen-${id}`}>
          {terminal.lines.map((line) => line.trim()).join('\n')}
        </VisuallyHidden>
        <div className={classes.signals}>
          <span className={classes.led} data-colour={led}>
            {t('led', { colour: t(`colours.${led}`) })}
          </span>
          <span key={terminal.beeps} className={classes.beep} data-beeped={terminal.beeps > 0 || undefined}>
            <IconVolume size={16} aria-hidden /> {t('beeps', { count: terminal.beeps })}
          </span>
        </div>
        {terminal.hasKeypad === false ? (
          <p className={classes.noKeypad}>{t('noKeypad')}</p>
        ) : (
          <fieldset className={classes.keypad} aria-label={t('keypad', { name })}>
            {keys.map((key) => (
              <Button
                key={key}
                h={48}
                px={0}
                fz={20}
                variant="default"
                data-key={key}
                onKeyDown={onKey}
                onClick={() => press(key)}
              >
                {key}
              </Button>
            ))}
          </fieldset>
        )}
      </div>
      <div className={classes.cardRow}>
        <Button
          h={48}
          flex={1}
          leftSection={<IconNfc size={20} aria-hidden />}
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        >
          {t('card.hold')}
        </Button>
        {lastCard && (
          <Button h={48} flex={1} px={8} variant="light" onClick={() => hold(lastCard)}>
            {t('card.again', { label: lastCard.label })}
          </Button>
        )}
      </div>
      {picking && <CardPicker cards={cards} name={name} onPick={hold} onClose={() => setPicking(false)} />}
      <Switch
        size="md"
        className={classes.plug}
        checked={terminal.plugged}
        aria-label={t('plug', { name })}
        label={t(terminal.plugged ? 'plugged' : 'unplugged')}
        onChange={(event) =>
          void api.practice.setPlugged.mutate({ terminalId: id, plugged: event.currentTarget.checked }).catch(tellError)
        }
      />
    </section>
  );
}
